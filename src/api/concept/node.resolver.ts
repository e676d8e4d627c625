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
    'One state of the whole graph. Each publication makes a new one; older ones can still be asked.',
})
class GraphRevisionType {
  @Field(() => Int, { description: '1 for the first, then one more for each publication.' })
  readonly number!: number;

  @Field(() => String, { description: 'When it was published: ISO 8601, UTC.' })
  readonly time!: string;

  @Field(() => String, { description: 'Who published it.' })
  readonly author!: string;

  @Field(() => String, { description: 'What it was about.' })
  readonly message!: string;
}

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything that has an id, by its id; null where there is nothing.',
  })
  node(
    @Arg('id', () => ID, { description: 'The id of a concept or a claim.' }) id: string,
    @Ctx() { published }: RequestContext,
  ): MaybePromise<Concept | Claim | null> {
    return loadNode(published.loaders, id);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: 'Things by their ids, in the order asked for; null where there is nothing.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: `The ids of concepts and claims, ${maxPageSize} at most.` })
    ids: readonly string[],
    @Ctx() { published }: RequestContext,
  ): MaybePromise<readonly (Concept | Claim | null)[]> {
    if (ids.length > maxPageSize) {
      throw badUserInput(`ids: expected ${maxPageSize} ids at most, got ${ids.length}.`, { argument: 'ids' });
    }
    return allMaybe(ids.map((id) => loadNode(published.loaders, id)));
  }

  @Query(() => GraphRevisionType, {
    nullable: true,
    description: 'The revision that is published now; null while the graph is empty.',
  })
  revision(@Ctx() { published }: RequestContext): GraphRevision | null {
    const { revision } = published.view;
    return revision.number === 0 ? null : revision;
  }
}

function loadNode(loaders: Loaders, id: string): MaybePromise<Concept | Claim | null> {
  return isClaimId(id) ? loaders.claim.load(id) : loadConcept(loaders, id);
}
