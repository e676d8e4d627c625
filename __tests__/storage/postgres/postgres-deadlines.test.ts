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
/** PostgreSQL ends any read after 10 s; a test that reaches this limit has failed. */
const enoughMs = 9_000;

let server: OwnPostgres;
let administrator: pg.Client;
let store: GraphStore;
const outages: boolean[] = [];
beforeAll(async () => {
  server = await startOwnPostgres();
  store = await openStore(server.url, {
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
  test(
    'is ended by the server at the deadline of its request, and its connection is reused',
    async () => {
      const view = await viewAt({ timeoutMs: 500 });
      await lockClaims();
      await expect(read(view)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      await until(async () => (await waitingForLock()) === 0);
      await administrator.query('rollback');
      await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
      expect(outages).toEqual([]);
    },
    enoughMs,
  );

  test(
    'is abandoned when the client disconnects',
    async () => {
      let hasGone = false;
      const view = await viewAt({ timeoutMs: unlimitedMs, isAbandoned: () => hasGone });
      await lockClaims();
      const reading = expect(read(view)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      await until(async () => (await waitingForLock()) > 0);
      hasGone = true;
      await reading;
      await administrator.query('rollback');
      await expect(read(await viewAt({ timeoutMs: unlimitedMs }))).resolves.toHaveLength(1);
    },
    enoughMs,
  );

  test(
    'delays no request beyond its deadline, even if every connection is blocked',
    async () => {
      const views = await Promise.all(Array.from({ length: 40 }, () => viewAt({ timeoutMs: 500 })));
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
    },
    enoughMs,
  );
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
    enoughMs,
  );
});
