import type { Steps } from '../../graph/work/steps.js';
import type { CellColumn } from './cell-column.js';
import type { CompiledCondition } from './compiled-condition.js';

/** A condition with the cells of its axis. */
export interface AxisTest {
  readonly condition: CompiledCondition;
  readonly column: CellColumn;
}

/** A filter of approaches. An approach must meet all conditions of `where`, and at least one condition of `any`. */
export interface ApproachTests {
  readonly where: readonly AxisTest[];
  /** Null if the filter has no alternatives. */
  readonly any: readonly AxisTest[] | null;
}

/** The approaches that meet a filter. */
export interface MatchingApproaches {
  /** By approach number: 1 if the approach meets the filter, otherwise 0. */
  readonly flags: Uint8Array;
  /** Whether the filter is met by approaches without a number, which have no claims along the axes of the filter. */
  readonly others: boolean;
}

/**
 * Checks all approaches against a filter, in steps.
 * @param size the number of approaches that have a number in the columns
 */
export function* matchApproaches({ where, any }: ApproachTests, size: number): Steps<MatchingApproaches> {
  const flags = new Uint8Array(size).fill(1);
  let others = true;
  for (const { condition, column } of where) {
    const met = yield* meeting(condition, column, size);
    for (let approach = 0; approach < size; approach += 1)
      (flags[approach] as number) &= met[approach] as number;
    others &&= condition.includesNotStated;
    yield;
  }
  if (!any) return { flags, others };
  const anyFlags = new Uint8Array(size);
  let isAnyOther = false;
  for (const { condition, column } of any) {
    const met = yield* meeting(condition, column, size);
    for (let approach = 0; approach < size; approach += 1)
      (anyFlags[approach] as number) |= met[approach] as number;
    isAnyOther ||= condition.includesNotStated;
    yield;
  }
  for (let approach = 0; approach < size; approach += 1)
    (flags[approach] as number) &= anyFlags[approach] as number;
  return { flags, others: others && isAnyOther };
}

/**
 * Checks all approaches against a condition. The result has, by approach number, 1 for an approach that meets it,
 * otherwise 0.
 */
function* meeting(condition: CompiledCondition, column: CellColumn, size: number): Steps<Uint8Array> {
  const met = new Uint8Array(size);
  if (condition.includesNotStated) met.fill(1);
  const byCell = yield* column.meeting(condition);
  const { approaches, cells } = column;
  for (let index = 0; index < approaches.length; index += 1) {
    met[approaches[index] as number] = byCell[cells[index] as number] as number;
  }
  return met;
}
