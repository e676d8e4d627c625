import { valueTypes } from '../../graph/values/value-rules.js';

/** What two cells, and so a row, may come to; a row's verdict is the first that any two of its cells give. */
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

/** The rule that decided a verdict; of two that give the same verdict the earlier one is told. */
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

/** What two cells come to. */
export interface PairVerdict {
  readonly verdict: Exclude<RowVerdict, 'ONE_SIDED'>;
  readonly basis: VerdictBasis;
  /** Null where there is nothing to measure. */
  readonly distance: number | null;
}
