import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { cacheKey, digestKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Citation, Claim } from '../../graph/claim.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import type { ExcerptKey, KeptText, KeptTextEntry } from '../../graph/kept-text.js';
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
import type { Pace } from '../../graph/work/pace.js';
import { ViewCache } from './view-cache.js';

/** Opens views of a store; of the published one, what was read before is at hand, within a bound. */
export class CachedReader implements GraphReader {
  readonly #stored: GraphReader;
  readonly #cache: ViewCache;

  /** @param budget in bytes; more than 0 */
  constructor(stored: GraphReader, budget: number) {
    this.#stored = stored;
    this.#cache = new ViewCache(budget);
  }

  /** What is kept takes so many bytes, by estimate. */
  get size(): number {
    return this.#cache.size;
  }

  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null> {
    return mapMaybe(this.#stored.openView(at, pace), (view) => {
      if (!view) return null;
      if (at === undefined) this.#cache.moveTo(view.revision.number);
      return view.revision.number === this.#cache.revision ? new CachedView(view, this.#cache) : view;
    });
  }
}

/**
 * The graph at one revision, in front of a view of the same: each key is fetched once, those that are missing together,
 * so that no method takes more statements than there. Searches and texts are asked for each time.
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

  texts(hashes: readonly string[]): MaybePromise<readonly (KeptText | null)[]> {
    return this.#view.texts(hashes);
  }

  textsOf(sources: readonly string[]): MaybePromise<readonly (readonly KeptTextEntry[])[]> {
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
    const known = this.#cache.find(number, key);
    if (known) return known.value as Value;
    return mapMaybe(fetch(), (value) => {
      this.#cache.keep(number, key, value);
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
    const known = cacheKeys.map((key) => this.#cache.find(number, key));
    const missing = keys.filter((_, index) => known[index] === undefined);
    if (missing.length === 0) return known.map((kept) => kept?.value as Value);
    return mapMaybe(fetch(missing), (fetched) => {
      let next = 0;
      return cacheKeys.map((key, index) => {
        const kept = known[index];
        if (kept) return kept.value as Value;
        const value = fetched[next] as Value;
        next += 1;
        this.#cache.keep(number, key, value);
        return value;
      });
    });
  }
}

/** Keys of what is read by one text: the method's name, what else it was asked, and the text. */
function keyedBy(...asked: readonly string[]): (text: string) => CacheKey {
  return (text) => textsKey(...asked, text);
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
