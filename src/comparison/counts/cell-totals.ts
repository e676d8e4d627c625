import type { Approach } from '../../graph/concept.js';
import type { Steps } from '../../graph/work/steps.js';
import type { CompiledCondition } from '../conditions/compiled-condition.js';
import { isMetByCell } from '../rows/cells-meeting.js';
import { countEachMeeting, releaseCells } from '../rows/row-selection.js';
import type { ComparisonRow } from '../rows/row.js';
import { cellStates } from '../cells/statement.js';
import { countCells, type CellCount } from './cell-counts.js';

/**
 * Counts the cells of rows by state, support and level, in steps. Each cell is counted once, so the counts add up to
 * the number of cells. Levels with equal names are counted together, even if their dimensions have different scales.
 * @returns the counts that are not 0: in the order of `cellStates`; within a state, the highest count first, then in
 * the order of first occurrence in the rows
 */
export function* countAllCells(rows: readonly ComparisonRow[]): Steps<readonly CellCount[]> {
  const totals = new Map<string, { count: number; readonly first: CellCount }>();
  for (const row of rows) {
    for (const each of countCells(row)) {
      const key = `${each.state} ${each.support ?? ''} ${each.level ?? ''}`;
      const total = totals.get(key);
      if (total) total.count += each.count;
      else totals.set(key, { count: each.count, first: each });
    }
    releaseCells(row, rows.length);
    yield;
  }
  const counts = [...totals.values()].map(({ count, first }) => ({ ...first, count }));
  return counts.sort(
    (left, right) =>
      cellStates.indexOf(left.state) - cellStates.indexOf(right.state) || right.count - left.count,
  );
}

/** The number of cells of an approach that meet a condition. */
export interface ApproachCount {
  readonly approach: Approach;
  readonly count: number;
}

/**
 * Counts, for each approach, the cells that meet a condition, in steps.
 * @param approaches the approaches of the rows, in the order of the cells
 * @returns all approaches: the highest count first, then in the given order
 */
export function* countByApproach(
  rows: readonly ComparisonRow[],
  approaches: readonly Approach[],
  condition: CompiledCondition,
): Steps<readonly ApproachCount[]> {
  const counts = approaches.map((approach) => ({ approach, count: 0 }));
  for (const row of rows) {
    for (const [index, cell] of row.cells.entries()) {
      const ofApproach = counts[index];
      if (ofApproach && isMetByCell(cell, row, condition)) ofApproach.count += 1;
    }
    releaseCells(row, rows.length);
    yield;
  }
  return counts.sort((left, right) => right.count - left.count);
}

/** The number of rows with an equal number of cells that meet a condition. */
export interface RowCount {
  /** The number of cells of each row that meet the condition. */
  readonly count: number;
  readonly rows: number;
}

/**
 * Counts the rows by the number of their cells that meet a condition, in steps.
 * @returns an item for each number of cells that occurs, the highest number first
 */
export function* countRowsByCells(
  rows: readonly ComparisonRow[],
  condition: CompiledCondition,
): Steps<readonly RowCount[]> {
  const numbers = new Map<number, number>();
  for (const count of yield* countEachMeeting(rows, condition))
    numbers.set(count, (numbers.get(count) ?? 0) + 1);
  return [...numbers]
    .map(([count, ofRows]) => ({ count, rows: ofRows }))
    .sort((left, right) => right.count - left.count);
}
