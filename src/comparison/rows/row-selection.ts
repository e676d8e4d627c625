import type { Steps } from '../../graph/work/steps.js';
import { rowFilter, type CellCondition } from './row-filter.js';
import { JudgedRow, type ComparisonRow } from './row.js';
import type { RowVerdict } from '../verdicts/verdict.js';

/** Which rows of a comparison are shown. */
export interface RowSelection {
  /** Of one of these verdicts; of any, where null. */
  readonly verdicts: readonly RowVerdict[] | null;
  /** Whose cells answer every one of these. */
  readonly where: readonly CellCondition[];
}

/** The rows that are selected, in their order; all of them without looking at any, where nothing restricts. */
export function* selectRows(
  rows: readonly ComparisonRow[],
  { verdicts, where }: RowSelection,
): Steps<readonly ComparisonRow[]> {
  if (!verdicts && where.length === 0) return rows;
  const answersAll = rowFilter(where);
  const selected: ComparisonRow[] = [];
  for (const row of rows) {
    if (verdicts && row instanceof JudgedRow) yield* row.judging();
    if ((!verdicts || verdicts.includes(row.verdict)) && answersAll(row)) selected.push(row);
    if (rows.length > manyRows) release(row);
    yield;
  }
  return selected;
}

/** Judges rows, so that what their cells come to is at hand. */
export function* judgeAll(rows: readonly ComparisonRow[]): Steps<void> {
  for (const row of rows) {
    if (row instanceof JudgedRow) yield* row.judging();
    if (rows.length > manyRows) release(row);
    yield;
  }
}

/** The ids of the sources of all claims in rows. */
export function* sourcesOf(rows: readonly ComparisonRow[]): Steps<Set<string>> {
  const sources = new Set<string>();
  for (const row of rows) {
    for (const { claims } of row.cells) for (const { source } of claims) sources.add(source);
    if (rows.length > manyRows) release(row);
    yield;
  }
  return sources;
}

/** From here on the cells of all rows together would take too much memory. */
const manyRows = 1_000;

function release(row: ComparisonRow): void {
  if (row instanceof JudgedRow) row.release();
}
