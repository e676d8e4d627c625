import { expect, test } from '@jest/globals';
import { TertiumError } from '../../../src/graph/errors.js';
import { Availability } from '../../../src/storage/session/availability.js';

const unavailable = new TertiumError('STORE_UNAVAILABLE', 'The database cannot be used.');

/** Creates an `Availability`, the list of its reported changes, and a function that sends a statement. */
function observeAvailability(): {
  availability: Availability;
  changes: boolean[];
  send: () => SentStatement;
} {
  const changes: boolean[] = [];
  const availability = new Availability(({ isAvailable }) => changes.push(isAvailable));
  const send = (): SentStatement => {
    let [resolveSent, rejectSent] = [(): void => undefined, (_error: unknown): void => undefined];
    const completed = new Promise<void>((resolve, reject) => ([resolveSent, rejectSent] = [resolve, reject]));
    const ended = availability
      .observe(
        () => completed,
        (error) => error,
      )
      .catch(() => undefined);
    const end = (settle: () => void) => async () => {
      settle();
      await ended;
    };
    return {
      succeed: end(resolveSent),
      fail: end(() => rejectSent(unavailable)),
      failOtherwise: end(() => rejectSent(new Error())),
    };
  };
  return { availability, changes, send };
}

/** Functions that end a sent statement. */
interface SentStatement {
  succeed(): Promise<void>;
  /** Fails because the database is unavailable. */
  fail(): Promise<void>;
  /** Fails for another reason. */
  failOtherwise(): Promise<void>;
}

test('an outage is reported once when it starts, and once when it ends', async () => {
  const { changes, send } = observeAvailability();
  await send().succeed();
  for (let times = 0; times < 3; times += 1) await send().fail();
  expect(changes).toEqual([false]);
  for (let times = 0; times < 3; times += 1) await send().succeed();
  expect(changes).toEqual([false, true]);
});

test('a failed connection starts an outage, and a successful connection does not end it', async () => {
  const { availability, changes } = observeAvailability();
  const explain = (error: unknown): unknown => error;
  const failing = availability.observeConnection(() => Promise.reject(unavailable), explain);
  await expect(failing).rejects.toBe(unavailable);
  await availability.observeConnection(() => Promise.resolve(), explain);
  expect(changes).toEqual([false]);
  await availability.observe(() => Promise.resolve(), explain);
  expect(changes).toEqual([false, true]);
});

test('a blocked database is one outage until it is unblocked, for any outcome of statements', async () => {
  const { availability, changes, send } = observeAvailability();
  availability.unblock();
  for (let times = 0; times < 3; times += 1) {
    availability.block(unavailable);
    await send().succeed();
    await send().fail();
  }
  expect(changes).toEqual([false]);
  availability.unblock();
  availability.unblock();
  expect(changes).toEqual([false, true]);
  await send().fail();
  expect(changes).toEqual([false, true, false]);
});

test('a statement that fails for another reason does not start an outage', async () => {
  const { changes, send } = observeAvailability();
  await send().failOtherwise();
  expect(changes).toEqual([]);
});

test('a result of a statement that was sent before an outage does not end the outage', async () => {
  const { changes, send } = observeAvailability();
  const before = send();
  await send().fail();
  await before.succeed();
  expect(changes).toEqual([false]);
});

test('a failure of a statement that was sent before the last successful statement does not start an outage', async () => {
  const { changes, send } = observeAvailability();
  const onDeadConnection = send();
  await send().succeed();
  await onDeadConnection.fail();
  expect(changes).toEqual([]);
  await send().fail();
  expect(changes).toEqual([false]);
});
