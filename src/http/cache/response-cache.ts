import { LRUCache } from 'lru-cache';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { Encoding } from '../representations/content-encoding.js';
import type { Representation, EncodedResponse } from '../representations/representations.js';

/** Another way to write a request whose answer may be kept under `key`. */
interface Alias {
  readonly key: CacheKey;
}

/** About what a representation, or an alias, takes beside its key and body: headers, and what the cache knows of it. */
const entryBytes = 1024;
/** One answer takes an eighth of the budget at most, so that it cannot drive all others out. */
const largestShare = 8;

/**
 * Whole answers of one revision, the newest that was asked for. A new revision empties it: what older ones
 * answered is asked for no more. The answers that were asked for longest ago make room for others.
 */
export class ResponseCache {
  readonly #entries: LRUCache<CacheKey, EncodedResponse | Alias>;
  readonly #keys = new WeakMap<Representation, CacheKey>();
  #revision = 0;

  /** @param budget in bytes, for answers, keys and what holds them; more than 0 */
  constructor(budget: number) {
    this.#entries = new LRUCache({
      maxSize: budget,
      maxEntrySize: Math.max(1, Math.floor(budget / largestShare)),
      sizeCalculation: sizeOf,
    });
  }

  /** The bytes that are taken. */
  get size(): number {
    return this.#entries.calculatedSize;
  }

  /** Whether there has been an answer to the key, at whichever revision was the last. */
  has(key: CacheKey): boolean {
    return this.#entries.has(key);
  }

  /** The answer to a key at the revision that is now published. */
  get(key: CacheKey, revision: number): EncodedResponse | undefined {
    this.#moveTo(revision);
    const entry = this.#entries.get(key);
    if (entry === undefined || 'plain' in entry) return entry;
    const answer = this.#entries.get(entry.key);
    return answer !== undefined && 'plain' in answer ? answer : undefined;
  }

  /** Keeps an answer that was read from a revision, unless another one has been published since. */
  set(key: CacheKey, revision: number, answer: EncodedResponse): void {
    if (revision !== this.#revision) return;
    this.#entries.set(key, answer);
    this.#keys.set(answer.plain, key);
  }

  /** Keeps another representation of an answer, where the answer is still kept and the two fit. */
  addRepresentation(answer: EncodedResponse, encoding: Encoding, representation: Representation): void {
    const key = this.#keys.get(answer.plain);
    const kept = key === undefined ? undefined : this.#entries.peek(key);
    if (key === undefined || kept === undefined || !('plain' in kept) || kept.plain !== answer.plain) return;
    const more = { ...kept, compressed: { ...kept.compressed, [encoding]: representation } };
    // The cache would drop what is too large, and with it what is there.
    if (sizeOf(more, key) <= this.#entries.maxEntrySize) this.#entries.set(key, more);
  }

  /** Lets a key find what is kept under another one. */
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
  // A character of a string takes two bytes at most.
  const keyBytes = key.length * 2;
  if (!('plain' in entry)) return entryBytes + keyBytes + entry.key.length * 2;
  const representations = [entry.plain, ...Object.values(entry.compressed)];
  return representations.reduce((bytes, { body }) => bytes + entryBytes + body.byteLength, keyBytes);
}
