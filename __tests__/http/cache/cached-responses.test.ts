import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { concept, imported } from '../../support/changes.js';
import { get, post, send, type TestRequest } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { eachStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

const mebibyte = 1024 * 1024;

const query =
  'query A($a: [String!]!) { compare(approaches: $a) { summary { rowCount } approaches { name } } }';
const variables = { a: ['msp', 'devops'] };
const operations = 'query A { revision { number } } query B { __typename }';
const deepQuery = `{ approaches { ${'nodes { features { '.repeat(12)} totalCount ${'} }'.repeat(12)} } }`;
const largeQuery = '{ approaches { nodes { id name summary features { nodes { id name } } } } }';
const partialQuery =
  '{ revision { number } compare(approaches: ["msp", "absent"]) { summary { rowCount } } }';

const requests: readonly (readonly [title: string, request: TestRequest])[] = [
  ['POST', post({ query, variables })],
  [
    'POST with another order of members',
    post(`{ "variables" : ${JSON.stringify(variables)}, "query": "${query}" }`),
  ],
  [
    'POST of JSON with a parameter in its content type',
    post({ query, variables }, { 'content-type': 'application/json; a=b' }),
  ],
  ['POST of plain text, as HTML forms send it', post({ query, variables }, { 'content-type': 'text/plain' })],
  ['POST of an encoded HTML form', post('query=1', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['POST without a content type', { body: JSON.stringify({ query }) }],
  ['POST of text that is not JSON', post('{ not json')],
  ['POST of an empty body', post('')],
  ['POST of a list', post([{ query: '{ __typename }' }])],
  ['POST of a member named __proto__', post('{"query":"{ __typename }","__proto__":{}}')],
  ['POST of a body that is too large', post({ query: '{ __typename }', pad: 'x'.repeat(300_000) })],
  ['GET', get({ query, variables: JSON.stringify(variables) })],
  [
    'GET with a preflighted header',
    get({ query, variables: JSON.stringify(variables) }, { 'apollo-require-preflight': 'yes' }),
  ],
  ['GET from a page of another site', get({ query: '{ __typename }' }, { 'sec-fetch-site': 'cross-site' })],
  [
    'GET of a large response that may be compressed',
    get({ query: largeQuery }, { 'accept-encoding': 'gzip, br' }),
  ],
  [
    'POST with a large response that may be compressed',
    post({ query: largeQuery }, { 'accept-encoding': 'gzip' }),
  ],
  ['POST with a large response', post({ query: largeQuery })],
  [
    'POST with a small response that may be compressed',
    post({ query, variables }, { 'accept-encoding': 'br' }),
  ],
  [
    'POST with an error response that may be compressed',
    post({ query: `{ ${'nope '.repeat(50)} }` }, { 'accept-encoding': 'br' }),
  ],
  ['POST of a compressed body', post(gzipSync(JSON.stringify({ query })), { 'content-encoding': 'gzip' })],
  [
    'POST of a body that cannot be decompressed',
    post(JSON.stringify({ query }), { 'content-encoding': 'gzip' }),
  ],
  ['POST of bytes that are not UTF-8', post(Buffer.from('{"query":"{ __typename # \xff }"}', 'latin1'))],
  ['GET at a named revision', get({ query: '{ compare(approaches: ["mit", "isc"], at: 1) { revision } }' })],
  ['GET with another content type', get({ query: '{ __typename }' }, { 'content-type': 'text/html' })],
  ['GET with variables that are not JSON', get({ query, variables: '{' })],
  ['GET with an unknown ETag', get({ query: '{ __typename }' }, { 'if-none-match': '"other"' })],
  ['GET with "If-None-Match: *"', get({ query: '{ __typename }' }, { 'if-none-match': '*' })],
  [
    'GET with Cache-Control: no-cache',
    get({ query: '{ __typename }' }, { 'if-none-match': '*', 'cache-control': 'no-cache' }),
  ],
  ['GET with credentials', get({ query: '{ __typename }' }, { authorization: 'Bearer 1' })],
  [
    'GET with credentials and a preflighted header',
    get({ query: largeQuery }, { authorization: 'Bearer 1', 'apollo-require-preflight': 'yes' }),
  ],
  ['POST with a cookie', post({ query: largeQuery }, { cookie: 'a=1', 'accept-encoding': 'br' })],
  ['POST with credentials', post({ query: '{ __typename }' }, { authorization: 'Bearer 1' })],
  ['POST with "If-None-Match: *"', post({ query: '{ __typename }' }, { 'if-none-match': '*' })],
  ['HEAD', { ...get({ query: '{ __typename }' }), method: 'HEAD' }],
  [
    'HEAD of a large response',
    { ...get({ query: largeQuery }, { 'accept-encoding': 'br' }), method: 'HEAD' },
  ],
  ['HEAD of an error response', { ...get({ query: '{ nope }' }), method: 'HEAD' }],
  ['PUT', { ...post({ query }), method: 'PUT' }],
  ['an operation that is nested too deeply', post({ query: deepQuery })],
  ['a mutation', post({ query: 'mutation { x }' })],
  ['a mutation by GET', get({ query: 'mutation { x }' })],
  ['a document that is not GraphQL', post({ query: '{' })],
  ['an operation with an unknown field', post({ query: '{ nope }' })],
  [
    'an operation with a variable that is too large',
    post('{"query":"query ($n: Int) { approaches(first: $n) { totalCount } }","variables":{"n":1e999}}'),
  ],
  [
    'an operation with a variable that is null',
    post('{"query":"query ($n: Int) { approaches(first: $n) { totalCount } }","variables":{"n":null}}'),
  ],
  ['operation A', post({ query: operations, operationName: 'A' })],
  ['operation B', post({ query: operations, operationName: 'B' })],
  ['an operation that does not exist', post({ query: operations, operationName: 'C' })],
  ['two operations without an operation name', post({ query: operations })],
  ['an operation with data and errors', post({ query: partialQuery })],
  [
    'an operation at a revision that does not exist',
    post({ query: '{ compare(approaches: ["msp", "devops"], at: 9) { summary { rowCount } } }' }),
  ],
  [
    'POST that accepts the GraphQL media type only',
    post({ query, variables }, { accept: 'application/graphql-response+json' }),
  ],
  ['POST that accepts an unsupported media type only', post({ query, variables }, { accept: 'image/png' })],
  ['GET that accepts HTML only', get({ query: '{ __typename }' }, { accept: 'text/html' })],
  ['POST from an allowed origin', post({ query, variables }, { origin: 'https://widgets.example' })],
  ['POST from another origin', post({ query, variables }, { origin: 'https://other.example' })],
  [
    'GET from another origin',
    get({ query, variables: JSON.stringify(variables) }, { origin: 'https://other.example' }),
  ],
  [
    'a persisted query without its document',
    post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }),
  ],
];

describe.each<readonly [string, readonly string[] | '*' | undefined]>([
  ['no other origin', undefined],
  ['any origin', '*'],
  ['configured origins', ['https://widgets.example', 'https://pages.example']],
])('With the response cache and CORS for %s,', (_, corsOrigins) => {
  let graph: TestStore;
  let plain: TestServer;
  let caching: TestServer;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await seed(graph.store);
    plain = await serveStore(graph.store, { ...(corsOrigins && { corsOrigins }) });
    caching = await serveStore(graph.store, {
      ...(corsOrigins && { corsOrigins }),
      responseCacheBytes: mebibyte,
    });
  });
  afterAll(async () => {
    await plain.close();
    await caching.close();
    await graph.close();
  });

  test.each(requests)(
    'the first and the second response to %s equal the response without the cache',
    async (_name, request) => {
      const expected = await send(plain, request);
      expect(await send(caching, request)).toEqual(expected);
      expect(await send(caching, request)).toEqual(expected);
    },
  );

  test('the responses to random requests equal the responses without the cache', async () => {
    const bodyTemplates = fc.constantFrom(
      '{"query":"Q","variables":{"first":1,"x":2}}',
      '{"variables":{"x":2,"first":1},"query":"Q"}',
      '{"query":"Q","variables":{"first":2}}',
      '{"query":"Q","variables":{"first":1e999}}',
      '{"query":"Q","variables":{"first":null}}',
      '{"query":"Q"}',
      '{"query":"Q","operationName":"A"}',
      '{"query":"Q","operationName":"B","extensions":{"x":1}}',
    );
    const documents = fc.constantFrom(
      'query A($first: Int) { approaches(first: $first) { nodes { slug } } }',
      'query B($first: Int = 3) { approaches(first: $first) { totalCount } }',
      'query A { __typename } query B { revision { number } }',
    );
    const anyHeaders = fc.record({
      'content-type': fc.constantFrom('application/json', 'application/json;charset=utf-8', 'text/plain'),
      accept: fc.constantFrom('*/*', 'application/graphql-response+json', 'text/html', 'image/png'),
      'apollo-require-preflight': fc.constantFrom('', 'yes'),
      origin: fc.constantFrom('https://widgets.example', 'https://other.example'),
      'if-none-match': fc.constantFrom('', '*', '"x"'),
      'accept-encoding': fc.constantFrom('', 'br', 'gzip;q=0.5, *;q=0'),
      cookie: fc.constantFrom('', 'a=1'),
    });
    const request = fc
      .tuple(fc.constantFrom('POST', 'GET', 'HEAD'), bodyTemplates, documents, anyHeaders)
      .map(([method, template, document, values]): TestRequest => {
        const body = template.replace('Q', document);
        const headers = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
        if (method === 'POST') return { headers, body };
        const members = Object.entries(JSON.parse(body) as Record<string, unknown>);
        const search = Object.fromEntries(
          members.map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
        );
        return { ...get(search, headers), method };
      });
    await fc.assert(
      fc.asyncProperty(request, async (operation) => {
        expect(await send(caching, operation)).toEqual(await send(plain, operation));
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('A response', () => {
  let statements = 0;
  let graph: TestStore;
  let server: TestServer;
  beforeAll(async () => {
    graph = await sqliteStore.open(() => (statements += 1));
    await seed(graph.store);
    server = await serveStore(graph.store, { responseCacheBytes: mebibyte });
  });
  beforeEach(() => void (statements = 0));
  afterAll(async () => {
    await server.close();
    await graph.close();
  });

  /** Sends a request. @returns the number of statements that it runs, without the statement that reads the revision */
  const statementsOf = async (request: TestRequest): Promise<number> => {
    statements = 0;
    await send(server, request);
    return statements - 1;
  };

  test('is computed once by POST, for any formatting of the body, and once by GET', async () => {
    const operation = { query: '{ compare(approaches: ["mit", "isc"]) { summary { rowCount } } }' };
    expect(await statementsOf(post(operation))).toBeGreaterThan(0);
    expect(await statementsOf(post(operation))).toBe(0);
    expect(await statementsOf(post(` ${JSON.stringify({ variables: null, ...operation })}`))).toBe(0);
    expect(await statementsOf(get(operation))).toBeGreaterThan(0);
    expect(await statementsOf(get(operation))).toBe(0);
  });

  test.each([
    ['with data and errors', post({ query: partialQuery })],
    ['with errors and no data', post({ query: '{ approaches(first: 501) { totalCount } }' })],
  ])('%s is computed each time', async (_, request) => {
    expect(await statementsOf(request)).toBeGreaterThan(0);
    expect(await statementsOf(request)).toBeGreaterThan(0);
  });

  test('that the client has cached is confirmed with 304 until a publication changes it', async () => {
    const request = get({ query: '{ approaches { totalCount } }' });
    const first = await send(server, request);
    expect(first).toMatchObject({
      status: 200,
      headers: {
        etag: expect.stringMatching(/^"[\w-]{43}"$/),
        'cache-control': 'public, max-age=0, must-revalidate',
        vary: 'Accept, Accept-Encoding, Tertium-Revision',
      },
    });
    const conditionalRequest = {
      ...request,
      headers: { ...request.headers, 'if-none-match': String(first.headers.etag) },
    };
    const second = await send(server, conditionalRequest);
    expect([second.status, second.text, second.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect(second.headers).not.toHaveProperty('content-type');
    expect(second.headers).not.toHaveProperty('content-length');
    await graph.store.apply([{ type: 'putConcept', concept: concept('APPROACH', 'added') }], imported);
    const third = await send(server, conditionalRequest);
    expect(third.status).toBe(200);
    expect(third.headers.etag).not.toBe(first.headers.etag);
  });

  test('is computed once for identical requests with and without credentials', async () => {
    const operation = { query: '{ approaches(first: 7) { totalCount } }' };
    expect(await statementsOf(post(operation, { authorization: 'Bearer 1' }))).toBeGreaterThan(0);
    expect(await statementsOf(post(operation, { cookie: 'session=2' }))).toBe(0);
    expect(await statementsOf(post(operation))).toBe(0);
  });

  test('is computed once for HEAD and GET, with and without a content encoding', async () => {
    const operation = get({ query: '{ approaches(first: 9) { nodes { id name summary } } }' });
    expect(await statementsOf({ ...operation, method: 'HEAD' })).toBeGreaterThan(0);
    expect(await statementsOf(operation)).toBe(0);
    expect(await statementsOf({ ...operation, headers: { 'accept-encoding': 'br' } })).toBe(0);
  });

  test('with errors may not be cached by clients', async () => {
    for (const request of [post({ query: partialQuery }), get({ query: '{ nope }' })]) {
      const { headers } = await send(server, request);
      expect(headers).not.toHaveProperty('etag');
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  test('is not served from the cache if the revision cannot be read', async () => {
    const request = post({ query: '{ revision { number } }' });
    await send(server, request);
    const { reader } = graph.store as { reader: { openView: unknown } };
    const openView = reader.openView;
    for (const failing of [
      () => Promise.reject(new Error('gone')),
      () => {
        throw new Error('gone');
      },
    ]) {
      reader.openView = failing;
      const { status, text } = await send(server, request);
      expect([status, text]).toEqual([500, expect.stringContaining('INTERNAL_SERVER_ERROR')]);
    }
    reader.openView = openView;
    expect(await send(server, request)).toMatchObject({ status: 200 });
  });
});

describe.each(eachStore)('On $name', ({ open }) => {
  let graph: TestStore;
  let otherStore: GraphStore;
  let servers: readonly TestServer[];
  beforeAll(async () => {
    graph = await open();
    otherStore = await openStore(graph.url);
    servers = [
      await serveStore(graph.store, { responseCacheBytes: mebibyte }),
      await serveStore(otherStore, { responseCacheBytes: mebibyte }),
    ];
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await otherStore.close();
    await graph.close();
  });

  test('each server serves a revision that the other server has published, from the next request on', async () => {
    const countRequest = post({ query: '{ approaches { totalCount } revision { number } }' });
    for (let n = 1; n <= 6; n++) {
      const store = n % 2 === 0 ? graph.store : otherStore;
      await store.apply([{ type: 'putConcept', concept: concept('APPROACH', `a${n}`) }], imported);
      for (const server of servers) {
        for (const _time of ['computed', 'cached']) {
          expect(JSON.parse((await send(server, countRequest)).text)).toEqual({
            data: { approaches: { totalCount: n }, revision: { number: n } },
          });
        }
      }
    }
  });

  test('a response that was computed while another revision was published is not cached for the wrong revision', async () => {
    const [server] = servers as [TestServer];
    const { reader } = graph.store as unknown as { reader: { openView(at?: number): Promise<unknown> } };
    const openView = reader.openView.bind(reader);
    const request = post({ query: '{ current: revision { number } }' });
    let calls = 0;
    reader.openView = async (at) => {
      const view = await openView(at);
      calls += 1;
      // Publishes a revision between the check of the revision and the opening of the view from which the response is computed.
      if (calls === 1) {
        await otherStore.apply([{ type: 'putConcept', concept: concept('APPROACH', 'between') }], imported);
      }
      return view;
    };
    await send(server, request);
    reader.openView = openView;
    const { number } = (
      JSON.parse((await send(server, request)).text) as { data: { current: { number: number } } }
    ).data.current;
    expect(number).toBe(7);
  });
});
