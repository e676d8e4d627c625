import type { Absence, Qualifier } from '../../graph/claim.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';

export const cellStates = ['STATED', 'CONTESTED', 'UNKNOWN', 'NOT_APPLICABLE', 'NOT_STATED'] as const;
export type CellState = (typeof cellStates)[number];

/** One value (or absence) of a cell, and the conditions it holds under. */
export interface Said {
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly qualifiers: readonly Qualifier[];
}

/** What a cell puts into a pair: one value, or all that have accumulated under the same conditions. */
export interface Statement {
  /** Empty where the statement is an absence. */
  readonly values: readonly ClaimValue[];
  readonly absence: Absence | null;
  readonly qualifiers: readonly Qualifier[];
}
