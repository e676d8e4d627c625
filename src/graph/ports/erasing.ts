import type { AuditDraft } from './access.js';
import type { GraphRevision } from './history.js';

/**
 * What an erasure names, and erases from every revision:
 * - `TEXT`: a source text, by its hash, and the quotes from it.
 * - `QUOTE`: the quotes of a claim, by its id, and the source texts that have these quotes.
 * - `CLAIM`: the quotes of a claim, and its words.
 * - `SOURCE`: the source texts of a cited source, by its id, and the quotes and words of its claims.
 */
export const erasureKinds = ['TEXT', 'QUOTE', 'CLAIM', 'SOURCE'] as const;
export type ErasureKind = (typeof erasureKinds)[number];

/** Why something was erased. Readers see the reason. */
export const erasureReasons = ['LEGAL_ORDER', 'PERSONAL_DATA', 'WITHDRAWN', 'OTHER'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** An erasure, as readers see it: without the words. */
export interface Erasure {
  /** The number of the revision that the erasure added. */
  readonly revision: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly time: string;
  readonly kind: ErasureKind;
  readonly reason: ErasureReason;
}

/** The key under which the erasure that added a revision is found: see `GraphHistory.erasures`. */
export function erasedRevisionKey(revision: number): string {
  return `revision/${revision}`;
}

export interface ErasureRequest {
  readonly kind: ErasureKind;
  /** Hashes of texts, ids of claims, or ids of cited sources, as the kind requires; at least one. */
  readonly targets: readonly string[];
  readonly reason: ErasureReason;
  readonly author: string;
  /** The message in the revision log. It must not contain what is erased. */
  readonly message: string;
}

/** What an erasure erases, in all revisions together. */
export interface ErasedCounts {
  /** Source texts. */
  readonly texts: number;
  /** Versions of citations that lose their quote, its surroundings or their locator. */
  readonly citations: number;
  /** Claims that lose words, and keep their value. */
  readonly reworded: number;
  /** Claims that state only words, and are removed. */
  readonly removed: number;
  /** Versions of edits in changesets, and stored problems and results of publications. */
  readonly edits: number;
  /** Edits that are removed from changesets that are neither published nor withdrawn. */
  readonly openEdits: number;
}

/** Where an erasure erases. */
export interface ErasedPlaces {
  /** The hashes of the texts. */
  readonly texts: readonly string[];
  /** The ids of the claims that are removed, sorted. */
  readonly removed: readonly string[];
  /** The ids of the claims that lose quotes or words, sorted. */
  readonly changed: readonly string[];
}

export interface ErasureResult {
  /** The new revision; null if there was nothing to erase. */
  readonly revision: GraphRevision | null;
  readonly counts: ErasedCounts;
  readonly places: ErasedPlaces;
}

export interface ErasureOptions {
  /** Called immediately before the erasure is committed. Until then, nothing is erased. */
  readonly onCommit?: () => void;
  /** Written in the same transaction. A null `subject` becomes the number of the revision. */
  readonly audit?: AuditDraft;
}

/** Erases words from all revisions. An erasure cannot be undone. */
export interface Eraser {
  /**
   * Erases words in one transaction, adds a revision that marks the erasure, and renews the epochs of all revisions, so
   * that no token from before the erasure names the changed content. `removeTraces` then removes what the database
   * keeps of the earlier rows.
   * @throws {TertiumError} NOT_FOUND if no revision has a target
   */
  erase(request: ErasureRequest, options?: ErasureOptions): Promise<ErasureResult>;

  /** Erases like `erase`, then rolls back. @returns the result that `erase` would return */
  rehearse(request: ErasureRequest): Promise<ErasureResult>;

  /**
   * Removes what the files of the database keep of changed and deleted rows. Takes about as long as copying the
   * database. Can be repeated.
   * @throws {TertiumError} STORE_UNAVAILABLE if another process reads the database and does not finish
   */
  removeTraces(): Promise<void>;
}
