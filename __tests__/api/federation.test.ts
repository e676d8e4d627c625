import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatError } from '../../src/api/request/format-error.js';
import { ask, execute } from '../support/api.js';
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

test('_entities returns entities by id, with their object types', async () => {
  const { compare } = await ask(
    graph.store,
    '{ compare(approaches: ["msp", "devops"]) { rows(first: 1) { nodes { cells { claims { id } } } } } }',
  );
  const claimId = compare.rows.nodes[0].cells[0].claims[0].id as string;
  const { _entities } = await ask(
    graph.store,
    `{ _entities(representations: [
        { __typename: "Approach", id: "approach/devops" },
        { __typename: "Concept", id: "dimension/nature" },
        { __typename: "Claim", id: "${claimId}" },
        { __typename: "Feature", id: "approach/devops" },
        { __typename: "Benefit", id: "benefit/none" }
      ]) { __typename ... on Approach { name } ... on Dimension { valueType } ... on Claim { predicate } } }`,
  );
  expect(_entities).toEqual([
    { __typename: 'Approach', name: 'DevOps' },
    { __typename: 'Dimension', valueType: 'TEXT' },
    { __typename: 'Claim', predicate: 'HAS_VALUE' },
    null,
    null,
  ]);
});

test.each([
  ['of a type that is not an entity', '{ __typename: "Cell", id: "x" }'],
  ['without an id', '{ __typename: "Approach" }'],
  ['with an id that is not a string', '{ __typename: "Approach", id: 5 }'],
  ['that is not an object', '5'],
])('a representation %s is rejected as a client error', async (_, representation) => {
  const source = `{ _entities(representations: [${representation}]) { __typename } }`;
  const [error] = (await execute(graph.store, source)).errors ?? [];
  expect(error && formatError(error.toJSON(), error)).toMatchObject({
    message: expect.stringContaining('representations: expected { __typename, id } of Approach'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
