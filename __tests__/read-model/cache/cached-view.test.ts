import { afterEach, expect, test } from '@jest/globals';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import { CachedReader } from '../../../src/read-model/cache/cached-view.js';
import { concept, edited, imported, put } from '../../support/changes.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const openedStores: TestStore[] = [];
afterEach(async () => {
  for (const each of openedStores.splice(0)) await each.close();
});

async function openCached(budget: number) {
  const statements: string[] = [];
  const graph = await sqliteStore.open((sql) => statements.push(sql));
  openedStores.push(graph);
  await graph.store.apply(
    put(Array.from({ length: 100 }, (_, number) => concept('APPROACH', `a${number}`))),
    imported,
  );
  return { store: graph.store, reader: new CachedReader(graph.store.reader, budget), statements };
}

const reference = (slug: string) => ({ kind: 'APPROACH', reference: slug }) as const;
const nameOf = async (view: GraphView | null, slug: string) =>
  (await view?.concepts([reference(slug)]))?.[0]?.name;

test('the size of the cache stays within the budget, and recently used entries stay cached', async () => {
  const budget = 20_000;
  const { reader, statements } = await openCached(budget);
  const view = await reader.openView();
  for (let number = 0; number < 100; number += 1) {
    await nameOf(view, `a${number}`);
    expect(reader.size).toBeLessThanOrEqual(budget);
  }
  expect(reader.size).toBeGreaterThan(budget / 2);
  statements.length = 0;
  await nameOf(view, 'a99');
  expect(statements).toHaveLength(0);
  await nameOf(view, 'a0');
  expect(statements).toHaveLength(1);
});

test('only keys that are not cached are loaded', async () => {
  const { reader, statements } = await openCached(1_000_000);
  const view = await reader.openView();
  await view?.concepts([reference('a1'), reference('a2')]);
  statements.length = 0;
  const found = await view?.concepts([reference('a3'), reference('a2'), reference('none'), reference('a1')]);
  expect(found?.map((each) => each?.slug)).toEqual(['a3', 'a2', undefined, 'a1']);
  expect(statements).toHaveLength(1);
  await view?.concepts([reference('none'), reference('a3')]);
  expect(statements).toHaveLength(1);
});

test('a new revision invalidates the cache, and earlier views do not change', async () => {
  const { store, reader } = await openCached(1_000_000);
  const before = await reader.openView();
  const name = await nameOf(before, 'a1');
  expect(reader.size).toBeGreaterThan(0);
  await store.apply(put([concept('APPROACH', 'a1', { name: 'Another' })]), edited);
  const after = await reader.openView();
  expect(reader.size).toBe(0);
  expect(await nameOf(before, 'a1')).toBe(name);
  expect(reader.size).toBe(0);
  expect(await nameOf(after, 'a1')).toBe('Another');
  expect(reader.size).toBeGreaterThan(0);
  expect(await nameOf(await reader.openView(1), 'a1')).toBe(name);
  expect(await nameOf(await reader.openView(), 'a1')).toBe('Another');
  expect(await reader.openView(9)).toBeNull();
});
