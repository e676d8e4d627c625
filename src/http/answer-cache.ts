import { LRUCache } from 'lru-cache';

/** An answer as it goes out, whole. */
export interface WholeAnswer {
  /** The headers that every request for it gets: names and values in turn. */
  readonly head: readonly string[];
  readonly body: Buffer;
  /** By which a client can ask whether it still holds; null where clients do not keep it. */
  readonly etag: string | null;
}

/** Another way to write a request whose answer may be kept under `key`. */
interface Alias {
  readonly key: string;
}

/** About what an entry takes beside its key and body: headers, and what the cache knows of it. */
const entryBytes = 1024;
/** One answer takes an eighth of the budget at most, so that it cannot drive all others out. */
const largestShare = 8;

/**
 * Whole answers of one revision, the newest that was asked for. A new revision empties it: what older ones
 * answered is asked for no more. The answers that were asked for longest ago make room for others.
 */
export class AnswerCache {
  readonly #entries: LRUCache<string, WholeAnswer | Alias>;
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
  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The answer to a key at the revision that is now published. */
  find(key: string, revision: number): WholeAnswer | undefined {
    this.#moveTo(revision);
    const entry = this.#entries.get(key);
    if (entry === undefined || 'body' in entry) return entry;
    const answer = this.#entries.get(entry.key);
    return answer !== undefined && 'body' in answer ? answer : undefined;
  }

  /** Keeps an answer that was read from a revision, unless another one has been published since. */
  keep(key: string, revision: number, answer: WholeAnswer): void {
    if (revision === this.#revision) this.#entries.set(key, answer);
  }

  /** Lets a key find what is kept under another one. */
  link(alias: string, key: string): void {
    if (alias !== key && this.#entries.has(key)) this.#entries.set(alias, { key });
  }

  #moveTo(revision: number): void {
    if (revision === this.#revision) return;
    this.#entries.clear();
    this.#revision = revision;
  }
}

function sizeOf(entry: WholeAnswer | Alias, key: string): number {
  const held = 'body' in entry ? entry.body.byteLength : entry.key.length * 2;
  // A character of a string takes two bytes at most.
  return entryBytes + key.length * 2 + held;
}
