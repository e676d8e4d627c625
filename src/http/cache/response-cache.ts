import { LRUCache } from 'lru-cache';
import type { CacheKey } from '../../graph/cache-keys.js';
import { LazyTags, type DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import { extended, isValidIn, type PublicationLog } from '../../graph/dependencies/publication-log.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { Steps } from '../../graph/work/steps.js';
import type { Encoding } from '../representations/content-encoding.js';
import type { Representation, EncodedResponse } from '../representations/representations.js';
import type { RepeatableRequest } from './repeatable-request.js';

/** A pointer from the exact key of a request to the canonical key under which its response is cached. */
interface Alias {
  readonly key: CacheKey;
}

/** A cached response, and the revisions at which it is known to be valid. */
interface Entry {
  readonly response: EncodedResponse;
  /** The tags of the parts of the graph that the response was computed from. */
  readonly tags: DependencyTags;
  /** The first and the last revision at which the response is known to be valid. */
  first: number;
  last: number;
  /** The number of look-ups that found the response, plus 1 if a request of a client computed it. */
  hits: number;
  /** The request, to compute the response again; null if it cannot be repeated. */
  readonly request: RepeatableRequest | null;
}

/** A cached response that the next revision touches. */
export type TouchedResponse = Pick<Entry, 'hits' | 'request'>;

/** The estimated overhead of a representation or alias in bytes, in addition to its key and body: headers and bookkeeping of the cache. */
const entryBytes = 1024;
/** The estimated size of a tag in bytes. Most texts of tags are shared by many responses. */
const tagBytes = 48;
/** The budget divided by the maximum size of one entry. It bounds entries so that one response cannot evict all others. */
const budgetPerEntry = 8;

/**
 * Responses by request key. A response is valid at the revision from which it was computed, and at another revision if no publication between
 * the two touched its tags. Evicts the least recently used entries.
 */
export class ResponseCache {
  readonly #entries: LRUCache<CacheKey, Entry | Alias>;
  readonly #keys = new WeakMap<Representation, CacheKey>();
  readonly #publications: () => PublicationLog | undefined;

  /**
   * Creates an empty cache.
   * @param budget in bytes, for responses, keys and bookkeeping; more than 0
   * @param publications returns the log of the tags that publications touch; without a log, a response is valid at its own revision only
   */
  constructor(budget: number, publications: () => PublicationLog | undefined) {
    this.#entries = new LRUCache({
      maxSize: budget,
      maxEntrySize: Math.max(1, Math.floor(budget / budgetPerEntry)),
      sizeCalculation: sizeOf,
    });
    this.#publications = publications;
  }

  /** The estimated size of all entries in bytes. */
  get size(): number {
    return this.#entries.calculatedSize;
  }

  /** Returns whether a response or an alias is cached under a key. The response may be outdated. */
  has(key: CacheKey): boolean {
    return this.#entries.has(key);
  }

  /** Returns the response that is cached under a key or an alias, if it is valid at a revision; otherwise undefined. */
  get(key: CacheKey, revision: number): EncodedResponse | undefined {
    const found = this.#entries.get(key);
    const entry = found !== undefined && 'key' in found ? this.#entries.get(found.key) : found;
    if (entry === undefined || 'key' in entry) return undefined;
    // Usually, the entry was last used at the same revision.
    if (entry.last !== revision && !this.#isValid(entry, revision)) return undefined;
    entry.hits += 1;
    return entry.response;
  }

  /**
   * Caches a response. Keeps the previous entry if it is known to be valid at a newer revision. A response that exceeds the maximum size of
   * an entry is not cached.
   * @param tags of the parts of the graph from which the response was computed
   * @param request see `Entry`
   * @param hits 0 if the response was computed before a client requested it
   */
  set(
    key: CacheKey,
    revision: number,
    response: EncodedResponse,
    tags: DependencyTags,
    request: RepeatableRequest | null = null,
    hits = 1,
  ): void {
    const previous = this.#entries.peek(key);
    const isEntry = previous !== undefined && !('key' in previous);
    if (isEntry && previous.last > revision) return;
    this.#entries.set(key, { response, tags, first: revision, last: revision, hits, request });
    this.#keys.set(response.plain, key);
  }

  /** Adds a representation to a response if the response is still cached, and would not exceed the maximum size of an entry. */
  addRepresentation(response: EncodedResponse, encoding: Encoding, representation: Representation): void {
    const key = this.#keys.get(response.plain);
    const cached = key === undefined ? undefined : this.#entries.peek(key);
    if (key === undefined || cached === undefined || 'key' in cached) return;
    if (cached.response.plain !== response.plain) return;
    const compressed = { ...cached.response.compressed, [encoding]: representation };
    const extendedEntry = { ...cached, response: { ...cached.response, compressed } };
    // `set` with an entry that is too large would delete the existing entry.
    if (sizeOf(extendedEntry, key) <= this.#entries.maxEntrySize) this.#entries.set(key, extendedEntry);
  }

  /** Removes all responses. */
  clear(): void {
    this.#entries.clear();
  }

  /** Adds an alias, if an entry is cached under `key`: look-ups of `alias` then return the response of this entry. */
  link(alias: CacheKey, key: CacheKey): void {
    if (alias !== key && this.#entries.has(key)) this.#entries.set(alias, { key });
  }

  /**
   * Finds the responses with hits that the revision of a view touches: those that are valid at the published revision, and not in the view.
   * @param next a view that is being prepared; the log of the view has the tags that the revision touches
   */
  *touchedBy(next: GraphView): Steps<TouchedResponse[]> {
    const touched: TouchedResponse[] = [];
    const published = this.#publications()?.revision;
    if (published === undefined) return touched;
    // The cache may change while the steps are paused.
    for (const key of [...this.#entries.keys()]) {
      yield;
      const entry = this.#entries.peek(key);
      // A response that no client has requested since it was prepared is not prepared again.
      if (!entry || 'key' in entry || entry.hits === 0 || !this.#isValid(entry, published)) continue;
      if (!isValidIn(entry, entry.tags, next.revision.number, next.publications)) touched.push(entry);
    }
    return touched;
  }

  #isValid(entry: Entry, revision: number): boolean {
    if (!isValidIn(entry, entry.tags, revision, this.#publications())) return false;
    const { first, last } = extended(entry, revision);
    entry.first = first;
    entry.last = last;
    return true;
  }
}

function sizeOf(entry: Entry | Alias, key: CacheKey): number {
  // Each character of a string takes two bytes at most.
  const keyBytes = key.length * 2;
  if ('key' in entry) return entryBytes + keyBytes + entry.key.length * 2;
  const { response, tags, request } = entry;
  const representations = [response.plain, ...Object.values(response.compressed)];
  const requestBytes = request ? (request.url.length + (request.body?.length ?? 0)) * 2 : 0;
  const tagCount = tags instanceof LazyTags ? tags.sizeHint : tags.size;
  const overhead = keyBytes + requestBytes + tagCount * tagBytes;
  return representations.reduce((bytes, { body }) => bytes + entryBytes + body.byteLength, overhead);
}
