import { TertiumError } from '../../src/graph/errors.js';
import type { Pace } from '../../src/graph/work/pace.js';

/** A pace that counts its pauses. */
export interface CountedPace extends Pace {
  readonly pauses: number;
}

/**
 * Creates a pace that ends the work at a pause, like a deadline.
 * @param pauses the number of pauses before the end; null for a pace that never requests a pause
 */
export function endingAfter(pauses: number | null): CountedPace {
  let count = 0;
  let failure: TertiumError | null = null;
  return {
    isDue: () => pauses !== null,
    leftMs: Number.POSITIVE_INFINITY,
    isOver: () => failure !== null,
    end: () => (failure ??= new TertiumError('DEADLINE_EXCEEDED', 'The deadline has passed.')),
    get pauses() {
      return count;
    },
    get failure() {
      return failure;
    },
    async pause() {
      if (pauses !== null && count >= pauses)
        failure ??= new TertiumError('DEADLINE_EXCEEDED', 'The deadline has passed.');
      if (failure) throw failure;
      count += 1;
    },
  };
}
