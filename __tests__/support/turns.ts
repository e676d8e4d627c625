import { timeSlices } from '../../src/graph/work/time-slices.js';

/** Starts work with the highest priority: until it is stopped, no request gets a time slice. A failed test must stop it too. */
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
