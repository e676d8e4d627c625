import type { TertiumError } from '../errors.js';
import type { Pace } from './pace.js';

/** The maximum time in milliseconds for which a time slice is extended. */
const maxHeldMs = 20;

/** A pace whose time slices can be extended, so that a short part of the work is not interrupted. */
export class HeldPace implements Pace {
  readonly #pace: Pace;
  readonly #now: () => number;
  #heldUntil = Number.NEGATIVE_INFINITY;

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

  /** Runs synchronous work. Its time slice ends when the work has ended, or after 20 ms. */
  hold<Result>(work: () => Result): Result {
    this.#heldUntil = this.#now() + maxHeldMs;
    try {
      return work();
    } finally {
      this.#heldUntil = Number.NEGATIVE_INFINITY;
    }
  }

  isDue(): boolean {
    return this.#pace.isDue() && this.#now() >= this.#heldUntil;
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
