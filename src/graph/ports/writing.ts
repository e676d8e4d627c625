import type { Citation, Claim } from '../claim.js';
import type { Concept } from '../concept.js';
import type { GraphFeed } from './feed.js';
import type { KeptText } from '../kept-text.js';
import type { GraphReader, GraphRevision } from './reading.js';

/** A claim before the graph has it: its id follows from what it states. */
export interface ClaimDraft extends Omit<Claim, 'id' | 'since'> {
  readonly citations: readonly Citation[];
}

/**
 * One change. The concepts that a claim names come before it in the set, or are in the graph already.
 *
 * - `putConcept`: the concept is as given; new, or changed in place. Its `formerSlugs` lead to it for ever, beside its
 *   present slug and the first, which is in its id.
 * - `putText`: the text is kept with its source, which comes before it like the concepts of a claim. It is known by
 *   its hash: the same text again changes nothing, whichever source it comes with. Texts do not end.
 * - `putClaim`: the claim holds, with these words and citations.
 * - `endConcept`: it holds no longer; no claim that still holds may name it.
 * - `endClaim`: it holds no longer.
 * - `completeSource`: the claims in this set are all that the source states; its others end.
 */
export type Change =
  | { readonly type: 'putConcept'; readonly concept: Concept; readonly formerSlugs?: readonly string[] }
  | { readonly type: 'putText'; readonly text: KeptText }
  | { readonly type: 'putClaim'; readonly claim: ClaimDraft }
  | { readonly type: 'endConcept'; readonly id: string }
  | { readonly type: 'endClaim'; readonly id: string }
  | { readonly type: 'completeSource'; readonly source: string };

/** Who made a revision, why, and whether by hand: what an edit has ended, an import does not bring back. */
export interface RevisionNote {
  readonly author: string;
  readonly message: string;
  readonly origin: 'IMPORT' | 'EDIT';
}

/** How a set of changes is written. */
export interface WriteOptions {
  /**
   * The largest share, from 0 to 1, of a source's claims that may end; not limited where it is left out. A set that ends more
   * is refused: an input that was cut off looks like a source that states less. A claim counts as ended where it holds no
   * longer, also where another one takes its place. Applied to sources of which `fewestLimitedClaims` or more held before.
   */
  readonly endedShare?: number;
  /** Is called when the changes are about to be committed: until then nothing of them can last. */
  readonly onCommit?: () => void;
}

/** Of sources with fewer claims any share may end: a short list often loses half of its items. */
export const fewestLimitedClaims = 20;

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

/** What a set did. Texts and former slugs are not counted; a set that brings a new one makes a revision. */
export interface AppliedChanges {
  /** The new revision; null where the set changed nothing, and so made none. */
  readonly revision: GraphRevision | null;
  readonly concepts: ChangeCounts;
  readonly claims: ChangeCounts;
}

/** The way in for changes. */
export interface GraphWriter {
  /**
   * Applies a set of changes as one new revision: all of it, or, where one of them is refused, nothing.
   * The set is read once, as a stream; memory does not grow with it. Its first change is asked for once all
   * earlier writes have ended, so that nothing changes between what the stream reads of the graph and the revision.
   * @throws {TertiumError} INVALID_CHANGE, naming the change and what the graph expects instead; with `details.limit`
   *   where the set is past one of the limits
   */
  apply(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges>;

  /** Does all that `apply` does, and then takes it back: the revision is the one that would have come of it. */
  rehearse(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges>;

  /** What a revision did, in pages: by thing, then id. `after` is the last entry of the page before. */
  diff(request: { revision: number; first: number; after: DiffEntry | null }): Promise<readonly DiffEntry[]>;
}

export interface DiffEntry {
  readonly thing: 'CLAIM' | 'CONCEPT';
  readonly id: string;
  readonly change: 'ADDED' | 'CHANGED' | 'ENDED';
}

/** A graph that can be read and written, and that holds resources until it is closed. */
export interface GraphStore extends GraphWriter {
  readonly reader: GraphReader;
  /** For keeping a copy of it. */
  readonly feed: GraphFeed;
  /** Resolves once the store can answer. @throws {TertiumError} STORE_UNAVAILABLE */
  ping(): Promise<void>;
  close(): Promise<void>;
}
