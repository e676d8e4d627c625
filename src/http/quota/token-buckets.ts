import { LRUCache } from 'lru-cache';

export interface BucketSize {
  /** The refill rate in tokens per minute; more than 0. */
  readonly perMinute: number;
  /** Tokens of a full bucket; more than 0. */
  readonly capacity: number;
}

/** The current state of a bucket. */
export interface BucketLevel {
  /** Whole tokens, rounded down. */
  readonly tokens: number;
  /** Whole seconds until the bucket is full, rounded up; 0 if it is full. */
  readonly fullInSeconds: number;
}

/**
 * The maximum number of buckets. The buckets take about 2 MB. The least recently used bucket is evicted, and its client then starts with a
 * full bucket, so eviction never takes tokens from a client.
 */
export const maxBuckets = 10_000;

const second = 1_000;
const minute = 60 * second;
/** The tolerance for rounding errors in milliseconds, so that waiting for exactly the reported time is enough. Tolerances do not accumulate. */
const toleranceMs = 1e-3;
/** The tolerance for rounding errors in tokens. */
const toleranceTokens = 1e-6;

/**
 * A token bucket per client, refilled continuously. A bucket is one number, the time at which it is full again (the generic cell rate
 * algorithm, ITU-T I.371): no timer is needed, and rounding errors do not accumulate.
 *
 * In any period, a client takes at most `capacity` plus the refill of that period, unless its bucket is evicted. A refund cancels its `take`
 * in periods that contain both. In a period that contains only the refund, a client can take more, at most by the refill between `take` and
 * refund: that refill may have replaced the taken tokens before they are refunded.
 */
export class TokenBuckets {
  readonly #msPerToken: number;
  readonly #capacity: number;
  readonly #now: () => number;
  /** The time in milliseconds at which a client's bucket is full. Clients with full buckets need no entry. */
  readonly #fullAt = new LRUCache<string, number>({ max: maxBuckets });

  /** Creates full buckets for all clients. @param now a monotonic clock in milliseconds */
  constructor({ perMinute, capacity }: BucketSize, now: () => number = () => performance.now()) {
    this.#msPerToken = minute / perMinute;
    this.#capacity = capacity;
    this.#now = now;
  }

  /** The number of stored buckets. */
  get size(): number {
    return this.#fullAt.size;
  }

  /**
   * Takes tokens from a client's bucket if the bucket has enough tokens.
   * @param tokens from 0 to the capacity
   * @returns 0 if the tokens were taken; otherwise the whole seconds, rounded up, until the bucket has enough tokens, provided that no
   *   other tokens are taken
   * @throws {RangeError} if `tokens` is below 0 or above the capacity
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

  /** Returns taken tokens to the bucket of a client. A bucket never has more tokens than its capacity. */
  refund(client: string, tokens: number): void {
    const fullAt = this.#fullAt.peek(client);
    if (fullAt === undefined) return;
    const earlier = fullAt - tokens * this.#msPerToken;
    if (earlier > this.#now()) this.#fullAt.set(client, earlier);
    else this.#fullAt.delete(client);
  }

  /** Returns the current state of a client's bucket. */
  levelOf(client: string): BucketLevel {
    const missingMs = Math.max(0, (this.#fullAt.peek(client) ?? 0) - this.#now());
    const tokens = Math.floor(this.#capacity - missingMs / this.#msPerToken + toleranceTokens);
    return { tokens: Math.max(0, tokens), fullInSeconds: wholeSeconds(missingMs) };
  }
}

function wholeSeconds(ms: number): number {
  return Math.ceil((ms - toleranceMs) / second) || 0;
}
