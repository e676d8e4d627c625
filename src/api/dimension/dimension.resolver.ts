import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { orderClaims, type ClaimOrder } from '../../comparison/ranking/claim-order.js';
import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { listClaims } from '../claim/claim-lists.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { maxPageSize, pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { ClaimOrderEnum } from '../vocabulary/enums.js';
import { DimensionType } from './dimension.type.js';
import { ClaimConnection } from '../paging/lists.type.js';
import { loadReferences } from '../references/reference.js';

export const DimensionQueries = conceptQueries('DIMENSION', DimensionType);

@ArgsType()
class DimensionClaimsArgs extends pageArguments(100) {
  @Field(() => [String], {
    nullable: true,
    description: `Only values of these approaches, by id or slug, at most ${maxPageSize}. Default: all approaches.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxPageSize, { message: `approaches: expected at most ${maxPageSize} references.` })
  readonly approaches?: readonly string[] | null;

  @Field(() => ClaimOrderEnum, {
    defaultValue: 'APPROACH',
    description: 'The order of the claims: by approach or by value.',
  })
  readonly orderBy!: ClaimOrder;
}

@Resolver(() => DimensionType)
export class DimensionResolver {
  @FieldResolver(() => ClaimConnection, { description: 'The claims along this dimension.' })
  async claims(
    @Root() dimension: Dimension,
    @Args(() => DimensionClaimsArgs) args: DimensionClaimsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Claim>> {
    const approaches =
      args.approaches &&
      (await loadReferences(context.viewOf(dimension), 'approaches', args.approaches, ['APPROACH']));
    const subjects = approaches?.map(({ id }) => id);
    if (args.orderBy === 'APPROACH') {
      const filter = { predicates: ['HAS_VALUE'] as const, ...(subjects ? { subjects } : {}) };
      return listClaims(context, dimension, 'target', filter, args);
    }
    const claims = await context
      .loadersFor(dimension)
      .claimsToward.load({ concept: dimension.id, predicate: 'HAS_VALUE' });
    const selected = subjects ? claims.filter(({ subject }) => subjects.includes(subject)) : claims;
    const items = orderClaims(selected, dimension, args.orderBy).map((node) => ({ node }));
    return pageOf([dimension.id, 'claims', subjects, args.orderBy], items, ({ node }) => node.id, args);
  }
}
