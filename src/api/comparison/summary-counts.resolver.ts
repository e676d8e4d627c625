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
      'The number of cells of all rows by state, support and level. Each cell is counted once, and levels of the same name count together. Only counts above 0 are listed, ordered by state, then the largest count first.',
  })
  counts(
    @Root() { rows }: SummaryOfRows,
    @Ctx() { pace }: RequestContext,
  ): MaybePromise<readonly CellCount[]> {
    return inSlices(countAllCells(rows), pace);
  }

  @FieldResolver(() => [ApproachCountType], {
    description:
      'The approaches of the comparison by the number of their cells that meet a condition, e.g. the approaches with the most unknown cells. Ordered by this number, largest first, then as in the comparison.',
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
      'The number of rows for each number of cells that meet a condition, e.g. the number of rows in which three approaches state yes. Ordered by the number of cells, largest first; only numbers that occur are listed.',
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
