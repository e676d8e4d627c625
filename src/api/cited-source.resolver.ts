import { Args, ArgsType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Answer } from '../graph/answer.js';
import type { Claim } from '../graph/claim.js';
import type { CitedSource } from '../graph/concept.js';
import { CitedSourceType } from './cited-source.type.js';
import { listClaims } from './claim-lists.js';
import { conceptQueries } from './concept-queries.js';
import type { Connection } from './connection.js';
import { pageArguments } from './connection.type.js';
import type { RequestContext } from './context.js';
import { CitedSourceConnection, ClaimConnection } from './lists.type.js';

export const CitedSourceQueries = conceptQueries(
  'CITED_SOURCE',
  { one: 'citedSource', many: 'citedSources', inWords: { one: 'A cited source', many: 'All cited sources' } },
  CitedSourceType,
  CitedSourceConnection,
);

@ArgsType()
class CitedSourceClaimsArgs extends pageArguments(100) {}

@Resolver(() => CitedSourceType)
export class CitedSourceResolver {
  @FieldResolver(() => ClaimConnection, { description: 'What it states, by the name of what it speaks of.' })
  claims(
    @Root() source: CitedSource,
    @Args(() => CitedSourceClaimsArgs) args: CitedSourceClaimsArgs,
    @Ctx() context: RequestContext,
  ): Answer<Connection<Claim>> {
    return listClaims(context, source, 'source', {}, args);
  }
}
