import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSecret, hashSecret } from '../../../src/graph/access/secret.js';
import { scopes, type Scope } from '../../../src/graph/access/scope.js';
import { TertiumError } from '../../../src/graph/errors.js';
import type { AuditEntry } from '../../../src/graph/ports/access.js';
import { codesOf, get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer, type TestServerOptions } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
const past = '2020-01-01T00:00:00.000Z';

let graph: TestStore;
let statements = 0;

beforeAll(async () => {
  graph = await sqliteStore.open(() => (statements += 1));
  await seed(graph.store);
});
afterAll(() => graph.close());

let names = 0;

/** Creates a key, and returns its text. */
async function createKey(keyScopes: readonly Scope[], expiresAt: string | null = null): Promise<string> {
  const text = createSecret('key');
  const name = `Key ${(names += 1)}`;
  await graph.store.apiKeys.create({ name, scopes: keyScopes, hash: hashSecret(text), expiresAt });
  return text;
}

const keyed = (key: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${key}` });
const query = '{ compare(approaches: ["mit", "isc"]) { summary { rowCount } } }';

/** Lists the entries that the audit log has after `act` but not before, the oldest first. `act` must close its server, which then appends its last entries. */
async function auditedBy(act: () => Promise<void>): Promise<readonly AuditEntry[]> {
  const [last] = (await graph.store.audit.page({ first: 1, after: null })).items;
  await act();
  const { items } = await graph.store.audit.page({ first: 100, after: null });
  return items.filter(({ number }) => number > (last?.number ?? 0)).toReversed();
}

async function withServer(
  options: TestServerOptions,
  act: (server: TestServer) => Promise<void>,
  store = graph.store,
): Promise<void> {
  const server = await serveStore(store, { responseCacheBytes: mebibyte, ...options });
  try {
    await act(server);
  } finally {
    await server.close();
  }
}

function refusalOf({ status, headers, text }: TestResponse): readonly unknown[] {
  const { errors } = JSON.parse(text) as {
    errors: readonly { message: string; extensions: Record<string, unknown> }[];
  };
  const [{ extensions } = { extensions: {} as Record<string, unknown> }] = errors;
  expect(headers['cache-control']).toBe('no-store');
  return [status, extensions['code'], extensions['reason'], headers['www-authenticate']];
}

const invalid = 'Bearer realm="Tertium", error="invalid_token"';

describe('A server that every client may read', () => {
  test('serves requests with a key from the same cache entries as other requests, but permits only private caches to store the responses', async () => {
    const key = await createKey(['read']);
    await withServer({}, async (server) => {
      const anonymous = await send(server, post({ query }));
      const first = await send(server, post({ query }, keyed(key)));
      expect([first.status, first.text]).toEqual([200, anonymous.text]);
      expect(anonymous.headers['cache-control']).toMatch(/^public/u);
      expect(first.headers['cache-control']).toMatch(/^private/u);
      expect(first.headers['vary']).toContain('Authorization');
      statements = 0;
      const second = await send(server, post({ query }, keyed(key)));
      // One statement reads the revision. Another can look up the key again.
      expect(statements).toBeLessThanOrEqual(2);
      expect([second.text, second.headers]).toEqual([first.text, first.headers]);
      expect((await send(server, post({ query }))).headers).toEqual(anonymous.headers);
    });
  });

  test.each([
    ['unknown', () => Promise.resolve(createSecret('key')), 'KEY_UNKNOWN'],
    ['malformed', () => Promise.resolve('tertium_x'), 'KEY_UNKNOWN'],
    ['expired', () => createKey([...scopes], past), 'KEY_EXPIRED'],
    [
      'revoked',
      async () => {
        const key = await createKey([...scopes]);
        await graph.store.apiKeys.revoke(`Key ${names}`);
        return key;
      },
      'KEY_REVOKED',
    ],
  ])(
    'refuses a key that is %s, also for reading, and records the refusal without the key',
    async (_, create, reason) => {
      const key = await create();
      const entries = await auditedBy(() =>
        withServer({}, async (server) => {
          await send(server, post({ query }));
          for (let n = 0; n < 3; n += 1)
            expect(refusalOf(await send(server, post({ query }, keyed(key))))).toEqual([
              401,
              'UNAUTHENTICATED',
              reason,
              invalid,
            ]);
          const page = await send(server, { method: 'GET', path: '/', headers: keyed(key) });
          expect(page.status).toBe(401);
          await server.close();
          const lines = JSON.stringify(server.log);
          expect(lines).toContain(reason);
          expect(lines).not.toContain(key);
        }),
      );
      expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(4);
      for (const { principal, action, outcome, code, scope, requestId } of entries) {
        expect({ principal, action, outcome, code, scope }).toEqual({
          principal: null,
          action: 'authenticate',
          outcome: 'REFUSED',
          code: reason,
          scope: null,
        });
        expect(requestId).toMatch(/^[\w-]{8}-\d+$/u);
      }
    },
  );

  test.each([
    { authorization: 'Bearer 1' },
    { authorization: 'Basic dGVydGl1bTp4' },
    { authorization: 'tertium_x' },
    { cookie: `authorization=Bearer ${createSecret('key')}` },
  ])('ignores other credentials: %j', async (headers) => {
    await withServer({}, async (server) => {
      expect((await send(server, post({ query }, headers))).status).toBe(200);
    });
  });

  test('accepts a GET with a key but without a preflighted header, because browsers do not add keys by themselves', async () => {
    const key = await createKey(['read']);
    await withServer({}, async (server) => {
      expect((await send(server, get({ query }, keyed(key)))).status).toBe(200);
      expect(codesOf(await send(server, get({ query }, { authorization: 'Basic x' })))).toEqual([
        'BAD_REQUEST',
      ]);
    });
  });

  test('stays readable with a key while the keys cannot be read, and a revoked key is refused afterwards', async () => {
    const key = await createKey(['read']);
    let isDown = true;
    const { apiKeys } = graph.store;
    const find: typeof apiKeys.find = (hash) =>
      isDown ? Promise.reject(new TertiumError('STORE_UNAVAILABLE', 'It is down.')) : apiKeys.find(hash);
    const store = { ...graph.store, apiKeys: { ...apiKeys, find } } as typeof graph.store;
    await withServer(
      {},
      async (server) => {
        expect((await send(server, post({ query }, keyed(key)))).status).toBe(200);
        isDown = false;
        await apiKeys.revoke(`Key ${names}`);
        expect(refusalOf(await send(server, post({ query }, keyed(key))))).toContain('KEY_REVOKED');
      },
      store,
    );
  });
});

const closed: readonly TestRequest[] = [
  post({ query }),
  post({ query: '{ __schema { queryType { name } } }' }),
  post({ query: '{' }),
  post('no JSON'),
  { ...get({ query }), headers: { 'sec-fetch-site': 'same-origin' } },
  ...[
    '/',
    '/compare/mit-vs-isc',
    '/compare/mit-vs-isc.md',
    '/approach/mit',
    '/sitemap.xml',
    '/oembed?url=x',
  ].map((path) => ({ method: 'GET', path })),
];

describe('A server that only holders of keys may read', () => {
  const options: TestServerOptions = { readAccess: 'keyed' };

  test('refuses every request for content without a key, also if the response is cached', async () => {
    const key = await createKey(['read']);
    await withServer(options, async (server) => {
      for (const request of closed) {
        const withKey = { ...request, headers: { ...request.headers, ...keyed(key) } };
        const statuses = [(await send(server, withKey)).status, (await send(server, withKey)).status];
        expect([request.path, ...statuses]).not.toContain(401);
        const response = await send(server, request);
        expect([request.path, response.status, response.headers['cache-control']]).toEqual([
          request.path,
          401,
          'no-store',
        ]);
        expect(response.headers['www-authenticate']).toBe('Bearer realm="Tertium"');
        expect(response.text).not.toContain('ISC');
      }
    });
  });

  test('describes how to send and how to create a key', async () => {
    await withServer(options, async (server) => {
      const { text } = await send(server, post({ query }));
      expect(JSON.parse(text)).toEqual({
        errors: [
          {
            message:
              'This server shows its content to holders of keys only: expected a key with the scope read, got a request without a key. Send a key as "Authorization: Bearer tertium_…". On the server, `tertium keys create --name NAME --scopes read` makes one.',
            extensions: { code: 'UNAUTHENTICATED', reason: 'KEY_MISSING', field: 'read', scopes: ['read'] },
          },
        ],
      });
      const page = await send(server, { method: 'GET', path: '/', headers: { accept: 'text/html' } });
      expect([page.status, page.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
      expect(page.text).toContain('tertium keys create');
    });
  });

  test('refuses a key without the scope read, and records the principal of the key', async () => {
    const key = await createKey(['propose', 'publish', 'admin']);
    const entries = await auditedBy(() =>
      withServer(options, async (server) => {
        expect(refusalOf(await send(server, post({ query }, keyed(key))))).toEqual([
          403,
          'FORBIDDEN',
          undefined,
          undefined,
        ]);
      }),
    );
    expect(entries).toEqual([
      expect.objectContaining({
        principal: { id: expect.stringMatching(/^key\//u), name: `Key ${names}` },
        action: 'read',
        code: 'FORBIDDEN',
        scope: 'read',
        count: 1,
      }),
    ]);
  });

  test('serves the probes and the playground to every client', async () => {
    await withServer(options, async (server) => {
      for (const path of ['/livez', '/readyz', '/playground/'])
        expect([path, (await send(server, { method: 'GET', path })).status]).toEqual([path, 200]);
    });
  });

  test('is unavailable while the keys cannot be read', async () => {
    const key = await createKey(['read']);
    const down = (): Promise<never> => Promise.reject(new TertiumError('STORE_UNAVAILABLE', 'It is down.'));
    const store = { ...graph.store, apiKeys: { ...graph.store.apiKeys, find: down } } as typeof graph.store;
    await withServer(
      options,
      async (server) => {
        for (const request of [
          post({ query }, keyed(key)),
          { method: 'GET', path: '/', headers: keyed(key) },
        ]) {
          const response = await send(server, request);
          expect([response.status, response.headers['retry-after']]).toEqual([503, '1']);
        }
      },
      store,
    );
  });
});

test('a request log has no preview token', async () => {
  await withServer({ logLevel: 'debug' }, async (server) => {
    const token = createSecret('preview');
    const response = await send(server, {
      method: 'GET',
      path: `/?preview=${token}&lang=en`,
      headers: { accept: 'application/json' },
    });
    expect(refusalOf(response)).toContain('PREVIEW_UNKNOWN');
    const lines = JSON.stringify(server.log);
    expect(lines).toContain('preview=…');
    expect(lines).not.toContain(token);
  });
});
