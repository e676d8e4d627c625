import { timeSlices } from '../../src/graph/work/time-slices.js';

/** Other work with priority: while it runs, no request gets a time slice. It must be stopped even if the test fails. */
export function occupyTurns(): { stop(): Promise<void> } {
  let isStopped = false;
  const greedy = { usedMs: -1, isOver: () => false };
  const occupied = (async () => {
    while (!isStopped) await timeSlices.next(greedy);
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
