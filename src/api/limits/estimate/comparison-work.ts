import type { ComparisonSize } from '../work/comparison-size.js';
import { needs } from '../work/field-work.js';
import type { WorkAmounts } from '../work/work.js';

/** Estimates the work for the cells and the verdict of a row. @param needed bits of `needs`, for the selected fields */
export function rowWork(needed: number, size: ComparisonSize | null): WorkAmounts {
  if (!size || (needed & (needs.verdict | needs.cells)) === 0) return noWork;
  const { approaches } = size;
  if ((needed & needs.verdict) === 0) return { cell: approaches };
  return { cell: approaches, judgedRow: 1, cellPair: pairsOf(size) };
}

/** Estimates the work for the verdicts and claims of all rows of a comparison. @param needed bits of `needs`, for the selected fields */
export function comparisonWork(needed: number, size: ComparisonSize): WorkAmounts {
  const { approaches, rows, linkRows, cellClaims } = size;
  const isJudged = (needed & needs.everyVerdict) !== 0;
  const isRead = (needed & needs.everyClaim) !== 0;
  if (!isJudged && !isRead) return noWork;
  return {
    // The rules of `Query.compare` and `Question.comparison` count the cells of `linkRows`.
    cell: Math.max(0, rows - linkRows) * approaches,
    ...(isJudged ? { judgedRow: rows, cellPair: rows * pairsOf(size) } : {}),
    ...(isRead ? { claim: rows * approaches * cellClaims } : {}),
  };
}

const noWork: WorkAmounts = Object.freeze({});

/** Estimates the number of pairs of cells that are compared in a row. All cells that are not stated count as one cell. */
function pairsOf({ approaches, cellClaims }: ComparisonSize): number {
  const different = Math.min(approaches, approaches * Math.min(1, cellClaims) + 1);
  return (different * Math.max(1, different - 1)) / 2;
}

/** Removes the needs that a type fulfils: rows fulfil the needs for cells and verdicts, and comparisons fulfil all needs. */
export function needsOutside(type: string, needed: number): number {
  if (type === 'Comparison') return 0;
  return type === 'ComparisonRow' ? needed & ~(needs.cells | needs.verdict) : needed;
}
