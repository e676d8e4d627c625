import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Feature } from '../../graph/concept.js';
import { ApproachType } from '../approach/approach.type.js';
import { BenefitType } from './benefit.type.js';
import { DrawbackType } from './drawback.type.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { linkConnectionOf } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { FeatureType } from './feature.type.js';
import { LinkListArgs, listLinks } from './link-lists.js';

export const FeatureQueries = conceptQueries('FEATURE', FeatureType);

const FeatureApproachConnection = linkConnectionOf(
  { name: 'FeatureApproach', content: 'approaches with a feature' },
  () => ApproachType,
);
const FeatureBenefitConnection = linkConnectionOf(
  { name: 'FeatureBenefit', content: 'benefits that a feature leads to' },
  () => BenefitType,
);
const FeatureDrawbackConnection = linkConnectionOf(
  { name: 'FeatureDrawback', content: 'drawbacks that a feature leads to' },
  () => DrawbackType,
);

@Resolver(() => FeatureType)
export class FeatureResolver {
  @FieldResolver(() => FeatureApproachConnection, { description: 'The approaches with this feature.' })
  approaches(
    @Root() feature: Feature,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, feature, { end: 'target', predicate: 'HAS_FEATURE', kind: 'APPROACH' }, args);
  }

  @FieldResolver(() => FeatureBenefitConnection, { description: 'The benefits of this feature.' })
  benefits(
    @Root() feature: Feature,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, feature, { end: 'subject', predicate: 'LEADS_TO', kind: 'BENEFIT' }, args);
  }

  @FieldResolver(() => FeatureDrawbackConnection, { description: 'The drawbacks of this feature.' })
  drawbacks(
    @Root() feature: Feature,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, feature, { end: 'subject', predicate: 'LEADS_TO', kind: 'DRAWBACK' }, args);
  }
}
