import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxBuckets, TokenBuckets } from '../../../src/http/quota/token-buckets.js';

const second = 1_000;

/** Creates buckets and their clock; by default, buckets of 60 tokens that gain one token per second. */
function bucketsAt(start = 0, size = { perMinute: 60, capacity: 60 }) {
  const clock = { ms: start };
  return { clock, buckets: new TokenBuckets(size, () => clock.ms) };
}

describe('A bucket', () => {
  test('is full at first, and rejects a request for more tokens than it has', () => {
    const { buckets } = bucketsAt();
    expect(buckets.levelOf('a')).toEqual({ tokens: 60, fullInSeconds: 0 });
    expect(buckets.take('a', 45)).toBe(0);
    expect(buckets.levelOf('a')).toEqual({ tokens: 15, fullInSeconds: 45 });
    expect(buckets.take('a', 16)).toBe(1);
    expect(buckets.take('a', 60)).toBe(45);
    expect(buckets.levelOf('a')).toEqual({ tokens: 15, fullInSeconds: 45 });
    expect(buckets.take('a', 15)).toBe(0);
  });

  test('is refilled evenly, and never beyond its capacity', () => {
    const { clock, buckets } = bucketsAt();
    buckets.take('a', 60);
    clock.ms += 500;
    expect(buckets.levelOf('a')).toEqual({ tokens: 0, fullInSeconds: 60 });
    clock.ms += 500;
    expect(buckets.levelOf('a')).toEqual({ tokens: 1, fullInSeconds: 59 });
    clock.ms += 1_000 * second;
    expect(buckets.levelOf('a')).toEqual({ tokens: 60, fullInSeconds: 0 });
    expect(buckets.take('a', 60)).toBe(0);
    expect(buckets.take('a', 1)).toBe(1);
  });

  test('has the requested tokens after the reported time, even if sums of fractions are rounded', () => {
    const { clock, buckets } = bucketsAt(0.1, { perMinute: 1, capacity: 1 });
    expect(buckets.take('a', 1)).toBe(0);
    expect(buckets.take('a', 1)).toBe(60);
    clock.ms = 0.1 + 60 * second;
    expect(buckets.take('a', 1)).toBe(0);
    expect(buckets.levelOf('a')).toEqual({ tokens: 0, fullInSeconds: 60 });
  });

  test('belongs to one client', () => {
    const { buckets } = bucketsAt();
    buckets.take('a', 60);
    expect(buckets.take('b', 60)).toBe(0);
  });

  test('accepts returned tokens up to its capacity', () => {
    const { clock, buckets } = bucketsAt();
    buckets.take('a', 60);
    buckets.refund('a', 20);
    expect(buckets.levelOf('a').tokens).toBe(20);
    clock.ms += 30 * second;
    buckets.refund('a', 30);
    expect(buckets.levelOf('a')).toEqual({ tokens: 60, fullInSeconds: 0 });
    expect(buckets.size).toBe(0);
    buckets.refund('b', 40);
    expect(buckets.levelOf('b').tokens).toBe(60);
  });

  test('is not created for a cost of zero', () => {
    const { buckets } = bucketsAt();
    expect(buckets.take('a', 0)).toBe(0);
    expect(buckets.size).toBe(0);
  });

  test.each([61, -1, NaN])('rejects a request for %d tokens', (tokens) => {
    expect(() => bucketsAt().buckets.take('a', tokens)).toThrow(
      new RangeError(`Expected 0 to 60 tokens, got ${tokens}.`),
    );
  });

  test('is evicted if there are too many buckets, the least recently used bucket first', () => {
    const { buckets } = bucketsAt();
    for (let client = 0; client < maxBuckets; client += 1) buckets.take(`${client}`, 60);
    // A rejection counts as a use.
    expect(buckets.take('0', 1)).toBe(1);
    buckets.take('additional', 60);
    expect(buckets.size).toBe(maxBuckets);
    expect(buckets.levelOf('0').tokens).toBe(0);
    expect(buckets.levelOf('1').tokens).toBe(60);
  });
});

/** A textbook token bucket in exact integers. Its unit is 1/60,000 of a token; `perMinute` units are added per millisecond. */
class PlainBucket {
  readonly #perMs: bigint;
  readonly #capacity: bigint;
  #tokens: bigint;

  constructor(perMinute: number, capacity: number) {
    this.#perMs = BigInt(perMinute);
    this.#capacity = BigInt(capacity) * 60_000n;
    this.#tokens = this.#capacity;
  }

  pass(ms: number): void {
    this.#add(BigInt(ms) * this.#perMs);
  }

  take(tokens: number): boolean {
    const parts = BigInt(tokens) * 60_000n;
    if (parts > this.#tokens) return false;
    this.#tokens -= parts;
    return true;
  }

  giveBack(tokens: number): void {
    this.#add(BigInt(tokens) * 60_000n);
  }

  get level(): number {
    return Number(this.#tokens / 60_000n);
  }

  #add(parts: bigint): void {
    const tokens = this.#tokens + parts;
    this.#tokens = tokens > this.#capacity ? this.#capacity : tokens;
  }
}

const sizes = fc.record({
  perMinute: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1_000_000_000 })),
  capacity: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1_000_000_000 })),
});
/**
 * Events, each with a delay and the share of the capacity that is taken. In the test with the textbook bucket, a negative share returns the tokens
 * that were taken last; in the other tests, its sign is ignored.
 */
const events = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 120_000 })),
    share: fc.double({ min: -0.2, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 30 },
);
const runParameters = { seed: 20_261_129, numRuns: 500 };
/** Initial times of the clock: up to a year, in milliseconds. */
const starts = fc.integer({ min: 0, max: 365 * 24 * 60 * 60 * second });

describe('For any sequence of requests at any times', () => {
  test('the level of a bucket differs from that of a textbook bucket by at most the tokens that are added in a microsecond, rounded up', () => {
    fc.assert(
      fc.property(sizes, events, starts, (size, sequence, start) => {
        const { clock, buckets } = bucketsAt(start, size);
        const plain = new PlainBucket(size.perMinute, size.capacity);
        let last = 0;
        for (const { afterMs, share } of sequence) {
          clock.ms += afterMs;
          plain.pass(afterMs);
          if (share < 0) {
            buckets.refund('a', last);
            plain.giveBack(last);
            last = 0;
          } else {
            const tokens = Math.floor(share * size.capacity);
            const isTaken = buckets.take('a', tokens) === 0;
            // The tokens that are added in a microsecond, and 0.001 for rounding.
            const tolerance = size.perMinute / 60_000 / 1_000 + 1e-3;
            if (isTaken !== plain.take(tokens)) {
              expect(isTaken).toBe(true);
              expect(tokens - plain.level).toBeLessThanOrEqual(Math.ceil(tolerance));
              return;
            }
            if (isTaken) last = tokens;
          }
          expect(Math.abs(buckets.levelOf('a').tokens - plain.level)).toBeLessThanOrEqual(
            Math.ceil(size.perMinute / 60_000 / 1_000),
          );
        }
      }),
      runParameters,
    );
  });

  test('in every period, a client takes at most the capacity plus the tokens that are added in that period', () => {
    fc.assert(
      fc.property(sizes, events, starts, (size, sequence, start) => {
        const { clock, buckets } = bucketsAt(start, size);
        const takings: { readonly at: number; readonly tokens: number }[] = [];
        for (const { afterMs, share } of sequence) {
          clock.ms += afterMs;
          const tokens = Math.floor(Math.abs(share) * size.capacity);
          if (buckets.take('a', tokens) === 0) takings.push({ at: clock.ms, tokens });
        }
        takings.forEach((first, from) => {
          let taken = 0;
          for (const { at, tokens } of takings.slice(from)) {
            taken += tokens;
            const refill = ((at - first.at) * size.perMinute) / 60_000;
            const tolerance = (size.perMinute / 60_000) * 1e-2 + 1e-3;
            expect(taken).toBeLessThanOrEqual(size.capacity + refill + tolerance);
          }
        });
      }),
      runParameters,
    );
  });

  test('a rejected request succeeds after the reported seconds, and fails a second earlier', () => {
    fc.assert(
      fc.property(sizes, events, starts, (size, sequence, start) => {
        const { clock, buckets } = bucketsAt(start, size);
        for (const { afterMs, share } of sequence) {
          clock.ms += afterMs;
          const tokens = Math.floor(Math.abs(share) * size.capacity);
          const wait = buckets.take('a', tokens);
          expect(Number.isInteger(wait)).toBe(true);
          if (wait === 0) continue;
          clock.ms += (wait - 1) * second;
          expect(buckets.take('a', tokens)).toBe(1);
          clock.ms += second;
          expect(buckets.take('a', tokens)).toBe(0);
        }
      }),
      runParameters,
    );
  });
});
