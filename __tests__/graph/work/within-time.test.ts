import { expect, test } from '@jest/globals';
import { Deadline } from '../../../src/graph/work/deadline.js';
import { background } from '../../../src/graph/work/time-slices.js';
import { withinTime } from '../../../src/graph/work/within-time.js';

const never = new Promise<never>(() => undefined);

test('A result before the deadline is returned, and a failure is thrown', async () => {
  const pace = new Deadline({ timeoutMs: 600_000 });
  await expect(withinTime(Promise.resolve(7), pace)).resolves.toBe(7);
  await expect(withinTime(Promise.reject(new Error('It failed.')), pace)).rejects.toThrow('It failed.');
  expect(pace.failure).toBeNull();
});

test('A pending result is awaited until the deadline, or until the client disconnects', async () => {
  for (const pace of [
    new Deadline({ timeoutMs: 1 }),
    new Deadline({ timeoutMs: 600_000, isAbandoned: () => true }),
  ]) {
    await expect(withinTime(never, pace)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(pace.failure).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  }
});

test('A failure after the deadline is ignored', async () => {
  let fail: (error: Error) => void = () => undefined;
  const result = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const pace = new Deadline({ timeoutMs: 1 });
  await expect(withinTime(result, pace)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  fail(new Error('It failed after the deadline.'));
  await new Promise(setImmediate);
});

test('Work without a deadline has no time limit', () => {
  expect(withinTime(never, background)).toBe(never);
});
