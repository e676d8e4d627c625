import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { numbersFrom } from '../../../scripts/fuzz/choices.js';
import { fillGraph } from '../../../scripts/fuzz/graph.js';
import { operationFrom } from '../../../scripts/fuzz/operations.js';
import { readVocabulary } from '../../../scripts/fuzz/vocabulary.js';
import { seedFolder } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;

let graph: TestStore;
/** A store that reads the same graph from the database, without caches. */
let uncached: GraphStore;
let plain: TestServer;
let caching: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await fillGraph(graph.store, seedFolder);
  uncached = await openStore(graph.url);
  plain = await serveStore(uncached);
  caching = await serveStore(graph.store, { responseCacheBytes: mebibyte });
});
afterAll(async () => {
  await plain.close();
  await uncached.close();
  await caching.close();
  await graph.close();
});

type StatusAndBody = readonly [status: number, body: string];

async function post(server: TestServer, body: string): Promise<StatusAndBody> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return [response.status, await response.text()];
}

async function get(server: TestServer, members: object): Promise<StatusAndBody> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(members) as [string, unknown][]) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const response = await fetch(`${server.url}/graphql?${search.toString()}`, {
    headers: { 'apollo-require-preflight': 'yes' },
  });
  return [response.status, await response.text()];
}

/**
 * Expects two responses to be equal. If a response has errors, only status and data must be equal: if several fields fail, GraphQL does not specify
 * which error is reported.
 */
function expectEqual(actual: StatusAndBody, expected: StatusAndBody): void {
  if (expected[1].startsWith('{"data":{')) expect(actual).toEqual(expected);
  else expect([actual[0], dataOf(actual)]).toEqual([expected[0], dataOf(expected)]);
}

function dataOf([, body]: StatusAndBody): unknown {
  return (JSON.parse(body) as { data?: unknown }).data;
}

describe('After any sequence of requests, responses with and without a response cache are equal', () => {
  const featuresQuery =
    'query ($n: Int, $s: String!) { approach(slug: $s) { features(first: $n) { totalCount } } }';
  const listQuery = 'query ($n: Int) { approaches(first: $n) { nodes { slug } } }';
  const rankQuery =
    'query ($w: Float) { rank(approaches: ["mit", "isc"], criteria: [{ axis: "copyleft", weight: $w }]) { places { score } } }';
  const boundQuery =
    'query ($m: Decimal) { compare(approaches: ["cd-rom", "dvd-rom"]) { rows(where: [{ approach: "cd-rom", minimum: $m }]) { totalCount } } }';
  const twoOperations = 'query A { revision { number } } query B { approaches { totalCount } }';
  const oneOperation = 'query A { revision { number } }';
  const withVariables = (query: string, variables: string): string =>
    `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  const withMembers = (query: string, members: string): string =>
    `{"query":${JSON.stringify(query)}${members}}`;

  const similarBodies: readonly (readonly [title: string, bodies: readonly string[]])[] = [
    [
      'with a variable that is absent, null, or its default',
      ['{"s":"mit"}', '{"n":null,"s":"mit"}', '{"n":50,"s":"mit"}'].map((variables) =>
        withVariables(featuresQuery, variables),
      ),
    ],
    [
      'with variables that are absent, empty, or null',
      [
        withVariables(listQuery, '{}'),
        withVariables(listQuery, 'null'),
        withVariables(listQuery, '{"n":null}'),
        withMembers(listQuery, ''),
      ],
    ],
    [
      'with unknown variables',
      [
        withVariables(listQuery, '{"n":2}'),
        withVariables(listQuery, '{"n":2,"m":null}'),
        withVariables(listQuery, '{"n":2,"m":3}'),
      ],
    ],
    [
      'with repeated members',
      [
        withVariables(listQuery, '{"n":2,"n":3}'),
        withVariables(listQuery, '{"n":3,"n":2}'),
        withVariables(listQuery, '{"n":2,"n":null}'),
      ],
    ],
    [
      'with values of an Int variable',
      ['2', '2.0', '2e0', '0.2e1', '-0', '0', '1e999', '-1e999', '2147483648', '"2"', '[2]', 'true'].map(
        (n) => withVariables(listQuery, `{"n":${n}}`),
      ),
    ],
    [
      'with values of a Float variable',
      ['1', '1.0', '-0', '0', '1e-7', '9007199254740993', '9007199254740992', '1e999', '"1"'].map((w) =>
        withVariables(rankQuery, `{"w":${w}}`),
      ),
    ],
    [
      'with values of a Decimal variable',
      [
        '"700"',
        '700',
        '700.0',
        '"700.0"',
        '"9007199254740993"',
        '9007199254740993',
        '9007199254740992',
        '-0',
        '"-0"',
        '1e3',
      ].map((m) => withVariables(boundQuery, `{"m":${m}}`)),
    ],
    [
      'with values of a String variable',
      ['"mit"', '"\\u006dit"', '"MIT"', '" mit"', '"\\ud800"', '"\\ufffd"', '["mit"]', 'null'].map((s) =>
        withVariables(featuresQuery, `{"s":${s}}`),
      ),
    ],
    [
      'with operation names for a document with two operations',
      [
        '',
        ',"operationName":null',
        ',"operationName":""',
        ',"operationName":"A"',
        ',"operationName":"B"',
        ',"operationName":7',
      ].map((members) => withMembers(twoOperations, members)),
    ],
    [
      'with operation names for a document with one operation',
      [
        '',
        ',"operationName":null',
        ',"operationName":""',
        ',"operationName":"A"',
        ',"operationName":"B"',
      ].map((members) => withMembers(oneOperation, members)),
    ],
    [
      'with extensions',
      [
        '',
        ',"extensions":null',
        ',"extensions":{}',
        ',"extensions":{"a":null}',
        ',"extensions":[]',
        ',"extensions":"x"',
        ',"extensions":{"persistedQuery":null}',
        ',"extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}',
      ].map((members) => withMembers(oneOperation, members)),
    ],
    [
      'with documents that are missing, invalid or given twice',
      [
        '{}',
        '{"query":null}',
        '{"query":""}',
        '{"query":0}',
        withMembers(oneOperation, ''),
        withMembers(oneOperation, ',"query":null'),
        '{"query":{"kind":"Document"}}',
      ],
    ],
  ];

  test.each(similarBodies)('%s', async (_, bodies) => {
    const orders = fc.array(fc.nat(bodies.length - 1), { minLength: 2, maxLength: 8, size: 'max' });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        for (const index of order) {
          const body = bodies[index] ?? '';
          expect(await post(caching, body)).toEqual(await post(plain, body));
        }
      }),
      {
        seed: 14,
        numRuns: 3,
        examples: [[[...bodies.keys(), ...[...bodies.keys()].reverse(), ...bodies.keys()]]],
      },
    );
  });

  test('with operations generated from the schema, by POST and by GET', async () => {
    const schema = createSchema();
    const vocabulary = await readVocabulary(schema, graph.store.reader);
    let cachedCount = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const { source, operationName, sequence } = operationFrom(
        schema,
        vocabulary,
        numbersFrom(seed, 20 + seed * 7),
      );
      for (const variables of sequence) {
        const operationRequest = { query: source, operationName, variables };
        const body = JSON.stringify(operationRequest);
        const expected = await post(plain, body);
        expectEqual(await post(caching, body), expected);
        expectEqual(await post(caching, body), expected);
        if (body.length < 4_000) expectEqual(await get(caching, operationRequest), expected);
        if (expected[1].startsWith('{"data":{')) cachedCount += 1;
      }
    }
    expect(cachedCount).toBeGreaterThan(40);
  });
});
