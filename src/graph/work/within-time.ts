import type { Pace } from './pace.js';

/** The interval of checks whether the client is gone, in milliseconds. */
const pollMs = 100;

/**
 * Waits for an external result, such as that of a database, for as long as the pace allows. A later result is
 * ignored.
 * @throws {TertiumError} DEADLINE_EXCEEDED if the time is over or the client is gone
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
