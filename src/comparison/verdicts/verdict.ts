import { valueTypes } from '../../graph/values/value-rules.js';
import type { MeasuredSpan } from '../../graph/values/value-type.js';

/**
 * Verdicts of pairs and rows, in order of precedence: a row's verdict is the first in this list that a pair of its
 * cells has. Only rows can be ONE_SIDED, instead of UNDETERMINED.
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

/** The rules that can decide a verdict, in order of precedence among the pairs of cells of a row that have the same verdict. */
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
  /** The mean distance of all pairs of cells that have a distance; null if no pair has one. */
  readonly meanDistance: number | null;
  /** The number of cells that are stated or contested. */
  readonly statedCells: number;
  /** The measured span to which the distances are relative; null or undefined if there is none. */
  readonly span: MeasuredSpan | null | undefined;
}

/**
 * Whether two approaches differ, at least in part, according to a verdict. Missing cells and values that cannot be
 * compared are not differences.
 */
export function differs(verdict: RowVerdict): boolean {
  return verdict === 'OVERLAPPING' || verdict === 'DIFFERENT' || verdict === 'OPPOSITE';
}
