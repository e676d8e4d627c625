import { describe, expect, test } from '@jest/globals';
import { allMaybe, settleAll } from '../../../src/graph/work/maybe-promise.js';

/** Promises that settle in the given order, independent of their order in the list. */
function settlingIn(order: readonly number[]): readonly Promise<number>[] {
  let before = Promise.resolve();
  const settled = new Map<number, Promise<number>>();
  for (const each of order) {
    const value = before.then(() => (each < 0 ? Promise.reject(new Error(String(each))) : each));
    settled.set(each, value);
    before = value.then(
      () => undefined,
      () => undefined,
    );
  }
  return [...order].sort((a, b) => b - a).map((each) => settled.get(each) as Promise<number>);
}

describe('Of several failures', () => {
  test.each([[[-1, -2]], [[-2, -1]], [[-2, 3, -1]], [[3, -2, -1]]])(
    'the first in the list is thrown if they occur in the order %j',
    async (order) => {
      await expect(settleAll(settlingIn(order))).rejects.toThrow('-1');
      await expect(allMaybe(settlingIn(order))).rejects.toThrow('-1');
    },
  );

  test('none remains unhandled', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    await settleAll(settlingIn([-2, -1])).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });
});

test('values have the order of the list, and are returned without a promise if none is pending', async () => {
  expect(allMaybe([1, 2])).toEqual([1, 2]);
  expect(await settleAll(settlingIn([1, 3, 2]))).toEqual([3, 2, 1]);
  expect(await allMaybe([1, Promise.resolve(2)])).toEqual([1, 2]);
  expect(await settleAll([])).toEqual([]);
});
