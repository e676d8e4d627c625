import { expect, test } from '@jest/globals';
import { HeldPace } from '../../../src/graph/work/held-pace.js';
import { commandPace } from '../../../src/graph/work/pace.js';

test('A time slice is extended while work is held, by 20 ms at most', () => {
  let now = 100;
  const pace = new HeldPace({ ...commandPace, isDue: () => true }, () => now);
  expect(pace.isDue()).toBe(true);
  const seen = pace.hold(() =>
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
  const pace = new HeldPace({ ...commandPace, isDue: () => true }, () => 0);
  expect(() =>
    pace.hold(() => {
      throw new RangeError('failed');
    }),
  ).toThrow(RangeError);
  expect(pace.isDue()).toBe(true);
});
