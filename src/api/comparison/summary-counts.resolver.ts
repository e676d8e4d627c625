import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { CompiledCondition } from '../../comparison/conditions/compiled-condition.js';
import type { CellCount } from '../../comparison/counts/cell-counts.js';
import {
  countAllCells,
  countByApproach,
  countRowsByCells,
  type ApproachCount,
  type RowCount,
} from '../../comparison/counts/cell-totals.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices } from '../../graph/work/steps.js';
import { maxPageSize } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { AxisConditionInput } from './axis-condition.type.js';
import type { SummaryOfRows } from './comparison.resolver.js';
import { ComparisonSummaryType } from './comparison.type.js';
import { CellCountType } from './counts.type.js';
import { compileForRows, readRowCondition } from './row-conditions.js';
import { ApproachCountType, RowCountType } from './summary-counts.type.js';

const countOfInWords =
  'The condition on the cells to count. It applies to the axis of each row, so `axis` must be omitted.';

@ArgsType()
class CountOfArgs {
  @Field(() => AxisConditionInput, { description: countOfInWords })
  readonly countOf!: AxisConditionInput;

  @Field(() => Int, { defaultValue: 100, description: `Maximum number of items: 0 to ${maxPageSize}.` })
  @Min(0, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  @Max(maxPageSize, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  readonly first!: number;
}

@Resolver(() => ComparisonSummaryType)
export class SummaryCountsResolver {
  @FieldResolver(() => [CellCountType], {
    description:
      'The number of cells of all rows by state, support and level. Each cell is counted once, and levels of the same name count together. Only counts above 0; in the order of the states, then most frequent first.',
  })
  counts(
    @Root() { rows }: SummaryOfRows,
    @Ctx() { pace }: RequestContext,
  ): MaybePromise<readonly CellCount[]> {
    return inSlices(countAllCells(rows), pace);
  }

  @FieldResolver(() => [ApproachCountType], {
    description:
      'The approaches of the comparison by the number of their cells that meet a condition, e.g. those with the most unknown cells. The largest number first, then in the order of the comparison.',
  })
  byApproach(
    @Root() summary: SummaryOfRows,
    @Args(() => CountOfArgs) { countOf, first }: CountOfArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly ApproachCount[]> {
    return mapMaybe(compile(summary, countOf, context), (condition) =>
      mapMaybe(
        inSlices(countByApproach(summary.rows, summary.approaches, condition), context.pace),
        (counts) => counts.slice(0, first),
      ),
    );
  }

  @FieldResolver(() => [RowCountType], {
    description:
      'How many rows have how many cells that meet a condition, e.g. in how many rows do most approaches state yes. The largest number of cells first; only numbers that occur.',
  })
  rowsByCount(
    @Root() summary: SummaryOfRows,
    @Args(() => CountOfArgs) { countOf, first }: CountOfArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly RowCount[]> {
    return mapMaybe(compile(summary, countOf, context), (condition) =>
      mapMaybe(inSlices(countRowsByCells(summary.rows, condition), context.pace), (counts) =>
        counts.slice(0, first),
      ),
    );
  }
}

function compile(
  summary: SummaryOfRows,
  countOf: AxisConditionInput,
  context: RequestContext,
): MaybePromise<CompiledCondition> {
  return compileForRows(context.viewOf(summary), readRowCondition(countOf, 'countOf'), summary.rows);
}
