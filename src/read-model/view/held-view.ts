import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Citation, Claim, Predicate, Qualifier } from '../../graph/claim.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ExcerptKey, KeptText, KeptTextEntry } from '../../graph/kept-text.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ClaimPlace,
  ConceptCursor,
  ConceptOrder,
  ConceptPageRequest,
  ConceptReference,
  GraphRevision,
  GraphView,
  HeldClaims,
  Page,
  SearchCursor,
  SearchHit,
  SearchRequest,
  VisitStated,
} from '../../graph/ports/reading.js';
import { mapMaybe } from '../../graph/work/maybe-promise.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { Pace } from '../../graph/work/pace.js';
import type { Steps } from '../../graph/work/steps.js';
import { ClaimRows } from './claim-rows.js';
import { ConceptLists } from './concept-lists.js';
import { versionAt, type ConceptEntry } from '../tables/concept-table.js';
import { equivalentsOf } from './equivalents.js';
import type { GraphTables } from '../tables/graph-tables.js';
import { questionsAbout } from './questions.js';

/** Opens the same revision where its words are indexed, and what has ended is kept. */
export type OpenStored = (pace?: Pace) => MaybePromise<GraphView>;

/** The graph at one revision, in memory: it answers at once, but for searches, texts, former slugs and claims that have ended. */
export class HeldView implements GraphView {
  readonly revision: GraphRevision;
  readonly held: HeldClaims;
  readonly #tables: GraphTables;
  readonly #rows: ClaimRows;
  readonly #lists: ConceptLists;
  readonly #openStored: OpenStored;
  #statistics: GraphStatistics | undefined;

  constructor(tables: GraphTables, revision: GraphRevision, openStored: OpenStored) {
    this.revision = revision;
    this.#tables = tables;
    this.#openStored = openStored;
    this.#lists = new ConceptLists(tables.concepts, revision.number);
    this.#rows = new ClaimRows(tables, revision.number, this.#lists);
    this.held = new HeldLines(tables, this.#rows, this.#lists);
  }

  statistics(): GraphStatistics {
    // The tables may have moved on by then: a few claims more or less make no difference.
    return (this.#statistics ??= this.#tables.statistics());
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

  claimsAsLastHeld(ids: readonly string[], pace?: Pace): MaybePromise<readonly (Claim | null)[]> {
    const claims = this.claims(ids);
    if (!claims.includes(null)) return claims;
    return mapMaybe(this.#openStored(pace), (view) => view.claimsAsLastHeld(ids));
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): readonly (readonly Claim[])[] {
    const passes = this.#rows.filter(filter);
    const { claims } = this.#tables;
    return subjects.map((id) => {
      const rows = this.#rows.about(id, filter.predicates).filter(passes);
      return this.#read(rows.sort(claims.inEditorialOrder));
    });
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): readonly (readonly Claim[])[] {
    const passes = this.#rows.filter(filter);
    return targets.map((id) => {
      const rows = this.#rows.toward(id, filter.predicates).filter(passes);
      return this.#read(rows.sort(this.#rows.bySubjectsName));
    });
  }

  claimPages(request: ClaimPageRequest): readonly Page<Claim, ClaimCursor>[] {
    return request.keys.map((key) => this.#rows.page(key, request));
  }

  citations(claims: readonly string[]): readonly (readonly Citation[])[] {
    return claims.map((id) => {
      const row = this.#tables.claims.find(id, this.#at);
      return row === undefined ? none : this.#tables.citations.of(row);
    });
  }

  texts(hashes: readonly string[]): MaybePromise<readonly (KeptText | null)[]> {
    return hashes.length === 0 ? none : mapMaybe(this.#openStored(), (view) => view.texts(hashes));
  }

  textsOf(sources: readonly string[], pace?: Pace): MaybePromise<readonly (readonly KeptTextEntry[])[]> {
    return sources.length === 0 ? none : mapMaybe(this.#openStored(pace), (view) => view.textsOf(sources));
  }

  excerpts(keys: readonly ExcerptKey[], pace?: Pace): MaybePromise<readonly (string | null)[]> {
    return keys.length === 0 ? none : mapMaybe(this.#openStored(pace), (view) => view.excerpts(keys));
  }

  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return concepts.length === 0 ? none : mapMaybe(this.#openStored(), (view) => view.slugsOf(concepts));
  }

  equivalents(ids: readonly string[]): readonly (readonly string[])[] {
    return ids.map((id) => equivalentsOf(id, this.#tables, this.#rows));
  }

  conceptsNamed(folded: readonly string[]): readonly (readonly string[])[] {
    return folded.map((text) => this.#lists.named(text));
  }

  questionsAbout(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
    return sets.map((set) => questionsAbout(set, this.#tables, this.#rows));
  }

  conceptPage(request: ConceptPageRequest): Page<Concept, ConceptCursor> {
    const { filter } = request;
    const related = filter.relatedTo && this.#rows.joinedWith(filter.relatedTo);
    return this.#lists.page(request, related);
  }

  searchPage(request: SearchRequest, pace?: Pace): MaybePromise<Page<SearchHit, SearchCursor>> {
    return mapMaybe(this.#openStored(pace), (view) =>
      mapMaybe(view.searchPage(request), (page) => ({
        ...page,
        items: page.items.map((hit) => ({ ...hit, concept: this.#same(hit.concept) })),
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

  /** The object that stands for a concept here. */
  #same(concept: Concept): Concept {
    return versionAt(this.#tables.concepts.find(concept.id), this.#at)?.concept ?? concept;
  }

  #read(rows: readonly number[]): readonly Claim[] {
    return rows.map((row) => this.#tables.claims.claimOf(row));
  }
}

const none: readonly never[] = Object.freeze([]);

/** Of one subject or target, what was asked for lately: the ids at the other ends. */
class HeldLines implements HeldClaims {
  readonly #tables: GraphTables;
  readonly #rows: ClaimRows;
  readonly #lists: ConceptLists;
  readonly #subjects = new Map<CacheKey, readonly string[]>();

  constructor(tables: GraphTables, rows: ClaimRows, lists: ConceptLists) {
    this.#tables = tables;
    this.#rows = rows;
    this.#lists = lists;
  }

  get byteLength(): number {
    return this.#tables.byteLength;
  }

  claimsAlong(subject: string, predicate: Predicate, target: string): readonly Claim[] {
    return this.#rows.along(subject, predicate, target).map((row) => this.#tables.claims.claimOf(row));
  }

  *placesOf(
    subjects: readonly string[],
    predicates: readonly Predicate[],
    under?: readonly Qualifier[],
  ): Steps<ReadonlyMap<string, ClaimPlace>> {
    const { claims, concepts } = this.#tables;
    const counts = under && claims.canHoldUnder(under);
    const byNumber = new Map<number, { subject: number; position: number }>();
    for (const [subject, id] of subjects.entries()) {
      const visit = (row: number): void => {
        if (counts && !counts(row)) return;
        const target = claims.targetOf(row);
        const known = byNumber.get(target);
        if (known === undefined) byNumber.set(target, { subject, position: claims.positionOf(row) });
        else if (known.subject === subject) known.position = Math.min(known.position, claims.positionOf(row));
      };
      for (const predicate of predicates) this.#rows.eachAbout(id, predicate, visit);
      yield;
    }
    const places = new Map<string, ClaimPlace>();
    for (const [number, place] of byNumber) {
      if (number >= 0) places.set(concepts.entry(number).id, place);
      if (places.size % placesAtATime === 0) yield;
    }
    return places;
  }

  *orderClaims(key: string, request: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<void> {
    yield* this.#rows.order(key, request);
  }

  *orderConcepts(kind: ConceptKind, orderBy: ConceptOrder): Steps<void> {
    yield* this.#lists.order(kind, orderBy);
  }

  subjectsOf(target: string, predicate: Predicate): readonly string[] {
    const { claims, concepts } = this.#tables;
    return remembered(this.#subjects, textsKey(target, predicate), () => {
      const numbers = this.#rows.toward(target, [predicate]).map((row) => claims.subjectOf(row));
      return idsOf(numbers, (number) => concepts.entry(number));
    });
  }

  eachStatedToward(target: string, predicate: Predicate, visit: VisitStated): void {
    const { claims, concepts } = this.#tables;
    const tell = (first: number, count: number, isOne: boolean): void => {
      const subject = concepts.entry(claims.subjectOf(first)).id;
      const plain = count === 1 ? claims.plainValueOf(first) : 0;
      if (plain > 0) visit(subject, plain, claims.valueOfNumber(plain));
      else visit(subject, isOne ? `${count} ${claims.signOf(first)}` : null, null);
    };
    // Rows of one subject stand together.
    let [first, count, isOne] = [-1, 0, true];
    this.#rows.eachToward(target, predicate, (row) => {
      if (count > 0 && claims.subjectOf(row) === claims.subjectOf(first)) {
        count += 1;
        isOne &&= claims.saysTheSame(first, row);
        return;
      }
      if (count > 0) tell(first, count, isOne);
      [first, count, isOne] = [row, 1, true];
    });
    if (count > 0) tell(first, count, isOne);
  }
}

function idsOf(numbers: readonly number[], entryOf: (number: number) => ConceptEntry): readonly string[] {
  const ids = [...new Set(numbers)].filter((number) => number >= 0).map((number) => entryOf(number).id);
  return Object.freeze(ids.sort(compareCodePoints));
}

const placesAtATime = 2_048;

/** In ids: some ten megabytes. */
const rememberedIds = 1_000_000;
const sizes = new WeakMap<Map<CacheKey, readonly string[]>, number>();

function remembered(
  known: Map<CacheKey, readonly string[]>,
  key: CacheKey,
  find: () => readonly string[],
): readonly string[] {
  let ids = known.get(key);
  if (!ids) {
    ids = find();
    const size = (sizes.get(known) ?? 0) + ids.length + 4;
    if (size > rememberedIds) known.clear();
    sizes.set(known, size > rememberedIds ? ids.length : size);
    known.set(key, ids);
  }
  return ids;
}
