import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { allMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { badUserInput } from '../../graph/errors.js';
import { isClaimId } from '../../graph/identity.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { GraphRevision } from '../../graph/ports/reading.js';
import { maxPageSize } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { NodeType } from './node.type.js';

@ObjectType('GraphRevision', {
  simpleResolvers: true,
  description:
    'A published state of the graph. Each publication adds a revision; older revisions can still be queried.',
})
class GraphRevisionType {
  @Field(() => Int, { description: 'The number of the revision, counted from 1.' })
  readonly number!: number;

  @Field(() => String, { description: 'The time of publication: ISO 8601, UTC.' })
  readonly time!: string;

  @Field(() => String, { description: 'The author of the revision.' })
  readonly author!: string;

  @Field(() => String, { description: 'A message that describes the changes.' })
  readonly message!: string;
}

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'A concept or claim by its id; null if no concept or claim has this id.',
  })
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
    @Ctx() { published }: RequestContext,
  ): MaybePromise<readonly (Concept | Claim | null)[]> {
    if (ids.length > maxPageSize) {
      throw badUserInput(`ids: expected at most ${maxPageSize} ids, got ${ids.length}.`, { argument: 'ids' });
    }
    return allMaybe(ids.map((id) => loadNode(published.loaders, id)));
  }

  @Query(() => GraphRevisionType, {
    nullable: true,
    description: 'The newest revision; null if the graph is empty.',
  })
  revision(@Ctx() { published }: RequestContext): GraphRevision | null {
    const { revision } = published.view;
    return revision.number === 0 ? null : revision;
  }
}

function loadNode(loaders: Loaders, id: string): MaybePromise<Concept | Claim | null> {
  return isClaimId(id) ? loaders.claim.load(id) : loadConcept(loaders, id);
}
