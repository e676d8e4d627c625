import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GraphStore } from '../../src/graph/writing.js';
import { openStore } from '../../src/storage/open-store.js';
import { concept, imported } from '../support/changes.js';
import { seed, serveStore, type TestServer } from '../support/server.js';
import { eachStore, sqliteStore, type TestStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';

const mebibyte = 1024 * 1024;

interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

interface Told {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(server: Pick<TestServer, 'url'>, question: Question): Promise<Told> {
  const { method = 'POST', path = '/graphql', headers = {}, body } = question;
  return new Promise((resolve, reject) => {
    const sent = sendRequest(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { date, ...others } = response.headers;
        expect(date).toBeDefined();
        resolve({ status: response.statusCode, headers: others, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const post = (asked: unknown, headers: Record<string, string> = {}): Question => ({
  headers: { ...json, ...headers },
  body: typeof asked === 'string' ? asked : JSON.stringify(asked),
});
const get = (search: Record<string, string>, headers: Record<string, string> = {}): Question => ({
  method: 'GET',
  path: `/graphql?${new URLSearchParams(search).toString()}`,
  headers: { 'apollo-require-preflight': 'yes', ...headers },
});

const query =
  'query A($a: [String!]!) { compare(approaches: $a) { summary { rowCount } approaches { name } } }';
const variables = { a: ['msp', 'devops'] };
const operations = 'query A { revision { number } } query B { __typename }';
const deep = `{ approaches { ${'nodes { features { '.repeat(12)} totalCount ${'} }'.repeat(12)} } }`;
const partly = '{ revision { number } compare(approaches: ["msp", "nobody"]) { summary { rowCount } } }';

const questions: readonly (readonly [name: string, question: Question])[] = [
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
  ['GET that a form could send', { ...get({ query: '{ __typename }' }), headers: {} }],
  ['GET of another type', get({ query: '{ __typename }' }, { 'content-type': 'text/html' })],
  ['GET with variables that are no JSON', get({ query, variables: '{' })],
  ['GET of a tag that is not held', get({ query: '{ __typename }' }, { 'if-none-match': '"other"' })],
  ['GET of any tag', get({ query: '{ __typename }' }, { 'if-none-match': '*' })],
  [
    'GET past caches',
    get({ query: '{ __typename }' }, { 'if-none-match': '*', 'cache-control': 'no-cache' }),
  ],
  ['GET by someone', get({ query: '{ __typename }' }, { authorization: 'Bearer 1' })],
  ['POST by someone', post({ query: '{ __typename }' }, { authorization: 'Bearer 1' })],
  ['POST of a tag', post({ query: '{ __typename }' }, { 'if-none-match': '*' })],
  ['HEAD', { ...get({ query: '{ __typename }' }), method: 'HEAD' }],
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

describe.each([
  ['any origin', undefined],
  ['the origins that are set', ['https://widgets.example', 'https://pages.example']],
])('With answers kept, for %s,', (_, corsOrigins) => {
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

  test.each(questions)('%s is answered as without, at first and again', async (_name, question) => {
    const expected = await ask(plain, question);
    expect(await ask(caching, question)).toEqual(expected);
    expect(await ask(caching, question)).toEqual(expected);
  });

  test('the same holds for any requests in any order', async () => {
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
    });
    const question = fc
      .tuple(fc.boolean(), written, document, headers)
      .map(([isGet, text, asked, given]): Question => {
        const body = text.replace('Q', asked);
        if (!isGet) return { headers: given, body };
        const members = Object.entries(JSON.parse(body) as Record<string, unknown>);
        return get(
          Object.fromEntries(members.map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)])),
          given,
        );
      });
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        expect(await ask(caching, asked)).toEqual(await ask(plain, asked));
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('An answer', () => {
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

  /** How many statements a question takes beside the one that asks for the revision. */
  const costOf = async (question: Question): Promise<number> => {
    statements = 0;
    await ask(server, question);
    return statements - 1;
  };

  test('is read once, by POST and by GET, however the question is written', async () => {
    const asked = { query: '{ compare(approaches: ["mit", "isc"]) { summary { rowCount } } }' };
    expect(await costOf(post(asked))).toBeGreaterThan(0);
    expect(await costOf(post(asked))).toBe(0);
    expect(await costOf(post(` ${JSON.stringify({ variables: null, ...asked })}`))).toBe(0);
    expect(await costOf(get(asked))).toBeGreaterThan(0);
    expect(await costOf(get(asked))).toBe(0);
  });

  test.each([
    ['with errors beside its data', post({ query: partly })],
    ['with errors and no data', post({ query: '{ approaches(first: 501) { totalCount } }' })],
    [
      'to someone who says who they are',
      post({ query: '{ approaches { totalCount } }' }, { authorization: 'x' }),
    ],
  ])('%s is read each time', async (_, question) => {
    expect(await costOf(question)).toBeGreaterThan(0);
    expect(await costOf(question)).toBeGreaterThan(0);
  });

  test('that the client holds is not sent again, until the next revision', async () => {
    const question = get({ query: '{ approaches { totalCount } }' });
    const first = await ask(server, question);
    expect(first).toMatchObject({
      status: 200,
      headers: {
        etag: expect.stringMatching(/^"[\w-]{43}"$/),
        'cache-control': 'public, max-age=0, must-revalidate',
        vary: 'Accept',
      },
    });
    const held = {
      ...question,
      headers: { ...question.headers, 'if-none-match': String(first.headers.etag) },
    };
    const second = await ask(server, held);
    expect([second.status, second.body, second.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect(second.headers).not.toHaveProperty('content-type');
    expect(second.headers).not.toHaveProperty('content-length');
    await graph.store.apply([{ type: 'putConcept', concept: concept('APPROACH', 'more') }], imported);
    const third = await ask(server, held);
    expect(third.status).toBe(200);
    expect(third.headers.etag).not.toBe(first.headers.etag);
  });

  test('that has no tag may not be kept by clients', async () => {
    for (const question of [post({ query: '{ __typename }' }), get({ query: '{ nope }' })]) {
      const { headers } = await ask(server, question);
      expect(headers).not.toHaveProperty('etag');
      expect(headers['cache-control'] ?? 'no-store').toBe('no-store');
    }
  });

  test('that is at hand is not sent where the revision cannot be asked for', async () => {
    const question = post({ query: '{ revision { number } }' });
    await ask(server, question);
    const { reader } = graph.store as { reader: { openView: unknown } };
    const openView = reader.openView;
    for (const failing of [
      () => Promise.reject(new Error('gone')),
      () => {
        throw new Error('gone');
      },
    ]) {
      reader.openView = failing;
      const { status, body } = await ask(server, question);
      expect([status, body]).toEqual([500, expect.stringContaining('INTERNAL_SERVER_ERROR')]);
    }
    reader.openView = openView;
    expect(await ask(server, question)).toMatchObject({ status: 200 });
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

  test('each server sees at the next request what either has published', async () => {
    const counted = post({ query: '{ approaches { totalCount } revision { number } }' });
    for (let n = 1; n <= 6; n++) {
      const store = n % 2 === 0 ? graph.store : other;
      await store.apply([{ type: 'putConcept', concept: concept('APPROACH', `a${n}`) }], imported);
      for (const server of servers) {
        for (const _time of ['read', 'kept']) {
          expect(JSON.parse((await ask(server, counted)).body)).toEqual({
            data: { approaches: { totalCount: n }, revision: { number: n } },
          });
        }
      }
    }
  });

  test('an answer that was read while another revision came is not told of that one', async () => {
    const [server] = servers as [TestServer];
    const { reader } = graph.store as unknown as { reader: { openView(at?: number): Promise<unknown> } };
    const openView = reader.openView.bind(reader);
    const question = post({ query: '{ again: revision { number } }' });
    let calls = 0;
    reader.openView = async (at) => {
      const view = await openView(at);
      calls += 1;
      // Between the question for the revision and the view that the answer is read from.
      if (calls === 1) {
        await other.apply([{ type: 'putConcept', concept: concept('APPROACH', 'between') }], imported);
      }
      return view;
    };
    await ask(server, question);
    reader.openView = openView;
    const { number } = (
      JSON.parse((await ask(server, question)).body) as { data: { again: { number: number } } }
    ).data.again;
    expect(number).toBe(7);
  });
});
