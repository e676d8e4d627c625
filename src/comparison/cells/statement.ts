import type { Absence, Qualifier } from '../../graph/claim.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';

export const cellStates = ['STATED', 'CONTESTED', 'UNKNOWN', 'NOT_APPLICABLE', 'NOT_STATED'] as const;
export type CellState = (typeof cellStates)[number];

/** The parties that disagree in a contested cell: claims of different sources (SOURCES), or only claims of the same source (ONE_SOURCE). */
export type Contest = 'SOURCES' | 'ONE_SOURCE';

/** One value or absence of a cell, with the conditions under which it is stated. */
export interface StatedValue {
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly qualifiers: readonly Qualifier[];
}

/** A cell statement, the unit of comparison: one value, all values that accumulated under the same conditions, or an absence. */
export interface CellStatement {
  /** Empty if the statement is an absence. */
  readonly values: readonly ClaimValue[];
  readonly absence: Absence | null;
  readonly qualifiers: readonly Qualifier[];
}
