/** Executes operations on a schema with a prefix, and compares their results and costs with those on the schema without a prefix. */
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  getOperationAST,
  graphql,
  isObjectType,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type NameNode,
  type OperationDefinitionNode,
} from 'graphql';
import { RecordBytesCache } from '../../../src/api/bytes/record-bytes-cache.js';
import { findResolverMethod } from '../../../src/api/execution/calls/resolver-methods.js';
import { resolverOf } from '../../../src/api/execution/graphql-js/promised-items.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { estimateOperation } from '../../../src/api/limits/estimate/estimate-operation.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import { inMemoryReaderOf } from '../../support/in-memory-readers.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const plain = createSchema();
const prefixed = createSchema({ naming: { prefix: 'Tertium', keep: [] } });

const folder = new URL('../../../playground/examples/', import.meta.url);
const examples = await Promise.all(
  (await readdir(folder))
    .sort()
    .map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const),
);

/** Renames the types and root fields of an operation; the response has the same keys. */
function withPrefix(document: DocumentNode): DocumentNode {
  const typeInfo = new TypeInfo(plain);
  const renamed = (name: NameNode, prefix: string): NameNode => ({ ...name, value: prefix + name.value });
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      NamedType: (node) =>
        /^(?:ID|Int|Float|String|Boolean|Query|PageInfo|_Any)$/u.test(node.name.value)
          ? undefined
          : { ...node, name: renamed(node.name, 'Tertium') },
      Field: {
        leave: (node) => {
          if (typeInfo.getParentType() !== plain.getQueryType() || node.name.value.startsWith('_'))
            return undefined;
          const { value } = node.name;
          const name = { ...node.name, value: `tertium${value.charAt(0).toUpperCase()}${value.slice(1)}` };
          return { ...node, alias: node.alias ?? node.name, name };
        },
      },
    }),
  );
}

const withoutPrefix = (json: string): string => json.replaceAll('"__typename":"Tertium', '"__typename":"');

async function byGraphqlJs(
  schema: GraphQLSchema,
  reader: GraphReader,
  document: DocumentNode,
  variableValues = {},
): Promise<string> {
  const contextValue = await RequestContext.open(reader);
  return JSON.stringify(await graphql({ schema, source: print(document), variableValues, contextValue }));
}

describe('With a prefix', () => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  test.each(examples)(
    '%s has the same result, by graphql-js and by a plan, and the same cost',
    async (_, source) => {
      const document = withPrefix(parse(source));
      expect(validate(prefixed, document)).toEqual([]);
      const operation = getOperationAST(document) as OperationDefinitionNode;
      const inMemory = await inMemoryReaderOf(graph.store);
      const expected = await byGraphqlJs(plain, inMemory, parse(source));
      expect(withoutPrefix(await byGraphqlJs(prefixed, graph.store.reader, document))).toBe(expected);
      const plans = new Plans(prefixed);
      // The second execution reads the bytes that the first one cached.
      for (let times = 0; times < 2; times += 1) {
        const result = await plans.execute(document, operation, {}, await RequestContext.open(inMemory));
        expect(withoutPrefix(result?.bytes.toString() ?? '')).toBe(`${expected}\n`);
        result?.release?.();
      }
      const view = await inMemory.openView();
      const statistics = await view?.statistics();
      if (!statistics) throw new TypeError('Expected the published view.');
      const plainOperation = getOperationAST(parse(source)) as OperationDefinitionNode;
      const estimate = estimateOperation(prefixed, document, operation, {}, statistics);
      expect(estimate.cost).toBe(
        estimateOperation(plain, parse(source), plainOperation, {}, statistics).cost,
      );
    },
  );

  const representations = [
    { __typename: 'Approach', slug: 'msp' },
    { __typename: 'Concept', id: 'dimension/nature' },
    { __typename: 'Cell', slot: 'cell:dimension/nature:approach/msp' },
    { __typename: 'ComparisonRow', slot: 'row:dimension/nature:approach/devops,approach/msp' },
    { __typename: 'Claim', id: 'claim/none' },
  ];
  const entities = parse(
    `query ($r: [_Any!]!) { _entities(representations: $r) { __typename
      ... on Concept { name } ... on Cell { display approach { name } } ... on ComparisonRow { verdict cells { display } } } }`,
  );

  test('entities are found by prefixed types, at the same cost', async () => {
    const inMemory = await inMemoryReaderOf(graph.store);
    const expected = await byGraphqlJs(plain, inMemory, entities, { r: representations });
    expect(expected).toContain('"__typename":"ComparisonRow"');
    const document = withPrefix(entities);
    const r = representations.map((each) => ({ ...each, __typename: `Tertium${each.__typename}` }));
    expect(withoutPrefix(await byGraphqlJs(prefixed, inMemory, document, { r }))).toBe(expected);
    const plans = new Plans(prefixed);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    const result = await plans.execute(document, operation, { r }, await RequestContext.open(inMemory));
    expect(withoutPrefix(result?.bytes.toString() ?? '')).toBe(`${expected}\n`);
    const statistics = await (await inMemory.openView())?.statistics();
    if (!statistics) throw new TypeError('Expected the published view.');
    const costOf = (schema: GraphQLSchema, of: DocumentNode, variables: object): number =>
      estimateOperation(
        schema,
        of,
        getOperationAST(of) as OperationDefinitionNode,
        { ...variables },
        statistics,
      ).cost;
    expect(costOf(prefixed, document, { r })).toBe(costOf(plain, entities, { r: representations }));
  });

  test('a representation with a type name without the prefix returns an error that lists the served names', async () => {
    const result = await byGraphqlJs(prefixed, graph.store.reader, withPrefix(entities), {
      r: representations.slice(0, 1),
    });
    expect(result).toContain(
      'representations[0]: expected \\"__typename\\" to be TertiumApproach, TertiumFeature',
    );
  });

  test('plans call the method of every resolver of queries directly, except the resolvers that federation adds', () => {
    const fieldsWithoutMethod: string[] = [];
    for (const type of Object.values(prefixed.getTypeMap())) {
      // Mutations are never planned.
      if (!isObjectType(type) || type.name.startsWith('__') || type.name === 'Mutation') continue;
      for (const field of Object.values(type.getFields())) {
        if (resolverOf(field) && !findResolverMethod(type, field)) fieldsWithoutMethod.push(field.name);
      }
    }
    expect(fieldsWithoutMethod).toEqual(['_entities', '_service']);
  });

  test('plans cache the bytes of as many selections as without a prefix', async () => {
    const source = parse(
      '{ compare(approaches: ["msp", "devops"]) { approaches { name } rows { nodes { cells { display } } } } }',
    );
    const inMemory = await inMemoryReaderOf(graph.store);
    const selections = async (schema: GraphQLSchema, document: DocumentNode): Promise<number> => {
      const cached = jest.spyOn(RecordBytesCache.prototype, 'forSelection');
      const operation = getOperationAST(document) as OperationDefinitionNode;
      const result = await new Plans(schema).execute(
        document,
        operation,
        {},
        await RequestContext.open(inMemory),
      );
      result?.release?.();
      const { length } = cached.mock.calls;
      cached.mockRestore();
      return length;
    };
    const count = await selections(plain, source);
    expect(count).toBe(2);
    expect(await selections(prefixed, withPrefix(source))).toBe(count);
  });

  test('_service returns the SDL with the prefix', async () => {
    const { data } = JSON.parse(
      await byGraphqlJs(prefixed, graph.store.reader, parse('{ _service { sdl } }')),
    ) as { data: { _service: { sdl: string } } };
    expect(data._service.sdl).toContain(
      'type TertiumApproach implements TertiumConcept & TertiumNode @key(fields: "id")',
    );
    expect(data._service.sdl).toContain('tertiumNode(');
  });
});
