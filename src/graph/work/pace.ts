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
  /** Why the work has ended before it was done: no part of its result may be used. Null as long as it has not. */
  readonly failure: TertiumError | null;
}

/** The pace of work that nobody waits beside: exports and other commands. */
export const unhurried: Pace = Object.freeze({
  isDue: () => false,
  pause: () => Promise.resolve(),
  failure: null,
});
