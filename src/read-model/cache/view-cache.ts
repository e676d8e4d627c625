import { LRUCache } from 'lru-cache';
import type { CacheKey } from '../../graph/cache-keys.js';

/** What was read for a key; it may be null. */
interface Kept {
  readonly value: unknown;
}

/** What an entry takes beside its key and value. */
const entryBytes = 200;
/** What an object or array takes beside what is in it, and a text beside its characters. */
const objectBytes = 64;
const textBytes = 24;
/** One entry takes an eighth of the budget at most, so that it cannot drive all others out. */
const largestShare = 8;

/**
 * What was read of one revision, the newest that was asked for; a new revision empties it. What was asked for longest
 * ago makes room for others.
 */
export class ViewCache {
  readonly #entries: LRUCache<CacheKey, Kept>;
  #revision = 0;

  /** @param budget in bytes, by estimate, each object counted wherever it stands; more than 0 */
  constructor(budget: number) {
    this.#entries = new LRUCache({
      maxSize: budget,
      maxEntrySize: Math.max(1, Math.floor(budget / largestShare)),
      sizeCalculation: ({ value }, key) => entryBytes + key.length * 2 + bytesOf(value),
    });
  }

  /** The bytes that are taken, by estimate. */
  get size(): number {
    return this.#entries.calculatedSize;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Takes a revision for the newest, unless there has been a newer one. */
  moveTo(revision: number): void {
    if (revision <= this.#revision) return;
    this.#entries.clear();
    this.#revision = revision;
  }

  find(revision: number, key: CacheKey): Kept | undefined {
    return revision === this.#revision ? this.#entries.get(key) : undefined;
  }

  keep(revision: number, key: CacheKey, value: unknown): void {
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
