/** Tests the epochs of migrated revisions, of new revisions, and of revisions after a restore from a backup. */
import { copyFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { withoutChangesets } from '../../support/older-databases.js';
import { runStatements } from '../../support/statements.js';
import { eachStore, sqliteStore } from '../../support/stores.js';
import { approach, baseConcepts, edited, imported, put } from '../contract/examples.js';

/** Reverts a database to the tables of version 0.2.0 and earlier, in which revisions have no epoch. */
async function revertEpochs(url: string): Promise<void> {
  await runStatements(url, [
    ...withoutChangesets,
    'alter table revision drop column epoch',
    "delete from kysely_migration where name >= '007'",
  ]);
}

async function epochAt(store: GraphStore, at?: number): Promise<string | undefined> {
  return (await store.reader.openView(at))?.revision.epoch;
}

async function with3Revisions(store: GraphStore): Promise<void> {
  await store.apply(put(...baseConcepts), imported);
  await store.apply(put(approach('noc')), edited);
  await store.apply(put(approach('soc')), edited);
}

test.each(eachStore)(
  'on $name, all revisions of a database from an earlier version of Tertium get one random epoch, and keep it',
  async ({ open }) => {
    const { store, url, close } = await open();
    try {
      await with3Revisions(store);
      const original = await epochAt(store, 3);
      await revertEpochs(url);

      const migrated = await openStore(url);
      const epochs = [await epochAt(migrated, 1), await epochAt(migrated, 2), await epochAt(migrated)];
      const next = await migrated.apply(put(approach('scrum')), edited);
      await migrated.close();
      expect(epochs[0]).toMatch(/^[\w-]{16}$/u);
      expect(new Set(epochs).size).toBe(1);
      expect(epochs[0]).not.toBe(original);
      expect(next.revision?.epoch.slice(0, 8)).toBe(epochs[0]?.slice(0, 8));
      expect(next.revision?.epoch).not.toBe(epochs[0]);

      const reopened = await openStore(url);
      expect([await epochAt(reopened, 1), await epochAt(reopened)]).toEqual([
        epochs[0],
        next.revision?.epoch,
      ]);
      await reopened.close();
    } finally {
      await close();
    }
  },
);

test.each(eachStore)(
  'a server of an earlier version, which is still running on $name during an upgrade, can publish',
  async ({ open }) => {
    const { store, url, close } = await open();
    try {
      await store.apply(put(...baseConcepts), imported);
      await runStatements(url, [
        "insert into revision (number, time, author, message, origin) values (2, '2999-01-01T00:00:00.000Z', 'a', 'm', 'EDIT')",
      ]);
      expect(await epochAt(store, 2)).toBe('');
      const { revision } = await store.apply(put(approach('noc')), edited);
      expect(revision?.epoch).toMatch(/^[\w-]{16}$/u);
    } finally {
      await close();
    }
  },
);

test.each(eachStore)('the empty graph on $name has an empty epoch', async ({ open }) => {
  const { store, close } = await open();
  try {
    expect(await epochAt(store)).toBe('');
  } finally {
    await close();
  }
});

test.each(eachStore)(
  'each revision on $name has a different epoch, with the same first half',
  async ({ open }) => {
    const { store, close } = await open();
    try {
      await with3Revisions(store);
      const epochs = await Promise.all([1, 2, 3].map((number) => epochAt(store, number)));
      expect(new Set(epochs).size).toBe(3);
      expect(new Set(epochs.map((epoch) => epoch?.slice(0, 8))).size).toBe(1);
      expect(await epochAt(store)).toBe(epochs[2]);
    } finally {
      await close();
    }
  },
);

test('after a restore from a backup, a revision number that is used again has another epoch, and the revisions of the backup keep their epochs', async () => {
  const { store, url, close } = await sqliteStore.open();
  const file = url.slice('file:'.length);
  await store.apply(put(...baseConcepts), imported);
  await runStatements(url, ['pragma wal_checkpoint(truncate)']);
  await copyFile(file, `${file}.backup`);
  await store.apply(put(approach('noc')), edited);
  const lost = [await epochAt(store, 1), await epochAt(store, 2)];

  const restored = await openStore(`file:${file}.backup`);
  await restored.apply(put(approach('soc')), edited);
  const found = [await epochAt(restored, 1), await epochAt(restored, 2)];
  await restored.close();
  await close();
  expect(found[0]).toBe(lost[0]);
  expect(found[1]).not.toBe(lost[1]);
  expect(found[1]?.slice(0, 8)).toBe(lost[1]?.slice(0, 8));
});
