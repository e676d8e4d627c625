/**
 * The kinds of erasures, each with its targets and the words that it removes from every revision:
 * - `TEXT`: a source text, by its hash, and the quotes from it.
 * - `QUOTE`: the quotes of a claim, by its id, and the source texts to which its citations refer. Citations of other claims lose the same quotes.
 * - `CLAIM`: the same as `QUOTE`, and the words of the claim.
 * - `SOURCE`: the source texts of a cited source, by its id, and the quotes and words of its claims.
 */
export const erasureKinds = ['TEXT', 'QUOTE', 'CLAIM', 'SOURCE'] as const;
export type ErasureKind = (typeof erasureKinds)[number];

/** The possible reasons for an erasure. Readers see the reason. */
export const erasureReasons = ['LEGAL_ORDER', 'PERSONAL_DATA', 'WITHDRAWN', 'OTHER'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** An erasure without the erased words, for readers. */
export interface Erasure {
  /** The number of the revision that the erasure added. */
  readonly revision: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly time: string;
  readonly kind: ErasureKind;
  readonly reason: ErasureReason;
}

/** Returns the key of the erasure that added a revision, for `GraphHistory.erasures`. */
export function erasedRevisionKey(revision: number): string {
  return `revision/${revision}`;
}
