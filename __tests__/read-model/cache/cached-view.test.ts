import { afterEach, expect, test } from '@jest/globals';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import { CachedReader } from '../../../src/read-model/cache/cached-view.js';
import { concept, edited, imported, put } from '../../support/changes.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const opened: TestStore[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function cached(budget: number) {
  const statements: string[] = [];
  const subject = await sqliteStore.open((sql) => statements.push(sql));
  opened.push(subject);
  await subject.store.apply(
    put(Array.from({ length: 100 }, (_, number) => concept('APPROACH', `a${number}`))),
    imported,
  );
  return { store: subject.store, reader: new CachedReader(subject.store.reader, budget), statements };
}

const reference = (slug: string) => ({ kind: 'APPROACH', reference: slug }) as const;
const named = async (view: GraphView | null, slug: string) =>
  (await view?.concepts([reference(slug)]))?.[0]?.name;

test('the cache stays within the budget, and keeps recently used entries', async () => {
  const budget = 20_000;
  const { reader, statements } = await cached(budget);
  const view = await reader.openView();
  for (let number = 0; number < 100; number += 1) {
    await named(view, `a${number}`);
    expect(reader.size).toBeLessThanOrEqual(budget);
  }
  expect(reader.size).toBeGreaterThan(budget / 2);
  statements.length = 0;
  await named(view, 'a99');
  expect(statements).toHaveLength(0);
  await named(view, 'a0');
  expect(statements).toHaveLength(1);
});

test('only missing keys are loaded', async () => {
  const { reader, statements } = await cached(1_000_000);
  const view = await reader.openView();
  await view?.concepts([reference('a1'), reference('a2')]);
  statements.length = 0;
  const found = await view?.concepts([reference('a3'), reference('a2'), reference('none'), reference('a1')]);
  expect(found?.map((each) => each?.slug)).toEqual(['a3', 'a2', undefined, 'a1']);
  expect(statements).toHaveLength(1);
  await view?.concepts([reference('none'), reference('a3')]);
  expect(statements).toHaveLength(1);
});

test('a new revision empties the cache, and earlier views do not change', async () => {
  const { store, reader } = await cached(1_000_000);
  const before = await reader.openView();
  const name = await named(before, 'a1');
  expect(reader.size).toBeGreaterThan(0);
  await store.apply(put([concept('APPROACH', 'a1', { name: 'Another' })]), edited);
  const after = await reader.openView();
  expect(reader.size).toBe(0);
  expect(await named(before, 'a1')).toBe(name);
  expect(reader.size).toBe(0);
  expect(await named(after, 'a1')).toBe('Another');
  expect(reader.size).toBeGreaterThan(0);
  expect(await named(await reader.openView(1), 'a1')).toBe(name);
  expect(await named(await reader.openView(), 'a1')).toBe('Another');
  expect(await reader.openView(9)).toBeNull();
});
