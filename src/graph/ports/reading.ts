import type { MaybePromise } from '../work/maybe-promise.js';
import type { Citation, Claim, Predicate, Qualifier } from '../claim.js';
import type { Concept, ConceptKind } from '../concept.js';
import type { ExcerptKey, KeptText, KeptTextEntry } from '../kept-text.js';
import type { SearchMatch } from '../search/search-matches.js';
import type { ClaimValue } from '../values/value-rules.js';
import type { GraphStatistics } from './statistics.js';
import type { Pace } from '../work/pace.js';
import type { Steps } from '../work/steps.js';

/** One entry of the revision log. */
export interface GraphRevision {
  /** 1 for the first, then one more for each; a graph that holds nothing is at revision 0. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly author: string;
  readonly message: string;
}

/** The way in for questions: opens views of the graph. */
export interface GraphReader {
  /**
   * The graph as it was at a revision, or as it is published now.
   * @param pace at which a request reads from it; to the end, unless it is given. What is held in memory is read at once
   * @returns null where there is no such revision yet.
   */
  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null>;
}

/**
 * The graph at one revision. Every method takes a set of keys and answers in their order, with as many
 * statements whatever their number (one, in SQL), and with plain records that nobody changes. Answers may
 * be values or promises.
 *
 * What is read of a store is read at the pace that the view was opened with. A view that is held in memory is shared by requests: what it
 * does not hold, it reads at the `pace` that it is given.
 */
export interface GraphView {
  readonly revision: GraphRevision;

  /** How much the graph holds: worked out once for a revision, from no more rows than can be read in a few milliseconds. */
  statistics(): MaybePromise<GraphStatistics>;

  /** The concept that each reference names, null where it names none. Old slugs resolve. */
  concepts(references: readonly ConceptReference[]): MaybePromise<readonly (Concept | null)[]>;

  /** The claims of each id; null where there is none. */
  claims(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]>;

  /** The claims of each id as they held last, at this revision or before it; null for one that never held. */
  claimsAsLastHeld(ids: readonly string[], pace?: Pace): MaybePromise<readonly (Claim | null)[]>;

  /** The claims about each subject, by position, then id. */
  claimsAbout(subjects: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]>;

  /** The claims that point at each target, by the subject's name, then position, then id. */
  claimsToward(targets: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]>;

  /** One page of claims for each key, in the order of `ClaimCursor`. */
  claimPages(request: ClaimPageRequest): MaybePromise<readonly Page<Claim, ClaimCursor>[]>;

  /** The citations of each claim, in their order. */
  citations(claims: readonly string[]): MaybePromise<readonly (readonly Citation[])[]>;

  /** The text of each hash, which offsets of citations count in; null where none is kept. */
  texts(hashes: readonly string[]): MaybePromise<readonly (KeptText | null)[]>;

  /** The texts that are kept with each source, without reading them: the newest first, then by hash. */
  textsOf(sources: readonly string[], pace?: Pace): MaybePromise<readonly (readonly KeptTextEntry[])[]>;

  /** A part of each text, as far as the text reaches; null where none is kept. */
  excerpts(keys: readonly ExcerptKey[], pace?: Pace): MaybePromise<readonly (string | null)[]>;

  /** Every slug that leads to each concept, sorted: its present one, the first, and those in between. */
  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]>;

  /**
   * For each concept, the ids of all that are equivalent to it, itself included, sorted: EQUIVALENT_TO
   * claims that state YES, taken as reflexive, symmetric and transitive.
   */
  equivalents(ids: readonly string[]): MaybePromise<readonly (readonly string[])[]>;

  /** For each folded text, the ids of the concepts that have it as a name or alias (folded), sorted. */
  conceptsNamed(folded: readonly string[]): MaybePromise<readonly (readonly string[])[]>;

  /** For each set of approaches, the ids of the questions that ask about exactly these, sorted. */
  questionsAbout(sets: readonly (readonly string[])[]): MaybePromise<readonly (readonly string[])[]>;

  /** One page of the concepts of a kind. */
  conceptPage(request: ConceptPageRequest): MaybePromise<Page<Concept, ConceptCursor>>;

  /**
   * One page of the concepts that a reader's words lead to, the most relevant first: at most four statements, in SQL, and one more for
   * each 10,000 concepts and 2,000 texts that are looked up.
   * @throws {TertiumError} BAD_USER_INPUT where the text is not a search: see `parseSearch`
   */
  searchPage(request: SearchRequest, pace?: Pace): MaybePromise<Page<SearchHit, SearchCursor>>;

  /**
   * The present slugs of concepts of these kinds that are near a text, each once, sorted: those that one edit makes of it (`editsOf`), and,
   * of each kind, the `nearestInOrder` that come before it in order, and as many from it on. However many slugs there are, few are
   * looked at.
   */
  slugsNear(kinds: readonly ConceptKind[], text: string): MaybePromise<readonly string[]>;

  /**
   * What only a view that is held in memory has: its methods above answer at once, and give the same object
   * for the same concept each time; it is the same view for every request of its revision.
   */
  readonly held?: HeldClaims;
}

/** Claims one key at a time, for views that are held in memory. */
export interface HeldClaims {
  /** What holding the view takes, in bytes, as far as it is counted. */
  readonly byteLength: number;
  /** The claims about a subject that point at a target by a predicate, by position, then id. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /**
   * Where the targets of claims about subjects by some predicates stand first, by the targets' ids.
   * @param under only claims that can hold under these conditions count; all, when left out
   */
  placesOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, ClaimPlace>>;
  /** Orders the claims that pages of a key are cut from, so that `claimPages` finds them in order. */
  orderClaims(key: string, request: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<void>;
  /** Orders the concepts of a kind, so that `conceptPage` finds them in order. */
  orderConcepts(kind: ConceptKind, orderBy: ConceptOrder): Steps<void>;
  /** The subjects of the claims that point at a target by a predicate, each once, sorted. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** Tells of the subjects of the claims that point at a target by a predicate, each once, in any order. */
  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void;
}

/** Where a target stands in the editorial order of subjects: with the first subject of which it is claimed. */
export interface ClaimPlace {
  /** The place of that subject among the subjects asked for, from 0. */
  readonly subject: number;
  /** The lowest position of the claims about that subject that point at the target. */
  readonly position: number;
}

/**
 * Is told that something is claimed of a subject; called very often, so that nothing is made for it.
 * @param sign of what is claimed: equal for subjects of which the same is claimed, as many claims, all with the same value or absence,
 *   qualifiers and rank (of a single value under no conditions, the value alone counts); null where a subject's claims differ in these
 * @param value what is claimed, where that is a value, by one claim and under no conditions; null elsewhere
 */
export type VisitStated = (subject: string, sign: string | number | null, value: ClaimValue | null) => void;

/** A concept by id, or by slug within a kind: what contains a `/` is an id. */
export interface ConceptReference {
  readonly kind: ConceptKind;
  readonly reference: string;
}

/** Which claims; what is left out does not restrict. */
export interface ClaimFilter {
  readonly predicates?: readonly Predicate[];
  /** Only claims about these. */
  readonly subjects?: readonly string[];
  /** Only claims that point at these, or that point at nothing. */
  readonly targets?: readonly string[];
}

/** A part of an ordered whole. */
export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** Where each item stands in the order. */
  readonly cursors: readonly Cursor[];
  readonly hasNextPage: boolean;
  /** Items in the whole, whatever the page. */
  readonly totalCount: number;
}

/** Order of claims in pages: the subject's folded name, its id, position, claim id. */
export type ClaimCursor = readonly [subjectName: string, subject: string, position: number, id: string];

export interface ClaimPageRequest {
  /** What the keys are: the claims' subjects, targets or cited sources. */
  readonly by: 'subject' | 'target' | 'source';
  readonly keys: readonly string[];
  readonly filter: ClaimFilter;
  readonly first: number;
  readonly after: ClaimCursor | null;
}

/** Order of concepts in pages: what they are ordered by (folded name, or slug), then id. */
export type ConceptCursor = readonly [by: string, id: string];

export const conceptOrders = ['NAME', 'SLUG'] as const;
export type ConceptOrder = (typeof conceptOrders)[number];

export interface ConceptPageRequest {
  readonly kind: ConceptKind;
  readonly orderBy: ConceptOrder;
  readonly filter: ConceptPageFilter;
  readonly first: number;
  readonly after: ConceptCursor | null;
}

/** Which concepts; what is left out does not restrict, and the parts are joined by AND. */
export interface ConceptPageFilter {
  /** Ids. */
  readonly ids?: readonly string[];
  /** Folded texts, one of which is the concept's name or alias. */
  readonly named?: readonly string[];
  /** Ids of concepts, with one of which some claim joins it, in either direction. */
  readonly relatedTo?: readonly string[];
}

/** Order of what a search finds: its rank, the highest first, then folded name, then id. */
export type SearchCursor = readonly [rank: number, name: string, id: string];

export interface SearchRequest {
  /** What a reader typed. */
  readonly text: string;
  /** Only concepts of these kinds; of every kind, where it is null. */
  readonly kinds: readonly ConceptKind[] | null;
  readonly first: number;
  readonly after: SearchCursor | null;
}

/** A concept that a search has found. */
export interface SearchHit {
  readonly concept: Concept;
  /** Above 0; 1 for what is itself named so. */
  readonly score: number;
  /** Where the words were found, one place at least; of the claims about it, the best. */
  readonly matches: readonly SearchMatch[];
}
