import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultLimits } from '../../src/api/limits/limits.js';
import { serveStore, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation that the test wrote */

interface ParsedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
  readonly text: string;
}

async function fetchParsed(path: string, init: RequestInit = {}): Promise<ParsedResponse> {
  const response = await fetch(`${server.url}${path}`, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
}

function post(body: unknown, headers: Record<string, string> = {}): Promise<ParsedResponse> {
  return fetchParsed('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('GraphQL', () => {
  test('returns a comparison by POST', async () => {
    const { status, body } = await post({
      query:
        'query ($a: [String!]!) { compare(approaches: $a) { approaches { name } summary { rowCount } } }',
      variables: { a: ['msp', 'devops'] },
    });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.compare.approaches).toHaveLength(2);
  });

  test('returns results by GET', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ revision { number } }')}`;
    const { status, body } = await fetchParsed(path);
    expect([status, body]).toEqual([200, { data: { revision: { number: 1 } } }]);
  });

  test('rejects several operations in one request', async () => {
    const { status } = await post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(status).toBe(400);
  });

  test.each([
    [
      'too many tokens',
      `{ ${'__typename '.repeat(4_001)} }`,
      { limit: 'tokens', atMost: 4_000, came: 4_003 },
    ],
    [
      'too many fields of the same name',
      `{ ${'revision { number } '.repeat(300)} }`,
      { limit: 'fieldPairs', atMost: 50_000, came: 89_700 },
    ],
  ])('rejects a document with %s before it is validated', async (_, query, limit) => {
    const { status, body } = await post({ query });
    expect([status, body.errors[0].extensions]).toEqual([400, { code: 'LIMIT_EXCEEDED', ...limit }]);
    expect(body.errors[0].message).toContain(`at most, got ${limit.came}`);
  });

  test('rejects an operation that costs too much, with the limit and the cost', async () => {
    const bounded = await serveStore(server.store, { limits: { ...defaultLimits, cost: 1_000 } });
    const postQuery = async (query: string): Promise<{ status: number; body: any }> => {
      const response = await fetch(`${bounded.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, body: await response.json() };
    };
    const list = (inner: string): string =>
      `approaches(first: 500) { nodes { features(first: 500) { nodes { ${inner} } } } }`;
    expect((await postQuery(`{ ${list('name')} }`)).status).toBe(200);
    const { status, body } = await postQuery(`{ ${list(list(list('name')))} }`);
    await bounded.close();
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', atMost: 1_000 },
    });
  });

  test('rejects a small document of nested fragments whose result would be exponentially large', async () => {
    const fragments = [...Array(14).keys()].map(
      (n) =>
        `fragment F${n} on Feature { a: approaches { nodes { features { nodes { ...F${n + 1} } } } } b: approaches { nodes { features { nodes { ...F${n + 1} } } } } }`,
    );
    const query = `{ feature(slug: "automation") { ...F0 } } ${fragments.join(' ')} fragment F14 on Feature { id }`;
    const { status, body } = await post({ query });
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
  });

  test.each([
    ['a field that does not exist', { query: '{ nope }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['an invalid document', { query: '{' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a body without a document', {}, 400, 'BAD_REQUEST'],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int!) { approaches(first: $n) { totalCount } }', variables: { n: 'x' } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a mutation without a key',
      { query: 'mutation { withdrawChangeset(input: { id: "changeset/x" }) { problems { code } } }' },
      401,
      'UNAUTHENTICATED',
    ],
    ['a subscription', { query: 'subscription { x }' }, 400, 'BAD_REQUEST'],
    [
      'the name of an operation that does not exist',
      { query: 'query A { __typename }', operationName: 'B' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])(
    'responds to %s with an error without a stack, a path or a database message',
    async (_, request, status, code) => {
      const response = await post(request);
      expect([response.status, response.body.errors[0].extensions.code]).toEqual([status, code]);
      expect(response.text).not.toMatch(/stacktrace|node_modules|\.ts:|\.js:|SELECT|select "/u);
    },
  );

  test('sends identical bytes for identical requests', async () => {
    const query =
      '{ compare(approaches: ["mit", "apache-2-0"]) { rows { nodes { axis { name } verdict explanation } } } }';
    expect((await post({ query })).text).toBe((await post({ query })).text);
  });

  test('reports an error of the store to clients without details, and logs the details', async () => {
    const { reader } = server.store as { reader: { openView: unknown } };
    const openView = reader.openView;
    reader.openView = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1:5432'));
    try {
      const { status, text, body } = await post({ query: '{ __typename }' });
      expect(status).toBe(500);
      expect(body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
      expect(text).not.toContain('ECONNREFUSED');
      expect(JSON.stringify(server.log)).toContain('ECONNREFUSED');
    } finally {
      reader.openView = openView;
    }
  });
});

describe('Health', () => {
  test('the process is live, and is ready while the store is available', async () => {
    expect((await fetchParsed('/livez')).status).toBe(200);
    expect((await fetchParsed('/readyz')).status).toBe(200);
    const { ping } = server.store;
    server.store.ping = () => Promise.reject(new Error('gone'));
    try {
      expect((await fetchParsed('/livez')).status).toBe(200);
      expect((await fetchParsed('/readyz')).status).toBe(503);
    } finally {
      server.store.ping = ping;
    }
  });
});

describe('Stopping', () => {
  test('finishes running requests, and accepts no new connections', async () => {
    const stopping = await startTestServer();
    const { reader } = stopping.store as unknown as { reader: { openView(at?: number): Promise<unknown> } };
    const openView = reader.openView.bind(reader);
    let markArrived = (): void => undefined;
    let proceed = (): void => undefined;
    const inFlight = new Promise<void>((resolve) => (markArrived = resolve));
    const blocked = new Promise<void>((resolve) => (proceed = resolve));
    reader.openView = async (at) => {
      markArrived();
      await blocked;
      return openView(at);
    };
    const response = fetch(`${stopping.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ revision { number } }"}',
    });
    await inFlight;
    const closed = stopping.close();
    const { port } = new URL(stopping.url);
    await new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: Number(port) });
      socket.once('error', () => resolve());
      socket.once('connect', () => {
        socket.destroy();
        resolve();
      });
    });
    proceed();
    expect(await (await response).json()).toEqual({ data: { revision: { number: 1 } } });
    await closed;
    await expect(fetch(stopping.url)).rejects.toThrow();
  });
});
