import type { ComparisonSize } from '../work/comparison-size.js';
import { needs } from '../work/field-work.js';
import type { WorkAmounts } from '../work/work.js';

/** What is done for a row, for what is selected of it. */
export function rowWork(needed: number, within: ComparisonSize | null): WorkAmounts {
  if (!within || (needed & (needs.verdict | needs.cells)) === 0) return nothingDone;
  const { approaches } = within;
  if ((needed & needs.verdict) === 0) return { cell: approaches };
  return { cell: approaches, judgedRow: 1, cellPair: pairsOf(within) };
}

/** What is done for all rows of a comparison, for what is selected of it. */
export function comparisonWork(needed: number, within: ComparisonSize): WorkAmounts {
  const { approaches, rows, linkRows, cellClaims } = within;
  const isJudged = (needed & needs.everyVerdict) !== 0;
  const isRead = (needed & needs.everyClaim) !== 0;
  if (!isJudged && !isRead) return nothingDone;
  return {
    // The cells of links are filled anyway.
    cell: Math.max(0, rows - linkRows) * approaches,
    ...(isJudged ? { judgedRow: rows, cellPair: rows * pairsOf(within) } : {}),
    ...(isRead ? { claim: rows * approaches * cellClaims } : {}),
  };
}

const nothingDone: WorkAmounts = Object.freeze({});

/** The pairs of cells that are related in a row. Cells that say the same are one, such as all that say nothing. */
function pairsOf({ approaches, cellClaims }: ComparisonSize): number {
  const different = Math.min(approaches, approaches * Math.min(1, cellClaims) + 1);
  return (different * Math.max(1, different - 1)) / 2;
}

/** What is done for a row or a comparison is not needed further out. */
export function needsOutside(type: string, needed: number): number {
  if (type === 'Comparison') return 0;
  return type === 'ComparisonRow' ? needed & ~(needs.cells | needs.verdict) : needed;
}
