import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { explainContribution, explainFlip } from '../../words/sentences/ranking-explanation.js';
import type { Flip } from '../../comparison/ranking/flip.js';
import type { Contribution } from '../../comparison/ranking/rank.js';
import { maxApproaches } from '../references/approach-references.js';
import { QualifierInput } from '../comparison/comparison.type.js';
import { ApproachFilterInput, AxisSortInput } from '../filters/approach-filter.type.js';
import {
  chooseApproaches,
  comparedFilterInWords,
  filterOrderInWords,
  filterSortInWords,
} from '../filters/chosen-approaches.js';
import type { ConceptOrder } from '../../graph/ports/reading.js';
import { ConceptOrderEnum } from '../vocabulary/enums.js';
import type { RequestContext } from '../request/context.js';
import { localeOf } from '../request/presentation.js';
import { localeInWords } from '../vocabulary/locale-argument.js';
import { pinnedRevision } from '../request/request-view.js';
import { ViewArguments } from '../request/view-arguments.js';
import { minRanked, loadRanking, maxConditions, maxCriteria, type LoadedRanking } from './ranking-loading.js';
import { ContributionType, CriterionInput, FlipType, RankingType } from './ranking.type.js';

@Resolver(() => RankingType)
export class RankingResolver {
  @Query(() => RankingType, {
    nullable: true,
    description:
      'Ranks approaches by weighted criteria, best first, with reasons, and with the smallest change of a weight that changes the winner. Null if `filter` matches no approach.',
  })
  async rank(
    @Arg('approaches', () => [String], {
      nullable: true,
      description: `${minRanked} to ${maxApproaches} different approaches, by slug or id, in any order. Use either \`approaches\` or \`filter\`.`,
    })
    approaches: readonly string[] | null,
    @Arg('filter', () => ApproachFilterInput, { nullable: true, description: comparedFilterInWords })
    filter: ApproachFilterInput | null,
    @Arg('orderBy', () => ConceptOrderEnum, { defaultValue: 'NAME', description: filterOrderInWords })
    orderBy: ConceptOrder,
    @Arg('sortAxis', () => AxisSortInput, {
      nullable: true,
      description: filterSortInWords,
      // `loadRanking` checks it.
      validate: false,
    })
    sortAxis: AxisSortInput | null,
    @Arg('criteria', () => [CriterionInput], {
      description: `1 to ${maxCriteria} criteria with different axes. At least one weight must be above 0.`,
    })
    criteria: readonly CriterionInput[],
    @Arg('under', () => [QualifierInput], {
      nullable: true,
      description: `Only claims that can be true under these conditions, e.g. plan: Business. At most ${maxConditions} conditions.`,
    })
    under: readonly QualifierInput[] | null,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): Promise<LoadedRanking | null> {
    const chosen = chooseApproaches(approaches, { filter, orderBy, sortAxis });
    const requestView = await context.viewAt(viewArguments);
    const conditions = (under ?? []).map(({ key, value }) => ({ key, value }));
    const ranking = await loadRanking(
      context,
      requestView,
      chosen,
      criteria,
      conditions,
      pinnedRevision(viewArguments, requestView),
    );
    return ranking && context.bind(ranking, requestView);
  }
}

@Resolver(() => ContributionType)
export class ContributionResolver {
  @FieldResolver(() => String, {
    description:
      'A few sentences that explain the contribution: the value, its position on the scale, its points, and whether its must-haves and must-nots are met.',
  })
  explanation(
    @Root() contribution: Contribution,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string {
    return explainContribution(contribution, localeOf(context.presentation, locale));
  }
}

@Resolver(() => FlipType)
export class FlipResolver {
  @FieldResolver(() => String, {
    description: 'A sentence that explains the change, with the weight rounded to four significant digits.',
  })
  explanation(
    @Root() flip: Flip,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string {
    return explainFlip(flip, localeOf(context.presentation, locale));
  }
}
