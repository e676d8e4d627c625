import type { MaybePromise } from './maybe-promise.js';
import type { Pace } from './pace.js';

/**
 * Interruptible work: a generator that yields between parts of a few milliseconds at most, for graphs of any size. The
 * work may be ended at any yield, so the cache entries that it has added before must be complete.
 */
export type Steps<Result> = Generator<void, Result, void>;

/**
 * Runs steps in time slices: synchronously if the current slice is long enough, otherwise with pauses.
 * @throws errors of the steps, and the rejection of `pace.pause`, which ends the steps
 */
export function inSlices<Result>(steps: Steps<Result>, pace: Pace): MaybePromise<Result> {
  while (!pace.isDue()) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
  return laterSlices(steps, pace);
}

/**
 * Runs a part of a request's work now, or in the next time slice if the current slice is used up.
 * @throws errors of the work, and the rejection of `pace.pause`
 */
export function inSlice<Result>(work: () => MaybePromise<Result>, pace: Pace): MaybePromise<Result> {
  return pace.isDue() ? pace.pause().then(work) : work();
}

async function laterSlices<Result>(steps: Steps<Result>, pace: Pace): Promise<Result> {
  for (;;) {
    try {
      await pace.pause();
    } catch (error) {
      steps.return(undefined as never);
      throw error;
    }
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (!pace.isDue());
  }
}

/** Runs steps to their end, without a pause. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
