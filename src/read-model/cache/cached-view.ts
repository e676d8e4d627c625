import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { cacheKey, digestKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { AxisKind, Citation, Claim } from '../../graph/claim.js';
import type { Concept, ConceptKind, Dimension } from '../../graph/concept.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../../graph/source-text.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ConceptCursor,
  ConceptPageRequest,
  ConceptReference,
  KindSlug,
  GraphReader,
  GraphView,
  Page,
  SearchPage,
  SearchRequest,
} from '../../graph/ports/reading.js';
import type { GraphHistory, GraphRevision } from '../../graph/ports/history.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import type { Pace } from '../../graph/work/pace.js';
import { ViewCache } from './view-cache.js';

/** Opens views of a store, with a cache in front of the published view. */
export class CachedReader implements GraphReader {
  readonly #reader: GraphReader;
  readonly #cache: ViewCache;

  /** Adds an empty cache to a reader. @param budget the maximum size of the cache in bytes; more than 0 */
  constructor(reader: GraphReader, budget: number) {
    this.#reader = reader;
    this.#cache = new ViewCache(budget);
  }

  /** The estimated size of the cache in bytes. */
  get size(): number {
    return this.#cache.size;
  }

  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null> {
    return mapMaybe(this.#reader.openView(at, pace), (view) => {
      if (!view) return null;
      if (at === undefined) this.#cache.switchTo(view.revision.number);
      return view.revision.number === this.#cache.revision ? new CachedView(view, this.#cache) : view;
    });
  }

  openViewAsOf(time: string, pace?: Pace): MaybePromise<GraphView | null> {
    return this.#reader.openViewAsOf(time, pace);
  }
}

/**
 * A view behind a cache. The uncached keys of a call are read together, so a method runs at most as many statements as
 * without the cache. Searches, source texts and excerpts, counts of claims, the slugs of concepts, the owners of slugs,
 * statistics and the history are not cached.
 */
class CachedView implements GraphView {
  readonly #view: GraphView;
  readonly #cache: ViewCache;

  constructor(view: GraphView, cache: ViewCache) {
    this.#view = view;
    this.#cache = cache;
  }

  get revision(): GraphRevision {
    return this.#view.revision;
  }

  /** The history is not cached: it is read rarely, and mostly for other revisions. */
  get history(): GraphHistory {
    return this.#view.history;
  }

  statistics(): MaybePromise<GraphStatistics> {
    return this.#view.statistics();
  }

  concepts(references: readonly ConceptReference[]): MaybePromise<readonly (Concept | null)[]> {
    const keyOf = ({ kind, reference }: ConceptReference): CacheKey => textsKey('concept', kind, reference);
    return this.#each(references, keyOf, (uncached) => this.#view.concepts(uncached));
  }

  claims(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]> {
    return this.#each(ids, keyedBy('claim'), (uncached) => this.#view.claims(uncached));
  }

  lastClaimVersions(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]> {
    return this.#each(ids, keyedBy('lastClaimVersion'), (uncached) => this.#view.lastClaimVersions(uncached));
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    const keyOf = keyedBy('claimsAbout', filterKey(filter));
    return this.#each(subjects, keyOf, (uncached) => this.#view.claimsAbout(uncached, filter));
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    const keyOf = keyedBy('claimsToward', filterKey(filter));
    return this.#each(targets, keyOf, (uncached) => this.#view.claimsToward(uncached, filter));
  }

  claimPages(request: ClaimPageRequest): MaybePromise<readonly Page<Claim, ClaimCursor>[]> {
    const { by, keys, filter, first, after } = request;
    const keyOf = keyedBy('claimPage', filterKey(filter), cacheKey(by, first, after));
    return this.#each(keys, keyOf, (uncached) => this.#view.claimPages({ ...request, keys: uncached }));
  }

  claimCounts(by: ClaimPageRequest['by'], keys: readonly string[]): MaybePromise<readonly number[]> {
    return this.#view.claimCounts(by, keys);
  }

  citations(claims: readonly string[]): MaybePromise<readonly (readonly Citation[])[]> {
    return this.#each(claims, keyedBy('citations'), (uncached) => this.#view.citations(uncached));
  }

  texts(hashes: readonly string[]): MaybePromise<readonly (SourceText | null)[]> {
    return this.#view.texts(hashes);
  }

  textsOf(sources: readonly string[]): MaybePromise<readonly (readonly SourceTextEntry[])[]> {
    return this.#view.textsOf(sources);
  }

  excerpts(keys: readonly ExcerptKey[]): MaybePromise<readonly (string | null)[]> {
    return this.#view.excerpts(keys);
  }

  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return this.#view.slugsOf(concepts);
  }

  slugOwners(slugs: readonly KindSlug[]): MaybePromise<readonly (string | null)[]> {
    return this.#view.slugOwners(slugs);
  }

  equivalents(ids: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return this.#each(ids, keyedBy('equivalents'), (uncached) => this.#view.equivalents(uncached));
  }

  conceptsNamed(folded: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return this.#each(folded, keyedBy('named'), (uncached) => this.#view.conceptsNamed(uncached));
  }

  questionsAbout(sets: readonly (readonly string[])[]): MaybePromise<readonly (readonly string[])[]> {
    const keyOf = (set: readonly string[]): CacheKey => textsKey('questions', digestKey(...[...set].sort()));
    return this.#each(sets, keyOf, (uncached) => this.#view.questionsAbout(uncached));
  }

  spreads(dimensions: readonly Dimension[]): MaybePromise<readonly DimensionSpread[]> {
    const keyOf = ({ id }: Dimension): CacheKey => textsKey('spread', id);
    return this.#each(dimensions, keyOf, (uncached) => this.#view.spreads(uncached));
  }

  claimedAxes(kinds: readonly AxisKind[]): MaybePromise<readonly string[]> {
    return this.#one(textsKey('claimedAxes', ...kinds), () => this.#view.claimedAxes(kinds));
  }

  conceptPage(request: ConceptPageRequest): MaybePromise<Page<Concept, ConceptCursor>> {
    const { kind, orderBy, filter, first, after } = request;
    const page = digestKey(kind, orderBy, { ...filter }, first, after);
    return this.#one(textsKey('conceptPage', page), () => this.#view.conceptPage(request));
  }

  searchPage(request: SearchRequest): MaybePromise<SearchPage> {
    return this.#view.searchPage(request);
  }

  slugsNear(kinds: readonly ConceptKind[], text: string): MaybePromise<readonly string[]> {
    return this.#one(textsKey('slugsNear', text, ...kinds), () => this.#view.slugsNear(kinds, text));
  }

  #one<Value>(key: CacheKey, fetch: () => MaybePromise<Value>): MaybePromise<Value> {
    const { number } = this.revision;
    const cached = this.#cache.get(number, key);
    if (cached) return cached.value as Value;
    return mapMaybe(fetch(), (value) => {
      this.#cache.set(number, key, value);
      return value;
    });
  }

  #each<Key, Value>(
    keys: readonly Key[],
    keyOf: (key: Key) => CacheKey,
    fetch: (uncached: readonly Key[]) => MaybePromise<readonly Value[]>,
  ): MaybePromise<readonly Value[]> {
    const { number } = this.revision;
    const cacheKeys = keys.map(keyOf);
    const cached = cacheKeys.map((key) => this.#cache.get(number, key));
    const uncached = keys.filter((_, index) => cached[index] === undefined);
    if (uncached.length === 0) return cached.map((entry) => entry?.value as Value);
    return mapMaybe(fetch(uncached), (fetched) => {
      let next = 0;
      return cacheKeys.map((key, index) => {
        const entry = cached[index];
        if (entry) return entry.value as Value;
        const value = fetched[next] as Value;
        next += 1;
        this.#cache.set(number, key, value);
        return value;
      });
    });
  }
}

/** Returns a function that creates the cache key of a read by one text. @param prefix identifies the method and its other arguments */
function keyedBy(...prefix: readonly string[]): (text: string) => CacheKey {
  return (text) => textsKey(...prefix, text);
}

const filterKeys = new WeakMap<ClaimFilter, CacheKey>();

function filterKey(filter: ClaimFilter): CacheKey {
  let key = filterKeys.get(filter);
  if (key === undefined) {
    const { predicates, subjects, targets } = filter;
    key = digestKey(predicates, subjects, targets);
    filterKeys.set(filter, key);
  }
  return key;
}
