import type { Steps } from '../../graph/work/steps.js';
import { rowFilter, type CellCondition } from './row-filter.js';
import { LazyRow, type ComparisonRow } from './row.js';
import type { RowVerdict } from '../verdicts/verdict.js';

/** Which rows of a comparison are shown. */
export interface RowSelection {
  /** Verdicts of the selected rows; any verdict if null. */
  readonly verdicts: readonly RowVerdict[] | null;
  /** Conditions that the cells of a row must all meet. */
  readonly where: readonly CellCondition[];
}

/** The selected rows, in order. Without restrictions, no row is evaluated. */
export function* selectRows(
  rows: readonly ComparisonRow[],
  { verdicts, where }: RowSelection,
): Steps<readonly ComparisonRow[]> {
  if (!verdicts && where.length === 0) return rows;
  const meetsAll = rowFilter(where);
  const selected: ComparisonRow[] = [];
  for (const row of rows) {
    if (verdicts && row instanceof LazyRow) yield* row.evaluating();
    if ((!verdicts || verdicts.includes(row.verdict)) && meetsAll(row)) selected.push(row);
    if (rows.length > manyRows) release(row);
    yield;
  }
  return selected;
}

/** Evaluates rows in steps, so that their results are available without further work. */
export function* evaluateAll(rows: readonly ComparisonRow[]): Steps<void> {
  for (const row of rows) {
    if (row instanceof LazyRow) yield* row.evaluating();
    if (rows.length > manyRows) release(row);
    yield;
  }
}

/** The ids of the sources of all claims in some rows. */
export function* sourcesOf(rows: readonly ComparisonRow[]): Steps<Set<string>> {
  const sources = new Set<string>();
  for (const row of rows) {
    for (const { claims } of row.cells) for (const { source } of claims) sources.add(source);
    if (rows.length > manyRows) release(row);
    yield;
  }
  return sources;
}

/** Above this number of rows, the cells of all rows would take too much memory. */
const manyRows = 1_000;

function release(row: ComparisonRow): void {
  if (row instanceof LazyRow) row.release();
}
