import type { MaybePromise } from '../work/maybe-promise.js';
import type { AxisKind, Citation, Claim, Predicate, Qualifier } from '../claim.js';
import type { Concept, ConceptKind, Dimension } from '../concept.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../source-text.js';
import type { DependencyTag } from '../dependencies/dependency-tag.js';
import type { PublicationLog } from '../dependencies/publication-log.js';
import type { SearchMatch } from '../search/search-matches.js';
import type { SearchTerms } from '../search/search-query.js';
import type { DimensionSpread } from '../spreads/dimension-spread.js';
import type { ClaimValue, ValueType } from '../values/value-rules.js';
import type { GraphHistory, GraphRevision } from './history.js';
import type { GraphStatistics } from './statistics.js';
import type { Pace } from '../work/pace.js';
import type { Steps } from '../work/steps.js';

/** Opens views of the graph. */
export interface GraphReader {
  /**
   * Opens the view of a revision, or of the newest revision.
   * @param pace the pace of the reads of one request; without a deadline if omitted. In-memory views ignore the pace
   * @returns null if the revision does not exist
   * @throws {TertiumError} STORE_UNAVAILABLE; DEADLINE_EXCEEDED
   */
  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null>;

  /**
   * Opens the view of the newest revision that was published at or before a time. Takes one SQL statement.
   * @param time ISO 8601, UTC, with milliseconds
   * @returns null if no revision was published at or before that time
   * @throws {TertiumError} STORE_UNAVAILABLE; DEADLINE_EXCEEDED
   */
  openViewAsOf(time: string, pace?: Pace): MaybePromise<GraphView | null>;

  /** The published views, for caches of a reader that has views in memory; undefined for readers of a store. */
  readonly publications?: Publications;
}

/** The published views of a reader that has views in memory. */
export interface Publications {
  /**
   * The log of the tags that the revisions up to the published revision touched. Undefined while views are read from
   * the store: results are then valid in their own revision only.
   */
  readonly log: PublicationLog | undefined;
  /**
   * Returns the view of a revision if this view is in memory, otherwise null. The views of the published revision, of the revisions of the
   * last seconds, and of the revision that is being prepared are in memory. These views share records: one request must not read two of them.
   */
  viewInMemory(revision: number): GraphView | null;
  /**
   * Registers a function that prepares each view before it is published.
   * @returns a function that ends the registration
   */
  beforePublication(prepare: PrepareView): () => void;
  /**
   * Registers a function that is called after each publication, when requests read its revision.
   * @returns a function that ends the registration
   */
  afterPublication(listener: (publication: Publication) => void): () => void;
}

/** A revision that became the published view, possibly together with earlier revisions that were never the published view. */
export interface Publication {
  readonly revision: number;
  /**
   * The tags that these revisions touched; null if they may have touched every tag. `wholeGraph` is touched by each
   * revision and is not in the set.
   */
  readonly touched: ReadonlySet<DependencyTag> | null;
}

/**
 * Prepares the next published view, for example by computing the cached responses that its revision touched. Meanwhile, requests read the
 * previous view. `next.publications` has the touched tags of the revision.
 * @param signal aborted when the time is up, or when the reader is closed. When the time is up, the view is published without waiting for the result
 * @returns a function that is called synchronously when the view is published, before any request reads it; not called if the view is
 * never published. If the time was up before the result, it is called late, unless a newer view was published by then.
 */
export type PrepareView = (next: GraphView, signal: AbortSignal) => Promise<(() => void) | void>;

/**
 * The graph at one revision. Publications do not change it; only an erasure changes earlier revisions. Methods that
 * take a set of keys return a result for each key, in the order of the keys. `statistics`, `claimedAxes`,
 * `conceptPage`, `searchPage` and `slugsNear` return one result. The number of SQL statements does not depend on the
 * number of keys: one, and none for an empty set, unless a method documents another number. Records are plain,
 * immutable and frozen. Results may be values or promises.
 *
 * A view of a store reads at the pace that it was opened with. Requests share an in-memory view. It reads records that
 * are not in memory from the store, at the pace of the `pace` argument, and without a deadline in methods without this
 * argument (`texts`, `slugsOf`).
 *
 * Every method that reads from a store throws, or rejects with, a `TertiumError`: STORE_UNAVAILABLE if the database
 * cannot be used, DEADLINE_EXCEEDED if the deadline of the pace has passed.
 */
export interface GraphView {
  readonly revision: GraphRevision;

  /**
   * Estimates the size of the graph; the claims and citations of a large graph are not all counted. A store caches the
   * estimate of the last requested revision. An in-memory view may count the claims of a newer revision.
   */
  statistics(): MaybePromise<GraphStatistics>;

  /** Loads the concept of each reference; null if the reference does not resolve. Former slugs resolve. */
  concepts(references: readonly ConceptReference[]): MaybePromise<readonly (Concept | null)[]>;

  /** Loads the claim with each id; null if no valid claim has the id. */
  claims(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]>;

  /**
   * Loads the last version of the claim with each id, at this revision or before it; null if the claim did not exist.
   */
  lastClaimVersions(ids: readonly string[], pace?: Pace): MaybePromise<readonly (Claim | null)[]>;

  /** Loads the claims about each subject, by position, then id. */
  claimsAbout(subjects: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]>;

  /** Loads the claims with each target, by the subject's folded name, the subject's id, position, and claim id. */
  claimsToward(targets: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]>;

  /** Loads one page of claims for each key, in the order of `ClaimCursor`. */
  claimPages(request: ClaimPageRequest): MaybePromise<readonly Page<Claim, ClaimCursor>[]>;

  /** Counts the claims that name each key in a role. */
  claimCounts(by: ClaimPageRequest['by'], keys: readonly string[]): MaybePromise<readonly number[]>;

  /** Loads the citations of each claim, in order. */
  citations(claims: readonly string[]): MaybePromise<readonly (readonly Citation[])[]>;

  /** Loads the source text with each hash, to which offsets of citations refer; null if the text is not stored or was erased. */
  texts(hashes: readonly string[]): MaybePromise<readonly (SourceText | null)[]>;

  /**
   * Loads the entries of the texts that are stored with each source, without the texts: the newest first, then by hash.
   * Erased texts are included.
   */
  textsOf(sources: readonly string[], pace?: Pace): MaybePromise<readonly (readonly SourceTextEntry[])[]>;

  /** Loads an excerpt of each text, at most to the end of the text; null if the text is not stored or was erased. */
  excerpts(keys: readonly ExcerptKey[], pace?: Pace): MaybePromise<readonly (string | null)[]>;

  /** Loads all slugs of each concept, sorted: the current slug and all former slugs. */
  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]>;

  /**
   * Finds, for each slug, the id of the concept to which it belongs permanently, even if the concept has ended; null if
   * the slug is free.
   */
  slugOwners(slugs: readonly KindSlug[]): MaybePromise<readonly (string | null)[]>;

  /**
   * Finds, for each concept, the ids of all equivalent concepts, including the concept itself, sorted. Equivalent
   * concepts are connected by EQUIVALENT_TO claims that state YES. Equivalence is reflexive, symmetric and transitive.
   */
  equivalents(ids: readonly string[]): MaybePromise<readonly (readonly string[])[]>;

  /** Finds, for each folded text, the ids of the concepts with this folded name or alias, sorted. */
  conceptsNamed(folded: readonly string[]): MaybePromise<readonly (readonly string[])[]>;

  /** Finds, for each set of approaches, the ids of the questions about exactly this set, sorted. */
  questionsAbout(sets: readonly (readonly string[])[]): MaybePromise<readonly (readonly string[])[]>;

  /**
   * Measures the spread of each dimension over all approaches: see `measureSpread`. Reads every claim along the
   * dimensions with a spread (`hasSpread`), so results are cached by revision. Sends no SQL statement for other
   * dimensions.
   * @param dimensions concepts of this view
   */
  spreads(dimensions: readonly Dimension[]): MaybePromise<readonly DimensionSpread[]>;

  /**
   * Finds the ids of the axes of these kinds along which at least one approach has claims, sorted. Takes one SQL
   * statement, or none if `kinds` is empty.
   */
  claimedAxes(kinds: readonly AxisKind[]): MaybePromise<readonly string[]>;

  /**
   * Loads one page of the concepts of a kind. Takes one SQL statement on PostgreSQL, even for an empty filter; one or
   * two on SQLite.
   */
  conceptPage(request: ConceptPageRequest): MaybePromise<Page<Concept, ConceptCursor>>;

  /**
   * Loads one page of search results, the most relevant first. Takes one or two SQL statements on PostgreSQL, and
   * up to four on SQLite, with one more for each further 10,000 concepts and each further 2,000 texts that are looked up.
   * @throws {TertiumError} BAD_USER_INPUT if the text is not a valid search: see `parseSearch`
   */
  searchPage(request: SearchRequest, pace?: Pace): MaybePromise<SearchPage>;

  /**
   * Finds the current slugs near a text, of concepts of these kinds, sorted and without duplicates: the slugs within
   * one edit of the text (`editsOf`), and for each kind, the `nearestInOrder` slugs before and after the
   * text in sort order. The number of slugs that are read does not grow with the graph.
   */
  slugsNear(kinds: readonly ConceptKind[], text: string): MaybePromise<readonly string[]>;

  /**
   * The log of the tags that the revisions up to at least this revision touched. Undefined for views of a store: their
   * results are valid in their own revision only, and depend on `wholeGraph`.
   */
  readonly publications?: PublicationLog;

  /** The revisions up to this revision, and their changes. */
  readonly history: GraphHistory;

  /**
   * Set for in-memory views only. The methods above then return values, and always the same object for the same
   * concept. Exceptions are `texts`, `textsOf`, `excerpts` and `slugsOf`, `lastClaimVersions` if a claim is not in memory,
   * and `searchPage` until its index is filled, or if the index exceeds its budget: they read from the store, and may
   * return promises. `searchPage` also returns a promise if it takes more than a time slice. All requests of a revision share the view.
   */
  readonly inMemoryClaims?: InMemoryClaims;
}

/** Synchronous look-ups and stepwise computations of an in-memory view. */
export interface InMemoryClaims {
  /** The estimated memory of the view in bytes. */
  readonly byteLength: number;
  /** Returns the claims about a subject with a predicate and target, by position, then id. */
  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[];
  /**
   * Finds the first editorial position of each target of claims about the given subjects, by target id, in steps.
   * @param under conditions: only claims that can be true under these conditions count; all claims if omitted
   */
  positionsOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, ClaimPosition>>;
  /** Sorts the claims for the pages of a key, and caches them for `claimPages`. */
  orderClaims(key: string, request: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<void>;
  /** Sorts the concepts of a kind, and caches them for `conceptPage`. */
  orderConcepts(kind: ConceptKind, orderBy: ConceptOrder): Steps<void>;
  /** Returns the subjects of the claims with a predicate and target, each once, sorted. */
  subjectsOf(target: string, predicate: Predicate): readonly string[];
  /** Finds `claimedAxes` in steps. */
  findingClaimedAxes(kinds: readonly AxisKind[]): Steps<readonly string[]>;
  /** Measures the spread of a dimension in steps, and caches it for `spreads`. */
  measuringSpread(dimension: Dimension): Steps<DimensionSpread>;
  /** Visits the subjects of the claims with a predicate and target, each once, in any order. */
  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void;
}

/** The position of a target in the editorial order, from the first subject that has claims with this target. */
export interface ClaimPosition {
  /** The index of that subject in the given list. */
  readonly subject: number;
  /** The lowest position of the claims about that subject with this target. */
  readonly position: number;
}

/**
 * Receives one subject of claims. The arguments are not wrapped in an object, since the function is called for every
 * subject.
 * @param signature equal for subjects with an equal number of claims, all with the same value or absence, qualifiers
 * and rank (for a single value without conditions, only the value counts); null if the claims of the subject differ
 * from each other
 * @param value the value of the subject's only claim, if this claim has no conditions; otherwise null
 */
export type VisitStated = (
  subject: string,
  signature: string | number | null,
  value: ClaimValue | null,
) => void;

/** A concept by id, or by slug within a kind. A reference that contains a `/` is an id. */
export interface ConceptReference {
  readonly kind: ConceptKind;
  readonly reference: string;
}

/** A slug of a kind. */
export interface KindSlug {
  readonly kind: ConceptKind;
  readonly slug: string;
}

/** A filter of claims; omitted members do not restrict. */
export interface ClaimFilter {
  readonly predicates?: readonly Predicate[];
  /** Only claims about these subjects. */
  readonly subjects?: readonly string[];
  /** Only claims that have one of these targets or no target. */
  readonly targets?: readonly string[];
}

/** A part of an ordered list. */
export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** The position of each item in the order. */
  readonly cursors: readonly Cursor[];
  readonly hasNextPage: boolean;
  /** The number of items in the list, on all pages. */
  readonly totalCount: number;
}

/** The order of claims in pages: the subject's folded name, the subject's id, position, claim id. */
export type ClaimCursor = readonly [subjectName: string, subject: string, position: number, id: string];

export interface ClaimPageRequest {
  /** The role of the keys: the claims' subjects, targets or cited sources. */
  readonly by: 'subject' | 'target' | 'source';
  readonly keys: readonly string[];
  readonly filter: ClaimFilter;
  readonly first: number;
  readonly after: ClaimCursor | null;
}

/** The order of concepts in pages: folded name or slug, then id. */
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

/** A filter of concepts; omitted members do not restrict, and all given members must match. */
export interface ConceptPageFilter {
  /** Only concepts with these ids. */
  readonly ids?: readonly string[];
  /** Excludes the concepts with these ids. */
  readonly except?: readonly string[];
  /** Folded texts; one of them must be the concept's folded name or alias. */
  readonly named?: readonly string[];
  /** Ids of concepts; a claim must connect one of them to the concept, in either direction. */
  readonly relatedTo?: readonly string[];
  /** Only dimensions in one of these groups. */
  readonly groups?: readonly string[];
  /** Only dimensions with values of one of these types. */
  readonly valueTypes?: readonly ValueType[];
}

/** The order of search hits: by rank, the highest first, then folded name, then id. */
export type SearchCursor = readonly [rank: number, name: string, id: string];

export interface SearchRequest {
  /** The text as the reader typed it. */
  readonly text: string;
  /** Only concepts of these kinds; of every kind if null. */
  readonly kinds: readonly ConceptKind[] | null;
  readonly first: number;
  readonly after: SearchCursor | null;
  /** Set by a layered view over this view. The layered view searches the changed concepts itself. */
  readonly layer?: SearchLayer;
}

/** The changes of a layered view, for a search in the view below it. */
export interface SearchLayer {
  /** The ids of the concepts that are not searched. */
  readonly except: readonly string[];
  /** Words of the changes: further candidates for the variants of the searched words. */
  readonly words: readonly string[];
}

/** A page of search results. */
export interface SearchPage extends Page<SearchHit, SearchCursor> {
  /** The terms on which the ranks of other concepts depend. Only for a request with a layer. */
  readonly found?: FoundTerms;
}

/** The variants and common words of a search in one view. */
export interface FoundTerms {
  readonly variants: SearchTerms['variants'];
  /** The words and pairs that too many texts have: see `HitRanking`. */
  readonly common: ReadonlySet<number>;
}

/** A concept that a search found. */
export interface SearchHit {
  readonly concept: Concept;
  /** Above 0 and at most 1; 1 if the concept's name is the search text, and less for a cited source. */
  readonly score: number;
  /** At least one text in which searched words were found; of the claims about the concept, or along it, only the best. */
  readonly matches: readonly SearchMatch[];
}
