/** Tests which databases are opened as a graph, and which are rejected and left unchanged. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/graph/ports/writing.js';
import { migrationNames } from '../../../src/storage/migrations/migrations.js';
import { openStore } from '../../../src/storage/open-store.js';
import { createPostgresDatabase, type TestDatabase } from '../../support/postgres.js';
import { runStatements } from '../../support/statements.js';
import { eachStore } from '../../support/stores.js';
import { baseConcepts, imported, put } from '../contract/examples.js';
import { withoutChangesets } from '../../support/older-databases.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-found-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The application id of Tertium: the ASCII bytes "TERT" as a number. */
const tertiumId = 1_413_829_204;

async function applicationIdOf(file: string): Promise<unknown> {
  return (await runStatements(`file:${file}`, ['pragma application_id']))[0]?.['application_id'];
}

async function tablesOf(url: string): Promise<readonly unknown[]> {
  const rows = await runStatements(url, [
    "select table_name from information_schema.tables where table_schema = 'public' order by 1",
  ]);
  return rows.map(({ table_name: name }) => name);
}

async function withDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await createPostgresDatabase();
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

describe('if no graph may be created', () => {
  test('a missing file is rejected, and neither the file nor its folder is created', async () => {
    const file = join(folder, 'nowhere', 'graph.db');

    await expect(openStore(`file:${file}`, { mayCreate: false })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      operatorMessage: `The database file ${file} cannot be used: there is no such file.`,
      details: { found: 'MISSING' },
    });
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  test.each([
    ['an empty file', (file: string) => writeFile(file, '')],
    [
      'a file without tables',
      (file: string) => runStatements(`file:${file}`, ['create table a (b)', 'drop table a']),
    ],
  ])('%s is rejected and left unchanged', async (name, prepare) => {
    const file = join(folder, `${name}.db`);
    await prepare(file);
    const before = await readFile(file);

    await expect(openStore(`file:${file}`, { mayCreate: false })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      operatorMessage: `The database file ${file} cannot be used: it is empty and contains no graph.`,
      details: { found: 'EMPTY' },
    });
    expect(await readFile(file)).toEqual(before);
    await (await openStore(`file:${file}`)).close();
    await (await openStore(`file:${file}`, { mayCreate: false })).close();
  });

  test('a PostgreSQL database without tables is rejected, and no tables are created in it', () =>
    withDatabase(async ({ url }) => {
      await expect(openStore(url, { mayCreate: false })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        operatorMessage: expect.stringMatching(
          /^The database at .* cannot be used: it is empty and contains no graph\.$/u,
        ) as unknown,
        details: { found: 'EMPTY' },
      });
      expect(await tablesOf(url)).toEqual([]);
      await (await openStore(url)).close();
      await (await openStore(url, { mayCreate: false })).close();
    }));

  test.each(eachStore)('a graph on $name with tables of an older version is migrated', async ({ open }) => {
    const { store, url, close } = await open();
    try {
      await store.apply(put(...baseConcepts), imported);
      await runStatements(url, [
        ...withoutChangesets,
        'drop index slug_by_concept',
        'drop index slug_since',
        'drop index kept_text_by_source',
        'drop index revision_by_time',
        'drop index revision_by_author',
        'alter table revision drop column epoch',
        "delete from kysely_migration where name >= '004'",
      ]);
      const reopened = await openStore(url, { mayCreate: false });
      expect((await reopened.reader.openView())?.revision.number).toBe(1);
      await reopened.close();
      const names = await runStatements(url, ["select name from kysely_migration where name >= '004'"]);
      expect(names).toEqual(
        migrationNames.filter((name) => name >= '004').map((name) => expect.objectContaining({ name })),
      );
    } finally {
      await close();
    }
  });
});

describe('a database of another application', () => {
  test.each([
    [
      'with tables',
      ['create table cookies (name)', 'create table history (url)'],
      'it has the tables cookies, history',
    ],
    [
      'with the application id of another application',
      ['pragma application_id = 252006674'],
      'its application_id is 252006674',
    ],
    [
      'that uses the same migration library',
      [
        'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
        "insert into kysely_migration values ('001-users', '2024')",
      ],
      'it has the table kysely_migration',
    ],
  ])('is rejected and left unchanged: a SQLite file %s', async (name, statements, reason) => {
    const file = join(folder, `foreign ${name}.db`);
    await runStatements(`file:${file}`, statements);
    const before = await readFile(file);

    for (const mayCreate of [true, false]) {
      await expect(openStore(`file:${file}`, { mayCreate })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        operatorMessage: `The database file ${file} cannot be used: it belongs to another application (${reason}): check DATABASE_URL; nothing has been changed.`,
        details: { found: 'FOREIGN' },
      });
    }
    expect(await readFile(file)).toEqual(before);
  });

  test('is rejected and left unchanged: a PostgreSQL database with other tables', () =>
    withDatabase(async ({ url }) => {
      const names = Array.from({ length: 7 }, (_, number) => `orders_${number}`);
      await runStatements(
        url,
        names.map((name) => `create table ${name} (id integer)`),
      );

      for (const mayCreate of [true, false]) {
        await expect(openStore(url, { mayCreate })).rejects.toMatchObject({
          code: 'STORE_UNAVAILABLE',
          message: expect.stringContaining(
            'it belongs to another application (it has the tables orders_0, orders_1, orders_2, orders_3, orders_4, …): check DATABASE_URL',
          ) as unknown,
          details: { found: 'FOREIGN' },
        });
      }
      expect(await tablesOf(url)).toEqual(names);
    }));

  test('is not detected from tables of extensions or from tables in another schema', () =>
    withDatabase(async ({ url }) => {
      await runStatements(url, [
        'create extension pg_trgm',
        'create table extension_table (id integer)',
        'alter extension pg_trgm add table extension_table',
        'create schema shop',
        'create table shop.orders (id integer)',
      ]);
      const store = await openStore(url);
      expect(await store.apply(put(...baseConcepts), imported)).toMatchObject({ revision: { number: 1 } });
      await store.close();
    }));
});

test.each(eachStore)(
  'a graph on $name with tables of a newer version is rejected with a message that names the later migrations',
  async ({ open }) => {
    const { url, close } = await open();
    try {
      await runStatements(url, [
        "insert into kysely_migration values ('901-later', '2999'), ('902-last', '2999')",
      ]);

      for (const mayCreate of [true, false]) {
        await expect(openStore(url, { mayCreate })).rejects.toMatchObject({
          code: 'STORE_UNAVAILABLE',
          message: expect.stringMatching(
            / cannot be used: a newer version of Tertium has changed its tables \(901-later, 902-last\): use that version, or restore a backup from before the upgrade\.$/u,
          ) as unknown,
          details: { found: 'NEWER' },
        });
      }
    } finally {
      await close();
    }
  },
);

describe('a SQLite file of Tertium', () => {
  test('has the application id of Tertium', async () => {
    const file = join(folder, 'marked.db');
    await (await openStore(`file:${file}`)).close();
    expect(await applicationIdOf(file)).toBe(tertiumId);
  });

  test('of version 0.1.0, without an application id, is recognised by its tables, keeps its data, and gets the id', async () => {
    const file = join(folder, 'unmarked.db');
    const store = await openStore(`file:${file}`);
    await store.apply(put(...baseConcepts), imported);
    await store.close();
    await runStatements(`file:${file}`, ['pragma application_id = 0']);

    const reopened = await openStore(`file:${file}`, { mayCreate: false });
    expect((await reopened.reader.openView())?.revision.number).toBe(1);
    await reopened.close();
    expect(await applicationIdOf(file)).toBe(tertiumId);
  });

  test('without an application id is opened while another store writes to it, and gets the id when it is opened later', async () => {
    const file = join(folder, 'written.db');
    const store = await openStore(`file:${file}`);
    await runStatements(`file:${file}`, ['pragma application_id = 0']);
    let resume: (() => void) | undefined;
    const resumed = new Promise<void>((resolve) => (resume = resolve));
    let signalStart: (() => void) | undefined;
    const started = new Promise<void>((resolve) => (signalStart = resolve));
    async function* slow(): AsyncGenerator<Change> {
      signalStart?.();
      await resumed;
      yield* put(...baseConcepts);
    }
    const applying = store.apply(slow(), imported);
    await started;
    await (await openStore(`file:${file}`, { mayCreate: false })).close();
    expect(await applicationIdOf(file)).toBe(0);
    resume?.();
    await applying;
    await store.close();
    await (await openStore(`file:${file}`, { mayCreate: false })).close();
    expect(await applicationIdOf(file)).toBe(tertiumId);
  });

  test.each(['#', '?mode=memory', '%20', ' '])('may have %p in its name', async (name) => {
    const file = join(folder, `a${name}b.db`);
    await (await openStore(`file:${file}`)).close();
    await (await openStore(`file:${file}`, { mayCreate: false })).close();
    expect(existsSync(file)).toBe(true);
  });
});
