import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RequestContext } from '../../src/api/context.js';
import { loadNeighbours } from '../../src/api/neighbours.js';
import type { Approach } from '../../src/graph/concept.js';
import { heldStore, sqliteStore, type TestStore } from '../support/stores.js';
import { seed } from '../support/server.js';

let graph: TestStore;

beforeAll(async () => {
  graph = await heldStore(sqliteStore).open(() => undefined);
  await seed(graph.store);
});
afterAll(() => graph.close());

/** What a promise comes to, and how many turns others had until then. */
async function countTurns<Value>(promise: Promise<Value>): Promise<{ value: Value; turns: number }> {
  let turns = 0;
  let next = setImmediate(function turn() {
    turns += 1;
    next = setImmediate(turn);
  });
  const value = await promise;
  clearImmediate(next);
  return { value, turns };
}

test('other requests have their turns while a revision is looked through for neighbours, which is done once', async () => {
  const { published } = await RequestContext.open(graph.store.reader);
  const [gpl, mit] = (await published.view.concepts(
    ['gpl-3-0', 'mit'].map((reference) => ({ kind: 'APPROACH', reference })),
  )) as [Approach, Approach];
  const first = await countTurns(loadNeighbours(published, gpl, 3));
  expect(first.value).toHaveLength(3);
  expect(first.turns).toBeGreaterThan(10);
  const again = await countTurns(loadNeighbours(published, gpl, 3));
  expect(again).toEqual({ value: first.value, turns: 0 });
  // Another approach has its own lines, few of which are new.
  const other = await countTurns(loadNeighbours(published, mit, 3));
  expect(other.value).toHaveLength(3);
  expect(other.turns).toBeLessThan(first.turns);
});
