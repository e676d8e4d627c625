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
  const server = await serveStore(graph.store, { answerCacheBytes: mebibyte, ...options });
  servers.push(server);
  return server;
}

const widgets = 'https://widgets.example';
const other = 'https://other.example';
const query = '{ revision { number } }';
const exposed = 'ETag, Retry-After, RateLimit, RateLimit-Policy';
const preflight = (origin: string): TestRequest => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  },
});

/** The CORS headers of a response. */
function said({ headers }: TestResponse): readonly unknown[] {
  return [headers['access-control-allow-origin'], headers['access-control-expose-headers']];
}

describe('Pages of other origins', () => {
  let [own, any, some]: TestServer[] = [];
  beforeAll(async () => {
    own = await start({});
    any = await start({ corsOrigins: '*' });
    some = await start({ corsOrigins: [widgets] });
  });

  /** Each response is sent twice: computed, and from the cache. */
  const each = async (server: TestServer | undefined, request: TestRequest): Promise<readonly unknown[]> => {
    const response = [await send(server as TestServer, request), await send(server as TestServer, request)];
    expect(response[1]).toEqual(response[0]);
    return said(response[0] as TestResponse);
  };
  const requests = (origin: string): readonly TestRequest[] => [
    post({ query }, { origin }),
    get({ query }, { origin }),
    post({ query: '{ nope }' }, { origin }),
    { method: 'GET', path: '/nope', headers: { origin } },
  ];

  test('may not read by default', async () => {
    for (const request of requests(widgets)) expect(await each(own, request)).toEqual([undefined, undefined]);
    const response = await send(own as TestServer, preflight(widgets));
    expect([response.status, response.headers.allow, ...said(response)]).toEqual([
      204,
      'GET, HEAD, POST, OPTIONS',
      undefined,
      undefined,
    ]);
    expect(response.headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('may all read with "*", and see ETag and Retry-After', async () => {
    for (const request of requests(widgets)) expect(await each(any, request)).toEqual(['*', exposed]);
    const response = await send(any as TestServer, preflight(widgets));
    expect(response).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, HEAD, POST' },
    });
    expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(response.headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  test('may read if their origin is configured, and others may not', async () => {
    for (const request of requests(widgets)) expect(await each(some, request)).toEqual([widgets, exposed]);
    for (const request of requests(other)) expect((await each(some, request))[0]).toBeUndefined();
    expect(said(await send(some as TestServer, preflight(widgets)))[0]).toBe(widgets);
    expect(said(await send(some as TestServer, preflight(other)))[0]).toBeUndefined();
  });

  test('get Vary: Origin if the response depends on the origin, also for files of the playground', async () => {
    for (const request of [post({ query }), get({ query }), { method: 'GET', path: '/' }]) {
      expect((await send(some as TestServer, request)).headers.vary).toMatch(/\bOrigin\b/u);
    }
  });

  test('get the allowed methods for OPTIONS without a preflight header', async () => {
    for (const server of [own, any, some] as TestServer[]) {
      const response = await send(server, { method: 'OPTIONS' });
      expect([response.status, response.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
      expect((await send(server, { method: 'OPTIONS', path: '/nope' })).status).toBe(404);
    }
  });
});

describe('A query by GET', () => {
  let [own, any, some]: TestServer[] = [];
  beforeAll(async () => {
    own = await start({});
    any = await start({ corsOrigins: '*' });
    some = await start({ corsOrigins: [widgets] });
  });
  const ask = async (server: TestServer | undefined, headers: Record<string, string>): Promise<unknown[]> => {
    const response = await send(server as TestServer, get({ query }, headers));
    return [response.status, ...codesOf(response)];
  };

  test('needs no special header in the form that curl, preloading and clients send', async () => {
    expect(await ask(own, {})).toEqual([200]);
    expect(await ask(own, { accept: '*/*', 'user-agent': 'curl/8.5.0' })).toEqual([200]);
    const preloading = {
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
    };
    expect(await ask(own, preloading)).toEqual([200]);
    const accept =
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
    expect(await ask(own, { accept })).toEqual([200]);
    const followed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(await ask(own, followed)).toEqual([200]);
  });

  test.each([{ cookie: 'session=1' }, { authorization: 'Bearer 1' }])(
    'with %j needs a header that no HTML form can send',
    async (credentials) => {
      // A response cached for requests without credentials changes nothing.
      expect(await ask(own, {})).toEqual([200]);
      expect(await ask(own, credentials)).toEqual([400, 'BAD_REQUEST']);
      expect(await ask(own, { ...credentials, 'content-type': 'text/plain' })).toEqual([400, 'BAD_REQUEST']);
      expect(await ask(own, { ...credentials, 'apollo-require-preflight': 'yes' })).toEqual([200]);
      expect(await ask(own, { ...credentials, 'x-apollo-operation-name': 'A' })).toEqual([200]);
      expect(await ask(own, { ...credentials, 'content-type': 'application/json' })).toEqual([200]);
      expect((await send(own as TestServer, post({ query }, credentials))).status).toBe(200);
    },
  );

  test('from a page of another site is rejected if its origin may not read', async () => {
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
    const script = (origin: string): Record<string, string> => ({
      origin,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
    });
    const refused = [403, 'FORBIDDEN'];
    expect([await ask(own, image), await ask(own, script(widgets))]).toEqual([refused, refused]);
    expect(await ask(own, { ...script(widgets), 'sec-fetch-site': 'same-site' })).toEqual(refused);
    expect([
      await ask(some, image),
      await ask(some, script(other)),
      await ask(some, script(widgets)),
    ]).toEqual([refused, refused, [200]]);
    expect([await ask(any, image), await ask(any, script(other))]).toEqual([[200], [200]]);
  });
});

describe('The host name of a request', () => {
  const named = (host: string): readonly TestRequest[] => [
    post({ query }, { host }),
    get({ query }, { host }),
    { method: 'GET', path: '/', headers: { host } },
    { method: 'GET', path: '/livez', headers: { host } },
  ];
  const statuses = async (server: TestServer, host: string): Promise<readonly unknown[]> => {
    for (const request of named(host)) await send(server, request);
    const response = await Promise.all(named(host).map((request) => send(server, request)));
    return [...new Set(response.map(({ status }) => (status === 421 ? 421 : 200)))];
  };

  test.each([
    '127.0.0.1:4000',
    'localhost',
    'localhost:4000',
    'graph.localhost:80',
    '[::1]:4000',
    '10.0.0.1',
  ])('may always be %s, because no other site can have it', async (host) => {
    const server = await start({ allowedHosts: [] });
    expect(await statuses(server, host)).toEqual([200]);
  });

  test('must be configured otherwise', async () => {
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

  test('may be any name if all are allowed', async () => {
    const server = await start({});
    expect(await statuses(server, 'graph.example.org')).toEqual([200]);
  });
});
