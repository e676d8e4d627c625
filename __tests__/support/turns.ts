import { timeSlices } from '../../src/graph/work/time-slices.js';

/** Other work that always goes first: while it runs, no request has a turn. It has to be stopped, whatever becomes of the test. */
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

/** Uses the time slice of this turn up. */
export function useSliceUp(): void {
  while (!timeSlices.isUsedUp());
}
