import type { Pace } from './pace.js';

/** How often it is looked whether the client is still there, in milliseconds. */
const pollMs = 100;

/**
 * Waits for a result that others work out, such as a database, for as long as the pace allows. A result that comes later is dropped.
 * @throws {TertiumError} DEADLINE_EXCEEDED where the time is over, or the client has gone
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
