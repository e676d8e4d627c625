import { LRUCache } from 'lru-cache';

/** How much one bucket holds and regains. */
export interface BucketSize {
  /** Tokens that flow back in a minute, evenly; more than 0. */
  readonly perMinute: number;
  /** Tokens of a full bucket; more than 0. */
  readonly capacity: number;
}

/** What is in a bucket now. */
export interface BucketLevel {
  /** Whole tokens, rounded down. */
  readonly tokens: number;
  /** Whole seconds until the bucket is full, rounded up; 0 where it is. */
  readonly fullInSeconds: number;
}

/**
 * How many buckets are held: some 2 MB. The least recently used one is dropped for a new one, and is full when its client returns.
 * Dropping never takes tokens from a client; it only forgives what the client has spent.
 */
export const mostBuckets = 10_000;

const second = 1_000;
const minute = 60 * second;
/** Absorbs rounding of sums of milliseconds, so that waiting for exactly as long as was said is enough. Never accumulates. */
const toleranceMs = 1e-3;
const toleranceTokens = 1e-6;

/**
 * A token bucket per client, refilled continuously. A bucket is one number, the time at which it is full again (the generic cell
 * rate algorithm, ITU-T I.371): nothing has to run in the meantime, and no rounding accumulates.
 *
 * In any span of time a client takes at most `capacity` plus what flows back in that span. What is given back counts as never taken
 * in spans that contain both; it may have flowed back before, so that shorter spans can have more, by the flow between the two.
 */
export class TokenBuckets {
  readonly #msPerToken: number;
  readonly #capacity: number;
  readonly #now: () => number;
  /** Client to the time at which its bucket is full, in milliseconds. Clients with full buckets need no entry. */
  readonly #fullAt = new LRUCache<string, number>({ max: mostBuckets });

  /** @param now milliseconds of a clock that never goes back */
  constructor({ perMinute, capacity }: BucketSize, now: () => number = () => performance.now()) {
    this.#msPerToken = minute / perMinute;
    this.#capacity = capacity;
    this.#now = now;
  }

  /** How many buckets are held. */
  get size(): number {
    return this.#fullAt.size;
  }

  /**
   * Takes tokens out of a client's bucket where it has as many.
   * @param tokens 0 or more, as many as a bucket holds at most
   * @returns 0 where they were taken; else whole seconds, rounded up, after which the bucket has them if nothing else is taken
   * @throws {RangeError} for more than a bucket ever holds
   */
  take(client: string, tokens: number): number {
    if (!(tokens >= 0 && tokens <= this.#capacity)) {
      throw new RangeError(`Expected 0 to ${this.#capacity} tokens, got ${tokens}.`);
    }
    if (tokens === 0) return 0;
    const now = this.#now();
    const fullAt = Math.max(now, this.#fullAt.get(client) ?? now) + tokens * this.#msPerToken;
    const waitMs = fullAt - now - this.#capacity * this.#msPerToken;
    if (waitMs > toleranceMs) return wholeSeconds(waitMs);
    this.#fullAt.set(client, fullAt);
    return 0;
  }

  /** Puts tokens back that were taken before. A bucket never holds more than its capacity. */
  refund(client: string, tokens: number): void {
    const fullAt = this.#fullAt.peek(client);
    if (fullAt === undefined) return;
    const earlier = fullAt - tokens * this.#msPerToken;
    if (earlier > this.#now()) this.#fullAt.set(client, earlier);
    else this.#fullAt.delete(client);
  }

  levelOf(client: string): BucketLevel {
    const missingMs = Math.max(0, (this.#fullAt.peek(client) ?? 0) - this.#now());
    const tokens = Math.floor(this.#capacity - missingMs / this.#msPerToken + toleranceTokens);
    return { tokens: Math.max(0, tokens), fullInSeconds: wholeSeconds(missingMs) };
  }
}

function wholeSeconds(ms: number): number {
  return Math.ceil((ms - toleranceMs) / second) || 0;
}
