import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { defaultLimits } from '../../../src/api/limits/limits.js';
import { createSchema } from '../../../src/api/schema.js';
import { numbersFrom } from '../../../scripts/fuzz/choices.js';
import { fillGraph } from '../../../scripts/fuzz/graph.js';
import { operationFrom } from '../../../scripts/fuzz/operations.js';
import { readVocabulary } from '../../../scripts/fuzz/vocabulary.js';
import { get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seedFolder } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

/** A quota that does not refill. */
const quota = { costPerMinute: 1_000_000_000, burst: 1_000_000_000, now: () => 0 };

let graph: TestStore;
/** The server that executes cached documents directly. */
let directServer: TestServer;
/** The server that receives each operation in a new text, so that Apollo Server executes it. */
let apolloServer: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await fillGraph(graph.store, seedFolder);
  const limits = { ...defaultLimits, pageSize: 20 };
  directServer = await serveStore(graph.store, { quota, limits });
  apolloServer = await serveStore(graph.store, { quota, limits });
});
afterAll(async () => {
  await directServer.close();
  await apolloServer.close();
  await graph.close();
});

let lastText = 0;
beforeEach(() => {
  lastText += 1_000;
});

interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

/** Returns the operation with a new document text, so that Apollo Server must parse the document. */
function inNewText(operation: Operation): Operation {
  return { ...operation, query: `${operation.query} # ${(lastText += 1)}` };
}

/**
 * Sends an operation to both servers twice, to `apolloServer` in new texts.
 * @returns the second response of each server
 */
async function sendToBoth(
  operation: Operation,
  request: (operation: Operation) => TestRequest,
): Promise<readonly [TestResponse, TestResponse]> {
  await send(directServer, request(operation));
  await send(apolloServer, request(inNewText(operation)));
  return [
    await send(directServer, request(operation)),
    await send(apolloServer, request(inNewText(operation))),
  ];
}

const byPost = (operation: Operation): TestRequest => post(operation);

function byGet({ query, operationName, variables }: Operation): TestRequest {
  return get({
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables: JSON.stringify(variables) } : {}),
  });
}

/** Returns the response without the locations of its errors, which depend on the text of the document. */
function withoutLocations({ status, headers, text }: TestResponse): unknown {
  return { status, headers, text: text.replaceAll(/"locations":\[[^\]]*\],?/gu, '') };
}

/** Closes a server. @returns the number of requests that it executed without Apollo Server, according to its log */
async function closeAndCount(server: TestServer): Promise<unknown> {
  await server.close();
  return server.log.findLast(({ msg }) => msg === 'Numbers of operations by executor.')?.['withoutApollo'];
}

describe('A request with a cached document gets the response of Apollo Server to a new document', () => {
  const twoOperations = 'query A { revision { number } } query B { approaches { totalCount } }';
  const pageQuery =
    'query ($n: Int, $s: String!) { approach(slug: $s) { features(first: $n) { totalCount } } }';
  const cases: readonly (readonly [title: string, operation: Operation])[] = [
    ['with an operation name', { query: twoOperations, operationName: 'A' }],
    ['with the name of its second operation', { query: twoOperations, operationName: 'B' }],
    ['with the name of an operation that does not exist', { query: twoOperations, operationName: 'C' }],
    ['without an operation name', { query: twoOperations }],
    ['with an empty operation name', { query: twoOperations, operationName: '' }],
    ['with variables', { query: pageQuery, variables: { n: 2, s: 'mit' } }],
    ['with null for a non-null variable', { query: pageQuery, variables: { n: null, s: 'mit' } }],
    ['without required variables', { query: pageQuery }],
    ['with a page that is too large', { query: pageQuery, variables: { n: 21, s: 'mit' } }],
    ['with the argument `at`', { query: '{ approach(slug: "mit", at: 1) { name } }' }],
    ['with an unknown reference', { query: '{ compare(approaches: ["mit", "nowhere"]) { id } }' }],
    [
      'with a field that fails',
      { query: '{ revision { number } node(id: "nowhere") { id } approach(slug: 7) { name } }' },
    ],
    ['with introspection', { query: '{ __schema { queryType { name } } }' }],
  ];

  test.each(cases)('%s', async (_, operation) => {
    for (const request of [byPost, byGet]) {
      const [direct, expected] = await sendToBoth(operation, request);
      expect(withoutLocations(direct)).toEqual(withoutLocations(expected));
    }
  });

  test.each([
    '',
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json,application/json;q=0.9',
    'application/json;q=0.5, application/graphql-response+json;q=0.6',
    'application/*',
    'text/html',
    'nonsense',
  ])('if the client accepts "%s"', async (accept) => {
    const operation = { query: '{ approaches(first: 1) { totalCount } }' };
    const [direct, expected] = await sendToBoth(operation, (body) => post(body, { accept }));
    expect(withoutLocations(direct)).toEqual(withoutLocations(expected));
  });

  test('with operations generated from the schema, and sequences of variables', async () => {
    const schema = createSchema();
    const vocabulary = await readVocabulary(schema, graph.store.reader);
    for (let seed = 100; seed < 130; seed += 1) {
      const { source, operationName, sequence } = operationFrom(
        schema,
        vocabulary,
        numbersFrom(seed, 20 + (seed % 40) * 7),
      );
      for (const variables of sequence) {
        const [direct, expected] = await sendToBoth({ query: source, operationName, variables }, byPost);
        // If several fields fail, GraphQL does not specify which error is first.
        if (expected.text.startsWith('{"data":{')) expect(direct).toEqual(expected);
        else expect(direct.status).toEqual(expected.status);
      }
    }
  });

  test('and is charged the same cost, with or without a result', async () => {
    const remainingQuota = async (server: TestServer): Promise<unknown> =>
      (await send(server, post(inNewText({ query: '{ __typename }' })))).headers['ratelimit'];
    expect(await remainingQuota(directServer)).toBe(await remainingQuota(apolloServer));
    for (const [, operation] of cases) await sendToBoth(operation, byPost);
    expect(await remainingQuota(directServer)).toBe(await remainingQuota(apolloServer));
  });
});

test('Only the first request with a document, and requests that end in errors, reach Apollo Server', async () => {
  const server = await serveStore(graph.store);
  const query = '{ approaches(first: 1) { totalCount } }';
  const operations = [
    { query },
    { query },
    { query, variables: { unused: 1 } },
    { query, operationName: 'Other' },
    { query: '{ nothing }' },
    { query: '{ nothing }' },
  ];
  for (const operation of operations) await send(server, post(operation));
  expect(await closeAndCount(server)).toBe(2);
});
