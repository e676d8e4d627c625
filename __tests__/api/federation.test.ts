import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from '../support/api.js';
import { seed } from '../support/seed.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

test('the SDL for a gateway has entity keys, and does not have the root fields that only one subgraph may have', async () => {
  const { _service } = await ask(graph.store, '{ _service { sdl } }');
  const sdl = _service.sdl as string;
  expect(sdl).toContain('@link(url: "https://specs.apollo.dev/federation/v2.7"');
  expect(sdl).toContain('type Approach implements Concept & Node @key(fields: "id")');
  expect(sdl).not.toMatch(/\n {2}nodes?\(/u);
});
