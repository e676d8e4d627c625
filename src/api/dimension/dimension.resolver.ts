import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { orderClaims, type ClaimOrder } from '../../comparison/ranking/claim-order.js';
import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { settleAll } from '../../graph/work/maybe-promise.js';
import { maxConditions } from '../../comparison/conditions/axis-condition.js';
import { AxisConditionInput } from '../comparison/axis-condition.type.js';
import { readConditions } from '../filters/axis-conditions.js';
import { loadMatchTest } from '../filters/matching-approaches.js';
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

  @Field(() => [AxisConditionInput], {
    nullable: true,
    description: `Only claims about approaches that meet all of these conditions, by what is stated along this dimension or along others. At most ${maxConditions} conditions.`,
  })
  readonly where?: readonly AxisConditionInput[] | null;

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
    const requestView = context.viewOf(dimension);
    const [approaches, where] = await settleAll([
      args.approaches && loadReferences(requestView, 'approaches', args.approaches, ['APPROACH']),
      readConditions(requestView, 'where', args.where ?? [], dimension),
    ]);
    const subjects = approaches?.map(({ id }) => id);
    if (args.orderBy === 'APPROACH' && where.length === 0) {
      const filter = { predicates: ['HAS_VALUE'] as const, ...(subjects ? { subjects } : {}) };
      return listClaims(context, dimension, 'target', filter, args);
    }
    const [claims, isMatching] = await settleAll([
      requestView.loaders.claimsToward.load({ concept: dimension.id, predicate: 'HAS_VALUE' }),
      where.length === 0 ? null : loadMatchTest(requestView, where),
    ]);
    const listed = subjects && new Set(subjects);
    const selected = claims.filter(
      ({ subject }) => (!listed || listed.has(subject)) && (!isMatching || isMatching(subject)),
    );
    const items = orderClaims(selected, dimension, args.orderBy).map((node) => ({ node }));
    const list = [dimension.id, 'claims', subjects, args.orderBy];
    return pageOf(where.length === 0 ? list : [...list, args.where], items, ({ node }) => node.id, args);
  }
}
