import type { Steps } from '../../graph/work/steps.js';
import { evaluateAll } from './row-selection.js';
import type { ComparisonRow } from './row.js';
import { rowVerdicts, type RowVerdict } from '../verdicts/verdict.js';

export interface VerdictCount {
  readonly verdict: RowVerdict;
  readonly count: number;
}

export interface ComparisonSummary {
  readonly rowCount: number;
  /** Only verdicts that occur. */
  readonly byVerdict: readonly VerdictCount[];
  /** 1 − the mean distance of the rows that have a distance; null if none has. */
  readonly similarity: number | null;
  /** The share of cells that are stated or contested; null without cells. */
  readonly coverage: number | null;
}

const rowsAtATime = 1_024;

/** Summarises the rows of a comparison. */
export function* summarise(rows: readonly ComparisonRow[]): Steps<ComparisonSummary> {
  yield* evaluateAll(rows);
  const distances: number[] = [];
  const counts = new Map<RowVerdict, number>();
  let stated = 0;
  for (const [index, { distance, verdict, statedCells }] of rows.entries()) {
    if (index % rowsAtATime === rowsAtATime - 1) yield;
    if (distance !== null) distances.push(distance);
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
    similarity: distances.length === 0 ? null : 1 - sum(distances) / distances.length,
    coverage: cells === 0 ? null : stated / cells,
  };
}

/** The rows with the greatest distance, the greatest first; rows that agree are left out. */
export function mostDiscriminating(rows: readonly ComparisonRow[], first: number): readonly ComparisonRow[] {
  return rows
    .filter((row) => row.distance !== null && row.distance > 0)
    .sort((left, right) => (right.distance ?? 0) - (left.distance ?? 0))
    .slice(0, first);
}

/** Adds in ascending order, so that the result does not depend on the order of the rows. */
function sum(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right).reduce((total, each) => total + each, 0);
}
