/** What ends a wait for PostgreSQL: the deadline of the request, or a client that disconnects. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Deadline, type DeadlineOptions } from '../../../src/graph/work/deadline.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { startOwnPostgres, type OwnPostgres } from '../../../scripts/support/own-postgres.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { basis, imported, put } from '../contract/examples.js';

/** Longer than any test. */
const unlimitedMs = 600_000;

let server: OwnPostgres;
let administrator: pg.Client;
let store: GraphStore;
const outages: boolean[] = [];
beforeAll(async () => {
  server = await startOwnPostgres();
  store = await openStore(server.url, {
    // The general bound of a read, 10 s, ends nothing here: only the request can end a statement.
    readTimeoutMs: unlimitedMs,
    onAvailability: ({ isAvailable }) => outages.push(isAvailable),
  });
  await store.apply(put(...basis), imported);
  await seed(store);
  administrator = new pg.Client({ connectionString: server.url });
  await administrator.connect();
});
afterEach(() => administrator.query('rollback'));
afterAll(async () => {
  await administrator.end();
  await store.close();
  await server.remove();
});

/** Blocks all statements that read claims until the lock is released. */
function lockClaims(): Promise<unknown> {
  return administrator.query('begin; lock table claim in access exclusive mode');
}

async function waitingForLock(): Promise<number> {
  const { rowCount } = await administrator.query(
    "select pid from pg_stat_activity where wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await nextTurn();
}

async function viewAt(options: DeadlineOptions): Promise<GraphView> {
  const view = await store.reader.openView(undefined, new Deadline(options));
  if (!view) throw new Error('There is no view.');
  return view;
}

const read = async (view: GraphView): Promise<unknown> => view.claimsAbout(['approach/msp'], {});

describe('A statement that waits', () => {
  test('is ended by the server when the time of its request is over, and its connection is used again', async () => {
    const view = await viewAt({ timeoutMs: 1_000 });
    await lockClaims();
    await expect(read(view)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await until(async () => (await waitingForLock()) === 0);
    await administrator.query('rollback');
    await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
    expect(outages).toEqual([]);
  });

  test('is not waited for once the client has gone', async () => {
    let hasGone = false;
    const view = await viewAt({ timeoutMs: unlimitedMs, isAbandoned: () => hasGone });
    await lockClaims();
    const reading = expect(read(view)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await until(async () => (await waitingForLock()) > 0);
    hasGone = true;
    await reading;
    await administrator.query('rollback');
    await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
  });

  test('holds up no request beyond its time, where every connection has one', async () => {
    const views = await Promise.all(Array.from({ length: 40 }, () => viewAt({ timeoutMs: 2_000 })));
    await lockClaims();
    const codes = await Promise.all(
      views.map((view) =>
        read(view).then(
          () => 'read',
          ({ code }: { code: string }) => code,
        ),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(['DEADLINE_EXCEEDED']));
    await administrator.query('rollback');
    await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
    expect(outages).toEqual([]);
  });
});

describe('A request to a server whose database hangs', () => {
  const ask = async ({ url }: TestServer): Promise<readonly [number, string | null, unknown]> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ approach(slug: "msp") { name } }' }),
    });
    return [response.status, response.headers.get('retry-after'), await response.json()];
  };

  test.each([
    ['are cached', 2 ** 20],
    ['are not cached', 0],
  ])(
    'is rejected at its deadline if responses %s, and succeeds after the database continues',
    async (_, answerCacheBytes) => {
      const tertium = await serveStore(store, { timeoutMs: 500, answerCacheBytes });
      await server.pause();
      try {
        expect(await ask(tertium)).toEqual([
          503,
          '1',
          {
            errors: [
              expect.objectContaining({ extensions: expect.objectContaining({ code: 'DEADLINE_EXCEEDED' }) }),
            ],
          },
        ]);
      } finally {
        await server.resume();
      }
      await until(async () => (await ask(tertium))[0] === 200);
      await tertium.close();
    },
  );
});
