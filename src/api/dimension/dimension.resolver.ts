import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { orderClaims, type ClaimOrder } from '../../comparison/ranking/claim-order.js';
import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { mapMaybe, settleAll, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { maxConditions } from '../../comparison/conditions/axis-condition.js';
import { AxisConditionInput } from '../comparison/axis-condition.type.js';
import { readConditions } from '../filters/axis-conditions.js';
import { loadMatchTest } from '../filters/matching-approaches.js';
import type { Distribution, ValueCount } from '../../comparison/counts/distribution.js';
import { listClaims } from '../claim/claim-lists.js';
import { valueAlong, type LoadedValue } from '../claim/value.js';
import { conceptQueries, connectionOfKind } from '../concept/concept-queries.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { maxPageSize, pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { ClaimOrderEnum } from '../vocabulary/enums.js';
import { DimensionFilterInput } from './dimension-filter.type.js';
import { DimensionType } from './dimension.type.js';
import { loadDistribution } from './distribution.js';
import { ValueCountType } from './distribution.type.js';
import { ClaimConnection } from '../paging/lists.type.js';
import { loadReferences } from '../references/reference.js';
import { tooMany } from '../vocabulary/too-many.js';

export const DimensionQueries = conceptQueries(
  'DIMENSION',
  DimensionType,
  connectionOfKind('DIMENSION', DimensionType),
  DimensionFilterInput,
);

@ArgsType()
class DimensionClaimsArgs extends pageArguments(100) {
  @Field(() => [String], {
    nullable: true,
    description: `Only claims about these approaches, by id or slug, at most ${maxPageSize}. Default: all approaches.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxPageSize, { message: tooMany('approaches', maxPageSize, 'references') })
  readonly approaches?: readonly string[] | null;

  @Field(() => [AxisConditionInput], {
    nullable: true,
    description: `Only claims about approaches that meet all of these conditions, along this dimension or other axes. At most ${maxConditions} conditions.`,
  })
  readonly where?: readonly AxisConditionInput[] | null;

  @Field(() => ClaimOrderEnum, {
    defaultValue: 'APPROACH',
    description: 'The order of the claims: by approach or by value.',
  })
  readonly orderBy!: ClaimOrder;
}

@ArgsType()
class CountedApproachesArgs {
  @Field(() => [AxisConditionInput], {
    nullable: true,
    description: `Only approaches that meet all of these conditions, along this dimension or other axes. Default: all approaches of the graph. At most ${maxConditions} conditions.`,
  })
  readonly where?: readonly AxisConditionInput[] | null;
}

@ArgsType()
class DistributionArgs extends CountedApproachesArgs {
  @Field(() => Int, {
    defaultValue: 20,
    description: `Maximum number of values: 0 to ${maxPageSize}. States are listed in addition.`,
  })
  @Min(0, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  @Max(maxPageSize, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  readonly first!: number;
}

/** An item of a distribution. The value has the fields that depend on the dimension. */
type LoadedValueCount = Omit<ValueCount, 'value'> & { readonly value: LoadedValue | null };

@Resolver(() => DimensionType)
export class DimensionResolver {
  @FieldResolver(() => [ValueCountType], {
    description:
      'The number of approaches that state each value along this dimension, ordered by this number, largest first, then by the text of the value; after the values, the number of cells that are CONTESTED, UNKNOWN, NOT_APPLICABLE and NOT_STATED, if any. An approach counts once for each value that its claims of the highest rank state, even if the claims disagree or are true under different conditions. So an approach can count for several values, and a contested cell also counts as CONTESTED. Texts and terms count as one value if they differ only in details that comparisons ignore, e.g. case; amounts, if they are equal in the unit of the dimension and have the same marks, e.g. approximate; versions, if they differ only in trailing zeros or build metadata; and yes, no and partly, regardless of their notes. Each term of a set counts separately. UNKNOWN counts approaches for which sources state only that the value is unknown; NOT_STATED counts approaches without a claim along this dimension. Claims along equivalent dimensions do not count.',
  })
  distribution(
    @Root() dimension: Dimension,
    @Args(() => DistributionArgs) { first, where }: DistributionArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly LoadedValueCount[]> {
    return mapMaybe(distributionOfDimension(context, dimension, where), ({ values, states }) =>
      [...values.slice(0, first), ...states].map(({ value, state, count }) => ({
        value: value && valueAlong(value, dimension),
        state,
        count,
      })),
    );
  }

  @FieldResolver(() => Int, {
    description:
      'The number of different values that approaches state along this dimension, counted as in `distribution`. States do not count.',
  })
  distinctCount(
    @Root() dimension: Dimension,
    @Args(() => CountedApproachesArgs) { where }: CountedApproachesArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<number> {
    return mapMaybe(distributionOfDimension(context, dimension, where), ({ values }) => values.length);
  }

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

function distributionOfDimension(
  context: RequestContext,
  dimension: Dimension,
  where: readonly AxisConditionInput[] | null | undefined,
): MaybePromise<Distribution> {
  const requestView = context.viewOf(dimension);
  if (!where || where.length === 0) return loadDistribution(requestView, dimension, []);
  return mapMaybe(readConditions(requestView, 'where', where, dimension), (conditions) =>
    loadDistribution(requestView, dimension, conditions),
  );
}
