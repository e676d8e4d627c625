import type { Steps } from '../../graph/work/steps.js';
import { rowVerdicts, type RowVerdict } from '../verdicts/verdict.js';
import { evaluateAll } from './row-selection.js';
import { LazyRow, type ComparisonRow } from './row.js';

export interface VerdictCount {
  readonly verdict: RowVerdict;
  readonly count: number;
}

export interface ComparisonSummary {
  readonly rowCount: number;
  /** Only verdicts that occur. */
  readonly byVerdict: readonly VerdictCount[];
  /** The share of cells that are stated or contested; null without cells. */
  readonly coverage: number | null;
}

const rowsPerStep = 1_024;

/** Summarises the rows of a comparison, in steps. */
export function* summarise(rows: readonly ComparisonRow[]): Steps<ComparisonSummary> {
  yield* evaluateAll(rows);
  const counts = new Map<RowVerdict, number>();
  let stated = 0;
  for (const [index, { verdict, statedCells }] of rows.entries()) {
    if (index % rowsPerStep === rowsPerStep - 1) yield;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    stated += statedCells;
  }
  // Each row has a cell for each approach.
  const cells = rows.length * (rows[0]?.cells.length ?? 0);
  return {
    rowCount: rows.length,
    byVerdict: rowVerdicts
      .map((verdict) => ({ verdict, count: counts.get(verdict) ?? 0 }))
      .filter(({ count }) => count > 0),
    coverage: cells === 0 ? null : stated / cells,
  };
}

/**
 * Computes the similarity of the approaches, in steps: 1 − the mean distance of the rows that count (`weighs`) and
 * have a distance. Null if there are no such rows.
 */
export function* similarityOf(rows: readonly ComparisonRow[]): Steps<number | null> {
  const distances = (yield* weighingRows(rows)).map(({ distance }) => distance ?? 0);
  return distances.length === 0 ? null : 1 - sum(distances) / distances.length;
}

/**
 * Selects the rows in which the approaches differ most, in steps: first the rows in which two approaches differ, then
 * the rows in which approaches agree in part. Both parts are sorted by distance, the greatest first, then by the mean
 * distance of all pairs, then in the given order. Rows that do not count, or whose distance is 0 or null, are omitted.
 * @param first the maximum number of rows
 */
export function* mostDiscriminating(
  rows: readonly ComparisonRow[],
  first: number,
): Steps<readonly ComparisonRow[]> {
  const differing = (yield* weighingRows(rows)).filter(({ distance }) => distance !== null && distance > 0);
  return differing.sort(byDiscrimination).slice(0, first);
}

function byDiscrimination(left: ComparisonRow, right: ComparisonRow): number {
  return (
    Number(left.verdict === 'OVERLAPPING') - Number(right.verdict === 'OVERLAPPING') ||
    (right.distance ?? 0) - (left.distance ?? 0) ||
    (right.meanDistance ?? 0) - (left.meanDistance ?? 0)
  );
}

/** Selects the rows that count (`weighs`) and have a distance. */
function* weighingRows(rows: readonly ComparisonRow[]): Steps<ComparisonRow[]> {
  yield* evaluateAll(rows);
  const weighing: ComparisonRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % rowsPerStep === rowsPerStep - 1) yield;
    if (row.distance === null) continue;
    if (row instanceof LazyRow) yield* row.measuring();
    if (row.weighs) weighing.push(row);
  }
  return weighing;
}

/** Adds in ascending order, so that the result does not depend on the order of the rows. */
function sum(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right).reduce((total, each) => total + each, 0);
}
