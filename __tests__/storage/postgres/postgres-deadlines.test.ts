/** Tests that the deadline of a request, or a client that disconnects, ends a wait for PostgreSQL. */
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
import { baseConcepts, imported, put } from '../contract/examples.js';

/** A time in milliseconds that is longer than any test. */
const unlimitedMs = 600_000;

let server: OwnPostgres;
let administrator: pg.Client;
let store: GraphStore;
const outages: boolean[] = [];
beforeAll(async () => {
  server = await startOwnPostgres();
  store = await openStore(server.url, {
    // Only the deadline of a request ends a statement within the test.
    readTimeoutMs: unlimitedMs,
    onAvailability: ({ isAvailable }) => outages.push(isAvailable),
  });
  await store.apply(put(...baseConcepts), imported);
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

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await nextTurn();
}

async function viewAt(options: DeadlineOptions): Promise<GraphView> {
  const view = await store.reader.openView(undefined, new Deadline(options));
  if (!view) throw new Error('Expected a view, got null.');
  return view;
}

const read = async (view: GraphView): Promise<unknown> => view.claimsAbout(['approach/msp'], {});

describe('A statement that waits', () => {
  test('is ended by the server at the deadline of its request, and the store stays available', async () => {
    const view = await viewAt({ timeoutMs: 1_000 });
    await lockClaims();
    await expect(read(view)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await until(async () => (await waitingForLock()) === 0);
    await administrator.query('rollback');
    await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
    expect(outages).toEqual([]);
  });

  test('is abandoned when the client disconnects', async () => {
    let isDisconnected = false;
    const view = await viewAt({ timeoutMs: unlimitedMs, isAbandoned: () => isDisconnected });
    await lockClaims();
    const reading = expect(read(view)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await until(async () => (await waitingForLock()) > 0);
    isDisconnected = true;
    await reading;
    await administrator.query('rollback');
    await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
  });

  test('does not delay requests beyond their deadlines, even if every connection waits', async () => {
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
  const post = async ({ url }: TestServer): Promise<readonly [number, string | null, unknown]> => {
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
    'is rejected at its deadline if responses %s, and later requests succeed after the database continues',
    async (_, responseCacheBytes) => {
      const tertium = await serveStore(store, { timeoutMs: 500, responseCacheBytes });
      await server.pause();
      try {
        expect(await post(tertium)).toEqual([
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
      await until(async () => (await post(tertium))[0] === 200);
      await tertium.close();
    },
  );
});
