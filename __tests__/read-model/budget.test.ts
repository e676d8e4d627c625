import { afterEach, expect, test } from '@jest/globals';
import { InMemoryStore } from '../../src/read-model/in-memory-store.js';
import type { ReadModelProblem } from '../../src/read-model/read-model.js';
import { claim, concept, feature, imported, put, citedSource } from '../support/changes.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

const openedStores: TestStore[] = [];
afterEach(async () => {
  for (const each of openedStores.splice(0)) await each.close();
});

const approaches = (count: number) =>
  put(Array.from({ length: count }, (_, number) => concept('APPROACH', `a${number}`)));

async function modelWithBudget(budget: number) {
  const backing = await sqliteStore.open();
  openedStores.push(backing);
  await backing.store.apply(approaches(10), imported);
  const problems: ReadModelProblem[] = [];
  const store = await InMemoryStore.open(backing.store, {
    budget,
    // Longer than every update, because a request whose wait times out reads the previous view.
    maxWaitMs: 60_000,
    onProblem: (problem) => problems.push(problem),
  });
  return { store, problems };
}

test('a graph within the budget is loaded into memory, and its size is reported', async () => {
  const { store, problems } = await modelWithBudget(10_000_000);
  expect((await store.reader.openView())?.inMemoryClaims).toBeDefined();
  expect(store.byteLength).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

test('a graph beyond the budget is read from the database', async () => {
  const { store, problems } = await modelWithBudget(1_000);
  const view = await store.reader.openView();
  expect(view?.inMemoryClaims).toBeUndefined();
  expect(await view?.concepts([{ kind: 'APPROACH', reference: 'a3' }])).toMatchObject([
    { id: 'approach/a3' },
  ]);
  expect(store.byteLength).toBe(0);
  expect(problems).toMatchObject([{ type: 'OVER_BUDGET' }]);
});

test('a graph that grows beyond the budget is then read from the database', async () => {
  const { store, problems } = await modelWithBudget(1_200_000);
  const before = await store.reader.openView();
  expect(before?.inMemoryClaims).toBeDefined();
  await store.apply(
    put(
      [
        feature('f'),
        citedSource('s'),
        ...Array.from({ length: 800 }, (_, number) => concept('APPROACH', `b${number}`)),
      ],
      Array.from({ length: 800 }, (_, number) => claim(`approach/b${number}`, 'HAS_FEATURE', 'feature/f')),
    ),
    imported,
  );
  const view = await store.reader.openView();
  expect(view?.inMemoryClaims).toBeUndefined();
  expect(view?.revision.number).toBe(2);
  expect(await view?.concepts([{ kind: 'APPROACH', reference: 'b799' }])).toMatchObject([
    { id: 'approach/b799' },
  ]);
  expect(problems).toMatchObject([{ type: 'OVER_BUDGET' }]);
  // Requests that have the previous view continue to use it.
  expect(await before?.concepts([{ kind: 'APPROACH', reference: 'b799' }])).toEqual([null]);
});
