import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codesOf, get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer, type TestServerOptions } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
let graph: TestStore;
const servers: TestServer[] = [];
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await graph.close();
});

async function start(options: TestServerOptions): Promise<TestServer> {
  const server = await serveStore(graph.store, { responseCacheBytes: mebibyte, ...options });
  servers.push(server);
  return server;
}

const widgets = 'https://widgets.example';
const other = 'https://other.example';
const query = '{ revision { number } }';
const exposed = 'ETag, Retry-After, RateLimit, RateLimit-Policy, Tertium-Revision';
const preflight = (origin: string): TestRequest => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  },
});

/** Returns the CORS headers of a response. */
function corsHeadersOf({ headers }: TestResponse): readonly unknown[] {
  return [headers['access-control-allow-origin'], headers['access-control-expose-headers']];
}

describe('Pages of other origins', () => {
  let [closedServer, openServer, widgetsServer]: TestServer[] = [];
  beforeAll(async () => {
    closedServer = await start({});
    openServer = await start({ corsOrigins: '*' });
    widgetsServer = await start({ corsOrigins: [widgets] });
  });

  /** Sends a request twice, for a computed and a cached response, and returns their equal CORS headers. */
  const corsHeaders = async (
    server: TestServer | undefined,
    request: TestRequest,
  ): Promise<readonly unknown[]> => {
    const responses = [await send(server as TestServer, request), await send(server as TestServer, request)];
    expect(responses[1]).toEqual(responses[0]);
    return corsHeadersOf(responses[0] as TestResponse);
  };
  const requests = (origin: string): readonly TestRequest[] => [
    post({ query }, { origin }),
    get({ query }, { origin }),
    post({ query: '{ nope }' }, { origin }),
    { method: 'GET', path: '/nope', headers: { origin } },
  ];

  test('may not read by default', async () => {
    for (const request of requests(widgets))
      expect(await corsHeaders(closedServer, request)).toEqual([undefined, undefined]);
    const response = await send(closedServer as TestServer, preflight(widgets));
    expect([response.status, response.headers.allow, ...corsHeadersOf(response)]).toEqual([
      204,
      'GET, HEAD, POST, OPTIONS',
      undefined,
      undefined,
    ]);
    expect(response.headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('may read if "*" is configured, and may read ETag and Retry-After', async () => {
    for (const request of requests(widgets))
      expect(await corsHeaders(openServer, request)).toEqual(['*', exposed]);
    const response = await send(openServer as TestServer, preflight(widgets));
    expect(response).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, HEAD, POST' },
    });
    expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(response.headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  test('may read only if their origin is configured', async () => {
    for (const request of requests(widgets))
      expect(await corsHeaders(widgetsServer, request)).toEqual([widgets, exposed]);
    for (const request of requests(other))
      expect((await corsHeaders(widgetsServer, request))[0]).toBeUndefined();
    expect(corsHeadersOf(await send(widgetsServer as TestServer, preflight(widgets)))[0]).toBe(widgets);
    expect(corsHeadersOf(await send(widgetsServer as TestServer, preflight(other)))[0]).toBeUndefined();
  });

  test('get Vary: Origin if the response depends on the origin, even for pages, and for files of the playground', async () => {
    for (const request of [
      post({ query }),
      get({ query }),
      { method: 'GET', path: '/' },
      { method: 'GET', path: '/playground/' },
    ]) {
      expect((await send(widgetsServer as TestServer, request)).headers.vary).toMatch(/\bOrigin\b/u);
    }
  });

  test('get the allowed methods in the response to OPTIONS without preflight headers', async () => {
    for (const server of [closedServer, openServer, widgetsServer] as TestServer[]) {
      const response = await send(server, { method: 'OPTIONS' });
      expect([response.status, response.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
      expect((await send(server, { method: 'OPTIONS', path: '/nope' })).status).toBe(404);
    }
  });
});

describe('A query by GET', () => {
  let [closedServer, openServer, widgetsServer]: TestServer[] = [];
  beforeAll(async () => {
    closedServer = await start({});
    openServer = await start({ corsOrigins: '*' });
    widgetsServer = await start({ corsOrigins: [widgets] });
  });
  const statusAndCodes = async (
    server: TestServer | undefined,
    headers: Record<string, string>,
  ): Promise<unknown[]> => {
    const response = await send(server as TestServer, get({ query }, headers));
    return [response.status, ...codesOf(response)];
  };

  test('needs no special header if curl, a preload link, a GraphQL client or a followed link sends it', async () => {
    expect(await statusAndCodes(closedServer, {})).toEqual([200]);
    expect(await statusAndCodes(closedServer, { accept: '*/*', 'user-agent': 'curl/8.5.0' })).toEqual([200]);
    const preloadHeaders = {
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
    };
    expect(await statusAndCodes(closedServer, preloadHeaders)).toEqual([200]);
    const accept =
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    expect(await statusAndCodes(closedServer, { accept })).toEqual([200]);
    const linkHeaders = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(await statusAndCodes(closedServer, linkHeaders)).toEqual([200]);
  });

  test.each([{ cookie: 'session=1' }, { authorization: 'Bearer 1' }])(
    'with %j needs a header that no HTML form can send',
    async (credentials) => {
      // A cached response to a request without credentials must not be used.
      expect(await statusAndCodes(closedServer, {})).toEqual([200]);
      expect(await statusAndCodes(closedServer, credentials)).toEqual([400, 'BAD_REQUEST']);
      expect(await statusAndCodes(closedServer, { ...credentials, 'content-type': 'text/plain' })).toEqual([
        400,
        'BAD_REQUEST',
      ]);
      expect(
        await statusAndCodes(closedServer, { ...credentials, 'apollo-require-preflight': 'yes' }),
      ).toEqual([200]);
      expect(await statusAndCodes(closedServer, { ...credentials, 'x-apollo-operation-name': 'A' })).toEqual([
        200,
      ]);
      expect(
        await statusAndCodes(closedServer, { ...credentials, 'content-type': 'application/json' }),
      ).toEqual([200]);
      expect((await send(closedServer as TestServer, post({ query }, credentials))).status).toBe(200);
    },
  );

  test('from a page of another site is rejected if its origin may not read', async () => {
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
    const script = (origin: string): Record<string, string> => ({
      origin,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
    });
    const rejected = [403, 'FORBIDDEN'];
    expect([
      await statusAndCodes(closedServer, image),
      await statusAndCodes(closedServer, script(widgets)),
    ]).toEqual([rejected, rejected]);
    expect(await statusAndCodes(closedServer, { ...script(widgets), 'sec-fetch-site': 'same-site' })).toEqual(
      rejected,
    );
    expect([
      await statusAndCodes(widgetsServer, image),
      await statusAndCodes(widgetsServer, script(other)),
      await statusAndCodes(widgetsServer, script(widgets)),
    ]).toEqual([rejected, rejected, [200]]);
    expect([
      await statusAndCodes(openServer, image),
      await statusAndCodes(openServer, script(other)),
    ]).toEqual([[200], [200]]);
  });
});

describe('The host name of a request', () => {
  const requestsTo = (host: string): readonly TestRequest[] => [
    post({ query }, { host }),
    get({ query }, { host }),
    { method: 'GET', path: '/', headers: { host } },
    { method: 'GET', path: '/livez', headers: { host } },
  ];
  const statuses = async (server: TestServer, host: string): Promise<readonly unknown[]> => {
    for (const request of requestsTo(host)) await send(server, request);
    const responses = await Promise.all(requestsTo(host).map((request) => send(server, request)));
    return [...new Set(responses.map(({ status }) => (status === 421 ? 421 : 200)))];
  };

  test.each([
    '127.0.0.1:4000',
    'localhost',
    'localhost:4000',
    'graph.localhost:80',
    '[::1]:4000',
    '10.0.0.1',
  ])('may always be %s', async (host) => {
    const server = await start({ allowedHosts: [] });
    expect(await statuses(server, host)).toEqual([200]);
  });

  test('must be a configured name otherwise', async () => {
    const server = await start({ allowedHosts: ['graph.example.org'] });
    expect(await statuses(server, 'graph.example.org')).toEqual([200]);
    expect(await statuses(server, 'Graph.Example.org:443')).toEqual([200]);
    for (const host of [
      'rebound.example',
      'example.org',
      'localhost.rebound.example',
      '127.0.0.1.rebound.example',
      'graph.example.org.rebound.example',
    ]) {
      expect(await statuses(server, host)).toEqual([421]);
    }
    const response = await send(server, post({ query }, { host: 'rebound.example' }));
    expect(codesOf(response)).toEqual(['MISDIRECTED_REQUEST']);
    expect(response.text).toContain('ALLOWED_HOSTS');
  });

  test('may be any name if all names are allowed', async () => {
    const server = await start({});
    expect(await statuses(server, 'graph.example.org')).toEqual([200]);
  });
});
