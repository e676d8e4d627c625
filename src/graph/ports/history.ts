import type { Claim } from '../claim.js';
import type { Concept } from '../concept.js';
import type { Erasure } from './erasures.js';
import type { MaybePromise } from '../work/maybe-promise.js';
import type { Pace } from '../work/pace.js';

export const revisionOrigins = ['IMPORT', 'EDIT'] as const;
export type RevisionOrigin = (typeof revisionOrigins)[number];

/** An entry of the revision log. */
export interface GraphRevision {
  /** 1 for the first revision, 2 for the second, and so on. An empty graph is at revision 0. */
  readonly number: number;
  /** ISO 8601, UTC, with milliseconds. Never before the time of an earlier revision. */
  readonly time: string;
  readonly author: string;
  readonly message: string;
  /** The operation that created the revision: an import (IMPORT), or an edit or erasure (EDIT). */
  readonly origin: RevisionOrigin;
  /**
   * Random characters that distinguish this revision from every other revision with the same number, such as one that was published before a
   * restore from a backup: see `nextEpoch`. Empty for revision 0, and for revisions that a server of an earlier version inserted during an
   * upgrade.
   */
  readonly epoch: string;
  /** The id of the principal whose key opened the changeset of the revision; null for a revision of the command line. */
  readonly principal: string | null;
  /** Unverified: the person on whose behalf the principal acts. */
  readonly onBehalfOf: string | null;
  /** Unverified: the model of an assistant that made the changes. */
  readonly model: string | null;
  /** The id of the changeset that was published as this revision; null if the revision has no changeset. */
  readonly changeset: string | null;
  /** The name of the person or program that published the changeset; null if the revision has no changeset. */
  readonly publisher: string | null;
  /** The id of the principal that published the changeset; null for a revision of the command line. */
  readonly publisherPrincipal: string | null;
}

export const changeKinds = ['ADDED', 'CHANGED', 'ENDED'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A concept or claim that a revision added, changed or ended. */
export interface DiffEntry {
  readonly thing: 'CLAIM' | 'CONCEPT';
  readonly id: string;
  readonly change: ChangeKind;
}

/** A concept or claim before and after a set of changes; null in the state in which it does not exist. At least one state is not null. */
export interface Changed<Item> {
  readonly before: Item | null;
  readonly after: Item | null;
}

/** A request for one page of the concepts, or of the claims, that a revision changed, in the order of their ids. */
export interface ChangedRequest {
  /** The number of the revision. */
  readonly revision: number;
  readonly first: number;
  /** The id of the last concept or claim of the previous page. */
  readonly after: string | null;
}

/** A request for one page of the revision log, newest first. */
export interface RevisionPageRequest {
  /** Only revisions of this author. */
  readonly author?: string;
  /** Only revisions published at or after this time: ISO 8601, UTC, with milliseconds. */
  readonly since?: string;
  readonly first: number;
  /** The number of the last revision of the previous page. */
  readonly after: number | null;
}

export interface RevisionPage {
  readonly items: readonly GraphRevision[];
  readonly hasNextPage: boolean;
  /** The number of revisions on all pages. */
  readonly totalCount: number;
}

/** A request for one page of the changes of each revision. */
export interface ChangePageRequest {
  /** The numbers of the revisions, without duplicates. */
  readonly revisions: readonly number[];
  readonly kinds?: readonly ChangeKind[];
  /** Only concepts and claims with these ids, and claims with one of these concepts as subject, target or source. */
  readonly ids?: readonly string[];
  readonly first: number;
  /** The last entry of the previous page. */
  readonly after: Pick<DiffEntry, 'thing' | 'id'> | null;
}

export interface ChangePage {
  /** Sorted by `thing`, then by id: claims first. */
  readonly items: readonly DiffEntry[];
  readonly hasNextPage: boolean;
  /** The number of changes on all pages. */
  readonly totalCount: number;
}

/**
 * The history of the graph up to the revision of a view. It does not include later revisions, so publications do not
 * change it. Exceptions: an erasure changes earlier revisions, and `erasures` includes erasures after the view's revision.
 * Each method executes at most one SQL statement, and none for an empty set of keys. In-memory views have only their own
 * revision and their valid claims in memory: they read the rest from the SQL view of the same revision. Opening
 * that view can take one more statement.
 */
export interface GraphHistory {
  /** Loads the log entry of each revision; null for a number below 1 or above the view's revision. */
  revisions(numbers: readonly number[], pace?: Pace): MaybePromise<readonly (GraphRevision | null)[]>;

  /** Loads one page of the revision log, newest first. */
  revisionPage(request: RevisionPageRequest, pace?: Pace): MaybePromise<RevisionPage>;

  /**
   * Loads one page of the changes of each revision, in the order of the request. Empty for a revision that does not
   * exist.
   */
  changePages(request: ChangePageRequest, pace?: Pace): MaybePromise<readonly ChangePage[]>;

  /** Loads one page of the claims that a revision added, changed or ended. Empty for a revision that does not exist. */
  changedClaims(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Claim>[]>;

  /** Loads one page of the concepts that a revision added, changed or ended. Empty for a revision that does not exist. */
  changedConcepts(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Concept>[]>;

  /**
   * Finds, for each concept, the numbers of the revisions that added, changed or ended the concept, or a claim with the
   * concept as subject or target; the newest first.
   */
  revisionsOf(concepts: readonly string[], pace?: Pace): MaybePromise<readonly (readonly number[])[]>;

  /**
   * Finds, for each claim, the number of the revision that ended its last version; null if the claim is valid at the
   * view's revision, or did not exist.
   */
  claimEnds(claims: readonly string[], pace?: Pace): MaybePromise<readonly (number | null)[]>;

  /**
   * Loads the erasures for each key, the newest first, including erasures after the view's revision: an erasure changes
   * all revisions. The key is the id of a claim or of a cited source, the hash of a text, or `erasedRevisionKey`.
   */
  erasures(keys: readonly string[], pace?: Pace): MaybePromise<readonly (readonly Erasure[])[]>;
}
