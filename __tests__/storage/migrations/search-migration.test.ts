import { expect, test } from '@jest/globals';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { createPostgresDatabase } from '../../support/postgres.js';
import { runStatements } from '../../support/statements.js';
import { eachStore, sqliteStore } from '../../support/stores.js';
import { find } from '../contract/contract-search.js';
import { approach, basis, edited, endClaim, imported, put, value, words } from '../contract/examples.js';

/** Reverts a database to the tables that it had before the search was added. */
async function forgetSearch(url: string): Promise<void> {
  const indexes = ['searched_name_index', 'searched_text_index', 'word_index'];
  const tables = ['searched_name', 'searched_text', 'word', ...(url.startsWith('file:') ? indexes : [])];
  await runStatements(url, [
    ...tables.map((table) => `drop table ${table}`),
    'drop table kept_text',
    'drop index slug_by_concept',
    'drop index slug_since',
    "delete from kysely_migration where name >= '002'",
  ]);
}

const texts = ['msp', 'devosp', 'hosting', 'provider', 'outsourced', 'bought', 'old words', 'many'];

async function searchResults(store: GraphStore): Promise<unknown> {
  const found: unknown[] = [];
  for (const at of [1, 2, 3]) {
    const view = await store.reader.openView(at);
    if (!view) throw new Error(`There is no revision ${at}.`);
    for (const text of texts) found.push([at, text, await find(view, text)]);
  }
  return found;
}

test.each(eachStore)(
  'a database on $name that was filled before the search migration has the same results as one filled after it',
  async ({ open }) => {
    const { store, url, close } = await open();
    const claim = words('approach/msp', 'DEFINED_AS', 'Old words.');
    const many = Array.from({ length: 1_200 }, (_, n) =>
      value({ value: { type: 'TEXT', text: `one of many, ${n}` } }),
    );
    await store.apply(put(...basis, claim, value(), ...many), imported);
    await store.apply(put(approach('msp', { name: 'Hosting company', aliases: [] })), edited);
    await store.apply([endClaim(claim), ...put({ ...value(), text: 'Bought in.' })], edited);
    const before = await searchResults(store);
    await forgetSearch(url);

    const again = await openStore(url);
    try {
      expect(await searchResults(again)).toEqual(before);
      await again.apply(put(approach('agile', { name: 'Agility' })), edited);
      const view = await again.reader.openView();
      expect(view && (await find(view, 'agilty')).map(({ concept }) => concept.slug)).toEqual(['agile']);
    } finally {
      await again.close();
      await close();
    }
  },
);

test('a stop signal interrupts the indexing of a database on SQLite', async () => {
  const { store, url, close } = await sqliteStore.open();
  const pages = 3;
  const claims = Array.from({ length: pages * 1_000 }, (_, n) =>
    value({ value: { type: 'TEXT', text: `one of many, ${n}` } }),
  );
  await store.apply(put(...basis, ...claims), imported);
  await forgetSearch(url);

  let turns = 0;
  const counting = (): void => {
    turns += 1;
    next = setImmediate(counting);
  };
  let next = setImmediate(counting);
  await (await openStore(url)).close();
  clearImmediate(next);

  expect(turns).toBeGreaterThanOrEqual(pages);
  await close();
});

test('a role that may not create pg_trgm gets an error that says what to do, and continues if pg_trgm exists', async () => {
  const { url, drop } = await createPostgresDatabase();
  const role = `reader_${new URL(url).pathname.slice(6)}`;
  const limited = new URL(url);
  limited.username = role;
  try {
    await runStatements(url, [
      `create role ${role} login password '${limited.password}'`,
      `grant usage, create on schema public to ${role}`,
    ]);
    await expect(openStore(limited.href)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/cannot be used: the search needs the extension pg_trgm: /u),
      cause: expect.anything(),
    });
    await runStatements(url, ['create extension pg_trgm']);
    await (await openStore(limited.href)).close();
  } finally {
    await drop();
    const server = new URL(url);
    server.pathname = '/postgres';
    await runStatements(server.href, [`drop role ${role}`]);
  }
});
