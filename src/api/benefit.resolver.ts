import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Benefit } from '../graph/concept.js';
import { BenefitType } from './benefit.type.js';
import { conceptQueries } from './concept-queries.js';
import type { RequestContext } from './context.js';
import { FeatureListArgs, LinkListArgs, listLinks } from './link-lists.js';
import { BenefitApproachConnection, BenefitConnection, BenefitFeatureConnection } from './lists.type.js';

export const BenefitQueries = conceptQueries(
  'BENEFIT',
  { one: 'benefit', many: 'benefits', inWords: { one: 'A benefit', many: 'All benefits' } },
  BenefitType,
  BenefitConnection,
);

@Resolver(() => BenefitType)
export class BenefitResolver {
  @FieldResolver(() => BenefitApproachConnection, { description: 'The approaches that bring it.' })
  approaches(
    @Root() benefit: Benefit,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(
      context,
      benefit,
      { end: 'target', predicate: 'BRINGS_BENEFIT', kind: 'APPROACH' },
      args,
    );
  }

  @FieldResolver(() => BenefitFeatureConnection, { description: 'The features that lead to it.' })
  features(
    @Root() benefit: Benefit,
    @Args(() => FeatureListArgs) args: FeatureListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, benefit, { end: 'target', predicate: 'LEADS_TO', kind: 'FEATURE' }, args);
  }
}
