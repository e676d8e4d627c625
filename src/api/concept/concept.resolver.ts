import { Args, ArgsType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Concept } from '../../graph/concept.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { ConceptConnection } from '../paging/lists.type.js';
import { ConceptType } from './node.type.js';

@ArgsType()
class EquivalentsArgs extends pageArguments(20) {}

@Resolver(() => ConceptType)
export class ConceptResolver {
  @FieldResolver(() => ConceptConnection, {
    description:
      'Concepts of the same kind that are declared equivalent to this concept, directly or through other concepts.',
  })
  equivalentTo(
    @Root() concept: Concept,
    @Args(() => EquivalentsArgs) args: EquivalentsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<Concept>> {
    const loaders = context.loadersFor(concept);
    return mapMaybe(loaders.equivalents.load(concept.id), (ids) =>
      mapMaybe(
        loadConcepts(
          loaders,
          ids.filter((id) => id !== concept.id),
        ),
        (concepts) => {
          const items = concepts.flatMap((node) => (node ? [{ node }] : []));
          return pageOf([concept.id, 'equivalentTo'], items, ({ node }) => node.id, args);
        },
      ),
    );
  }
}
