import type { Steps } from '../../graph/work/steps.js';
import type { CompiledCondition } from '../conditions/compiled-condition.js';
import { countCellsMeeting, isMetByEveryStated } from './cells-meeting.js';
import { rowFilter, type CellCondition } from './row-filter.js';
import { LazyRow, type ComparisonRow } from './row.js';
import { cellStates, type CellState } from '../cells/statement.js';
import type { RowVerdict } from '../verdicts/verdict.js';

/** A selection of the rows of a comparison. */
export interface RowSelection {
  /** Verdicts of the selected rows; any verdict if null. */
  readonly verdicts: readonly RowVerdict[] | null;
  /** Conditions that must all be met by the cells of a row. */
  readonly where: readonly CellCondition[];
  /** Conditions of which the cells of a row must meet at least one, unless the list is empty. */
  readonly any: readonly CellCondition[];
  /** A condition that every stated or contested cell of a row, and at least one cell, must meet; null for none. */
  readonly everyStated: CompiledCondition | null;
}

/** Whether a selection contains every row. */
export function selectsAll({ verdicts, where, any, everyStated }: RowSelection): boolean {
  return !verdicts && where.length === 0 && any.length === 0 && !everyStated;
}

/** Selects rows, in steps and in order. Rows are evaluated only if the selection restricts verdicts. */
export function* selectRows(
  rows: readonly ComparisonRow[],
  selection: RowSelection,
): Steps<readonly ComparisonRow[]> {
  if (selectsAll(selection)) return rows;
  const { verdicts, where, any, everyStated } = selection;
  const meets = rowFilter(where, any);
  const selected: ComparisonRow[] = [];
  for (const row of rows) {
    if (verdicts && row instanceof LazyRow) yield* row.evaluating();
    const isSelected =
      (!verdicts || verdicts.includes(row.verdict)) &&
      meets(row) &&
      (!everyStated || isMetByEveryStated(row, everyStated));
    if (isSelected) selected.push(row);
    releaseCells(row, rows.length);
    yield;
  }
  return selected;
}

/** The number of cells in a state. */
export interface StateCount {
  readonly state: CellState;
  readonly count: number;
}

/** Evaluates rows in steps, so that their results are available without further work. */
export function* evaluateAll(rows: readonly ComparisonRow[]): Steps<void> {
  for (const row of rows) {
    if (row instanceof LazyRow && !row.evaluateIfQuick()) yield* row.evaluating();
    releaseCells(row, rows.length);
    yield;
  }
}

/** Counts, for each row, the cells that meet a condition, in steps. */
export function* countEachMeeting(
  rows: readonly ComparisonRow[],
  condition: CompiledCondition,
): Steps<readonly number[]> {
  const counts: number[] = [];
  for (const row of rows) {
    counts.push(countCellsMeeting(row, condition));
    releaseCells(row, rows.length);
    yield;
  }
  return counts;
}

/** Counts the cells of rows by state, in steps; only states that occur, in the order of `cellStates`. */
export function* countStates(rows: readonly ComparisonRow[]): Steps<readonly StateCount[]> {
  const counts = new Map<CellState, number>();
  for (const row of rows) {
    for (const { state } of row.cells) counts.set(state, (counts.get(state) ?? 0) + 1);
    releaseCells(row, rows.length);
    yield;
  }
  return cellStates.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });
}

/** Collects the ids of the sources of all claims in rows, in steps. */
export function* sourcesOf(rows: readonly ComparisonRow[]): Steps<Set<string>> {
  const sources = new Set<string>();
  for (const row of rows) {
    for (const { claims } of row.cells) for (const { source } of claims) sources.add(source);
    releaseCells(row, rows.length);
    yield;
  }
  return sources;
}

/** Above this number of rows, the cells of all rows would take too much memory. */
const manyRows = 1_000;

/** Releases the cells of a row after use, if it is one of many rows. @param rows the number of rows that are used */
export function releaseCells(row: ComparisonRow, rows: number): void {
  if (rows > manyRows && row instanceof LazyRow) row.release();
}
