import { expect, test } from '@jest/globals';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { createPostgresDatabase } from '../../support/postgres.js';
import { withoutChangesets } from '../../support/older-databases.js';
import { runStatements } from '../../support/statements.js';
import { eachStore, sqliteStore } from '../../support/stores.js';
import { find } from '../contract/contract-search.js';
import {
  approach,
  baseConcepts,
  edited,
  endClaim,
  imported,
  put,
  value,
  textClaim,
} from '../contract/examples.js';

/** Reverts a database to its tables before the search migration. */
async function revertSearch(url: string): Promise<void> {
  const indexes = ['searched_name_index', 'searched_text_index', 'word_index'];
  const tables = ['searched_name', 'searched_text', 'word', ...(url.startsWith('file:') ? indexes : [])];
  await runStatements(url, [
    ...withoutChangesets,
    ...tables.map((table) => `drop table ${table}`),
    'drop table kept_text',
    'drop index slug_by_concept',
    'drop index slug_since',
    'drop index revision_by_time',
    'drop index revision_by_author',
    'alter table revision drop column epoch',
    "delete from kysely_migration where name >= '002'",
  ]);
}

const texts = ['msp', 'devosp', 'hosting', 'provider', 'outsourced', 'bought', 'old words', 'many'];

async function searchResults(store: GraphStore): Promise<unknown> {
  const found: unknown[] = [];
  for (const at of [1, 2, 3]) {
    const view = await store.reader.openView(at);
    if (!view) throw new Error(`Expected a view of revision ${at}, got null.`);
    for (const text of texts) found.push([at, text, await find(view, text)]);
  }
  return found;
}

test.each(eachStore)(
  'a database on $name that was filled before the search migration returns the same results as a database that was filled after the migration',
  async ({ open }) => {
    const { store, url, close } = await open();
    const claim = textClaim('approach/msp', 'DEFINED_AS', 'Old words.');
    const values = Array.from({ length: 1_200 }, (_, number) =>
      value({ value: { type: 'TEXT', text: `one of many, ${number}` } }),
    );
    await store.apply(put(...baseConcepts, claim, value(), ...values), imported);
    await store.apply(put(approach('msp', { name: 'Hosting company', aliases: [] })), edited);
    await store.apply([endClaim(claim), ...put({ ...value(), text: 'Bought in.' })], edited);
    const before = await searchResults(store);
    await revertSearch(url);

    const migrated = await openStore(url);
    try {
      expect(await searchResults(migrated)).toEqual(before);
      await migrated.apply(put(approach('agile', { name: 'Agility' })), edited);
      const view = await migrated.reader.openView();
      expect(view && (await find(view, 'agilty')).map(({ concept }) => concept.slug)).toEqual(['agile']);
    } finally {
      await migrated.close();
      await close();
    }
  },
);

test('the indexing of a database on SQLite yields between batches, so that a stop signal can interrupt the indexing', async () => {
  const { store, url, close } = await sqliteStore.open();
  const pages = 3;
  const claims = Array.from({ length: pages * 1_000 }, (_, number) =>
    value({ value: { type: 'TEXT', text: `one of many, ${number}` } }),
  );
  await store.apply(put(...baseConcepts, ...claims), imported);
  await revertSearch(url);

  let turns = 0;
  const countTurn = (): void => {
    turns += 1;
    next = setImmediate(countTurn);
  };
  let next = setImmediate(countTurn);
  await (await openStore(url)).close();
  clearImmediate(next);

  expect(turns).toBeGreaterThanOrEqual(pages);
  await close();
});

test('opening as a role that may not create pg_trgm fails with an instruction, and succeeds if pg_trgm exists', async () => {
  const { url, drop } = await createPostgresDatabase();
  const role = `reader_${new URL(url).pathname.slice(6)}`;
  const roleUrl = new URL(url);
  roleUrl.username = role;
  try {
    await runStatements(url, [
      `create role ${role} login password '${roleUrl.password}'`,
      `grant usage, create on schema public to ${role}`,
    ]);
    await expect(openStore(roleUrl.href)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/cannot be used: the search needs the extension pg_trgm: /u),
      cause: expect.anything(),
    });
    await runStatements(url, ['create extension pg_trgm']);
    await (await openStore(roleUrl.href)).close();
  } finally {
    await drop();
    const server = new URL(url);
    server.pathname = '/postgres';
    await runStatements(server.href, [`drop role ${role}`]);
  }
});
