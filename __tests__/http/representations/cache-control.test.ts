import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CacheTimes } from '../../../src/http/representations/cache-control.js';
import { get, post, send, type TestRequest } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, usualCacheTimes, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

const compare = (argument: string): string => `compare(approaches: ["mit", "isc"]${argument}) { revision }`;
const currentQuery = `{ ${compare('')} }`;
const queryAt1 = `{ ${compare(', at: 1')} }`;
const preflighted = { 'apollo-require-preflight': 'yes' };

describe.each<
  readonly [
    title: string,
    Partial<CacheTimes>,
    control: string,
    controlAt1: string,
    privateControl: string,
    privateControlAt1: string,
  ]
>([
  [
    'by default',
    {},
    'public, max-age=0, must-revalidate',
    'public, max-age=86400, must-revalidate',
    'private, max-age=0, must-revalidate',
    'private, max-age=86400, must-revalidate',
  ],
  [
    'with configured times',
    { maxAge: 60, sharedMaxAge: 300, staleWhileRevalidate: 600 },
    'public, max-age=60, s-maxage=300, stale-while-revalidate=600',
    'public, max-age=86400, s-maxage=86400, stale-while-revalidate=600',
    'private, max-age=60, stale-while-revalidate=600',
    'private, max-age=86400, stale-while-revalidate=600',
  ],
  [
    'with times of more than a day',
    { maxAge: 100_000, sharedMaxAge: 200_000 },
    'public, max-age=100000, s-maxage=200000, must-revalidate',
    'public, max-age=100000, s-maxage=200000, must-revalidate',
    'private, max-age=100000, must-revalidate',
    'private, max-age=100000, must-revalidate',
  ],
])('The caching headers %s', (_, times, control, controlAt1, privateControl, privateControlAt1) => {
  let server: TestServer;
  beforeAll(async () => {
    const cacheTimes = { ...usualCacheTimes, ...times };
    server = await serveStore(graph.store, { responseCacheBytes: mebibyte, cacheTimes });
  });
  afterAll(() => server.close());

  /** Sends a request twice, for a computed and a cached response, and returns their equal caching headers. */
  const cachingHeadersOf = async (request: TestRequest): Promise<readonly unknown[]> => {
    const responses = [await send(server, request), await send(server, request)];
    expect(responses[1]).toEqual(responses[0]);
    return [responses[0]?.headers['cache-control'], responses[0]?.headers.vary];
  };
  const vary = 'Accept, Accept-Encoding, Tertium-Revision';

  test.each(['GET', 'HEAD', 'POST'])('allow shared caches to store responses to %s', async (method) => {
    const requestFor = (query: string): TestRequest =>
      method === 'POST' ? post({ query }) : { ...get({ query }), method };
    expect(await cachingHeadersOf(requestFor(currentQuery))).toEqual([control, vary]);
    expect(await cachingHeadersOf(requestFor(queryAt1))).toEqual([controlAt1, vary]);
  });

  test.each([{ authorization: 'Bearer 1' }, { cookie: 'a=1' }])(
    'allow only private caches to store responses to requests with %j',
    async (credentials) => {
      const privateVary = `${vary}, Authorization, Cookie`;
      const headers = { ...credentials, ...preflighted };
      expect(await cachingHeadersOf(get({ query: currentQuery }, headers))).toEqual([
        privateControl,
        privateVary,
      ]);
      expect(await cachingHeadersOf(post({ query: currentQuery }, headers))).toEqual([
        privateControl,
        privateVary,
      ]);
      expect(await cachingHeadersOf(get({ query: queryAt1 }, headers))).toEqual([
        privateControlAt1,
        privateVary,
      ]);
      // Responses to requests without credentials are unchanged.
      expect(await cachingHeadersOf(get({ query: currentQuery }))).toEqual([control, vary]);
      expect(await cachingHeadersOf(post({ query: currentQuery }))).toEqual([control, vary]);
    },
  );

  test('allow shared caches to store responses with status 304', async () => {
    const { headers } = await send(server, get({ query: currentQuery }));
    const confirmed = await send(
      server,
      get({ query: currentQuery }, { 'if-none-match': String(headers.etag) }),
    );
    expect([confirmed.status, confirmed.headers['cache-control'], confirmed.headers.vary]).toEqual([
      304,
      control,
      vary,
    ]);
  });

  test.each([
    get({ query: '{ nope }' }),
    post({ query: '{' }),
    post({ query: `{ ${compare(', at: 9')} }` }),
    post('{'),
    { method: 'PUT' },
    { method: 'GET', path: '/nope' },
  ])('allow no cache to store responses with errors: %j', async (request) => {
    expect((await send(server, request)).headers['cache-control']).toBe('no-store');
  });
});
