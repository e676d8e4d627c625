import type { MaybePromise } from './maybe-promise.js';
import type { Pace } from './pace.js';

/**
 * Work that can be interrupted: a generator that yields after each part of it. A part takes a few milliseconds at most, whatever
 * the size of the graph. What it keeps in caches by then is complete in itself, so that it may be ended at any yield.
 */
export type Steps<Result> = Generator<void, Result, void>;

/**
 * Does work in time slices: all of it now where one slice is enough, and otherwise the rest in later turns of the event loop.
 * @throws whatever the work throws, and what `pace.pause` rejects with, by which the work ends
 */
export function inSlices<Result>(steps: Steps<Result>, pace: Pace): MaybePromise<Result> {
  while (!pace.isDue()) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
  return laterSlices(steps, pace);
}

/** Does a part of a request's work now, or in the next time slice where this one is used up. @throws as `inSlices` */
export function inTurn<Result>(work: () => MaybePromise<Result>, pace: Pace): MaybePromise<Result> {
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

/** Does work to its end, without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
