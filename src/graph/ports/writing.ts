import type { Citation, Claim } from '../claim.js';
import type { Concept } from '../concept.js';
import type { GraphFeed } from './feed.js';
import type { SourceText } from '../source-text.js';
import type { GraphReader, GraphRevision } from './reading.js';

/** A claim before it is written; its id is derived from its content. */
export interface ClaimDraft extends Omit<Claim, 'id' | 'since'> {
  readonly citations: readonly Citation[];
}

/**
 * One change. The concepts that a claim names must come before it in the set, or be in the graph.
 *
 * - `putConcept`: adds the concept, or changes it in place. Its `formerSlugs` resolve to it permanently, in addition
 *   to its current slug and the first one, which is in its id.
 * - `putText`: stores the text with its source, which must come before it, like the concepts of a claim. A text is
 *   identified by its hash: the same text again changes nothing, whatever its source. Texts do not end.
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
 * The author of a revision, its reason, and whether it is a manual edit. An import does not restore what an edit
 * ended.
 */
export interface RevisionNote {
  readonly author: string;
  readonly message: string;
  readonly origin: 'IMPORT' | 'EDIT';
}

/** Options for writing a set of changes. */
export interface WriteOptions {
  /**
   * The largest share of a source's claims that may end, from 0 to 1; unlimited if omitted. A set that ends more is
   * rejected, since an input that was cut off looks like a source with fewer claims. A claim also counts as ended if
   * another one replaces it. Applies to sources with at least `fewestLimitedClaims` claims before.
   */
  readonly endedShare?: number;
  /** Called immediately before the changes are committed. Until then, none of them can persist. */
  readonly onCommit?: () => void;
}

/** For sources with fewer claims any share may end: a short list often loses half of its items. */
export const minLimitedClaims = 20;

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

/** The effect of a set of changes. Texts and former slugs are not counted; a set that adds one makes a revision. */
export interface AppliedChanges {
  /** The new revision; null if the set changed nothing. */
  readonly revision: GraphRevision | null;
  readonly concepts: ChangeCounts;
  readonly claims: ChangeCounts;
}

/** Writes changes to the graph. */
export interface GraphWriter {
  /**
   * Applies a set of changes as one new revision, completely or, if one of them is rejected, not at all. The set is
   * read once, as a stream; memory use does not grow with it. Its first change is read after all earlier writes have
   * ended, so the graph does not change between the stream's own reads and the revision.
   * @throws {TertiumError} INVALID_CHANGE, naming the change and what was expected; with `details.limit` if the set
   * exceeds a limit
   */
  apply(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges>;

  /** Does the same as `apply`, then rolls it back. Returns the revision that would have been made. */
  rehearse(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges>;

  /**
   * The changes of one revision, in pages: by thing, then id.
   * @param request `after` is the last entry of the previous page
   */
  diff(request: { revision: number; first: number; after: DiffEntry | null }): Promise<readonly DiffEntry[]>;
}

export interface DiffEntry {
  readonly thing: 'CLAIM' | 'CONCEPT';
  readonly id: string;
  readonly change: 'ADDED' | 'CHANGED' | 'ENDED';
}

/** A graph that can be read and written. Holds resources until it is closed. */
export interface GraphStore extends GraphWriter {
  readonly reader: GraphReader;
  /** Changes for a copy of the graph. */
  readonly feed: GraphFeed;
  /**
   * Resolves when the store can be reached.
   * @throws {TertiumError} STORE_UNAVAILABLE
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}
