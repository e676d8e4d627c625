import type { Citation, Claim } from '../claim.js';
import type { Concept, ConceptKind } from '../concept.js';
import type { GraphRevision } from './history.js';

/** A stored claim. Its value and qualifiers are JSON texts, since few of a million claims are read. */
export interface StoredClaim extends Omit<Claim, 'value' | 'qualifiers'> {
  readonly value: string | null;
  /** Null if the claim has no qualifiers. */
  readonly qualifiers: string | null;
}

/** The current version of a concept, and the first revision with this version. */
export interface StoredConcept {
  readonly concept: Concept;
  readonly since: number;
}

/** A slug that resolves to a concept from a revision on, permanently. The slug in the concept's id always resolves to the concept. */
export interface StoredSlug {
  readonly kind: ConceptKind;
  readonly slug: string;
  readonly concept: string;
  readonly since: number;
}

/** A citation of a claim that is valid at the end of the range. */
export interface StoredCitation extends Citation {
  readonly claim: string;
  /** The index among the citations of the claim, from 0. */
  readonly ordinal: number;
}

/** A row that was valid before the range and was ended or replaced within it. */
export interface StoredEnd {
  readonly thing: 'CLAIM' | 'CONCEPT';
  readonly id: string;
  /** The first revision at which the row is not valid. */
  readonly until: number;
}

/** A part of the changes in a range of revisions. */
export type FeedBatch =
  | { readonly type: 'ends'; readonly rows: readonly StoredEnd[] }
  | { readonly type: 'concepts'; readonly rows: readonly StoredConcept[] }
  | { readonly type: 'slugs'; readonly rows: readonly StoredSlug[] }
  | { readonly type: 'claims'; readonly rows: readonly StoredClaim[] }
  | { readonly type: 'citations'; readonly rows: readonly StoredCitation[] };

/** Feeds a copy of the graph with changes, from revision to revision. */
export interface GraphFeed {
  /**
   * Loads the newest revision.
   * @throws {TertiumError} STORE_UNAVAILABLE
   */
  newest(): Promise<GraphRevision>;

  /**
   * Counts the claims that are valid at a revision.
   * @throws {TertiumError} STORE_UNAVAILABLE
   */
  countClaims(revision: number): Promise<number>;

  /**
   * Reads the changes that turn the graph at revision `from` into the graph at revision `to`: ends, concepts, slugs,
   * claims and citations, in this order. Each type has batches of a few thousand rows, in any order. Rows that were
   * added and ended within the range are omitted. Revision 0 is the empty graph, so a range from 0 is the entire graph.
   * @throws {TertiumError} STORE_UNAVAILABLE
   */
  between(from: number, to: number): AsyncIterable<FeedBatch>;

  /**
   * Watches for revisions that this process or another process publishes.
   * @param onNews called with the number of a revision, possibly more than once: immediately for revisions of this process;
   * for revisions of other processes with a short delay on PostgreSQL, and never on SQLite, where `hasNews` checks the file
   */
  watch(onNews: (newest: number) => void): GraphWatch;
}

export interface GraphWatch {
  /**
   * Whether a revision may have been published since the last call. On SQLite, the file is checked at most once per
   * event-loop turn, and other writes, such as edits, also make the result true.
   */
  hasNews(): boolean;
  stop(): Promise<void>;
}
