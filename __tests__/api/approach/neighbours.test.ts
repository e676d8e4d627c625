import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RequestContext } from '../../../src/api/request/context.js';
import { loadNeighbours } from '../../../src/api/approach/neighbours.js';
import type { Approach } from '../../../src/graph/concept.js';
import { endingAfter } from '../../support/paces.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { seed } from '../../support/seed.js';

let graph: TestStore;

beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open(() => undefined);
  await seed(graph.store);
});
afterAll(() => graph.close());

test('the search for neighbours yields to other work, and finds the same neighbours as without pauses', async () => {
  const pace = endingAfter(Infinity);
  const { published } = await RequestContext.open(graph.store.reader, {}, pace);
  const [gpl] = (await published.view.concepts([{ kind: 'APPROACH', reference: 'gpl-3-0' }])) as [Approach];
  const neighbours = await loadNeighbours(published, gpl, 3);
  expect(neighbours).toHaveLength(3);
  expect(pace.pauses).toBeGreaterThan(10);
  const { published: unpaced } = await RequestContext.open(graph.store.reader);
  expect(await loadNeighbours(unpaced, gpl, 3)).toEqual(neighbours);
});
