import type { RowVerdict, VerdictBasis } from './verdict.js';

/** What the cells of a row come to, whatever their order. */
export interface Judgement {
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
  /** How many of the cells are stated, contested ones too. */
  readonly statedCells: number;
}
