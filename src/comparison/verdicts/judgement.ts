import type { RowVerdict, VerdictBasis } from './verdict.js';

/** The result of comparing all cells of a row; it does not depend on their order. */
export interface Judgement {
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
  /** Number of cells that are stated or contested. */
  readonly statedCells: number;
}
