import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../src/storage/open-store.js';
import { createPostgresDatabase } from '../support/postgres.js';
import { eachStore, sqliteStore } from '../support/stores.js';
import { baseConcepts, imported, put } from './contract/examples.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-open-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('opening a store', () => {
  test.each([
    'mysql://someone:secret@host/graph',
    'postgres:someone:secret',
    'postgres://someone:secret@host:port/graph',
    'someone:secret',
    'graph.db',
    'file:',
    'file::memory:',
    '',
  ])(
    'rejects %p with a message that states the expected URL and does not contain the secret',
    async (url) => {
      const opening = openStore(url);
      await expect(opening).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/^Expected the URL of a store, file:PATH or postgres:\/\/.*, got /),
      });
      await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
    },
  );

  test.each(['file:', 'file://'])('creates a file and its parent folders (%s)', async (scheme) => {
    const file = join(folder, scheme.length.toString(), 'deep', 'er', 'graph.db');
    const store = await openStore(`${scheme}${file}`);
    await store.close();
    expect(existsSync(file)).toBe(true);
  });

  test('fails with an instruction if the file is not a database', async () => {
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'These are notes, not a database.  '.repeat(100));
    await expect(openStore(`file:${file}`)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      operatorMessage: `The database file ${file} cannot be used: the file is not a SQLite database: check DATABASE_URL.`,
      cause: expect.anything(),
    });
  });

  test('fails with an instruction if the folder cannot be created', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openStore(`file:${join(folder, 'file', 'graph.db')}`)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('check that its folder exists and may be written to'),
    });
  });

  test.each([
    [
      'an unreachable server',
      (url: URL) => (url.port = '1'),
      'check that the server runs and can be reached from here',
    ],
    ['a wrong password', (url: URL) => (url.password = 'secret'), 'check the user name and the password'],
    ['a missing database', (url: URL) => (url.pathname = '/missing'), 'check the name of the database'],
  ])('fails for %s with an instruction and the address', async (_, change, message) => {
    const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
    change(url);
    const opening = openStore(url.href);
    await expect(opening).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(message),
      cause: expect.anything(),
    });
    await expect(opening).rejects.toMatchObject({
      message: expect.stringMatching(/^The database cannot be used: /),
      operatorMessage: expect.stringContaining(
        `The database at ${url.hostname}:${url.port}${url.pathname} cannot be used: `,
      ),
    });
  });

  test.each([
    ['SQLite', async () => `file:${join(folder, 'concurrent.db')}`, async () => undefined],
    ...(['PostgreSQL'] as const).map((name) => {
      const database = () => (created ??= createPostgresDatabase());
      let created: ReturnType<typeof createPostgresDatabase> | undefined;
      return [name, async () => (await database()).url, async () => (await database()).drop()] as const;
    }),
  ])('several times concurrently creates one graph (%s)', async (_name, urlOf, drop) => {
    const url = await urlOf();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(url)));
    try {
      const applied = await Promise.all(stores.map((store) => store.apply(put(...baseConcepts), imported)));
      expect(applied.map(({ revision }) => revision?.number ?? 0).sort()).toEqual([0, 0, 0, 1]);
    } finally {
      for (const store of stores) await store.close();
      await drop();
    }
  });
});

describe.each(eachStore)('a store on $name', ({ open }) => {
  test('responds to a ping while it is open', async () => {
    const { store, close } = await open();
    await expect(store.ping()).resolves.toBeUndefined();
    await close();
  });
});

test('the errors of a PostgreSQL database that becomes unavailable do not contain its password', async () => {
  const database = await createPostgresDatabase();
  const store = await openStore(database.url);
  await database.drop();
  await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(store.apply(put(...baseConcepts), imported)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.not.stringContaining(':tertium@'),
  });
  await store.close();
});

test('a test database is removed with its store', async () => {
  const { url, close } = await sqliteStore.open();
  const path = url.slice('file:'.length);
  expect(existsSync(path)).toBe(true);
  await close();
  expect(existsSync(dirname(path))).toBe(false);
});
