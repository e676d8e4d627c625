import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Feature } from '../graph/concept.js';
import { conceptQueries } from './concept-queries.js';
import type { RequestContext } from './context.js';
import { FeatureType } from './feature.type.js';
import { LinkListArgs, listLinks } from './link-lists.js';
import {
  FeatureApproachConnection,
  FeatureBenefitConnection,
  FeatureConnection,
  FeatureDrawbackConnection,
} from './lists.type.js';

export const FeatureQueries = conceptQueries(
  'FEATURE',
  { one: 'feature', many: 'features', inWords: { one: 'A feature', many: 'All features' } },
  FeatureType,
  FeatureConnection,
);

@Resolver(() => FeatureType)
export class FeatureResolver {
  @FieldResolver(() => FeatureApproachConnection, { description: 'The approaches that have it.' })
  approaches(
    @Root() feature: Feature,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, feature, { end: 'target', predicate: 'HAS_FEATURE', kind: 'APPROACH' }, args);
  }

  @FieldResolver(() => FeatureBenefitConnection, { description: 'The benefits that it leads to.' })
  benefits(
    @Root() feature: Feature,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, feature, { end: 'subject', predicate: 'LEADS_TO', kind: 'BENEFIT' }, args);
  }

  @FieldResolver(() => FeatureDrawbackConnection, { description: 'The drawbacks that it leads to.' })
  drawbacks(
    @Root() feature: Feature,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, feature, { end: 'subject', predicate: 'LEADS_TO', kind: 'DRAWBACK' }, args);
  }
}
