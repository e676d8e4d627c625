import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Benefit } from '../../graph/concept.js';
import { BenefitType } from './benefit.type.js';
import { ApproachType } from '../approach/approach.type.js';
import { FeatureType } from './feature.type.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { linkConnectionOf } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { FeatureListArgs, LinkListArgs, listLinks } from './link-lists.js';

export const BenefitQueries = conceptQueries('BENEFIT', BenefitType);

const BenefitApproachConnection = linkConnectionOf(
  { name: 'BenefitApproach', content: 'approaches that bring a benefit' },
  () => ApproachType,
);
const BenefitFeatureConnection = linkConnectionOf(
  { name: 'BenefitFeature', content: 'features that lead to a benefit' },
  () => FeatureType,
);

@Resolver(() => BenefitType)
export class BenefitResolver {
  @FieldResolver(() => BenefitApproachConnection, { description: 'The approaches with this benefit.' })
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

  @FieldResolver(() => BenefitFeatureConnection, { description: 'The features that lead to this benefit.' })
  features(
    @Root() benefit: Benefit,
    @Args(() => FeatureListArgs) args: FeatureListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, benefit, { end: 'target', predicate: 'LEADS_TO', kind: 'FEATURE' }, args);
  }
}
