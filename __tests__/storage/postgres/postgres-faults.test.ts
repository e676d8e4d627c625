/** Tests stores whose PostgreSQL server fails, hangs, or is reached through a pooler or a network that drops packets. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ReadModel } from '../../../src/read-model/read-model.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import type { AvailabilityChange } from '../../../src/storage/session/availability.js';
import { openStore } from '../../../src/storage/open-store.js';
import {
  openPostgresConnections,
  type PostgresWorkingPool,
} from '../../../src/storage/postgres/postgres-connections.js';
import { openNetworkPath, type NetworkPath } from '../../../scripts/support/network-path.js';
import { startOwnPostgres, type OwnPostgres } from '../../../scripts/support/own-postgres.js';
import { pgbouncer } from '../../../scripts/support/pgbouncer-binary.js';
import { startPooler, type Pooler } from '../../../scripts/support/pgbouncer.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { approach, baseConcepts, imported, put } from '../contract/examples.js';

let server: OwnPostgres;
let closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  server = await startOwnPostgres();
  const store = await openStore(server.url);
  await store.apply(put(...baseConcepts), imported);
  await store.close();
});
afterAll(() => server.remove());
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

async function open(
  url: string,
): Promise<{ store: GraphStore; availability: AvailabilityChange['isAvailable'][] }> {
  const availability: AvailabilityChange['isAvailable'][] = [];
  const store = await openStore(url, { onAvailability: ({ isAvailable }) => availability.push(isAvailable) });
  closing.push(() => store.close());
  return { store, availability };
}

async function loadModel(store: GraphStore): Promise<ReadModel> {
  const model = await ReadModel.load(store, { budget: 2 ** 30 });
  closing.push(() => model.close());
  return model;
}

/** Opens a separate connection for the administration of the server. */
async function administrator(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  closing.push(() => client.end());
  return client;
}

/** Publishes one more revision on a direct connection to the server. */
async function publish(): Promise<number> {
  const store = await openStore(server.url);
  try {
    const { revision } = await store.apply(put(approach(`a${Date.now().toString(36)}`)), imported);
    return revision?.number ?? 0;
  } finally {
    await store.close();
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await nextTurn();
}

const numberOf = async (reader: GraphStore['reader']): Promise<number> =>
  (await reader.openView())?.revision.number ?? -1;

describe('a connection that breaks while it is in use', () => {
  test('fails only the statement that runs', async () => {
    const { store } = await open(server.url);
    const client = await administrator();
    await client.query('begin; lock table claim in access exclusive mode');
    const view = await store.reader.openView();
    const reading = Promise.resolve(view?.claimsAbout(['approach/msp'], {}));
    const failed = expect(reading).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await until(async () => {
      const { rowCount } = await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'",
      );
      return (rowCount ?? 0) > 0;
    });
    await failed;
    await client.query('rollback');
    await expect(numberOf(store.reader)).resolves.toBeGreaterThan(0);
  });

  test('rolls back the set of changes that is being applied', async () => {
    const { store } = await open(server.url);
    const client = await administrator();
    const before = await numberOf(store.reader);
    const applied = store.apply(
      (async function* () {
        yield* put(approach('cut-off'));
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'",
        );
      })(),
      imported,
    );
    await expect(applied).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await numberOf(store.reader)).toBe(before);
    const view = await store.reader.openView();
    expect(await view?.conceptsNamed(['cut-off'])).toEqual([[]]);
  });
});

describe('a server that is stopped in immediate mode and started again', () => {
  test('is reported as unavailable once, while the in-memory view is served, and is used again after the start', async () => {
    const { store, availability } = await open(server.url);
    const model = await loadModel(store);
    const before = await numberOf(model);
    await server.stop('immediate');
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await expect(store.ping()).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        message: expect.not.stringMatching(/127\.0\.0\.1|localhost|\d{4}|postgres|tertium/i),
      });
      expect(await numberOf(model)).toBe(before);
    }
    expect(availability).toEqual([false]);
    await server.start();
    const next = await publish();
    await until(async () => (await numberOf(model)) === next);
    expect(availability).toEqual([false, true]);
  });
});

describe('a server that hangs', () => {
  test('is reported as unavailable within a bounded time, while the in-memory view is served', async () => {
    const { store, availability } = await open(server.url);
    const model = await loadModel(store);
    const before = await numberOf(model);
    await server.pause();
    try {
      await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(store.feed.newest()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(await numberOf(model)).toBe(before);
      await until(() => availability.length > 0);
    } finally {
      await server.resume();
    }
    const next = await publish();
    await until(async () => (await numberOf(model)) === next);
    expect(availability).toEqual([false, true]);
  });

  test('does not delay the closing of a store', async () => {
    const { store } = await open(server.url);
    const model = await loadModel(store);
    await server.pause();
    try {
      const reading = Promise.resolve(store.reader.openView());
      reading.catch(() => undefined);
      await model.close();
      await store.close();
      await expect(reading).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    } finally {
      await server.resume();
    }
  });
});

describe('a network that drops packets of an open connection', () => {
  let path: NetworkPath;
  beforeAll(async () => {
    path = await openNetworkPath(server.port);
  });
  afterAll(() => path.close());

  test('does not prevent the read model from reading new revisions', async () => {
    const url = new URL(server.url);
    url.port = String(path.port);
    const { store } = await open(url.href);
    const model = await loadModel(store);
    await until(async () => (await numberOf(model)) > 0);
    path.dropDataOfOpenConnections();
    const next = await publish();
    await until(async () => (await numberOf(model)) === next);
  });

  test('does not affect statements after the watch has detected a dead connection', async () => {
    const url = new URL(server.url);
    url.port = String(path.port);
    const { store, availability } = await open(url.href);
    await loadModel(store);
    const view = await store.reader.openView();
    const read = (): Promise<unknown> =>
      Promise.all(Array.from({ length: 20 }, async () => view?.conceptsNamed(['msp'])));
    await read();
    path.dropDataOfOpenConnections();
    await until(() => availability.length === 2);
    await read();
    expect(availability).toEqual([false, true]);
  });
});

const describeWithPooler = pgbouncer === null ? describe.skip : describe;
describeWithPooler('PgBouncer in transaction mode', () => {
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await startPooler(server.url);
  });
  afterAll(() => pooler.stop());

  test('forwards the statements of a store, and the read model reads revisions that another store publishes', async () => {
    const { store } = await open(pooler.url);
    const model = await loadModel(store);
    const { revision } = await store.apply(put(approach('pooled')), imported);
    expect(await numberOf(model)).toBe(revision?.number);
    const next = await publish();
    await until(async () => (await numberOf(model)) === next);
    const results = await Promise.all(
      Array.from({ length: 30 }, async () => (await store.reader.openView())?.conceptsNamed(['pooled'])),
    );
    for (const ids of results) expect(ids).toEqual([['approach/pooled']]);
  });

  test('may be restarted while a store is open', async () => {
    const { store } = await open(pooler.url);
    const model = await loadModel(store);
    await pooler.stop();
    await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    pooler = await startPooler(server.url, { port: Number(new URL(pooler.url).port) });
    const next = await publish();
    await until(async () => (await numberOf(model)) === next);
  });

  test.each([
    ['is stopped', () => server.stop('fast'), () => server.start(), 6],
    ['hangs', () => server.pause(), () => server.resume(), 3],
  ])(
    'leads to one reported outage if the PostgreSQL server behind it %s',
    async (_, begin, end, attempts) => {
      const retrying = await startPooler(server.url, { settings: ['server_login_retry = 1'] });
      closing.push(() => retrying.stop());
      const { store, availability } = await open(retrying.url);
      const model = await loadModel(store);
      const logins = (): number => retrying.log.split('login attempt').length - 1;
      await begin();
      try {
        const before = logins();
        // The pooler accepts each new connection of the watch, although the server is unavailable.
        await until(() => logins() >= before + attempts);
        expect(availability).toEqual([false]);
        await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      } finally {
        await end();
      }
      const next = await publish();
      await until(async () => (await numberOf(model)) === next);
      expect(availability).toEqual([false, true]);
    },
  );
});

describe('a connection without traffic for longer than a statement that writes may take', () => {
  test('is closed, except the connection for erasures and migrations', async () => {
    const connections = openPostgresConnections(server.url, { connectMs: 5_000, readMs: 5_000, writeMs: 0 });
    closing.push(() => connections.close());
    const sleepIn = async (pool: PostgresWorkingPool): Promise<unknown> => {
      const client = await pool.connect();
      let isBroken = true;
      try {
        const { rows } = await client.query('select pg_sleep(1.5) is null as "isNull"');
        isBroken = false;
        return rows;
      } finally {
        client.release(isBroken);
      }
    };
    const [working, unlimited] = await Promise.allSettled([
      sleepIn(connections.working),
      sleepIn(connections.unlimited),
    ]);
    expect(working).toMatchObject({ status: 'rejected' });
    expect(unlimited).toStrictEqual({ status: 'fulfilled', value: [{ isNull: false }] });
  });
});

describe('a standby that follows the server', () => {
  let standby: OwnPostgres;
  beforeAll(async () => {
    standby = await server.startStandby();
  });
  afterAll(() => standby.remove());

  test('can be read without errors in its log, serves a new revision, and rejects writes with a clear message', async () => {
    const { store } = await open(standby.url);
    const model = await loadModel(store);
    const next = await publish();
    await until(async () => (await numberOf(model)) === next);
    expect(standby.log.join('')).not.toMatch(/ERROR|FATAL/);
    await expect(store.apply(put(approach('rejected')), imported)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('the server does not accept writes'),
    });
  });
});
