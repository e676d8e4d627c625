import { LRUCache } from 'lru-cache';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { Encoding } from '../representations/content-encoding.js';
import type { Representation, EncodedResponse } from '../representations/representations.js';

/** Points from the exact key of a request to the canonical key under which its response is cached. */
interface Alias {
  readonly key: CacheKey;
}

/** The estimated overhead of a representation or alias in bytes, in addition to its key and body: headers and bookkeeping of the cache. */
const entryBytes = 1024;
/** The budget divided by the maximum size of one entry. It bounds entries so that one response cannot evict all others. */
const budgetPerEntry = 8;

/**
 * Responses of one revision, by request key. A look-up with another revision clears the cache, since responses of older revisions are no
 * longer requested. Evicts the least recently used entries.
 */
export class ResponseCache {
  readonly #entries: LRUCache<CacheKey, EncodedResponse | Alias>;
  readonly #keys = new WeakMap<Representation, CacheKey>();
  #revision = 0;

  /** Creates an empty cache. @param budget in bytes, for responses, keys and bookkeeping; more than 0 */
  constructor(budget: number) {
    this.#entries = new LRUCache({
      maxSize: budget,
      maxEntrySize: Math.max(1, Math.floor(budget / budgetPerEntry)),
      sizeCalculation: sizeOf,
    });
  }

  /** The size of all entries in bytes. */
  get size(): number {
    return this.#entries.calculatedSize;
  }

  /** Whether a response or an alias is cached under a key, at the revision of the last look-up, which may be outdated. */
  has(key: CacheKey): boolean {
    return this.#entries.has(key);
  }

  /** Returns the cached response to a request. @param revision the published revision; a new revision clears the cache */
  get(key: CacheKey, revision: number): EncodedResponse | undefined {
    this.#moveTo(revision);
    const entry = this.#entries.get(key);
    if (entry === undefined || 'plain' in entry) return entry;
    const response = this.#entries.get(entry.key);
    return response !== undefined && 'plain' in response ? response : undefined;
  }

  /** Caches a response that was read from a revision, unless the last look-up was at another revision. */
  set(key: CacheKey, revision: number, response: EncodedResponse): void {
    if (revision !== this.#revision) return;
    this.#entries.set(key, response);
    this.#keys.set(response.plain, key);
  }

  /** Adds a representation to a cached response, unless the response would then exceed the maximum size of an entry. */
  addRepresentation(response: EncodedResponse, encoding: Encoding, representation: Representation): void {
    const key = this.#keys.get(response.plain);
    const cached = key === undefined ? undefined : this.#entries.peek(key);
    if (key === undefined || cached === undefined || !('plain' in cached) || cached.plain !== response.plain)
      return;
    const extended = { ...cached, compressed: { ...cached.compressed, [encoding]: representation } };
    // `set` with an entry that is too large would delete the existing entry.
    if (sizeOf(extended, key) <= this.#entries.maxEntrySize) this.#entries.set(key, extended);
  }

  /** Adds an alias: look-ups of `alias` return the response that is cached under `key`. */
  link(alias: CacheKey, key: CacheKey): void {
    if (alias !== key && this.#entries.has(key)) this.#entries.set(alias, { key });
  }

  #moveTo(revision: number): void {
    if (revision === this.#revision) return;
    this.#entries.clear();
    this.#revision = revision;
  }
}

function sizeOf(entry: EncodedResponse | Alias, key: CacheKey): number {
  // Each character of a string takes two bytes at most.
  const keyBytes = key.length * 2;
  if (!('plain' in entry)) return entryBytes + keyBytes + entry.key.length * 2;
  const representations = [entry.plain, ...Object.values(entry.compressed)];
  return representations.reduce((bytes, { body }) => bytes + entryBytes + body.byteLength, keyBytes);
}
