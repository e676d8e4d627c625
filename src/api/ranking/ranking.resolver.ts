import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { explainContribution, explainFlip } from '../../comparison/ranking/contribution-words.js';
import type { Flip } from '../../comparison/ranking/flip.js';
import type { Contribution } from '../../comparison/ranking/rank.js';
import { mostApproaches } from '../references/approach-references.js';
import { QualifierInput } from '../comparison/comparison.type.js';
import type { RequestContext } from '../request/context.js';
import {
  fewestRanked,
  loadRanking,
  mostConditions,
  mostCriteria,
  type LoadedRanking,
} from './ranking-loading.js';
import { ContributionType, CriterionInput, FlipType, RankingType } from './ranking.type.js';

@Resolver(() => RankingType)
export class RankingResolver {
  @Query(() => RankingType, {
    nullable: true,
    description:
      'Which to choose, and what would change that: approaches by weighted criteria, best first, with the reasons.',
  })
  async rank(
    @Arg('approaches', () => [String], {
      description: `${fewestRanked} to ${mostApproaches} approaches, by slug or id, each once; their order does not matter.`,
    })
    approaches: readonly string[],
    @Arg('criteria', () => [CriterionInput], {
      description: `What to choose by: 1 to ${mostCriteria} criteria, each along an axis of its own, one of them with a weight above 0 at least.`,
    })
    criteria: readonly CriterionInput[],
    @Arg('under', () => [QualifierInput], {
      nullable: true,
      description: `Only claims that can hold under these conditions count, e.g. plan: Business; ${mostConditions} at most.`,
    })
    under: readonly QualifierInput[] | null,
    @Arg('at', () => Int, {
      nullable: true,
      description: 'The revision to rank at; what is published now, when left out.',
    })
    at: number | null,
    @Ctx() context: RequestContext,
  ): Promise<LoadedRanking> {
    const requestView = await context.at(at);
    const conditions = (under ?? []).map(({ key, value }) => ({ key, value }));
    const ranking = await loadRanking(requestView, approaches, criteria, conditions, at ?? null);
    return context.bind(ranking, requestView);
  }
}

@Resolver(() => ContributionType)
export class ContributionResolver {
  @FieldResolver(() => String, {
    description:
      'The same in a few sentences: what is stated, where that lies on the scale, what it adds, and what came of the must-have.',
  })
  explanation(@Root() contribution: Contribution): string {
    return explainContribution(contribution);
  }
}

@Resolver(() => FlipType)
export class FlipResolver {
  @FieldResolver(() => String, { description: 'The same in a sentence, with the weight to four digits.' })
  explanation(@Root() flip: Flip): string {
    return explainFlip(flip);
  }
}
