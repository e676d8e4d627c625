import { once } from 'node:events';
import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseList } from 'structured-headers';
import { mapMaybe } from '../../../src/graph/work/maybe-promise.js';
import { TertiumError } from '../../../src/graph/errors.js';
import type { GraphReader, GraphView } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { codesOf, get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import {
  serveStore,
  usualCacheTimes,
  type TestServer,
  type TestServerOptions,
} from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { occupyTurns, useSliceUp } from '../../support/turns.js';

const mebibyte = 1024 * 1024;
const second = 1_000;
const listQuery = '{ approaches(first: 7) { nodes { name } } }';
const searchQuery = '{ search(text: "licence", first: 1) { totalCount } }';
const preflighted = { 'apollo-require-preflight': 'yes', authorization: 'Bearer x' };

let graph: TestStore;
const clock = { ms: 0 };
/** The cost of `listQuery`. */
let cost = 0;
/** The cost of `searchQuery`. */
let searchCost = 0;
/** The cost of a probe; see `probe`. */
let probeCost = 0;
const servers = new Map<string | GraphStore, TestServer>();
/** A client address that no earlier test used. */
let client = '';
let clients = 0;

beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
  const server = await start(1_000_000_000, {});
  cost = 1_000_000_000 - (limitOf(await sendFromClient(server, post({ query: listQuery })))?.r ?? 0);
  searchCost =
    1_000_000_000 - cost - (limitOf(await sendFromClient(server, post({ query: searchQuery })))?.r ?? 0);
  probeCost = 1_000_000_000 - cost - searchCost - (limitOf(await probe(server))?.r ?? 0);
  expect(cost).toBeGreaterThan(probeCost);
  expect(searchCost).toBeGreaterThan(cost);
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  await graph.close();
});
beforeEach(() => {
  clock.ms = 12_345.678;
  client = `198.51.100.${(clients += 1)}`;
});

/**
 * Starts a server, by default with a quota that refills in a minute on `clock`, and with trust in proxies on this machine. Tests with the
 * same arguments share one server.
 * @param burst the cost that a client may use in one burst, and per minute
 */
async function start(
  burst: number,
  options: TestServerOptions = {},
  store = graph.store,
): Promise<TestServer> {
  const quota = { costPerMinute: burst, burst, now: () => clock.ms };
  const key = store === graph.store ? JSON.stringify([burst, options]) : store;
  const server =
    servers.get(key) ?? (await serveStore(store, { quota, trustedProxies: ['loopback'], ...options }));
  servers.set(key, server);
  return server;
}

/** Sends an operation with the forwarding header that a proxy would add for `client`. */
function sendFromClient(server: TestServer, operation: TestRequest): Promise<TestResponse> {
  return send(server, { ...operation, headers: { 'x-forwarded-for': client, ...operation.headers } });
}

interface Parameters {
  readonly r?: number;
  readonly t?: number;
  readonly q?: number;
  readonly w?: number;
  readonly qu?: string;
}

/** Parses a header as a list (RFC 9651), and returns the parameters of its only item, the policy "cost"; null if the header is missing. */
function parametersOf(headers: IncomingHttpHeaders, name: string): Parameters | null {
  const header = headers[name];
  if (header === undefined) return null;
  const list = parseList(String(header));
  expect(list.map(([value]) => value)).toEqual(['cost']);
  return Object.fromEntries(list[0]?.[1] as Map<string, unknown>);
}

function limitOf({ headers }: TestResponse): Parameters | null {
  return parametersOf(headers, 'ratelimit');
}

function policyOf({ headers }: TestResponse): Parameters | null {
  return parametersOf(headers, 'ratelimit-policy');
}

let probes = 0;

/** Sends a small operation, each time with a new text, so that its response is not cached. */
function probe(server: TestServer): Promise<TestResponse> {
  return sendFromClient(server, post({ query: `{ a${(probes += 1)}: __typename }` }));
}

/** Measures the remaining quota of the client with a probe, and adds the cost of the probe. */
async function remainingBefore(server: TestServer): Promise<number> {
  const response = await probe(server);
  // A rejected probe costs nothing.
  return (limitOf(response)?.r ?? NaN) + (response.status === 200 ? probeCost : 0);
}

function errorOf({ text }: TestResponse): unknown {
  return (JSON.parse(text) as { errors: unknown[] }).errors[0];
}

describe('Without a quota', () => {
  test('responses have no quota headers', async () => {
    const server = await serveStore(graph.store);
    servers.set('without', server);
    const response = await sendFromClient(server, post({ query: listQuery }));
    expect([response.status, policyOf(response), limitOf(response)]).toEqual([200, null, null]);
  });
});

describe('With a quota', () => {
  test('responses to POST have the remaining quota and the policy', async () => {
    const server = await start(3 * cost);
    const [first, second] = [
      await sendFromClient(server, post({ query: listQuery })),
      await sendFromClient(server, post({ query: listQuery })),
    ];
    expect(policyOf(first)).toEqual({ q: 3 * cost, w: 60, qu: 'cost' });
    expect(policyOf(second)).toEqual(policyOf(first));
    expect([limitOf(first), limitOf(second)]).toEqual([
      { r: 2 * cost, t: 20 },
      { r: cost, t: 40 },
    ]);
  });

  test('the window of the policy is the time in which an empty bucket refills', async () => {
    const quota = { costPerMinute: 6 * cost, burst: 2 * cost, now: () => clock.ms };
    const server = await start(0, { quota });
    const response = await sendFromClient(server, post({ query: listQuery }));
    expect(policyOf(response)).toEqual({ q: 2 * cost, w: 20, qu: 'cost' });
    expect(limitOf(response)).toEqual({ r: cost, t: 10 });
  });

  test('the headers of a full bucket have no reset time', async () => {
    const server = await start(3 * cost);
    expect(limitOf(await sendFromClient(server, post({ query: '{' })))).toEqual({ r: 3 * cost });
  });

  test.each([
    ['POST', post({ query: listQuery })],
    ['GET', get({ query: listQuery })],
  ])(
    'operations by %s that exceed the quota are rejected until the time in the response',
    async (_, operation) => {
      const server = await start(2 * cost);
      for (let n = 0; n < 2; n += 1) expect((await sendFromClient(server, operation)).status).toBe(200);
      clock.ms += 10 * second;
      const rejected = await sendFromClient(server, operation);
      expect(rejected.status).toBe(429);
      expect(rejected.headers).toMatchObject({ 'retry-after': '20', 'cache-control': 'no-store' });
      const remaining = Math.floor(cost / 3);
      expect(limitOf(rejected)).toEqual({ r: remaining, t: 20 });
      expect(policyOf(rejected)).toEqual({ q: 2 * cost, w: 60, qu: 'cost' });
      expect(JSON.parse(rejected.text)).toEqual({
        errors: [
          {
            message:
              `The quota is used up: expected an operation that costs ${remaining} at most, got one that costs ${cost}. ` +
              `A client may use ${2 * cost} per minute, and ${2 * cost} in one burst after a pause. Repeat the request in 20 s, or request less.`,
            extensions: {
              code: 'QUOTA_EXCEEDED',
              limit: 'quota',
              atMost: remaining,
              came: cost,
              retryAfter: 20,
            },
          },
        ],
      });
      clock.ms += 20 * second - 1;
      expect(codesOf(await sendFromClient(server, operation))).toEqual(['QUOTA_EXCEEDED']);
      clock.ms += 1;
      expect((await sendFromClient(server, operation)).status).toBe(200);
    },
  );

  test('an operation that costs more than a full bucket is rejected permanently', async () => {
    const server = await start(cost - 1);
    const response = await sendFromClient(server, post({ query: listQuery }));
    expect(response.status).toBe(400);
    expect(response.headers).not.toHaveProperty('retry-after');
    expect(errorOf(response)).toMatchObject({
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'cost', atMost: cost - 1, came: cost },
    });
  });

  test('health checks cost nothing, and have no quota headers', async () => {
    const server = await start(cost);
    await sendFromClient(server, post({ query: listQuery }));
    for (const path of ['/livez', '/readyz']) {
      const response = await sendFromClient(server, { method: 'GET', path });
      expect([response.status, policyOf(response), limitOf(response)]).toEqual([200, null, null]);
    }
  });

  test('request logs contain neither addresses nor the quota', async () => {
    const server = await start(cost, { logLevel: 'debug' });
    const from = { 'x-forwarded-for': '203.0.113.7' };
    const statuses = [];
    for (let n = 0; n < 2; n += 1)
      statuses.push((await sendFromClient(server, post({ query: listQuery }, from))).status);
    expect(statuses).toEqual([200, 429]);
    const lines = server.log.filter(({ reqId }) => reqId !== undefined).map((line) => JSON.stringify(line));
    expect(lines.filter((line) => line.includes('/graphql'))).toHaveLength(2);
    expect(lines.join('\n')).not.toMatch(/203\.0\.113|remoteAddress|quota/iu);
  });
});

describe('Nothing is charged for the rejection', () => {
  const rejectedRequests: readonly (readonly [string, TestRequest, status: number, code: string])[] = [
    ['of invalid GraphQL', post({ query: '{' }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['of an unknown field', post({ query: '{ nothing }' }), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['of a body without a query', post({}), 400, 'BAD_REQUEST'],
    [
      'of invalid variables, which are coerced after the cost is charged',
      post({ query: 'query ($n: Int!) { approaches(first: $n) { totalCount } }', variables: { n: 'x' } }),
      400,
      'BAD_USER_INPUT',
    ],
    [
      'of an operation that exceeds a limit',
      post({ query: '{ a: __schema { __typename } b: __schema { __typename } }' }),
      400,
      'LIMIT_EXCEEDED',
    ],
    ['of another method', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
    ['of a body that is too large', post(' '.repeat(300 * 1024)), 413, 'BODY_TOO_LARGE'],
    [
      'of an unsupported content type',
      { headers: { 'content-type': 'text/plain' }, body: 'x' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ];
  test.each(rejectedRequests)('%s', async (_, operation, status, code) => {
    const server = await start(3 * cost);
    for (let n = 0; n < 5; n += 1) {
      const response = await sendFromClient(server, operation);
      expect([response.status, codesOf(response)]).toEqual([status, [code]]);
    }
    expect(await remainingBefore(server)).toBe(3 * cost);
  });

  test('of an operation that exceeds the quota', async () => {
    const server = await start(cost);
    await sendFromClient(server, post({ query: listQuery }));
    for (let n = 0; n < 5; n += 1) {
      expect(limitOf(await sendFromClient(server, post({ query: listQuery })))).toEqual({ r: 0, t: 60 });
    }
  });

  test('of an operation while the store is unavailable', async () => {
    const server = await start(searchCost, {}, withSearch(unavailable));
    for (let n = 0; n < 3; n += 1) {
      const response = await sendFromClient(server, post({ query: searchQuery }));
      expect([response.status, codesOf(response)]).toEqual([503, ['STORE_UNAVAILABLE']]);
      expect(limitOf(response)).toEqual({ r: searchCost });
    }
  });

  test('of an operation that exceeds its deadline', async () => {
    const otherWork: ReturnType<typeof occupyTurns>[] = [];
    const openView: GraphReader['openView'] = async (...revision) => {
      const view = await graph.store.reader.openView(...revision);
      otherWork.push(occupyTurns());
      useSliceUp();
      return view;
    };
    const server = await start(cost, { timeoutMs: 100 }, withMembers(graph.store, { reader: { openView } }));
    const response = await sendFromClient(server, post({ query: listQuery }));
    for (const work of otherWork) await work.stop();
    expect([response.status, codesOf(response)]).toEqual([503, ['DEADLINE_EXCEEDED']]);
    expect(limitOf(response)).toEqual({ r: cost });
  });

  test('of a request, unless its client has disconnected', async () => {
    let markSearching = (): void => undefined;
    let fail = (): void => undefined;
    const searchStarted = new Promise<void>((resolve) => (markSearching = resolve));
    const failed = new Promise<void>((resolve) => (fail = resolve));
    const store = withSearch(async () => {
      markSearching();
      await failed;
      return unavailable();
    });
    const server = await start(searchCost, {}, store);
    const { headers, body } = post({ query: searchQuery }, { 'x-forwarded-for': client });
    const request = sendRequest(`${server.url}/graphql`, { method: 'POST', headers });
    const disconnected = once(server.app.server, 'connection').then(([socket]) =>
      once(socket as never, 'close'),
    );
    request.on('error', () => undefined).end(body);
    await searchStarted;
    request.destroy();
    await disconnected;
    fail();
    for (let turn = 0; turn < 100; turn += 1) await nextTurn();
    expect(await remainingBefore(server)).toBe(0);
  });
});

function unavailable(): never {
  throw new TertiumError('STORE_UNAVAILABLE', 'The database does not respond.');
}

/** Returns a copy of the store. The views from its `openView` search with `searchPage`. */
function withSearch(searchPage: () => unknown): GraphStore {
  const { store } = graph;
  const reader: GraphReader = {
    openView: (...revision) =>
      mapMaybe(store.reader.openView(...revision), (view) => view && withMembers(view, { searchPage })),
    openViewAsOf: (...time) => store.reader.openViewAsOf(...time),
  };
  return withMembers(store, { reader });
}

/** Creates a proxy in which `members` replace the members with the same names. */
function withMembers<Original extends GraphView | GraphStore>(original: Original, members: object): Original {
  return new Proxy(original, {
    get(target, name) {
      const value: unknown = Object.hasOwn(members, name)
        ? Reflect.get(members, name)
        : Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('Responses from the cache', () => {
  /** Adds a comment to `listQuery`, so that its response is not cached yet. */
  const listQueryWith = (comment: string): { query: string } => ({ query: `${listQuery} # ${comment}` });
  const withCache = { responseCacheBytes: mebibyte };

  test.each<[string, TestRequest, TestServerOptions]>([
    ['on the fast path', post(listQueryWith('fast path')), {}],
    ['by GET', get(listQueryWith('by GET')), {}],
    [
      'by POST, if CORS depends on the origin',
      post({ query: listQuery }),
      { corsOrigins: ['https://a.example'] },
    ],
    ['with credentials', post(listQueryWith('credentials'), preflighted), {}],
  ])(
    '%s are free, and never contain the remaining quota of another client',
    async (_, operation, options) => {
      const server = await start(cost, { ...withCache, ...options });
      const computed = await sendFromClient(server, operation);
      expect(computed.status).toBe(200);
      expect(await remainingBefore(server)).toBe(0);
      for (let n = 0; n < 3; n += 1) {
        const response = await sendFromClient(server, operation);
        expect([response.status, response.text]).toEqual([200, computed.text]);
        expect([limitOf(response), policyOf(response)]).toEqual([null, { q: cost, w: 60, qu: 'cost' }]);
        const { ratelimit: _ratelimit, ...otherHeaders } = computed.headers;
        expect(response.headers).toEqual(otherHeaders);
      }
      expect(await remainingBefore(server)).toBe(0);
    },
  );

  test('are sent to a client whose quota is used up', async () => {
    const server = await start(cost, withCache);
    await sendFromClient(server, post(listQueryWith('cached')));
    expect((await sendFromClient(server, post(listQueryWith('cached')))).status).toBe(200);
    expect((await sendFromClient(server, post(listQueryWith('not cached')))).status).toBe(429);
  });
});

describe('The remaining quota is sent only if no shared cache may store the response', () => {
  const timesOf = (times: object): TestServerOptions => ({ cacheTimes: { ...usualCacheTimes, ...times } });
  const queryAt1 = '{ compare(approaches: ["mit", "isc"], at: 1) { revision } }';

  test.each<[string, boolean, TestRequest, TestServerOptions]>([
    ['by GET', false, get({ query: listQuery }), {}],
    ['by GET with credentials', true, get({ query: listQuery }, preflighted), {}],
    ['by HEAD', false, { ...get({ query: listQuery }), method: 'HEAD' }, {}],
    ['by POST without a lifetime', true, post({ query: listQuery }), {}],
    [
      'by POST of an operation that names a revision and so has a lifetime',
      false,
      post({ query: queryAt1 }),
      {},
    ],
    ['by POST with max-age', false, post({ query: listQuery }), timesOf({ maxAge: 1 })],
    ['by POST with s-maxage', false, post({ query: listQuery }), timesOf({ sharedMaxAge: 60 })],
    [
      'by POST with stale-while-revalidate',
      false,
      post({ query: listQuery }),
      timesOf({ staleWhileRevalidate: 5 }),
    ],
    [
      'by POST with credentials and max-age',
      true,
      post({ query: listQuery }, { authorization: 'Bearer x' }),
      timesOf({ maxAge: 1 }),
    ],
  ])('%s; sent: %s', async (_, isSent, operation, options) => {
    const server = await start(searchCost, options);
    const response = await sendFromClient(server, operation);
    expect(response.status).toBe(200);
    expect(limitOf(response) !== null).toBe(isSent);
    expect(policyOf(response)).toEqual({ q: searchCost, w: 60, qu: 'cost' });
  });
});

describe('A client', () => {
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
  const statusFrom = async (server: TestServer, headers: Record<string, string>): Promise<unknown> =>
    (await send(server, post({ query: listQuery }, headers))).status;

  test('cannot choose its address if no proxy is trusted', async () => {
    const server = await start(cost, { trustedProxies: [] });
    expect(await statusFrom(server, from('203.0.113.1'))).toBe(200);
    expect(await statusFrom(server, from('203.0.113.2'))).toBe(429);
    expect(await statusFrom(server, { forwarded: 'for=203.0.113.3' })).toBe(429);
  });

  test('cannot choose its address on a connection that does not come from a trusted proxy', async () => {
    const server = await start(cost, { trustedProxies: ['10.0.0.0/8'] });
    expect(await statusFrom(server, from('203.0.113.1'))).toBe(200);
    expect(await statusFrom(server, from('203.0.113.2'))).toBe(429);
    expect(await statusFrom(server, from('203.0.113.2, 10.0.0.1'))).toBe(429);
  });

  test('is identified by the address that a trusted proxy adds, not by addresses that the client sends', async () => {
    const server = await start(cost, { trustedProxies: ['loopback', '10.0.0.0/8'] });
    expect(await statusFrom(server, from('203.0.113.1'))).toBe(200);
    expect(await statusFrom(server, from('203.0.113.2'))).toBe(200);
    for (const claimed of [
      '198.51.100.1',
      '198.51.100.2',
      'unknown',
      '10.0.0.9',
      '127.0.0.1',
      '2001:db8::1',
    ]) {
      expect(await statusFrom(server, from(`${claimed}, 203.0.113.1`))).toBe(429);
      // The request passed two proxies.
      expect(await statusFrom(server, from(`${claimed}, 203.0.113.1, 10.0.0.7`))).toBe(429);
    }
    expect(await statusFrom(server, { ...from('203.0.113.1'), forwarded: 'for=198.51.100.9' })).toBe(429);
  });

  test('with IPv6 is identified by its network, in which it may use any address', async () => {
    const server = await start(cost, { trustedProxies: ['loopback'] });
    expect(await statusFrom(server, from('2001:db8:0:1::1'))).toBe(200);
    expect(await statusFrom(server, from('2001:db8:0:1:ffff::2'))).toBe(429);
    expect(await statusFrom(server, from('2001:db8:0:2::1'))).toBe(200);
  });

  test('without an address from the proxy counts as the proxy', async () => {
    const server = await start(cost, { trustedProxies: ['loopback'] });
    expect(await statusFrom(server, from('unknown'))).toBe(200);
    expect(await statusFrom(server, from('_hidden'))).toBe(429);
    expect(await statusFrom(server, {})).toBe(429);
  });
});
