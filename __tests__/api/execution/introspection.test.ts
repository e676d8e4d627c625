import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { Introspection } from '../../../src/api/execution/plan/introspection.js';
import { createSchema } from '../../../src/api/schema.js';
import { execute } from '../../support/api.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

// `execute` compares the bytes of a plan, if there is one, with the result of graphql-js.
test.each([
  ['the complete schema', getIntrospectionQuery()],
  [
    'a type beside other fields, in fragments and with @skip',
    '{ ...F approach(slug: "mit") { name } none: __type(name: "Absent") { name } } fragment F on Query { claim: __type(name: "Claim") { kind fields { name type { name } } description @skip(if: true) } }',
  ],
  [
    'a type whose name is in a variable',
    'query ($name: String = "Cell") { __type(name: $name) { name fields { name } } }',
  ],
])(
  'introspection of %s has the same result with graphql-js and with a plan, unless the plan falls back',
  async (_, source) => {
    const { errors, data } = await execute(graph.store, source);
    expect(errors).toBeUndefined();
    expect(data).toBeTruthy();
  },
);

test('a selection is executed once, even if documents format it differently', () => {
  const introspection = new Introspection(createSchema());
  const bytesOf = (source: string): Buffer | null => {
    const [operation] = parse(source).definitions as [OperationDefinitionNode];
    return introspection.execute('__schema', operation.selectionSet.selections as readonly FieldNode[], {});
  };
  const first = bytesOf('{ __schema { queryType { name } } }');
  expect(first?.toString()).toBe('{"queryType":{"name":"Query"}}');
  expect(bytesOf('{\n  __schema {\n    queryType { name, } } }')).toBe(first);
  expect(bytesOf('{ __schema { queryType { kind } } }')).not.toBe(first);
});
