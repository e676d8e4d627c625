import { describe, expect, test } from '@jest/globals';
import { allMaybe, settleAll } from '../../../src/graph/work/maybe-promise.js';

/** Creates a promise for each number. The promises settle in the order of the list; those of negative numbers are rejected. @returns the promises, highest number first */
function settlingIn(order: readonly number[]): readonly Promise<number>[] {
  let previous = Promise.resolve();
  const settled = new Map<number, Promise<number>>();
  for (const each of order) {
    const value = previous.then(() => (each < 0 ? Promise.reject(new Error(String(each))) : each));
    settled.set(each, value);
    previous = value.then(
      () => undefined,
      () => undefined,
    );
  }
  return [...order].sort((a, b) => b - a).map((each) => settled.get(each) as Promise<number>);
}

describe('settleAll', () => {
  test.each([[[-1, -2]], [[-2, -1]], [[-2, 3, -1]], [[3, -2, -1]]])(
    'throws the first failure of the list, like allMaybe, if failures occur in the order %j',
    async (order) => {
      await expect(settleAll(settlingIn(order))).rejects.toThrow('-1');
      await expect(allMaybe(settlingIn(order))).rejects.toThrow('-1');
    },
  );

  test('leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    await settleAll(settlingIn([-2, -1])).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listener);
    expect(unhandled).toEqual([]);
  });
});

test('values have the order of the list; allMaybe returns a list without promises immediately', async () => {
  expect(allMaybe([1, 2])).toEqual([1, 2]);
  expect(await settleAll(settlingIn([1, 3, 2]))).toEqual([3, 2, 1]);
  expect(await allMaybe([1, Promise.resolve(2)])).toEqual([1, 2]);
  expect(await settleAll([])).toEqual([]);
});
