import { describe, expect, test } from '@jest/globals';
import { Deadline } from '../../../src/graph/work/deadline.js';
import { sliceMs, TimeSlices } from '../../../src/graph/work/time-slices.js';
import { SteppedLoop } from './event-loop.js';

function begin(timeoutMs = 1_000, idleTurns = 0) {
  const loop = new SteppedLoop();
  const slices = new TimeSlices(loop, idleTurns);
  const deadlineOf = (isAbandoned = () => false): Deadline =>
    new Deadline({ timeoutMs, isAbandoned, slices });
  return { loop, slices, deadlineOf };
}

/** Tracks the state of a promise: `waiting`, `begun` (resolved or null), or the code of its error. */
function follow(promise: Promise<void> | null): { state: string } {
  const followed = { state: promise ? 'waiting' : 'begun' };
  promise?.then(
    () => (followed.state = 'begun'),
    (error: { code: string }) => (followed.state = error.code),
  );
  return followed;
}

describe('time slices', () => {
  test('are shared by all work of one turn', () => {
    const { loop, deadlineOf } = begin();
    const [one, other] = [deadlineOf(), deadlineOf()];
    expect(one.isDue()).toBe(false);
    loop.pass(sliceMs - 1);
    expect(one.isDue()).toBe(false);
    loop.pass(1);
    expect([one.isDue(), other.isDue()]).toEqual([true, true]);
  });

  test('start again with the next turn', async () => {
    const { loop, deadlineOf } = begin();
    const work = deadlineOf();
    work.isDue();
    loop.pass(sliceMs);
    expect(work.isDue()).toBe(true);
    await loop.turn();
    expect(work.isDue()).toBe(false);
  });

  test('request urgent turns only while work is waiting', async () => {
    const { loop, deadlineOf } = begin();
    deadlineOf().isDue();
    expect(loop.urgent).toBe(0);
    const paused = follow(deadlineOf().pause());
    expect(loop.urgent).toBe(1);
    await loop.turn();
    expect([paused.state, loop.urgent]).toEqual(['begun', 0]);
  });

  test('start a request immediately if the slice is not used up, and otherwise in a later turn', async () => {
    const { loop, deadlineOf } = begin();
    expect(deadlineOf().begin()).toBeNull();
    loop.pass(sliceMs);
    const next = follow(deadlineOf().begin());
    expect(next.state).toBe('waiting');
    await loop.turn();
    expect(next.state).toBe('begun');
  });

  /** Waits for a slice, and uses `ms` milliseconds of the slice. */
  const use = (loop: SteppedLoop, deadline: Deadline, ms: number): { state: string } =>
    follow(deadline.pause().then(() => loop.pass(ms)));

  test('end the work of a request at its deadline, or at the new deadline if its time is restarted', async () => {
    const { loop, deadlineOf } = begin(1_000);
    const [expired, restarted] = [deadlineOf(), deadlineOf()];
    loop.pass(1_500);
    restarted.restart();
    const [first, second] = [follow(expired.pause()), follow(restarted.pause())];
    await loop.turn();
    expect([first.state, second.state]).toEqual(['DEADLINE_EXCEEDED', 'begun']);

    loop.pass(1_000);
    const third = follow(restarted.pause());
    await loop.turn();
    expect(third.state).toBe('DEADLINE_EXCEEDED');
  });

  test('are shared by the waiting requests that fit in one slice', async () => {
    const { loop, deadlineOf } = begin();
    const third = sliceMs / 3;
    const waiting = [1, 2, 3, 4].map(() => use(loop, deadlineOf(), third));
    await loop.turn();
    expect(waiting.map(({ state }) => state)).toEqual(['begun', 'begun', 'begun', 'waiting']);
    await loop.turn();
    expect(waiting.at(-1)?.state).toBe('begun');
  });

  test('are given first to the request that has used the least time', async () => {
    const { loop, deadlineOf } = begin();
    const used = [5, 4, 3, 2, 1];
    const waiting = used.map((ms) => {
      const deadline = deadlineOf();
      deadline.usedMs = ms;
      return use(loop, deadline, sliceMs);
    });
    const order: number[] = [];
    for (let turn = 0; turn < used.length; turn += 1) {
      await loop.turn();
      order.push(...used.filter((ms, index) => waiting[index]?.state === 'begun' && !order.includes(ms)));
    }
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('are shared equally by equal work', async () => {
    const { loop, deadlineOf } = begin(1_000_000);
    const turns = [0, 0, 0];
    const work = turns.map((_, index) => {
      const deadline = deadlineOf();
      const repeat = async (): Promise<void> => {
        for (;;) {
          await deadline.pause();
          turns[index]! += 1;
          loop.pass(sliceMs);
        }
      };
      return repeat();
    });
    work.forEach((each) => void each.catch(() => undefined));
    for (let turn = 0; turn < 30; turn += 1) await loop.turn();
    expect(turns).toEqual([10, 10, 10]);
  });
});

describe('between two slices', () => {
  test('idle turns run until their maximum number is reached or an event is handled, so that new requests are accepted', async () => {
    const { loop, slices, deadlineOf } = begin(1_000, 3);
    deadlineOf().isDue();
    loop.pass(sliceMs);
    const turnsUntil = async (paused: { state: string }): Promise<number> => {
      for (let turns = 1; ; turns += 1) {
        await loop.turn();
        if (paused.state === 'begun') return turns;
      }
    };
    expect(await turnsUntil(follow(deadlineOf().pause()))).toBe(1);
    expect(await turnsUntil(follow(deadlineOf().pause()))).toBe(4);
    const third = follow(deadlineOf().pause());
    await loop.turn();
    slices.isUsedUp();
    expect(await turnsUntil(third)).toBe(1);
  });
});

describe('a deadline', () => {
  test('rejects waiting requests with OVERLOADED, and requests that have begun with DEADLINE_EXCEEDED', async () => {
    const { loop, deadlineOf } = begin(1_000);
    const begun = deadlineOf();
    expect(begun.begin()).toBeNull();
    loop.pass(sliceMs);
    const waiting = follow(deadlineOf().begin());
    loop.pass(1_000);
    const working = follow(begun.pause());
    await loop.turn();
    await loop.turn();
    expect([waiting.state, working.state]).toEqual(['OVERLOADED', 'DEADLINE_EXCEEDED']);
    expect(begun.failure).toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      details: { limit: 'timeout', atMost: 1_000 },
    });
  });

  test('ends the work of a client that has disconnected', async () => {
    const { loop, deadlineOf } = begin();
    let isDisconnected = false;
    const deadline = deadlineOf(() => isDisconnected);
    expect(deadline.begin()).toBeNull();
    const paused = follow(deadline.pause());
    isDisconnected = true;
    await loop.turn();
    expect(paused.state).toBe('DEADLINE_EXCEEDED');
  });

  test('that has passed rejects every later pause and start', async () => {
    const { loop, deadlineOf } = begin(10);
    const deadline = deadlineOf();
    loop.pass(10);
    await expect(deadline.pause()).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const { failure } = deadline;
    await expect(deadline.pause()).rejects.toBe(failure);
    await expect(deadline.begin()).rejects.toBe(failure);
    expect(deadline.leftMs).toBe(0);
  });
});
