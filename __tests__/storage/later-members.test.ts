/** Tests graphs that were stored before a kind of concept got a new member: a concept is read with the default of the member, and putting the concept again creates no revision. */
import Database from 'libsql';
import { expect, test } from '@jest/globals';
import { readConcept, type ConceptRow } from '../../src/storage/session/records.js';
import { sqliteStore } from '../support/stores.js';
import { dimension, imported, put, source } from './contract/examples.js';

/** The names of the stored properties of a dimension without `earliest`, `latest` and `weighs`, sorted. */
const members = 'betterWhen, cardinality, group, levels, maximum, minimum, tolerance, unit, valueType'.split(
  ', ',
);

test('a dimension that was stored without the later members has their defaults', () => {
  const { earliest: _, latest: __, weighs: ___, ...before } = dimension('size');
  const { id, kind, slug, name, aliases, summary, sameAs, ...properties } = before;
  const row: ConceptRow = {
    ...{ id, kind, slug, name, summary },
    aliases: JSON.stringify(aliases),
    same_as: JSON.stringify(sameAs),
    properties: JSON.stringify(properties),
  };
  expect(readConcept(row)).toStrictEqual(dimension('size'));
});

test('a dimension with the defaults of the later members is stored without these members, so that a second put does not create a revision', async () => {
  const { store, url, close } = await sqliteStore.open();
  try {
    await store.apply(
      put(
        dimension('size'),
        dimension('when', { valueType: 'DATE', earliest: '1980', latest: '2030' }),
        dimension('where', { weighs: false }),
      ),
      imported,
    );
    const database = new Database(url.slice('file:'.length), { readonly: true });
    const rows = database.prepare('select properties from concept order by slug').all();
    database.close();
    const stored = (rows as ConceptRow[]).map((row) => Object.keys(JSON.parse(row.properties) as object));
    expect(stored).toEqual([
      members,
      [...members, 'earliest', 'latest'].sort(),
      [...members, 'weighs'].sort(),
    ]);
    expect((await store.apply(put(dimension('size')), imported)).revision).toBeNull();
  } finally {
    await close();
  }
});

test('a source that was stored without a date of access is read without this date, and a second put does not create a revision', async () => {
  const { store, url, close } = await sqliteStore.open();
  try {
    await store.apply(put(source('old'), source('read', { accessedOn: '2026-11-29' })), imported);
    const database = new Database(url.slice('file:'.length), { readonly: true });
    const rows = database.prepare('select * from concept order by slug').all() as ConceptRow[];
    database.close();
    expect(
      rows.map(({ properties }) => Object.hasOwn(JSON.parse(properties) as object, 'accessedOn')),
    ).toEqual([false, true]);
    expect(rows.map(readConcept)).toEqual([source('old'), source('read', { accessedOn: '2026-11-29' })]);
    expect((await store.apply(put(source('old')), imported)).revision).toBeNull();
  } finally {
    await close();
  }
});
