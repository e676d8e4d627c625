import { LRUCache } from 'lru-cache';
import type { CacheKey } from '../../graph/cache-keys.js';

/** A cached value, which may be null. */
interface Entry {
  readonly value: unknown;
}

/** The estimated size of an entry in bytes, without its key and value. */
const entryBytes = 200;
/** The estimated sizes in bytes of an object or array without its members, and of a text without its characters. */
const objectBytes = 64;
const textBytes = 24;
/** An entry takes at most an eighth of the budget, so that it cannot evict all other entries. */
const maxEntryDivisor = 8;

/**
 * Caches reads of one revision: the newest one that `switchTo` received. A newer revision invalidates all entries. The
 * least recently used entries are evicted first.
 */
export class ViewCache {
  readonly #entries: LRUCache<CacheKey, Entry>;
  #revision = 0;

  /** Creates an empty cache. @param budget in estimated bytes, more than 0; an object is counted in each entry that contains it */
  constructor(budget: number) {
    this.#entries = new LRUCache({
      maxSize: budget,
      maxEntrySize: Math.max(1, Math.floor(budget / maxEntryDivisor)),
      sizeCalculation: ({ value }, key) => entryBytes + key.length * 2 + bytesOf(value),
    });
  }

  /** The estimated size of all entries in bytes. */
  get size(): number {
    return this.#entries.calculatedSize;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Switches to a revision and removes all entries, if the revision is newer than that of the cache. */
  switchTo(revision: number): void {
    if (revision <= this.#revision) return;
    this.#entries.clear();
    this.#revision = revision;
  }

  get(revision: number, key: CacheKey): Entry | undefined {
    return revision === this.#revision ? this.#entries.get(key) : undefined;
  }

  set(revision: number, key: CacheKey, value: unknown): void {
    if (revision === this.#revision) this.#entries.set(key, { value });
  }
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return textBytes + value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  let sum = objectBytes;
  for (const member of Object.values(value)) sum += 8 + bytesOf(member);
  return sum;
}
