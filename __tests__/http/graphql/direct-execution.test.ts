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

const quota = { costPerMinute: 1_000_000_000, burst: 1_000_000_000, now: () => 0 };

let graph: TestStore;
/** Two servers that have received the same requests, each with a quota that does not refill. */
let served: TestServer;
let apart: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await fillGraph(graph.store, seedFolder);
  const limits = { ...defaultLimits, pageSize: 20 };
  served = await serveStore(graph.store, { quota, limits });
  apart = await serveStore(graph.store, { quota, limits });
});
afterAll(async () => {
  await served.close();
  await apart.close();
  await graph.close();
});

let documents = 0;
beforeEach(() => {
  documents += 1_000;
});

interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

/** The same document in a text that was not sent before, so that Apollo Server must parse it. */
function inNewText(operation: Asked): Asked {
  return { ...operation, query: `${operation.query} # ${(documents += 1)}` };
}

/** Sends one server the same request twice, and the other one the request in new texts. @returns the second response of each */
async function askBoth(
  operation: Asked,
  request: (operation: Asked) => TestRequest,
): Promise<readonly [TestResponse, TestResponse]> {
  await send(served, request(operation));
  await send(apart, request(inNewText(operation)));
  return [await send(served, request(operation)), await send(apart, request(inNewText(operation)))];
}

const byPost = (operation: Asked): TestRequest => post(operation);

function byGet({ query, operationName, variables }: Asked): TestRequest {
  return get({
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables: JSON.stringify(variables) } : {}),
  });
}

/** Without the parts that depend on the text: locations in it, and the ETag of a response that contains them. */
function withoutPlaces({ status, headers, text }: TestResponse): unknown {
  return { status, headers, text: text.replaceAll(/"locations":\[[^\]]*\],?/gu, '') };
}

/** How many requests a server answered without Apollo Server, from the log line that it writes at its end. */
async function countAtTheEnd(server: TestServer): Promise<unknown> {
  await server.close();
  return server.log.findLast(({ msg }) => msg === 'Numbers of operations by executor.')?.['withoutApollo'];
}

describe('A request with a cached document gets the response that Apollo Server sends for a new document', () => {
  const two = 'query A { revision { number } } query B { approaches { totalCount } }';
  const paged = 'query ($n: Int, $s: String!) { approach(slug: $s) { features(first: $n) { totalCount } } }';
  const cases: readonly (readonly [name: string, asked: Asked])[] = [
    ['by its name', { query: two, operationName: 'A' }],
    ['by its other name', { query: two, operationName: 'B' }],
    ['by a name that it does not have', { query: two, operationName: 'C' }],
    ['by no name', { query: two }],
    ['by an empty name', { query: two, operationName: '' }],
    ['with variables', { query: paged, variables: { n: 2, s: 'mit' } }],
    ['with a null for a variable that may not be null', { query: paged, variables: { n: null, s: 'mit' } }],
    ['without variables that it needs', { query: paged }],
    ['with a page that is too large', { query: paged, variables: { n: 21, s: 'mit' } }],
    ['at a revision', { query: '{ approach(slug: "mit", at: 1) { name } }' }],
    ['with an unknown reference', { query: '{ compare(approaches: ["mit", "nowhere"]) { id } }' }],
    [
      'where a part fails',
      { query: '{ revision { number } node(id: "nowhere") { id } approach(slug: 7) { name } }' },
    ],
    ['about the schema', { query: '{ __schema { queryType { name } } }' }],
  ];

  test.each(cases)('%s', async (_, operation) => {
    for (const request of [byPost, byGet]) {
      const [known, fresh] = await askBoth(operation, request);
      expect(withoutPlaces(known)).toEqual(withoutPlaces(fresh));
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
    const [known, fresh] = await askBoth(operation, (each) => post(each, { accept }));
    expect(withoutPlaces(known)).toEqual(withoutPlaces(fresh));
  });

  test('for every operation of the schema, with sequences of variables', async () => {
    const schema = createSchema();
    const words = await readVocabulary(schema, graph.store.reader);
    for (let seed = 100; seed < 130; seed += 1) {
      const { source, operationName, sequence } = operationFrom(
        schema,
        words,
        numbersFrom(seed, 20 + (seed % 40) * 7),
      );
      for (const variables of sequence) {
        const [known, fresh] = await askBoth({ query: source, operationName, variables }, byPost);
        // If several fields fail, GraphQL does not specify which error comes first.
        if (fresh.text.startsWith('{"data":{')) expect(known).toEqual(fresh);
        else expect(known.status).toEqual(fresh.status);
      }
    }
  });

  test('and costs the client the same, with or without a result', async () => {
    const left = async (server: TestServer): Promise<unknown> =>
      (await send(server, post(inNewText({ query: '{ __typename }' })))).headers['ratelimit'];
    const [before, beforeApart] = [await left(served), await left(apart)];
    expect(before).toBe(beforeApart);
    for (const [, operation] of cases) await askBoth(operation, byPost);
    expect(await left(served)).toBe(await left(apart));
  });
});

test('Only the first request of a document, and those that end in errors, reach Apollo Server', async () => {
  const server = await serveStore(graph.store);
  const operation = '{ approaches(first: 1) { totalCount } }';
  const sent = [
    { query: operation },
    { query: operation },
    { query: operation, variables: { unused: 1 } },
    { query: operation, operationName: 'Other' },
    { query: '{ nothing }' },
    { query: '{ nothing }' },
  ];
  for (const each of sent) await send(server, post(each));
  expect(await countAtTheEnd(server)).toBe(2);
});
