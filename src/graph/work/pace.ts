import type { TertiumError } from '../errors.js';

/** The pace of work, such as the work of one request: whether it must yield, its remaining time, and its end. */
export interface Pace {
  /** Whether the work must pause before its next step. Called for each step, so it must be cheap. */
  isDue(): boolean;
  /**
   * Waits for the next time slice of the work.
   * @throws {TertiumError} the error of `end` if the work must end instead
   */
  pause(): Promise<void>;
  /** The remaining time in milliseconds: at least 0; `Infinity` without a deadline. */
  readonly leftMs: number;
  /** Whether the work must end: the deadline has passed, the client has disconnected, or `end` was called. */
  isOver(): boolean;
  /**
   * Ends the work.
   * @returns the error that rejects the request: DEADLINE_EXCEEDED, or OVERLOADED if the work was waiting to begin
   * @throws {TypeError} if the pace has no deadline
   */
  end(): TertiumError;
  /**
   * The reason why the work ended before it was complete, so that its partial result must not be used; otherwise null.
   */
  readonly failure: TertiumError | null;
}

/** The members of a pace without a deadline. */
export const unbounded = Object.freeze({
  leftMs: Number.POSITIVE_INFINITY,
  failure: null,
  isOver: () => false,
  end(): never {
    throw new TypeError('Expected work with a deadline, got work without a deadline.');
  },
});

/** The pace of work that never pauses and has no deadline, such as an export. */
export const commandPace: Pace = Object.freeze({
  ...unbounded,
  isDue: () => false,
  pause: () => Promise.resolve(),
});
