import type { TertiumError } from '../errors.js';
import type { Pace } from './pace.js';

/** The time in milliseconds, from the start of uninterrupted work, in which a used-up time slice is ignored. */
const maxExtensionMs = 20;

/** A pace whose time slices can be extended for a short part of the work. */
export class ExtendablePace implements Pace {
  readonly #pace: Pace;
  readonly #now: () => number;
  #extendedUntil = Number.NEGATIVE_INFINITY;

  /** @param now the time in milliseconds; replaced in tests */
  constructor(pace: Pace, now = () => performance.now()) {
    this.#pace = pace;
    this.#now = now;
  }

  get leftMs(): number {
    return this.#pace.leftMs;
  }

  get failure(): TertiumError | null {
    return this.#pace.failure;
  }

  /** Runs synchronous work. In its first 20 ms, `isDue` is false even if the time slice is used up. */
  runUninterrupted<Result>(work: () => Result): Result {
    this.#extendedUntil = this.#now() + maxExtensionMs;
    try {
      return work();
    } finally {
      this.#extendedUntil = Number.NEGATIVE_INFINITY;
    }
  }

  isDue(): boolean {
    return this.#pace.isDue() && this.#now() >= this.#extendedUntil;
  }

  pause(): Promise<void> {
    return this.#pace.pause();
  }

  isOver(): boolean {
    return this.#pace.isOver();
  }

  end(): TertiumError {
    return this.#pace.end();
  }
}
