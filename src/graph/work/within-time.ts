import type { Pace } from './pace.js';

/** The maximum interval in milliseconds between checks whether the work is over. */
const pollMs = 100;

/**
 * Waits for an external result, such as the result of a statement, until the work is over. A later result is ignored.
 * @throws the failure of the result; the error of `pace.end` if the work is over before the result
 */
export function withinTime<Result>(result: Promise<Result>, pace: Pace): Promise<Result> {
  if (pace.leftMs === Number.POSITIVE_INFINITY) return result;
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      timer = setTimeout(() => (pace.isOver() ? reject(pace.end()) : wait()), Math.min(pollMs, pace.leftMs));
    };
    wait();
    void result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
