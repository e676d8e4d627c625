import { expect, test } from '@jest/globals';
import { ExtendablePace } from '../../../src/graph/work/extendable-pace.js';
import { commandPace } from '../../../src/graph/work/pace.js';

test('A time slice is extended during uninterrupted work, by 20 ms at most', () => {
  let now = 100;
  const pace = new ExtendablePace({ ...commandPace, isDue: () => true }, () => now);
  expect(pace.isDue()).toBe(true);
  const seen = pace.runUninterrupted(() =>
    [0, 19, 1].map((passed) => {
      now += passed;
      return pace.isDue();
    }),
  );
  expect(seen).toEqual([false, false, true]);
  now -= 10;
  expect(pace.isDue()).toBe(true);
});

test('The time slice is no longer extended after work that has failed', () => {
  const pace = new ExtendablePace({ ...commandPace, isDue: () => true }, () => 0);
  expect(() =>
    pace.runUninterrupted(() => {
      throw new RangeError('failed');
    }),
  ).toThrow(RangeError);
  expect(pace.isDue()).toBe(true);
});
