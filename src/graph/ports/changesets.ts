import type { AuditDraft } from './access.js';

export const changesetStates = [
  'OPEN',
  'SUBMITTED',
  'APPROVED',
  'SCHEDULED',
  'PUBLISHED',
  'WITHDRAWN',
] as const;
export type ChangesetState = (typeof changesetStates)[number];

/**
 * The states that may follow each state. New edits return a changeset to OPEN, so that an approval never covers edits
 * that the reviewer has not seen.
 */
export const changesetTransitions: Readonly<Record<ChangesetState, readonly ChangesetState[]>> =
  Object.freeze({
    OPEN: ['SUBMITTED', 'WITHDRAWN'],
    SUBMITTED: ['OPEN', 'APPROVED', 'WITHDRAWN'],
    APPROVED: ['OPEN', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED', 'WITHDRAWN'],
    SCHEDULED: ['SUBMITTED', 'SCHEDULED', 'PUBLISHED', 'WITHDRAWN'],
    PUBLISHED: [],
    WITHDRAWN: [],
  });

/** The states in which a changeset accepts edits. */
export const editableStates = Object.freeze(['OPEN', 'SUBMITTED', 'APPROVED'] as const);

/** The person or program that acts: the principal of a key, or the author that a command names. */
export interface Actor {
  /** The id of the principal; null on the command line. */
  readonly principal: string | null;
  readonly name: string;
  /** Unverified: the person on whose behalf the principal acts, and the model of an assistant. */
  readonly onBehalfOf: string | null;
  readonly model: string | null;
}

/**
 * - `EDIT`: edits of a person or program.
 * - `IMPORT`: edits from an import; the revision of the changeset has the origin IMPORT.
 * - `REVERT`: edits that undo a revision.
 * - `PROPOSAL`: edits that an import proposes, because its source has changed statements that an edit replaced.
 */
export const changesetKinds = ['EDIT', 'IMPORT', 'REVERT', 'PROPOSAL'] as const;
export type ChangesetKind = (typeof changesetKinds)[number];

/** A named, ordered list of edits, which can be published as one revision. */
export interface Changeset {
  /** `changeset/` and random characters. */
  readonly id: string;
  /** The position in the order of creation, from 1. Numbers may be missing. */
  readonly number: number;
  /** 1 when the changeset is opened; each write adds 1. */
  readonly version: number;
  readonly state: ChangesetState;
  readonly kind: ChangesetKind;
  readonly title: string;
  readonly author: Actor;
  /** The newest revision when the changeset was opened. */
  readonly base: number;
  /** The number of edits at this version. */
  readonly edits: number;
  /** ISO 8601, UTC, with milliseconds, as are all times of a changeset. */
  readonly openedAt: string;
  readonly changedAt: string;
  /** The time of the publication; null unless the state is SCHEDULED. */
  readonly publishAt: string | null;
  /** The number of the revision; null unless the changeset was published and changed the graph. */
  readonly revision: number | null;
  /** The problems of the last scheduled publication that failed, as JSON values. The next write that is not a review removes them. */
  readonly problems: readonly unknown[];
}

export interface ChangesetDraft {
  readonly kind: ChangesetKind;
  readonly title: string;
  readonly author: Actor;
  /** The edits of version 1, by the author. */
  readonly edits?: EditDrafts;
  /**
   * For the kind EDIT: the maximum number of the author's changesets of this kind that are neither published nor
   * withdrawn; unlimited if omitted. Other kinds are not limited.
   */
  readonly maxOpen?: number;
}

/** An edit of a changeset, as it is stored. Except in erasures, the store does not read the content of `edit` and `base`. */
export interface EditRecord {
  /** The position in the changeset, from 1. The numbers of removed edits are missing. */
  readonly number: number;
  /** A JSON value. */
  readonly edit: unknown;
  /** A JSON value: the revision to which the edit refers and, in most cases, the named concepts and claims as they were at that revision. */
  readonly base: unknown;
}

export interface EditDraft extends Omit<EditRecord, 'number'> {
  /** The ids of the concepts and claims that the edit names, for `ChangesetPageRequest.touching`. */
  readonly touches: readonly string[];
}

/** Edits to store: a list, or edits that are created while they are stored, because a revert may have 100,000 edits. */
export interface EditDrafts extends Iterable<EditDraft> {
  readonly length: number;
}

/** An edit that replaces the edit of the changeset with the same number. */
export interface EditReplacement extends EditDraft {
  readonly number: number;
}

/** An id that an edit touches. */
export interface EditTouch {
  readonly id: string;
  /** The number of the edit. */
  readonly edit: number;
}

/** Adds edits to a changeset, and replaces and removes others. The changeset returns to OPEN. */
export interface ChangesetEdits {
  readonly changeset: string;
  /** The write is refused if the changeset has another version. If omitted, the version is not checked. */
  readonly expectedVersion?: number;
  /** The author of these edits. With `fourEyes`, no author of edits may approve the changeset. */
  readonly by: Actor;
  readonly edits: EditDrafts;
  readonly replaces?: readonly EditReplacement[];
  /** The numbers of the edits to remove. */
  readonly removes?: readonly number[];
  /** Ids that were stored with replaced or removed edits, and that remaining edits touch too. */
  readonly touches?: readonly EditTouch[];
}

/** Changes the state of a changeset: see `changesetTransitions`. PUBLISHED is set by `WriteOptions.publishes` alone. */
export interface ChangesetTransition {
  readonly changeset: string;
  readonly expectedVersion?: number;
  readonly state: Exclude<ChangesetState, 'PUBLISHED' | 'OPEN' | 'APPROVED'>;
  /** The time of the publication, for SCHEDULED. */
  readonly publishAt?: string;
  /** The problems that returned a scheduled changeset to SUBMITTED. */
  readonly problems?: readonly unknown[];
}

export const reviewVerdicts = ['APPROVE', 'REQUEST_CHANGES'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** The verdict of a reviewer about one edit. */
export interface EditReview {
  /** The number of the edit. */
  readonly edit: number;
  readonly verdict: ReviewVerdict;
  readonly comment: string | null;
}

/**
 * A review. APPROVE makes a SUBMITTED changeset APPROVED; REQUEST_CHANGES makes a SUBMITTED or APPROVED changeset OPEN.
 */
export interface ReviewDraft {
  readonly changeset: string;
  readonly expectedVersion?: number;
  readonly reviewer: Actor;
  readonly verdict: ReviewVerdict;
  readonly comment: string | null;
  readonly edits: readonly EditReview[];
  /** Whether the author of the changeset, and the authors of its edits, may not approve it. */
  readonly fourEyes?: boolean;
}

export interface ChangesetReview extends Omit<ReviewDraft, 'changeset' | 'expectedVersion' | 'fourEyes'> {
  readonly time: string;
  /** The version of the changeset that was reviewed. */
  readonly version: number;
}

/** Identifies a write that may be repeated. A key is valid for 24 hours. */
export interface IdempotencyKey {
  /** The id of the principal; empty on the command line. */
  readonly principal: string;
  readonly key: string;
  /** A digest of the operation and its input. */
  readonly inputDigest: string;
}

/** Options for a write of a changeset: records that are stored in the same transaction. */
export interface ChangesetWriteOptions {
  readonly idempotency?: IdempotencyKey;
  /** A null `subject` becomes the id of the changeset. */
  readonly audit?: AuditDraft;
}

export interface ChangesetWritten {
  readonly changeset: Changeset;
  /**
   * Whether this write changed nothing, because it repeats an earlier write with the same idempotency key. `changeset`
   * is the current version.
   */
  readonly isRepeat: boolean;
}

/**
 * The rules of writes of changesets: `details.rule` of the INVALID_CHANGE error that refuses a write. The other details:
 * - `UNKNOWN_CHANGESET`: `changeset`, the given id.
 * - `STALE_VERSION`: `changeset`, and the versions `expected` and `got`.
 * - `WRONG_STATE`: `changeset`, the list of states `expected`, and the state `got`.
 * - `LIMIT_EXCEEDED`: `limit`, which is "maxOpen", and the numbers `expected` and `got`.
 * - `UNKNOWN_EDIT`: `changeset`, and the number `edit`.
 * - `FOUR_EYES`: `changeset`. The reviewer is an author of the changeset or of its edits.
 * - `KEY_REUSED`: `key`. The idempotency key was used with another input.
 *
 * The store also reports `INVALID_ARGUMENT`, without other details, for a text that cannot be stored.
 */
export const changesetRules = [
  'UNKNOWN_CHANGESET',
  'STALE_VERSION',
  'WRONG_STATE',
  'LIMIT_EXCEEDED',
  'UNKNOWN_EDIT',
  'FOUR_EYES',
  'KEY_REUSED',
] as const;
export type ChangesetRule = (typeof changesetRules)[number];

export interface ChangesetPageRequest {
  readonly states?: readonly ChangesetState[];
  /** Only changesets of the author with this name or this id of a principal. */
  readonly author?: string;
  /** Only changesets with an edit that names this concept or claim. */
  readonly touching?: string;
  readonly first: number;
  /** The number of the last changeset of the previous page. */
  readonly after: number | null;
}

export interface ChangesetPage {
  /** Newest first. */
  readonly items: readonly Changeset[];
  readonly hasNextPage: boolean;
  /** The number of changesets on all pages. */
  readonly totalCount: number;
}

export interface EditPageRequest {
  readonly changeset: string;
  /** The version of the changeset whose edits are read; the current version if omitted. */
  readonly version?: number;
  readonly first: number;
  /** The number of the last edit of the previous page. */
  readonly after: number | null;
}

export interface EditPage {
  /** In the order of their numbers. */
  readonly items: readonly EditRecord[];
  readonly hasNextPage: boolean;
}

/**
 * Stores changesets. A write is atomic, and visible to the next read of every process. Reads do not see a write that is
 * not committed.
 * @throws {TertiumError} INVALID_CHANGE with `details.rule`: one of `changesetRules`, or `INVALID_ARGUMENT` for a text that
 * cannot be stored. A refused write changes nothing.
 */
export interface ChangesetStore {
  open(draft: ChangesetDraft, options?: ChangesetWriteOptions): Promise<ChangesetWritten>;
  edit(edits: ChangesetEdits, options?: ChangesetWriteOptions): Promise<ChangesetWritten>;
  transition(transition: ChangesetTransition, options?: ChangesetWriteOptions): Promise<ChangesetWritten>;
  review(review: ReviewDraft, options?: ChangesetWriteOptions): Promise<ChangesetWritten>;

  /**
   * Finds the changeset of the write that had the same key in the last 24 hours; null if there is none.
   * @throws {TertiumError} INVALID_CHANGE with the rule KEY_REUSED if the write had another input
   */
  repeated(key: IdempotencyKey): Promise<Changeset | null>;

  /** Loads each changeset, in the order of the ids; null for an unknown id. */
  load(ids: readonly string[]): Promise<readonly (Changeset | null)[]>;
  page(request: ChangesetPageRequest): Promise<ChangesetPage>;
  /** Loads one page of edits. Only an erasure changes the edits of a given version of a changeset. */
  edits(request: EditPageRequest): Promise<EditPage>;
  /** Loads the reviews of each changeset, in the order of the ids; the oldest first. */
  reviews(ids: readonly string[]): Promise<readonly (readonly ChangesetReview[])[]>;
  /** Loads the scheduled changesets that are due, in the order of their times. */
  due(time: string): Promise<readonly Changeset[]>;
  /** The time of the next scheduled publication; null if there is none. */
  nextDue(): Promise<string | null>;
}
