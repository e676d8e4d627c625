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
/** Reads the same graph from the database, and caches nothing. */
let uncached: GraphStore;
let plain: TestServer;
let caching: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await fillGraph(graph.store, seedFolder);
  uncached = await openStore(graph.url);
  plain = await serveStore(uncached);
  caching = await serveStore(graph.store, { answerCacheBytes: mebibyte });
});
afterAll(async () => {
  await plain.close();
  await uncached.close();
  await caching.close();
  await graph.close();
});

type Answered = readonly [status: number, body: string];

async function post(server: TestServer, body: string): Promise<Answered> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return [response.status, await response.text()];
}

async function get(server: TestServer, members: object): Promise<Answered> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(members) as [string, unknown][]) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const response = await fetch(`${server.url}/graphql?${search.toString()}`, {
    headers: { 'apollo-require-preflight': 'yes' },
  });
  return [response.status, await response.text()];
}

/** If several fields fail, GraphQL does not specify which error is reported. Then only the data must be equal. */
function expectSame(came: Answered, expected: Answered): void {
  if (expected[1].startsWith('{"data":{')) expect(came).toEqual(expected);
  else expect([came[0], dataOf(came)]).toEqual([expected[0], dataOf(expected)]);
}

function dataOf([, body]: Answered): unknown {
  return (JSON.parse(body) as { data?: unknown }).data;
}

describe('After any sequence of requests, a server with a response cache sends the same as one without', () => {
  const features =
    'query ($n: Int, $s: String!) { approach(slug: $s) { features(first: $n) { totalCount } } }';
  const listed = 'query ($n: Int) { approaches(first: $n) { nodes { slug } } }';
  const ranked =
    'query ($w: Float) { rank(approaches: ["mit", "isc"], criteria: [{ axis: "copyleft", weight: $w }]) { places { score } } }';
  const above =
    'query ($m: Decimal) { compare(approaches: ["cd-rom", "dvd-rom"]) { rows(where: [{ approach: "cd-rom", minimum: $m }]) { totalCount } } }';
  const named = 'query A { revision { number } } query B { approaches { totalCount } }';
  const alone = 'query A { revision { number } }';
  const of = (query: string, variables: string): string =>
    `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  const naming = (query: string, name: string): string => `{"query":${JSON.stringify(query)}${name}}`;

  const alike: readonly (readonly [name: string, bodies: readonly string[]])[] = [
    [
      'variables: absent, null, default',
      ['{"s":"mit"}', '{"n":null,"s":"mit"}', '{"n":50,"s":"mit"}'].map((each) => of(features, each)),
    ],
    [
      'variables: all absent, empty, null',
      [of(listed, '{}'), of(listed, 'null'), of(listed, '{"n":null}'), naming(listed, '')],
    ],
    [
      'unknown variables',
      [of(listed, '{"n":2}'), of(listed, '{"n":2,"m":null}'), of(listed, '{"n":2,"m":3}')],
    ],
    [
      'members that come twice',
      [of(listed, '{"n":2,"n":3}'), of(listed, '{"n":3,"n":2}'), of(listed, '{"n":2,"n":null}')],
    ],
    [
      'whole numbers',
      ['2', '2.0', '2e0', '0.2e1', '-0', '0', '1e999', '-1e999', '2147483648', '"2"', '[2]', 'true'].map(
        (n) => of(listed, `{"n":${n}}`),
      ),
    ],
    [
      'numbers',
      ['1', '1.0', '-0', '0', '1e-7', '9007199254740993', '9007199254740992', '1e999', '"1"'].map((w) =>
        of(ranked, `{"w":${w}}`),
      ),
    ],
    [
      'exact decimals',
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
      ].map((m) => of(above, `{"m":${m}}`)),
    ],
    [
      'texts',
      ['"mit"', '"\\u006dit"', '"MIT"', '" mit"', '"\\ud800"', '"\\ufffd"', '["mit"]', 'null'].map((s) =>
        of(features, `{"s":${s}}`),
      ),
    ],
    [
      'names of operations',
      [
        '',
        ',"operationName":null',
        ',"operationName":""',
        ',"operationName":"A"',
        ',"operationName":"B"',
        ',"operationName":7',
      ].map((each) => naming(named, each)),
    ],
    [
      'the name of the only operation',
      [
        '',
        ',"operationName":null',
        ',"operationName":""',
        ',"operationName":"A"',
        ',"operationName":"B"',
      ].map((each) => naming(alone, each)),
    ],
    [
      'extensions',
      [
        '',
        ',"extensions":null',
        ',"extensions":{}',
        ',"extensions":{"a":null}',
        ',"extensions":[]',
        ',"extensions":"x"',
        ',"extensions":{"persistedQuery":null}',
        ',"extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}',
      ].map((each) => naming(alone, each)),
    ],
    [
      'what replaces the document',
      [
        '{}',
        '{"query":null}',
        '{"query":""}',
        '{"query":0}',
        naming(alone, ''),
        naming(alone, ',"query":null'),
        '{"query":{"kind":"Document"}}',
      ],
    ],
  ];

  test.each(alike)('%s', async (_, bodies) => {
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

  test('for operations made from the schema, by POST and by GET', async () => {
    const schema = createSchema();
    const words = await readVocabulary(schema, graph.store.reader);
    let cachedCount = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const { source, operationName, sequence } = operationFrom(
        schema,
        words,
        numbersFrom(seed, 20 + seed * 7),
      );
      for (const variables of sequence) {
        const operationRequest = { query: source, operationName, variables };
        const body = JSON.stringify(operationRequest);
        const expected = await post(plain, body);
        expectSame(await post(caching, body), expected);
        expectSame(await post(caching, body), expected);
        if (body.length < 4_000) expectSame(await get(caching, operationRequest), expected);
        if (expected[1].startsWith('{"data":{')) cachedCount += 1;
      }
    }
    expect(cachedCount).toBeGreaterThan(40);
  });
});
