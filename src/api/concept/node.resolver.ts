import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { allMaybe, mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { badUserInput } from '../../graph/errors.js';
import { maxPageSize } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { ViewArguments } from '../request/view-arguments.js';
import { loadNode } from './load-node.js';
import { NodeType } from './node.type.js';

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description:
      'A concept or claim by its id; null if no concept or claim has this id. `nodes` also reads older revisions.',
  })
  // Relay's compiler rejects refetchable fragments if this field has other arguments (see also the specification of Global Object Identification).
  node(
    @Arg('id', () => ID, { description: 'The id of a concept or a claim.' }) id: string,
    @Ctx() { published }: RequestContext,
  ): MaybePromise<Concept | Claim | null> {
    return loadNode(published.loaders, id);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: 'Concepts and claims by their ids, in the order of the argument; null for each unknown id.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: `The ids of concepts and claims, at most ${maxPageSize}.` })
    ids: readonly string[],
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly (Concept | Claim | null)[]> {
    if (ids.length > maxPageSize) {
      throw badUserInput(`ids: expected at most ${maxPageSize} ids, got ${ids.length}.`, { argument: 'ids' });
    }
    return mapMaybe(context.viewAt(viewArguments), ({ loaders }) =>
      allMaybe(ids.map((id) => loadNode(loaders, id))),
    );
  }
}
