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
const deep = `{ approaches { ${'nodes { features { '.repeat(12)} totalCount ${'} }'.repeat(12)} } }`;
const large = '{ approaches { nodes { id name summary features { nodes { id name } } } } }';
const partly = '{ revision { number } compare(approaches: ["msp", "absent"]) { summary { rowCount } } }';

const requests: readonly (readonly [name: string, question: TestRequest])[] = [
  ['POST', post({ query, variables })],
  ['POST, written otherwise', post(`{ "variables" : ${JSON.stringify(variables)}, "query": "${query}" }`)],
  ['POST of another type of JSON', post({ query, variables }, { 'content-type': 'application/json; a=b' })],
  ['POST as a form sends it', post({ query, variables }, { 'content-type': 'text/plain' })],
  ['POST as a form encodes it', post('query=1', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['POST without a type', { body: JSON.stringify({ query }) }],
  ['POST of no JSON', post('{ not json')],
  ['POST of nothing', post('')],
  ['POST of a list', post([{ query: '{ __typename }' }])],
  ['POST of a prototype', post('{"query":"{ __typename }","__proto__":{}}')],
  ['POST of too much', post({ query: '{ __typename }', pad: 'x'.repeat(300_000) })],
  ['GET', get({ query, variables: JSON.stringify(variables) })],
  [
    'GET that is preflighted',
    get({ query, variables: JSON.stringify(variables) }, { 'apollo-require-preflight': 'yes' }),
  ],
  ['GET of a page of another site', get({ query: '{ __typename }' }, { 'sec-fetch-site': 'cross-site' })],
  ['GET of large text that may be compressed', get({ query: large }, { 'accept-encoding': 'gzip, br' })],
  ['POST of large text that may be compressed', post({ query: large }, { 'accept-encoding': 'gzip' })],
  ['POST of large text', post({ query: large })],
  ['POST of small text that may be compressed', post({ query, variables }, { 'accept-encoding': 'br' })],
  [
    'POST of errors that may be compressed',
    post({ query: `{ ${'nope '.repeat(50)} }` }, { 'accept-encoding': 'br' }),
  ],
  ['POST that is compressed', post(gzipSync(JSON.stringify({ query })), { 'content-encoding': 'gzip' })],
  ['POST that cannot be inflated', post(JSON.stringify({ query }), { 'content-encoding': 'gzip' })],
  ['POST of bytes that are no text', post(Buffer.from('{"query":"{ __typename # \xff }"}', 'latin1'))],
  ['GET of a revision', get({ query: '{ compare(approaches: ["mit", "isc"], at: 1) { revision } }' })],
  ['GET of another type', get({ query: '{ __typename }' }, { 'content-type': 'text/html' })],
  ['GET with variables that are no JSON', get({ query, variables: '{' })],
  ['GET of a tag that is not held', get({ query: '{ __typename }' }, { 'if-none-match': '"other"' })],
  ['GET of any tag', get({ query: '{ __typename }' }, { 'if-none-match': '*' })],
  [
    'GET past caches',
    get({ query: '{ __typename }' }, { 'if-none-match': '*', 'cache-control': 'no-cache' }),
  ],
  ['GET by someone', get({ query: '{ __typename }' }, { authorization: 'Bearer 1' })],
  [
    'GET by someone, preflighted',
    get({ query: large }, { authorization: 'Bearer 1', 'apollo-require-preflight': 'yes' }),
  ],
  ['POST with a cookie', post({ query: large }, { cookie: 'a=1', 'accept-encoding': 'br' })],
  ['POST by someone', post({ query: '{ __typename }' }, { authorization: 'Bearer 1' })],
  ['POST of a tag', post({ query: '{ __typename }' }, { 'if-none-match': '*' })],
  ['HEAD', { ...get({ query: '{ __typename }' }), method: 'HEAD' }],
  ['HEAD of large text', { ...get({ query: large }, { 'accept-encoding': 'br' }), method: 'HEAD' }],
  ['HEAD of errors', { ...get({ query: '{ nope }' }), method: 'HEAD' }],
  ['PUT', { ...post({ query }), method: 'PUT' }],
  ['too deep', post({ query: deep })],
  ['a mutation', post({ query: 'mutation { x }' })],
  ['a mutation by GET', get({ query: 'mutation { x }' })],
  ['no GraphQL', post({ query: '{' })],
  ['an unknown field', post({ query: '{ nope }' })],
  [
    'a variable that is too large',
    post('{"query":"query ($n: Int) { approaches(first: $n) { totalCount } }","variables":{"n":1e999}}'),
  ],
  [
    'the same, null',
    post('{"query":"query ($n: Int) { approaches(first: $n) { totalCount } }","variables":{"n":null}}'),
  ],
  ['operation A', post({ query: operations, operationName: 'A' })],
  ['operation B', post({ query: operations, operationName: 'B' })],
  ['operation C', post({ query: operations, operationName: 'C' })],
  ['no operation', post({ query: operations })],
  ['errors beside data', post({ query: partly })],
  [
    'an older revision that is not there',
    post({ query: '{ compare(approaches: ["msp", "devops"], at: 9) { summary { rowCount } } }' }),
  ],
  [
    'the type of GraphQL answers',
    post({ query, variables }, { accept: 'application/graphql-response+json' }),
  ],
  ['a type that is not there', post({ query, variables }, { accept: 'image/png' })],
  ['a page', get({ query: '{ __typename }' }, { accept: 'text/html' })],
  ['the origin that may read', post({ query, variables }, { origin: 'https://widgets.example' })],
  ['another origin', post({ query, variables }, { origin: 'https://other.example' })],
  [
    'GET from another origin',
    get({ query, variables: JSON.stringify(variables) }, { origin: 'https://other.example' }),
  ],
  [
    'a document by its hash alone',
    post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }),
  ],
];

describe.each<readonly [string, readonly string[] | '*' | undefined]>([
  ['its own origin', undefined],
  ['any origin', '*'],
  ['the origins that are set', ['https://widgets.example', 'https://pages.example']],
])('With the response cache, for %s,', (_, corsOrigins) => {
  let graph: TestStore;
  let plain: TestServer;
  let caching: TestServer;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await seed(graph.store);
    plain = await serveStore(graph.store, { ...(corsOrigins && { corsOrigins }) });
    caching = await serveStore(graph.store, {
      ...(corsOrigins && { corsOrigins }),
      answerCacheBytes: mebibyte,
    });
  });
  afterAll(async () => {
    await plain.close();
    await caching.close();
    await graph.close();
  });

  test.each(requests)(
    'the first and the second response to %s are the same as without the cache',
    async (_name, request) => {
      const expected = await send(plain, request);
      expect(await send(caching, request)).toEqual(expected);
      expect(await send(caching, request)).toEqual(expected);
    },
  );

  test('any requests in any order get the same responses as without the cache', async () => {
    const written = fc.constantFrom(
      '{"query":"Q","variables":{"first":1,"x":2}}',
      '{"variables":{"x":2,"first":1},"query":"Q"}',
      '{"query":"Q","variables":{"first":2}}',
      '{"query":"Q","variables":{"first":1e999}}',
      '{"query":"Q","variables":{"first":null}}',
      '{"query":"Q"}',
      '{"query":"Q","operationName":"A"}',
      '{"query":"Q","operationName":"B","extensions":{"x":1}}',
    );
    const document = fc.constantFrom(
      'query A($first: Int) { approaches(first: $first) { nodes { slug } } }',
      'query B($first: Int = 3) { approaches(first: $first) { totalCount } }',
      'query A { __typename } query B { revision { number } }',
    );
    const headers = fc.record({
      'content-type': fc.constantFrom('application/json', 'application/json;charset=utf-8', 'text/plain'),
      accept: fc.constantFrom('*/*', 'application/graphql-response+json', 'text/html', 'image/png'),
      'apollo-require-preflight': fc.constantFrom('', 'yes'),
      origin: fc.constantFrom('https://widgets.example', 'https://other.example'),
      'if-none-match': fc.constantFrom('', '*', '"x"'),
      'accept-encoding': fc.constantFrom('', 'br', 'gzip;q=0.5, *;q=0'),
      cookie: fc.constantFrom('', 'a=1'),
    });
    const request = fc
      .tuple(fc.constantFrom('POST', 'GET', 'HEAD'), written, document, headers)
      .map(([method, text, operation, all]): TestRequest => {
        const body = text.replace('Q', operation);
        const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
        if (method === 'POST') return { headers: given, body };
        const members = Object.entries(JSON.parse(body) as Record<string, unknown>);
        const search = Object.fromEntries(
          members.map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
        );
        return { ...get(search, given), method };
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
    server = await serveStore(graph.store, { answerCacheBytes: mebibyte });
  });
  beforeEach(() => void (statements = 0));
  afterAll(async () => {
    await server.close();
    await graph.close();
  });

  /** How many statements a request runs, not counting the one that reads the revision. */
  const costOf = async (request: TestRequest): Promise<number> => {
    statements = 0;
    await send(server, request);
    return statements - 1;
  };

  test('is computed once, by POST and by GET, for all spellings of the same request', async () => {
    const operation = { query: '{ compare(approaches: ["mit", "isc"]) { summary { rowCount } } }' };
    expect(await costOf(post(operation))).toBeGreaterThan(0);
    expect(await costOf(post(operation))).toBe(0);
    expect(await costOf(post(` ${JSON.stringify({ variables: null, ...operation })}`))).toBe(0);
    expect(await costOf(get(operation))).toBeGreaterThan(0);
    expect(await costOf(get(operation))).toBe(0);
  });

  test.each([
    ['with errors beside its data', post({ query: partly })],
    ['with errors and no data', post({ query: '{ approaches(first: 501) { totalCount } }' })],
  ])('%s is computed each time', async (_, request) => {
    expect(await costOf(request)).toBeGreaterThan(0);
    expect(await costOf(request)).toBeGreaterThan(0);
  });

  test('that the client has cached is not sent again until the next revision', async () => {
    const request = get({ query: '{ approaches { totalCount } }' });
    const first = await send(server, request);
    expect(first).toMatchObject({
      status: 200,
      headers: {
        etag: expect.stringMatching(/^"[\w-]{43}"$/),
        'cache-control': 'public, max-age=0, must-revalidate',
        vary: 'Accept, Accept-Encoding',
      },
    });
    const validators = {
      ...request,
      headers: { ...request.headers, 'if-none-match': String(first.headers.etag) },
    };
    const second = await send(server, validators);
    expect([second.status, second.text, second.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect(second.headers).not.toHaveProperty('content-type');
    expect(second.headers).not.toHaveProperty('content-length');
    await graph.store.apply([{ type: 'putConcept', concept: concept('APPROACH', 'more') }], imported);
    const third = await send(server, validators);
    expect(third.status).toBe(200);
    expect(third.headers.etag).not.toBe(first.headers.etag);
  });

  test('is computed once for all clients that send the same request, with any credentials', async () => {
    const operation = { query: '{ approaches(first: 7) { totalCount } }' };
    expect(await costOf(post(operation, { authorization: 'Bearer 1' }))).toBeGreaterThan(0);
    expect(await costOf(post(operation, { cookie: 'session=2' }))).toBe(0);
    expect(await costOf(post(operation))).toBe(0);
  });

  test('is computed once for HEAD and GET, and for every content encoding', async () => {
    const operation = get({ query: '{ approaches(first: 9) { nodes { id name summary } } }' });
    expect(await costOf({ ...operation, method: 'HEAD' })).toBeGreaterThan(0);
    expect(await costOf(operation)).toBe(0);
    expect(await costOf({ ...operation, headers: { 'accept-encoding': 'br' } })).toBe(0);
  });

  test('with errors may not be cached by clients', async () => {
    for (const request of [post({ query: partly }), get({ query: '{ nope }' })]) {
      const { headers } = await send(server, request);
      expect(headers).not.toHaveProperty('etag');
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  test('that is cached is not sent if the revision cannot be read', async () => {
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
  let other: GraphStore;
  let servers: readonly TestServer[];
  beforeAll(async () => {
    graph = await open();
    other = await openStore(graph.url);
    servers = [
      await serveStore(graph.store, { answerCacheBytes: mebibyte }),
      await serveStore(other, { answerCacheBytes: mebibyte }),
    ];
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await other.close();
    await graph.close();
  });

  test('each server sees a revision that the other one published at the next request', async () => {
    const counted = post({ query: '{ approaches { totalCount } revision { number } }' });
    for (let n = 1; n <= 6; n++) {
      const store = n % 2 === 0 ? graph.store : other;
      await store.apply([{ type: 'putConcept', concept: concept('APPROACH', `a${n}`) }], imported);
      for (const server of servers) {
        for (const _time of ['computed', 'cached']) {
          expect(JSON.parse((await send(server, counted)).text)).toEqual({
            data: { approaches: { totalCount: n }, revision: { number: n } },
          });
        }
      }
    }
  });

  test('a response that was computed while another revision was published is not cached for that revision', async () => {
    const [server] = servers as [TestServer];
    const { reader } = graph.store as unknown as { reader: { openView(at?: number): Promise<unknown> } };
    const openView = reader.openView.bind(reader);
    const request = post({ query: '{ again: revision { number } }' });
    let calls = 0;
    reader.openView = async (at) => {
      const view = await openView(at);
      calls += 1;
      // Between the check of the revision and the opening of the view that the response is computed from.
      if (calls === 1) {
        await other.apply([{ type: 'putConcept', concept: concept('APPROACH', 'between') }], imported);
      }
      return view;
    };
    await send(server, request);
    reader.openView = openView;
    const { number } = (
      JSON.parse((await send(server, request)).text) as { data: { again: { number: number } } }
    ).data.again;
    expect(number).toBe(7);
  });
});
