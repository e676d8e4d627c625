import type { TertiumError } from '../errors.js';

/** When work has to let others have their turns, and when it has to end. */
export interface Pace {
  /** Whether the work has to pause before its next step. Asked after each step, so that it costs next to nothing. */
  isDue(): boolean;
  /**
   * Waits for the work's next time slice.
   * @throws {TertiumError} DEADLINE_EXCEEDED where the work has to end instead
   */
  pause(): Promise<void>;
  /** How much time is left, in milliseconds: 0 at least, `Infinity` where nothing bounds it. */
  readonly leftMs: number;
  /** Whether the work has to end: its time is over, or nobody waits for its result any more. */
  isOver(): boolean;
  /** Ends the work. @returns what the request is refused with: DEADLINE_EXCEEDED, or OVERLOADED where the work had not begun */
  end(): TertiumError;
  /** Why the work has ended before it was done: no part of its result may be used. Null as long as it has not. */
  readonly failure: TertiumError | null;
}

/** What no deadline bounds. */
export const unbounded = Object.freeze({
  leftMs: Number.POSITIVE_INFINITY,
  failure: null,
  isOver: () => false,
  end(): never {
    throw new TypeError('Expected work that has a deadline.');
  },
});

/** The pace of work that nobody waits beside: exports and other commands. */
export const unhurried: Pace = Object.freeze({
  ...unbounded,
  isDue: () => false,
  pause: () => Promise.resolve(),
});
