import type { Citation, Claim } from '../claim.js';
import type { Concept, ConceptKind } from '../concept.js';
import type { GraphRevision } from './reading.js';

/** A claim as it is stored: what states something is JSON still, as few of a million claims are ever read. */
export interface StoredClaim extends Omit<Claim, 'value' | 'qualifiers'> {
  readonly value: string | null;
  /** Null where there are none. */
  readonly qualifiers: string | null;
}

/** A concept, and the revision that brought it, as it is now. */
export interface StoredConcept {
  readonly concept: Concept;
  readonly since: number;
}

/** A slug that leads to a concept from a revision on, for ever; the one in its id does so anyway. */
export interface StoredSlug {
  readonly kind: ConceptKind;
  readonly slug: string;
  readonly concept: string;
  readonly since: number;
}

/** A citation of the claim that holds at the end of the range. */
export interface StoredCitation extends Citation {
  readonly claim: string;
  /** Its place among those of the claim, from 0. */
  readonly ordinal: number;
}

/** What held before the range and was ended or replaced in it. */
export interface StoredEnd {
  readonly thing: 'CLAIM' | 'CONCEPT';
  readonly id: string;
  /** The first revision at which it holds no longer. */
  readonly until: number;
}

/** A part of what a range of revisions has brought. */
export type FeedBatch =
  | { readonly type: 'ends'; readonly rows: readonly StoredEnd[] }
  | { readonly type: 'concepts'; readonly rows: readonly StoredConcept[] }
  | { readonly type: 'slugs'; readonly rows: readonly StoredSlug[] }
  | { readonly type: 'claims'; readonly rows: readonly StoredClaim[] }
  | { readonly type: 'citations'; readonly rows: readonly StoredCitation[] };

/** The way out for whoever keeps a copy of the graph, and moves it on from revision to revision. */
export interface GraphFeed {
  /** The revision that is published. @throws {TertiumError} STORE_UNAVAILABLE */
  newest(): Promise<GraphRevision>;

  /** How many claims hold at a revision. @throws {TertiumError} STORE_UNAVAILABLE */
  countClaims(revision: number): Promise<number>;

  /**
   * What makes of the graph at revision `from` the graph at revision `to`: ends, concepts, slugs, claims and
   * citations, in this order, in batches of some thousand rows, each in any order. Of what came and went between the two it tells nothing.
   * From 0, the graph that holds nothing, it is the whole. @throws {TertiumError} STORE_UNAVAILABLE
   */
  between(from: number, to: number): AsyncIterable<FeedBatch>;

  /**
   * Watches for revisions that this process or another one publishes.
   * @param onNews is called with the number of a revision: at once for those of this process, and some time after each of
   *   others where the store tells of them by itself
   */
  watch(onNews: (newest: number) => void): GraphWatch;
}

export interface GraphWatch {
  /**
   * Whether there may be a newer revision than when this was last asked; where the store can tell at once, then
   * it is sure to be so.
   */
  hasNews(): boolean;
  stop(): Promise<void>;
}
