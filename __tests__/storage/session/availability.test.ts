import { expect, test } from '@jest/globals';
import { TertiumError } from '../../../src/graph/errors.js';
import { Availability } from '../../../src/storage/session/availability.js';

const unavailable = new TertiumError('STORE_UNAVAILABLE', 'The database cannot be used.');

/** An observer, and the changes that it has told. */
function observed(): { availability: Availability; changes: boolean[]; send: () => Sent } {
  const changes: boolean[] = [];
  const availability = new Availability(({ isAvailable }) => changes.push(isAvailable));
  const send = (): Sent => {
    let [answer, fail] = [(): void => undefined, (_error: unknown): void => undefined];
    const completed = new Promise<void>((resolve, reject) => ([answer, fail] = [resolve, reject]));
    const ended = availability
      .observe(
        () => completed,
        (error) => error,
      )
      .catch(() => undefined);
    const end = (how: () => void) => async () => {
      how();
      await ended;
    };
    return { answer: end(answer), fail: end(() => fail(unavailable)), refuse: end(() => fail(new Error())) };
  };
  return { availability, changes, send };
}

/** A statement that was sent, and functions that end it. */
interface Sent {
  answer(): Promise<void>;
  fail(): Promise<void>;
  refuse(): Promise<void>;
}

test('an outage is reported once when it starts, and once when it ends', async () => {
  const { changes, send } = observed();
  await send().answer();
  for (let times = 0; times < 3; times += 1) await send().fail();
  expect(changes).toEqual([false]);
  for (let times = 0; times < 3; times += 1) await send().answer();
  expect(changes).toEqual([false, true]);
});

test('a connection that fails begins an outage, and one that succeeds does not end it', async () => {
  const { availability, changes } = observed();
  const explain = (error: unknown): unknown => error;
  const refused = availability.observeConnection(() => Promise.reject(unavailable), explain);
  await expect(refused).rejects.toBe(unavailable);
  await availability.observeConnection(() => Promise.resolve(), explain);
  expect(changes).toEqual([false]);
  await availability.observe(() => Promise.resolve(), explain);
  expect(changes).toEqual([false, true]);
});

test('a blocked database is one outage until it is unblocked, whatever statements say', async () => {
  const { availability, changes, send } = observed();
  availability.unblock();
  for (let times = 0; times < 3; times += 1) {
    availability.block(unavailable);
    await send().answer();
    await send().fail();
  }
  expect(changes).toEqual([false]);
  availability.unblock();
  availability.unblock();
  expect(changes).toEqual([false, true]);
  await send().fail();
  expect(changes).toEqual([false, true, false]);
});

test('a statement that fails for another reason is no outage', async () => {
  const { changes, send } = observed();
  await send().refuse();
  expect(changes).toEqual([]);
});

test('a result of a statement that was sent before an outage does not end the outage', async () => {
  const { changes, send } = observed();
  const before = send();
  await send().fail();
  await before.answer();
  expect(changes).toEqual([false]);
});

test('a failure of a statement that was sent before the last successful one does not start an outage', async () => {
  const { changes, send } = observed();
  const onDeadConnection = send();
  await send().answer();
  await onDeadConnection.fail();
  expect(changes).toEqual([]);
  await send().fail();
  expect(changes).toEqual([false]);
});
