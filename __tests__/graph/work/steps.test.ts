import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sorted } from '../../../src/graph/work/sort.js';
import { runToEnd, inSlices, inSlice, type Steps } from '../../../src/graph/work/steps.js';
import { endingAfter } from '../../support/paces.js';

const seen: string[] = [];

function* counting(to: number): Steps<number> {
  try {
    for (let count = 1; count <= to; count += 1) {
      seen.push(`step ${count}`);
      yield;
    }
    return to;
  } finally {
    seen.push('end');
  }
}

describe('work in steps', () => {
  test('returns its result synchronously if no pause is requested', () => {
    expect(inSlices(counting(3), endingAfter(null))).toBe(3);
    expect(runToEnd(counting(3))).toBe(3);
  });

  test('has the same result with a pause after every step', async () => {
    const pace = endingAfter(Infinity);
    expect(await inSlices(counting(5), pace)).toBe(5);
    // One pause before the first step, and one after each step.
    expect(pace.pauses).toBe(6);
  });

  test('ends if a pause rejects, and runs its finally block', async () => {
    seen.length = 0;
    await expect(inSlices(counting(5), endingAfter(2))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(seen).toEqual(['step 1', 'step 2', 'end']);
  });

  test('is postponed as a whole if the time slice is used up', async () => {
    const pace = endingAfter(Infinity);
    expect(inSlice(() => 'now', endingAfter(null))).toBe('now');
    expect(await inSlice(() => 'later', pace)).toBe('later');
    expect(pace.pauses).toBe(1);
  });
});

describe('sorting in steps', () => {
  const item = fc.record({ key: fc.integer({ min: 0, max: 50 }), position: fc.nat() });

  test('has the result of a stable sort', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), fc.integer({ min: 1, max: 600 }), (block, times) => {
        const items = Array.from({ length: times }, () => block).flat();
        const byKey = (left: { key: number }, right: { key: number }): number => left.key - right.key;
        expect(runToEnd(sorted(items, byKey))).toEqual(items.toSorted(byKey));
      }),
      { numRuns: 60 },
    );
  });

  test('yields repeatedly for many items, and does not yield for 500 items', () => {
    const count = (length: number): number => {
      const steps = sorted(
        Array.from({ length }, (_, index) => (index * 7_919) % length),
        (left, right) => left - right,
      );
      let yields = 0;
      while (steps.next().done !== true) yields += 1;
      return yields;
    };
    expect(count(500)).toBe(0);
    expect(count(40_000)).toBeGreaterThan(40);
  });
});
