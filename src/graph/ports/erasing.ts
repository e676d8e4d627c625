import type { AuditDraft } from './access.js';
import type { ErasureKind, ErasureReason } from './erasures.js';
import type { GraphRevision } from './history.js';

export interface ErasureRequest {
  readonly kind: ErasureKind;
  /** Hashes of texts, ids of claims, or ids of cited sources, as the kind requires; at least one. */
  readonly targets: readonly string[];
  readonly reason: ErasureReason;
  readonly author: string;
  /** The message in the revision log. It must not contain erased words. */
  readonly message: string;
}

/** The numbers of records that an erasure changes, in all revisions together. */
export interface ErasedCounts {
  /** Source texts. */
  readonly texts: number;
  /** Versions of citations that lose their quote, its surroundings or their locator. */
  readonly citations: number;
  /** Claims that lose words, and keep their value or absence. */
  readonly reworded: number;
  /** Claims that state only words, and are removed. */
  readonly removed: number;
  /** Versions of edits in changesets, lists of problems of changesets, and stored results of publications. */
  readonly edits: number;
  /** Removed edits of changesets that are neither published nor withdrawn. */
  readonly openEdits: number;
}

/** The records that an erasure changes, and related claims. */
export interface ErasedRecords {
  /** The hashes of the texts. */
  readonly texts: readonly string[];
  /** The ids of the claims that are removed, sorted. */
  readonly removed: readonly string[];
  /** The ids of the claims that lose quotes or words, sorted. */
  readonly changed: readonly string[];
  /**
   * The ids of the claims that supersede a claim of the request, or that such a claim supersedes, sorted; without the claims
   * of the request. These claims are not erased, and may repeat the words.
   */
  readonly related: readonly string[];
}

export interface ErasureResult {
  /** The new revision; null if there was nothing to erase. */
  readonly revision: GraphRevision | null;
  readonly counts: ErasedCounts;
  readonly places: ErasedRecords;
}

export interface ErasureOptions {
  /** Called immediately before the erasure is committed. Until then, nothing is erased. */
  readonly onCommit?: () => void;
  /** Written in the same transaction. A null `subject` becomes the number of the revision. */
  readonly audit?: AuditDraft;
  /**
   * Lists the ids that an edit of a changeset touches. `ChangesetPageRequest.touching` then still finds a changeset by an id that a removed edit
   * touched, if a remaining edit touches it too.
   */
  readonly touchedIds?: (edit: ErasableEdit) => readonly string[];
}

/** An edit as it is stored: the `edit` and `base` of its `EditDraft`. */
export interface ErasableEdit {
  readonly edit: unknown;
  readonly base: unknown;
}

/** Erases words from all revisions. An erasure cannot be undone. */
export interface Eraser {
  /**
   * Erases words in one transaction, adds a revision that marks the erasure, and renews the epochs of all revisions, so
   * that no token from before the erasure names the changed content. `removeTraces` then removes the remains of the
   * earlier rows from the database.
   * @throws {TertiumError} NOT_FOUND if one of the targets is in no revision; INVALID_CHANGE if the author or message cannot
   * be stored
   */
  erase(request: ErasureRequest, options?: ErasureOptions): Promise<ErasureResult>;

  /** Erases like `erase`, then rolls back. @returns the result that `erase` would return */
  rehearse(request: ErasureRequest): Promise<ErasureResult>;

  /**
   * Removes the remains of changed and deleted rows from the files of the database. Takes about as long as copying the
   * database. Can be repeated.
   * @throws {TertiumError} STORE_UNAVAILABLE if the database cannot be used, or on SQLite if another process reads it and
   * does not finish
   */
  removeTraces(): Promise<void>;
}
