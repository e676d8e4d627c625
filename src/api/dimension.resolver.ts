import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Claim } from '../graph/claim.js';
import type { Dimension } from '../graph/concept.js';
import { listClaims } from './claim-lists.js';
import { conceptQueries } from './concept-queries.js';
import type { Connection } from './connection.js';
import { maxPageSize, pageArguments } from './connection.type.js';
import type { RequestContext } from './context.js';
import { DimensionType } from './dimension.type.js';
import { ClaimConnection, DimensionConnection } from './lists.type.js';
import { loadReferences } from './reference.js';

export const DimensionQueries = conceptQueries(
  'DIMENSION',
  { one: 'dimension', many: 'dimensions', inWords: { one: 'A dimension', many: 'All dimensions' } },
  DimensionType,
  DimensionConnection,
);

@ArgsType()
class DimensionClaimsArgs extends pageArguments(100) {
  @Field(() => [String], {
    nullable: true,
    description: `Only values of these approaches, by id or slug, ${maxPageSize} at most; of all, when left out.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxPageSize, { message: `approaches: expected ${maxPageSize} references at most.` })
  readonly approaches?: readonly string[] | null;
}

@Resolver(() => DimensionType)
export class DimensionResolver {
  @FieldResolver(() => ClaimConnection, {
    description: 'What is claimed along it, by the name of the approach.',
  })
  async claims(
    @Root() dimension: Dimension,
    @Args(() => DimensionClaimsArgs) args: DimensionClaimsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Claim>> {
    const predicates = ['HAS_VALUE'] as const;
    if (!args.approaches) return listClaims(context, dimension, 'target', { predicates }, args);
    const approaches = await loadReferences(context.viewOf(dimension), 'approaches', args.approaches, [
      'APPROACH',
    ]);
    return listClaims(
      context,
      dimension,
      'target',
      { predicates, subjects: approaches.map(({ id }) => id) },
      args,
    );
  }
}
