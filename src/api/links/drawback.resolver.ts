import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Drawback } from '../../graph/concept.js';
import { DrawbackType } from './drawback.type.js';
import { ApproachType } from '../approach/approach.type.js';
import { FeatureType } from './feature.type.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { linkConnectionOf } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { FeatureListArgs, LinkListArgs, listLinks } from './link-lists.js';

export const DrawbackQueries = conceptQueries('DRAWBACK', DrawbackType);

const DrawbackApproachConnection = linkConnectionOf(
  { name: 'DrawbackApproach', content: 'approaches with a drawback' },
  () => ApproachType,
);
const DrawbackFeatureConnection = linkConnectionOf(
  { name: 'DrawbackFeature', content: 'features that lead to a drawback' },
  () => FeatureType,
);

@Resolver(() => DrawbackType)
export class DrawbackResolver {
  @FieldResolver(() => DrawbackApproachConnection, { description: 'The approaches with this drawback.' })
  approaches(
    @Root() drawback: Drawback,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, drawback, { end: 'target', predicate: 'HAS_DRAWBACK', kind: 'APPROACH' }, args);
  }

  @FieldResolver(() => DrawbackFeatureConnection, { description: 'The features that lead to this drawback.' })
  features(
    @Root() drawback: Drawback,
    @Args(() => FeatureListArgs) args: FeatureListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, drawback, { end: 'target', predicate: 'LEADS_TO', kind: 'FEATURE' }, args);
  }
}
