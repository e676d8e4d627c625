import { type MaybePromise, mapMaybe } from '../../graph/work/maybe-promise.js';
import { textsKey } from '../../graph/cache-keys.js';
import {
  axisPredicates,
  type AxisKind,
  type Citation,
  type Claim,
  type Predicate,
  type Qualifier,
} from '../../graph/claim.js';
import type { Concept, ConceptKind, Dimension } from '../../graph/concept.js';
import { claimedAxesTag, targetTag } from '../../graph/dependencies/dependency-tag.js';
import type { PublicationLog } from '../../graph/dependencies/publication-log.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../../graph/source-text.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ClaimPosition,
  ConceptCursor,
  ConceptOrder,
  ConceptPageRequest,
  ConceptReference,
  KindSlug,
  GraphView,
  InMemoryClaims,
  Page,
  SearchPage,
  SearchRequest,
  VisitStated,
} from '../../graph/ports/reading.js';
import type { GraphHistory, GraphRevision } from '../../graph/ports/history.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import { sorted } from '../../graph/work/sort.js';
import { commandPace, type Pace } from '../../graph/work/pace.js';
import { inSlices, runToEnd, type Steps } from '../../graph/work/steps.js';
import { ClaimRows } from './claim-rows.js';
import { ConceptLists } from './concept-lists.js';
import { versionAt, type ConceptEntry } from '../tables/concept-table.js';
import { equivalentsOf } from './equivalents.js';
import type { TouchedTags } from '../log/revision-log.js';
import type { ChangedRows } from '../tables/changed-rows.js';
import type { GraphTables } from '../tables/graph-tables.js';
import { InMemoryHistory, type OpenFromStore } from './in-memory-history.js';
import { questionsAbout } from './questions.js';
import { CacheOfView } from './shared-cache.js';
import { touchedTags } from './touched-tags.js';
import type { ViewCaches } from './view-caches.js';
import { ViewSpreads } from './view-spreads.js';
import type { SearchIndex } from '../search/search-index.js';
import { searchInMemory } from '../search/search-in-memory.js';

/**
 * The graph at one revision, read from memory. Two groups of methods can return promises; all other methods return values.
 * Source texts, all slugs of a concept, ended claims and most of the history are read from the store. A search can take
 * several time slices. Until the search index is filled, or if the index exceeds its budget, searches use the index of the
 * store.
 */
export class InMemoryView implements GraphView {
  readonly revision: GraphRevision;
  readonly inMemoryClaims: InMemoryClaims;
  readonly history: GraphHistory;
  readonly publications: PublicationLog;
  readonly #search: SearchIndex;
  readonly #tables: GraphTables;
  readonly #rows: ClaimRows;
  readonly #lists: ConceptLists;
  readonly #spreads: ViewSpreads;
  readonly #caches: ViewCaches;
  readonly #openFromStore: OpenFromStore;
  #statistics: GraphStatistics | undefined;

  /**
   * @param caches shared by all views of the tables
   * @param publications the log of the tags that revisions have touched, up to this revision or a later one
   */
  constructor(
    search: SearchIndex,
    revision: GraphRevision,
    caches: ViewCaches,
    publications: PublicationLog,
    openFromStore: OpenFromStore,
  ) {
    const { tables } = search;
    this.revision = revision;
    this.publications = publications;
    this.#caches = caches;
    this.#search = search;
    this.#tables = tables;
    this.#openFromStore = openFromStore;
    const at = revision.number;
    this.#lists = new ConceptLists(tables.concepts, at, caches, publications);
    this.#rows = new ClaimRows(
      tables,
      at,
      this.#lists,
      new CacheOfView(caches.orderedRows, at, publications),
    );
    this.#spreads = new ViewSpreads(tables.claims, this.#rows, at, caches.spreads);
    this.inMemoryClaims = new ClaimLookups(tables, this.#rows, this.#lists, this.#spreads, {
      subjects: new CacheOfView(caches.subjects, at, publications),
      claimedAxes: new CacheOfView(caches.claimedAxes, at, publications),
    });
    this.history = new InMemoryHistory(this, openFromStore);
  }

  /** Whether the view reads these tables. */
  isOf(tables: GraphTables): boolean {
    return this.#tables === tables;
  }

  statistics(): GraphStatistics {
    // The tables may already be at a newer revision. The difference does not matter for estimates.
    return (this.#statistics ??= this.#caches.statistics(this.#tables));
  }

  /**
   * Finds, in steps, the tags of the parts of the graph that differ from an earlier view of the same tables. Must run
   * before this view is used.
   * @param changed the rows that the revisions after the earlier view have changed, up to the revision of this view
   */
  touchedSince(earlier: InMemoryView, changed: ChangedRows): Steps<TouchedTags> {
    const spreads = {
      measured: this.#caches.spreads,
      measure: (dimension: Dimension) => this.#spreads.measureAgain(dimension),
    };
    return touchedTags({
      tables: this.#tables,
      before: { at: earlier.revision.number, rows: earlier.#rows },
      after: { at: this.revision.number, rows: this.#rows },
      changed,
      spreads,
    });
  }

  /** Sorts, in steps, the lists that requests have read in earlier views, if the lists may differ in this view. */
  renewLists(): Steps<void> {
    return this.#lists.renew(this.#caches);
  }

  concepts(references: readonly ConceptReference[]): readonly (Concept | null)[] {
    return references.map((reference) => this.#concept(reference));
  }

  claims(ids: readonly string[]): readonly (Claim | null)[] {
    return ids.map((id) => {
      const row = this.#tables.claims.find(id, this.#at);
      return row === undefined ? null : this.#tables.claims.claimOf(row);
    });
  }

  lastClaimVersions(ids: readonly string[], pace?: Pace): MaybePromise<readonly (Claim | null)[]> {
    const claims = this.claims(ids);
    if (!claims.includes(null)) return claims;
    return mapMaybe(this.#openFromStore(pace), (view) => view.lastClaimVersions(ids));
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): readonly (readonly Claim[])[] {
    const { claims } = this.#tables;
    const rowsAbout = this.#rows.aboutWith(filter);
    return subjects.map((id) => this.#claimsOf(rowsAbout(id).sort(claims.inEditorialOrder)));
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): readonly (readonly Claim[])[] {
    const passes = this.#rows.filter(filter);
    return targets.map((id) => {
      const rows = this.#rows.toward(id, filter.predicates).filter(passes);
      return this.#claimsOf(rows.sort(this.#rows.bySubjectsName));
    });
  }

  claimPages(request: ClaimPageRequest): readonly Page<Claim, ClaimCursor>[] {
    return request.keys.map((key) => this.#rows.page(key, request));
  }

  claimCounts(by: ClaimPageRequest['by'], keys: readonly string[]): readonly number[] {
    return keys.map((key) => this.#rows.count(key, by));
  }

  citations(claims: readonly string[]): readonly (readonly Citation[])[] {
    return claims.map((id) => {
      const row = this.#tables.claims.find(id, this.#at);
      return row === undefined ? none : this.#tables.citations.of(row);
    });
  }

  texts(hashes: readonly string[]): MaybePromise<readonly (SourceText | null)[]> {
    return hashes.length === 0 ? none : mapMaybe(this.#openFromStore(), (view) => view.texts(hashes));
  }

  textsOf(sources: readonly string[], pace?: Pace): MaybePromise<readonly (readonly SourceTextEntry[])[]> {
    return sources.length === 0 ? none : mapMaybe(this.#openFromStore(pace), (view) => view.textsOf(sources));
  }

  excerpts(keys: readonly ExcerptKey[], pace?: Pace): MaybePromise<readonly (string | null)[]> {
    return keys.length === 0 ? none : mapMaybe(this.#openFromStore(pace), (view) => view.excerpts(keys));
  }

  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return concepts.length === 0 ? none : mapMaybe(this.#openFromStore(), (view) => view.slugsOf(concepts));
  }

  slugOwners(slugs: readonly KindSlug[]): readonly (string | null)[] {
    return slugs.map(({ kind, slug }) => this.#tables.concepts.ownerOfSlug(kind, slug, this.#at));
  }

  equivalents(ids: readonly string[]): readonly (readonly string[])[] {
    return ids.map((id) => equivalentsOf(id, this.#tables, this.#rows));
  }

  spreads(dimensions: readonly Dimension[]): readonly DimensionSpread[] {
    return dimensions.map((dimension) => this.#spreads.of(dimension));
  }

  conceptsNamed(folded: readonly string[]): readonly (readonly string[])[] {
    return folded.map((text) => this.#lists.named(text));
  }

  questionsAbout(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
    return sets.map((set) => questionsAbout(set, this.#tables, this.#rows));
  }

  claimedAxes(kinds: readonly AxisKind[]): readonly string[] {
    return runToEnd(this.inMemoryClaims.findingClaimedAxes(kinds));
  }

  conceptPage(request: ConceptPageRequest): Page<Concept, ConceptCursor> {
    const { filter } = request;
    const related = filter.relatedTo && this.#rows.joinedWith(filter.relatedTo);
    return this.#lists.page(request, related);
  }

  searchPage(request: SearchRequest, pace?: Pace): MaybePromise<SearchPage> {
    const contents = this.#search.open();
    if (contents) {
      return inSlices(searchInMemory(contents, this.#tables, this.#at, request), pace ?? commandPace);
    }
    return mapMaybe(this.#openFromStore(pace), (view) =>
      mapMaybe(view.searchPage(request), (page) => ({
        ...page,
        items: page.items.map((hit) => ({ ...hit, concept: this.#sharedConcept(hit.concept) })),
      })),
    );
  }

  slugsNear(kinds: readonly ConceptKind[], text: string): readonly string[] {
    return this.#tables.concepts.slugsNear(kinds, text, this.#at);
  }

  get #at(): number {
    return this.revision.number;
  }

  #concept({ kind, reference }: ConceptReference): Concept | null {
    const { concepts } = this.#tables;
    const id = reference.includes('/') ? reference : concepts.idOfSlug(kind, reference, this.#at);
    const version = versionAt(concepts.find(id), this.#at);
    return version?.concept.kind === kind ? version.concept : null;
  }

  /** Returns the in-memory object of a concept, so that the view always returns the same object. */
  #sharedConcept(concept: Concept): Concept {
    return versionAt(this.#tables.concepts.find(concept.id), this.#at)?.concept ?? concept;
  }

  #claimsOf(rows: readonly number[]): readonly Claim[] {
    return rows.map((row) => this.#tables.claims.claimOf(row));
  }
}

const none: readonly never[] = Object.freeze([]);

interface LookupCaches {
  readonly subjects: CacheOfView<readonly string[]>;
  readonly claimedAxes: CacheOfView<readonly string[]>;
}

/** In-memory claims, with caches of the subjects of targets and of the claimed axes. */
class ClaimLookups implements InMemoryClaims {
  readonly #tables: GraphTables;
  readonly #rows: ClaimRows;
  readonly #lists: ConceptLists;
  readonly #spreads: ViewSpreads;
  readonly #caches: LookupCaches;

  constructor(
    tables: GraphTables,
    rows: ClaimRows,
    lists: ConceptLists,
    spreads: ViewSpreads,
    caches: LookupCaches,
  ) {
    this.#caches = caches;
    this.#tables = tables;
    this.#rows = rows;
    this.#lists = lists;
    this.#spreads = spreads;
  }

  get byteLength(): number {
    return this.#tables.byteLength;
  }

  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[] {
    return this.#rows.along(subject, predicate, target).map((row) => this.#tables.claims.claimOf(row));
  }

  *positionsOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    conditions?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, ClaimPosition>> {
    const { claims, concepts } = this.#tables;
    const canBeTrue = conditions && claims.canBeTrueUnder(conditions);
    const byNumber = new Map<number, { subject: number; position: number }>();
    for (const [subject, id] of subjects.entries()) {
      const visit = (row: number): void => {
        if (canBeTrue && !canBeTrue(row)) return;
        const target = claims.targetOf(row);
        const firstPosition = byNumber.get(target);
        if (firstPosition === undefined) byNumber.set(target, { subject, position: claims.positionOf(row) });
        else if (firstPosition.subject === subject)
          firstPosition.position = Math.min(firstPosition.position, claims.positionOf(row));
      };
      for (const predicate of predicates) this.#rows.eachAbout(id, predicate, visit);
      yield;
    }
    const positions = new Map<string, ClaimPosition>();
    for (const [number, position] of byNumber) {
      if (number >= 0) positions.set(concepts.entry(number).id, position);
      if (positions.size % positionsPerStep === 0) yield;
    }
    return positions;
  }

  *orderClaims(key: string, request: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<void> {
    yield* this.#rows.order(key, request);
  }

  *orderConcepts(kind: ConceptKind, orderBy: ConceptOrder): Steps<void> {
    yield* this.#lists.order(kind, orderBy);
  }

  subjectsOf(target: string, predicate: Predicate): readonly string[] {
    const key = textsKey(target, predicate);
    const cached = this.#caches.subjects.get(key);
    if (cached) return cached;
    const { claims, concepts } = this.#tables;
    const numbers = this.#rows.toward(target, [predicate]).map((row) => claims.subjectOf(row));
    const ids = idsOf(numbers, (number) => concepts.entry(number));
    this.#caches.subjects.set(key, ids, ids.length + 4, new Set([targetTag(target, predicate)]));
    return ids;
  }

  *findingClaimedAxes(kinds: readonly AxisKind[]): Steps<readonly string[]> {
    const key = textsKey(...kinds);
    const cached = this.#caches.claimedAxes.get(key);
    if (cached) return cached;
    const ids: string[] = [];
    let count = 0;
    for (const entry of this.#tables.concepts.entries()) {
      const kind = this.#lists.kindOf(entry);
      if ((count += 1) % entriesPerStep === 0) yield;
      if (isAxisKindOf(kind, kinds) && this.#rows.hasToward(entry, axisPredicates[kind])) ids.push(entry.id);
    }
    const axes = Object.freeze([...(yield* sorted(ids, compareCodePoints))]);
    this.#caches.claimedAxes.set(key, axes, axes.length + 4, new Set(kinds.map(claimedAxesTag)));
    return axes;
  }

  measuringSpread(dimension: Dimension): Steps<DimensionSpread> {
    return this.#spreads.measuring(dimension);
  }

  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void {
    const { claims, concepts } = this.#tables;
    const report = (first: number, count: number, isUniform: boolean): void => {
      const subject = concepts.entry(claims.subjectOf(first)).id;
      const plain = count === 1 ? claims.plainValueOf(first) : 0;
      if (plain > 0) visit(subject, plain, claims.valueOfNumber(plain));
      else visit(subject, isUniform ? `${count} ${claims.signatureOf(first)}` : null, null);
    };
    // The rows of one subject are adjacent.
    let [first, count, isUniform] = [-1, 0, true];
    this.#rows.eachToward(target, predicate, (row) => {
      if (count > 0 && claims.subjectOf(row) === claims.subjectOf(first)) {
        count += 1;
        isUniform &&= claims.hasEqualStatement(first, row);
        return;
      }
      if (count > 0) report(first, count, isUniform);
      [first, count, isUniform] = [row, 1, true];
    });
    if (count > 0) report(first, count, isUniform);
  }
}

function idsOf(numbers: readonly number[], entryOf: (number: number) => ConceptEntry): readonly string[] {
  const ids = [...new Set(numbers)].filter((number) => number >= 0).map((number) => entryOf(number).id);
  return Object.freeze(ids.sort(compareCodePoints));
}

function isAxisKindOf(kind: ConceptKind | undefined, kinds: readonly AxisKind[]): kind is AxisKind {
  return (kinds as readonly (ConceptKind | undefined)[]).includes(kind);
}

const positionsPerStep = 2_048;
const entriesPerStep = 1_024;
