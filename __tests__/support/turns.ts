import { timeSlices } from '../../src/graph/work/time-slices.js';

/** Starts work with the highest priority: no request gets a time slice until `stop` is called. A test must call `stop` even if the test fails. */
export function occupyTurns(): { stop(): Promise<void> } {
  let isStopped = false;
  const work = { usedMs: -1, isOver: () => false };
  const occupied = (async () => {
    while (!isStopped) await timeSlices.next(work);
  })();
  return {
    stop() {
      isStopped = true;
      return occupied;
    },
  };
}

/** Uses up the time slice of this turn. */
export function useSliceUp(): void {
  while (!timeSlices.isUsedUp());
}
