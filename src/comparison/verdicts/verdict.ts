import { valueTypes } from '../../graph/values/value-rules.js';
import type { MeasuredSpan } from '../../graph/values/value-type.js';

/**
 * Verdicts of pairs and rows, in order of precedence: a row's verdict is the first that any two of its cells give.
 * ONE_SIDED exists for rows only.
 */
export const rowVerdicts = [
  'OPPOSITE',
  'DIFFERENT',
  'OVERLAPPING',
  'NOT_COMPARABLE',
  'UNDETERMINED',
  'EQUIVALENT',
  'SAME',
  'ONE_SIDED',
] as const;
export type RowVerdict = (typeof rowVerdicts)[number];

/** The rule that decided a verdict. Of two rules that give the same verdict, the earlier one is reported. */
export const verdictBases = [
  ...valueTypes,
  'DECLARED_EQUIVALENCE',
  'ABSENCE',
  'UNITS',
  'CONTESTED',
  'QUALIFIERS',
  'MISSING',
] as const;
export type VerdictBasis = (typeof verdictBases)[number];

/** The verdict on two cells. */
export interface PairVerdict {
  readonly verdict: Exclude<RowVerdict, 'ONE_SIDED'>;
  readonly basis: VerdictBasis;
  /** From 0 to 1; null if the verdict has no distance. */
  readonly distance: number | null;
}

/** The result of comparing all cells of a row; it does not depend on their order. */
export interface RowResult {
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  readonly distance: number | null;
  /** The mean distance of all pairs of cells that have one; null if none has. */
  readonly meanDistance: number | null;
  /** Number of cells that are stated or contested. */
  readonly statedCells: number;
  /** The measured span that the distances are relative to; null or undefined if there is none. */
  readonly span: MeasuredSpan | null | undefined;
}

/** Whether a verdict says that two approaches differ, at least in part. Holes and values that do not compare are no difference. */
export function differs(verdict: RowVerdict): boolean {
  return verdict === 'OVERLAPPING' || verdict === 'DIFFERENT' || verdict === 'OPPOSITE';
}
