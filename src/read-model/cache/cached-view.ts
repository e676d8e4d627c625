import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { cacheKey, digestKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Citation, Claim } from '../../graph/claim.js';
import type { Concept, ConceptKind, Dimension } from '../../graph/concept.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../../graph/source-text.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ConceptCursor,
  ConceptPageRequest,
  ConceptReference,
  GraphReader,
  GraphRevision,
  GraphView,
  Page,
  SearchCursor,
  SearchHit,
  SearchRequest,
} from '../../graph/ports/reading.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import type { Pace } from '../../graph/work/pace.js';
import { ViewCache } from './view-cache.js';

/** Opens views of a store, with a cache in front of the published view. */
export class CachedReader implements GraphReader {
  readonly #reader: GraphReader;
  readonly #cache: ViewCache;

  /** @param budget size of the cache in bytes; more than 0 */
  constructor(reader: GraphReader, budget: number) {
    this.#reader = reader;
    this.#cache = new ViewCache(budget);
  }

  /** The size of the cache in bytes, estimated. */
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
}

/**
 * Cached view: a view behind a cache. The missing keys of a call are read together, so no method takes more
 * statements than in the view behind it. Searches and texts are not cached.
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

  statistics(): MaybePromise<GraphStatistics> {
    return this.#view.statistics();
  }

  concepts(references: readonly ConceptReference[]): MaybePromise<readonly (Concept | null)[]> {
    const keyOf = ({ kind, reference }: ConceptReference): CacheKey => textsKey('concept', kind, reference);
    return this.#each(references, keyOf, (missing) => this.#view.concepts(missing));
  }

  claims(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]> {
    return this.#each(ids, keyedBy('claim'), (missing) => this.#view.claims(missing));
  }

  claimsAsLastHeld(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]> {
    return this.#each(ids, keyedBy('claimAsLastHeld'), (missing) => this.#view.claimsAsLastHeld(missing));
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    const keyOf = keyedBy('claimsAbout', filterKey(filter));
    return this.#each(subjects, keyOf, (missing) => this.#view.claimsAbout(missing, filter));
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    const keyOf = keyedBy('claimsToward', filterKey(filter));
    return this.#each(targets, keyOf, (missing) => this.#view.claimsToward(missing, filter));
  }

  claimPages(request: ClaimPageRequest): MaybePromise<readonly Page<Claim, ClaimCursor>[]> {
    const { by, keys, filter, first, after } = request;
    const keyOf = keyedBy('claimPage', filterKey(filter), cacheKey(by, first, after));
    return this.#each(keys, keyOf, (missing) => this.#view.claimPages({ ...request, keys: missing }));
  }

  citations(claims: readonly string[]): MaybePromise<readonly (readonly Citation[])[]> {
    return this.#each(claims, keyedBy('citations'), (missing) => this.#view.citations(missing));
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

  equivalents(ids: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return this.#each(ids, keyedBy('equivalents'), (missing) => this.#view.equivalents(missing));
  }

  conceptsNamed(folded: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return this.#each(folded, keyedBy('named'), (missing) => this.#view.conceptsNamed(missing));
  }

  questionsAbout(sets: readonly (readonly string[])[]): MaybePromise<readonly (readonly string[])[]> {
    const keyOf = (set: readonly string[]): CacheKey => textsKey('questions', digestKey(...[...set].sort()));
    return this.#each(sets, keyOf, (missing) => this.#view.questionsAbout(missing));
  }

  spreads(dimensions: readonly Dimension[]): MaybePromise<readonly DimensionSpread[]> {
    const keyOf = ({ id }: Dimension): CacheKey => textsKey('spread', id);
    return this.#each(dimensions, keyOf, (missing) => this.#view.spreads(missing));
  }

  conceptPage(request: ConceptPageRequest): MaybePromise<Page<Concept, ConceptCursor>> {
    const { kind, orderBy, filter, first, after } = request;
    const { ids, named, relatedTo } = filter;
    const page = digestKey(kind, orderBy, ids, named, relatedTo, first, after);
    return this.#one(textsKey('conceptPage', page), () => this.#view.conceptPage(request));
  }

  searchPage(request: SearchRequest): MaybePromise<Page<SearchHit, SearchCursor>> {
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
    fetch: (missing: readonly Key[]) => MaybePromise<readonly Value[]>,
  ): MaybePromise<readonly Value[]> {
    const { number } = this.revision;
    const cacheKeys = keys.map(keyOf);
    const cached = cacheKeys.map((key) => this.#cache.get(number, key));
    const missing = keys.filter((_, index) => cached[index] === undefined);
    if (missing.length === 0) return cached.map((entry) => entry?.value as Value);
    return mapMaybe(fetch(missing), (fetched) => {
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

/** Creates cache keys for reads by one text: the method's name, its other arguments, and the text. */
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
