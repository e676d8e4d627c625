import type { Citation, Claim } from '../claim.js';
import type { Concept } from '../concept.js';
import type { ApiKeyStore, AuditDraft, AuditLog } from './access.js';
import type { PreviewTokenStore } from './preview-tokens.js';
import type { Changeset, ChangesetStore, IdempotencyKey } from './changesets.js';
import type { Eraser } from './erasing.js';
import type { GraphFeed } from './feed.js';
import type { SourceText } from '../source-text.js';
import type { DiffEntry, GraphRevision, RevisionOrigin } from './history.js';
import type { GraphReader } from './reading.js';

/** A claim before it is written; its id is derived from its content. */
export interface ClaimDraft extends Omit<Claim, 'id' | 'since'> {
  readonly citations: readonly Citation[];
}

/**
 * One change. The concepts that a claim names must be in the graph, or precede the claim in the set.
 *
 * - `putConcept`: adds the concept, or changes it in place. The `formerSlugs` resolve to the concept permanently, like
 *   its current slug and the slug in its id.
 * - `putText`: stores the text with its source, which must be in the graph, or precede the text in the set. A text is
 *   identified by its hash: a text that is already stored, with any source, changes nothing. Texts do not end.
 * - `putClaim`: adds the claim with this text and these citations, or changes it in place.
 * - `endConcept`: ends the concept; no valid claim may name it.
 * - `endClaim`: ends the claim.
 * - `completeSource`: the claims in this set are all claims of the source; its other claims end.
 */
export type Change =
  | { readonly type: 'putConcept'; readonly concept: Concept; readonly formerSlugs?: readonly string[] }
  | { readonly type: 'putText'; readonly text: SourceText }
  | { readonly type: 'putClaim'; readonly claim: ClaimDraft }
  | { readonly type: 'endConcept'; readonly id: string }
  | { readonly type: 'endClaim'; readonly id: string }
  | { readonly type: 'completeSource'; readonly source: string };

/**
 * The author of a revision, its reason, and its origin: an import or an edit. An import does not restore concepts and
 * claims that an edit ended, unless it publishes a changeset: see `WriteOptions.publishes`.
 */
export interface RevisionNote {
  readonly author: string;
  readonly message: string;
  readonly origin: RevisionOrigin;
  /** The id of the principal whose key opened the changeset; null, the default, on the command line. */
  readonly principal?: string | null;
  /** Unverified: the person on whose behalf the principal acts. */
  readonly onBehalfOf?: string | null;
  /** Unverified: the model of an assistant that made the changes. */
  readonly model?: string | null;
  /** The name of the person or program that publishes the changeset; null, the default, for changes without one. */
  readonly publisher?: string | null;
  /** The id of the principal that publishes the changeset; null, the default, on the command line. */
  readonly publisherPrincipal?: string | null;
}

/** The changeset that a set of changes publishes. */
export interface Publication {
  /** The id of the changeset. */
  readonly changeset: string;
  /** The version whose edits the changes apply. */
  readonly version: number;
  readonly idempotency?: IdempotencyKey;
  /** Called with the published changeset immediately before the commit; for a repetition, with the changeset as it is now. */
  readonly onPublished?: (changeset: Changeset) => void;
}

/** Options for writing a set of changes. */
export interface WriteOptions {
  /**
   * The maximum share of a source's claims that may end, from 0 to 1; unlimited if omitted. A set that exceeds the
   * share is rejected, since a truncated input looks like a source with fewer claims. A claim also counts as ended if
   * another claim replaces it. Applies to sources that had at least `minLimitedClaims` claims.
   */
  readonly endedShare?: number;
  /** Called immediately before the changes are committed. Until then, no change can persist. */
  readonly onCommit?: () => void;
  /**
   * Marks a changeset as PUBLISHED in the same transaction, also if the changes changed nothing. The set is rejected
   * with a rule of `changesetRules`, before its first change is read, unless the changeset has this version and is
   * APPROVED or SCHEDULED. A repeated idempotency key returns the result of the first call, and reads no change. The
   * changes are applied exactly: earlier edits are not preserved as in a direct import, because the changeset of an
   * import already takes them into account.
   */
  readonly publishes?: Publication;
  /** Written in the same transaction. A null `subject` becomes the id of the changeset, or the number of the revision. */
  readonly audit?: AuditDraft;
  /**
   * Called with each change that takes effect, in the form in which it is written: in an import, members that an edit
   * has set do not change, and each claim that a complete source no longer states ends. The calls may precede a
   * rejection.
   */
  readonly onChange?: (change: Change) => void;
}

/** Sources with fewer claims have no limit, because a short list often loses half of its items. */
export const minLimitedClaims = 20;

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

/**
 * A concept or claim that an import did not change because of an earlier edit or erasure, or an erased source text that
 * it did not store.
 * - `ENDED`: an edit ended it, and the import does not restore it.
 * - `REPLACED`: an edit replaced the claim by the claim `by`.
 * - `CHANGED`: an edit changed it in place: the import states other words, another rank, other citations or properties.
 * - `ERASED`: an erasure removed the claim, its words or its quotes, or the text, and the import does not restore them.
 */
export interface KeptEdit {
  readonly thing: 'CLAIM' | 'CONCEPT' | 'TEXT';
  /** The id of the claim or concept; for a text, its hash. */
  readonly id: string;
  readonly edit: 'ENDED' | 'REPLACED' | 'CHANGED' | 'ERASED';
  /** For REPLACED, the id of the current claim that replaces the claim; otherwise null. */
  readonly by: string | null;
  /** The revision of the edit or erasure, or a later revision that changed only other members. */
  readonly revision: number;
  /**
   * The change of the import that was not applied, if the source has changed its statement since the edit; null if
   * the statement of the source is the same as before the edit.
   */
  readonly proposes: Change | null;
}

/** The concepts, claims and texts that an import did not change because of earlier edits and erasures. */
export interface KeptEdits {
  readonly count: number;
  /** The first `maxListedEdits`, in the order of the changes. All items with a proposal are listed. */
  readonly items: readonly KeptEdit[];
}

export const maxListedEdits = 1_000;

/** The effect of a set of changes. Texts and former slugs are not counted; a set that adds a text or a former slug creates a revision. */
export interface AppliedChanges {
  /** The new revision; null if the set changed nothing. */
  readonly revision: GraphRevision | null;
  readonly concepts: ChangeCounts;
  readonly claims: ChangeCounts;
  /** Empty for edits. */
  readonly kept: KeptEdits;
}

/** Writes changes to the graph. */
export interface GraphWriter {
  /**
   * Applies a set of changes as one new revision, completely or, if a change is rejected, not at all. The set is read
   * once, as a stream; memory use does not grow with its size. The first change is read after all earlier writes have
   * ended, so the graph does not change between a read by the stream and the new revision.
   * @throws {TertiumError} INVALID_CHANGE, with the rejected change and the expectation; with `details.limit` if the
   * set exceeds a limit
   */
  apply(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges>;

  /** Applies changes like `apply`, then rolls them back. @returns the result that `apply` would return */
  rehearse(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges>;

  /**
   * Loads one page of the changes of a revision, sorted by `thing`, then by id.
   * @param request `after` is the last entry of the previous page
   */
  diff(request: { revision: number; first: number; after: DiffEntry | null }): Promise<readonly DiffEntry[]>;
}

/** A graph that can be read and written. It must be closed to release its connections. */
export interface GraphStore extends GraphWriter {
  readonly reader: GraphReader;
  /** The changes with which a copy of the graph is updated. */
  readonly feed: GraphFeed;
  readonly changesets: ChangesetStore;
  readonly eraser: Eraser;
  readonly apiKeys: ApiKeyStore;
  readonly previewTokens: PreviewTokenStore;
  readonly audit: AuditLog;
  /**
   * Checks that the store can be reached.
   * @throws {TertiumError} STORE_UNAVAILABLE
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}
