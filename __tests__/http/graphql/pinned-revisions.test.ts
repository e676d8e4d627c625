/** Tests the header `Tertium-Revision`: which revision a response names, and which revision a request reads. */
import { copyFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { nextEpoch } from '../../../src/graph/revision-token.js';
import { InMemoryStore } from '../../../src/read-model/in-memory-store.js';
import { openStore } from '../../../src/storage/open-store.js';
import { concept, imported } from '../../support/changes.js';
import { get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { runStatements } from '../../support/statements.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
const namesQuery = '{ approaches { nodes { name } } }';
/** The number of the level `error` in the log. */
const errorLevel = 50;
const typenameQuery = '{ __typename }';

/** Publishes a revision in which each of the first `count` letters names an approach. */
async function publish(store: GraphStore, count: number): Promise<void> {
  const slugs = 'abcdefghijklmnopqrstuvwxyz'.slice(0, count).split('');
  await store.apply(
    slugs.map((slug) => ({ type: 'putConcept', concept: concept('APPROACH', slug) })),
    imported,
  );
}

function tokenOf({ headers }: TestResponse): string {
  return String(headers['tertium-revision']);
}

function withPin(request: TestRequest, pin: string): TestRequest {
  return { ...request, headers: { ...request.headers, 'tertium-revision': pin } };
}

function countOfNames({ text }: TestResponse): number {
  return (JSON.parse(text) as { data: { approaches: { nodes: unknown[] } } }).data.approaches.nodes.length;
}

function errorOf({ text }: TestResponse): unknown {
  return (JSON.parse(text) as { errors: unknown[] }).errors[0];
}

describe.each([
  ['from the database, without a response cache', sqliteStore, 0],
  ['from the database, with a response cache', sqliteStore, mebibyte],
  ['from memory, with a response cache', inMemoryStore(sqliteStore), mebibyte],
])('a server that reads %s', (_, kind, responseCacheBytes) => {
  let graph: TestStore;
  let server: TestServer;
  let first: string;
  let second: string;
  beforeAll(async () => {
    graph = await kind.open();
    server = await serveStore(graph.store, { responseCacheBytes });
    await publish(graph.store, 1);
    first = tokenOf(await send(server, post({ query: namesQuery })));
    await publish(graph.store, 2);
    second = tokenOf(await send(server, post({ query: namesQuery })));
  });
  afterAll(async () => {
    await server.close();
    await graph.close();
  });

  const bothMethods: readonly (readonly [string, TestRequest])[] = [
    ['POST', post({ query: namesQuery })],
    ['GET', get({ query: namesQuery })],
  ];

  test('names the revision in responses to valid requests, new or from a cache', async () => {
    expect(first).toMatch(/^1\.[\w-]{16}$/u);
    expect(second).toMatch(/^2\.[\w-]{16}$/u);
    const etag = String((await send(server, get({ query: namesQuery }))).headers['etag']);
    const requests: TestRequest[] = [
      post({ query: namesQuery }),
      post({ query: namesQuery }, { 'accept-encoding': 'br' }),
      post({ query: namesQuery }, { authorization: 'Bearer 1' }),
      get({ query: namesQuery }),
      get({ query: namesQuery }, { 'if-none-match': etag }),
      { ...get({ query: namesQuery }), method: 'HEAD' },
      { ...get({ query: typenameQuery }), method: 'HEAD' },
      post({ query: typenameQuery }),
    ];
    for (const request of [...requests, ...requests, ...requests]) {
      const response = await send(server, request);
      expect([request, tokenOf(response)]).toEqual([request, second]);
      expect(response.headers['vary']).toMatch(/\bTertium-Revision\b/u);
    }
    expect((await send(server, get({ query: namesQuery }, { 'if-none-match': etag }))).status).toBe(304);
  });

  test('names the revision in responses with errors, if it has opened a view', async () => {
    for (const query of [
      '{ approach(slug: "z") { name } compare(approaches: ["a", "z"]) { id } }',
      '{ approaches(first: -1) { totalCount } }',
      '{ nope }',
    ]) {
      const response = await send(server, post({ query }));
      expect(errorOf(response)).toBeDefined();
      expect(tokenOf(response)).toBe(second);
    }
    expect((await send(server, post('{ not json'))).headers['tertium-revision']).toBeUndefined();
  });

  test('names the revision in pages', async () => {
    for (const path of ['/', '/', '/approach/a', '/approach/nope']) {
      const page = await send(server, { method: 'GET', path, headers: { accept: 'text/html' } });
      expect(tokenOf(page)).toBe(second);
    }
  });

  test('does not include the token in the body or the ETag by default', async () => {
    const [atFirst, atSecond] = await Promise.all(
      [first, second].map((pin) => send(server, withPin(get({ query: typenameQuery }), pin))),
    );
    expect(atFirst?.text).toBe(atSecond?.text);
    expect(atFirst?.headers['etag']).toBe(atSecond?.headers['etag']);
    expect(atFirst && tokenOf(atFirst)).toBe(first);
  });

  test.each(bothMethods)('reads the revision that a request by %s pins', async (__, request) => {
    for (let time = 0; time < 3; time += 1) {
      for (const [pin, count] of [
        [first, 1],
        [second, 2],
      ] as const) {
        const response = await send(server, withPin(request, pin));
        expect([countOfNames(response), tokenOf(response)]).toEqual([count, pin]);
      }
      const newest = await send(server, request);
      expect([countOfNames(newest), tokenOf(newest)]).toEqual([2, second]);
    }
  });

  test('executes a pinned request as at the time of the revision', async () => {
    const query =
      '{ revision { number } revisions { nodes { number } } approaches(at: 1) { totalCount } node(id: "approach/b") { id } }';
    const { text } = await send(server, withPin(post({ query }), first));
    expect(JSON.parse(text)).toEqual({
      data: {
        revision: { number: 1 },
        revisions: { nodes: [{ number: 1 }] },
        approaches: { totalCount: 1 },
        node: null,
      },
    });
    const later = await send(server, withPin(post({ query: '{ approaches(at: 2) { totalCount } }' }), first));
    expect(errorOf(later)).toMatchObject({
      message: 'at: expected a revision from 1 to 1, got 2.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('reads the pinned revision in `_entities`', async () => {
    const query =
      '{ _entities(representations: [{ __typename: "Approach", id: "approach/b" }]) { ... on Approach { name } } }';
    const [atFirst, atSecond] = await Promise.all(
      [first, second].map((pin) => send(server, withPin(post({ query }), pin))),
    );
    expect(JSON.parse(atFirst?.text ?? '')).toMatchObject({ data: { _entities: [null] } });
    expect(JSON.parse(atSecond?.text ?? '')).toMatchObject({ data: { _entities: [{ name: 'b' }] } });
  });

  test('ignores the header in requests for pages', async () => {
    const page = await send(server, withPin({ method: 'GET', path: '/approach/b' }, first));
    expect([page.status, tokenOf(page)]).toEqual([200, second]);
  });

  test.each([
    '{ approaches { totalCount } }',
    '{ approaches { totalCount } compare(approaches: ["a", "z"]) { id } }',
    '{ approaches(first: -1) { totalCount } }',
  ])(
    'adds the token to the extensions of the result if the request has the extension `revision`: %s',
    async (query) => {
      for (const [pin, token] of [
        [null, second],
        [first, first],
        [null, second],
      ] as const) {
        for (const request of [
          post({ query, extensions: { revision: true } }),
          get({ query, extensions: '{"revision":true}' }),
        ]) {
          const response = await send(server, pin === null ? request : withPin(request, pin));
          expect((JSON.parse(response.text) as { extensions: unknown }).extensions).toEqual({
            revision: token,
          });
          expect(tokenOf(response)).toBe(token);
        }
      }
      const plain = await send(server, post({ query, extensions: { revision: false } }));
      expect(JSON.parse(plain.text)).not.toHaveProperty('extensions');
    },
  );

  test.each(['2', 'two', '-1.0123456789abcdef', `"${'0'.repeat(1000)}"`])(
    'rejects a header that is not a token: %p',
    async (pin) => {
      for (const request of [post({ query: namesQuery }), get({ query: namesQuery }), post({ query: '{' })]) {
        const response = await send(server, withPin(request, pin));
        expect(response.status).toBe(400);
        expect(errorOf(response)).toMatchObject({
          message: expect.stringMatching(
            /^tertium-revision: expected the value of this header in a response of this server, got ".{1,90}"\. Omit the header to read the newest revision\.$/u,
          ) as unknown,
          extensions: { code: 'BAD_REQUEST' },
        });
        expect(response.headers['cache-control']).toBe('no-store');
      }
      expect(server.log.filter(({ level }) => Number(level) >= errorLevel)).toEqual([]);
    },
  );

  test.each([
    ['that has the newest number in another graph', () => `2.${nextEpoch('')}`],
    ['that had the newest number and was lost in a restore', () => `2.${nextEpoch(second.slice(2))}`],
    ['that has a later number in another graph', () => `3.${nextEpoch('')}`],
    ['that has the number 0 and an epoch', () => `0.${second.slice(2)}`],
  ])('rejects the token of a revision %s, without Retry-After', async (__, tokenFor) => {
    const pin = tokenFor();
    for (const request of [post({ query: namesQuery }), get({ query: namesQuery })]) {
      const response = await send(server, withPin(request, pin));
      expect(response.status).toBe(400);
      expect(errorOf(response)).toMatchObject({
        message: expect.stringMatching(
          /^tertium-revision: expected a revision of this graph, such as \d\.[\w-]*, got \d\.[\w-]{16}\. It belongs to another graph, is from before an erasure, or was lost when a backup was restored\. Omit the header to read the newest revision\.$/u,
        ) as unknown,
        extensions: { code: 'REVISION_UNKNOWN' },
      });
      expect(response.headers['retry-after']).toBeUndefined();
    }
  });

  test('reads the empty graph with its token', async () => {
    const response = await send(server, withPin(post({ query: namesQuery }), '0.'));
    expect([countOfNames(response), tokenOf(response)]).toEqual([0, '0.']);
  });
});

/** Wraps a store, so that its reader calls `onLook` at each look-up of the newest revision. */
function observed(store: GraphStore, onLook: () => void): GraphStore {
  const reader: GraphReader = {
    openView(at, pace) {
      if (at === undefined) onLook();
      return store.reader.openView(at, pace);
    },
    openViewAsOf: (time, pace) => store.reader.openViewAsOf(time, pace),
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === 'reader') return reader;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

test('the token of a revision that is not published within a second is rejected with 503 and Retry-After', async () => {
  const graph = await inMemoryStore(sqliteStore).open();
  let looks = 0;
  const store = observed(graph.store, () => (looks += 1));
  const server = await serveStore(store, { responseCacheBytes: mebibyte });
  try {
    await publish(graph.store, 1);
    const newest = tokenOf(await send(server, post({ query: namesQuery })));
    const pin = `2.${nextEpoch(newest.slice(2))}`;
    const requests = [post({ query: namesQuery }), get({ query: namesQuery })];
    looks = 0;
    const responses = await Promise.all(requests.map((request) => send(server, withPin(request, pin))));
    expect(looks).toBeGreaterThan(5);
    for (const response of responses) {
      expect([response.status, response.headers['retry-after']]).toEqual([503, '1']);
      expect(errorOf(response)).toEqual({
        message:
          'tertium-revision: revision 2 is not available yet: the newest revision of this server is 1. Send the request again in 1 s.',
        extensions: { code: 'REVISION_NOT_PUBLISHED', retryAfter: 1 },
      });
    }
  } finally {
    await server.close();
    await graph.close();
  }
});

describe('a request that waits for a revision', () => {
  test('reads the revision when it is published', async () => {
    const graph = await sqliteStore.open();
    let looks = 0;
    const store = observed(graph.store, () => (looks += 1));
    const server = await serveStore(store);
    try {
      await publish(graph.store, 1);
      const epoch = nextEpoch(tokenOf(await send(server, post({ query: namesQuery }))).slice(2));
      looks = 0;
      const waiting = [
        post({ query: '{ revision { number } }' }),
        get({ query: '{ revision { number } }' }),
      ].map((request) => send(server, withPin(request, `2.${epoch}`)));
      while (looks < 4) await nextTurn();
      // The revision arrives as on a replica, where another server has published it.
      await runStatements(graph.url, [
        `insert into revision (number, time, author, message, origin, epoch) values (2, '2999-01-01T00:00:00.000Z', 'a', 'm', 'EDIT', '${epoch}')`,
      ]);
      for (const response of await Promise.all(waiting)) {
        expect([response.status, response.text.trim(), tokenOf(response)]).toEqual([
          200,
          '{"data":{"revision":{"number":2}}}',
          `2.${epoch}`,
        ]);
      }
    } finally {
      await server.close();
      await graph.close();
    }
  });

  test('is rejected if another revision gets the number, as in a copy of the database', async () => {
    const graph = await sqliteStore.open();
    const file = graph.url.slice('file:'.length);
    await publish(graph.store, 1);
    await runStatements(graph.url, ['pragma wal_checkpoint(truncate)']);
    await copyFile(file, `${file}.copy`);
    const copy = await openStore(`file:${file}.copy`);
    const servers = await Promise.all([serveStore(graph.store), serveStore(copy)]);
    try {
      await publish(copy, 2);
      const [original, ofCopy] = servers;
      const pin = tokenOf(await send(ofCopy, post({ query: namesQuery })));
      const waiting = send(original, withPin(post({ query: namesQuery }), pin));
      await publish(graph.store, 3);
      const response = await waiting;
      expect([response.status, errorOf(response)]).toMatchObject([
        400,
        { extensions: { code: 'REVISION_UNKNOWN' } },
      ]);
    } finally {
      await Promise.all(servers.map((server) => server.close()));
      await copy.close();
      await graph.close();
    }
  });

  test('is rejected at its deadline', async () => {
    const graph = await sqliteStore.open();
    const server = await serveStore(graph.store, { timeoutMs: 100 });
    try {
      await publish(graph.store, 1);
      const newest = tokenOf(await send(server, post({ query: namesQuery })));
      const response = await send(
        server,
        withPin(post({ query: namesQuery }), `2.${nextEpoch(newest.slice(2))}`),
      );
      expect([response.status, errorOf(response)]).toMatchObject([
        503,
        { extensions: { code: 'DEADLINE_EXCEEDED' } },
      ]);
    } finally {
      await server.close();
      await graph.close();
    }
  });
});

test('with the graph in memory, recent pinned revisions are read without statements', async () => {
  const statements: string[] = [];
  const graph = await inMemoryStore(sqliteStore).open((sql) => void statements.push(sql));
  const server = await serveStore(graph.store);
  try {
    const pins: string[] = [];
    for (let count = 1; count <= 3; count += 1) {
      await publish(graph.store, count);
      pins.push(tokenOf(await send(server, post({ query: typenameQuery }))));
    }
    statements.length = 0;
    for (const [index, pin] of pins.entries()) {
      for (const request of [post({ query: namesQuery }), get({ query: namesQuery })]) {
        const response = await send(server, withPin(request, pin));
        expect([countOfNames(response), tokenOf(response)]).toEqual([index + 1, pin]);
      }
    }
    expect(statements).toEqual([]);
  } finally {
    await server.close();
    await graph.close();
  }
});

test('a response that is the same at several revisions has the token of the pinned revision', async () => {
  const graph = await inMemoryStore(sqliteStore).open();
  const server = await serveStore(graph.store, { responseCacheBytes: mebibyte });
  const query = '{ approach(slug: "a") { name } }';
  try {
    const pins: string[] = [];
    for (let count = 1; count <= 3; count += 1) {
      await publish(graph.store, count);
      pins.push(tokenOf(await send(server, post({ query }))));
    }
    expect(new Set(pins).size).toBe(3);
    for (const pin of [...pins, ...pins]) {
      const response = await send(server, withPin(post({ query }), pin));
      expect([response.text.trim(), tokenOf(response)]).toEqual(['{"data":{"approach":{"name":"a"}}}', pin]);
    }
  } finally {
    await server.close();
    await graph.close();
  }
});

test('a client that pins the revision of its write reads the write from another server', async () => {
  const graph = await sqliteStore.open();
  const reading = await InMemoryStore.open(await openStore(graph.url), { budget: 2 ** 30 });
  const servers = await Promise.all([
    serveStore(graph.store),
    serveStore(reading, { responseCacheBytes: mebibyte }),
  ]);
  try {
    for (let count = 1; count <= 10; count += 1) {
      await publish(graph.store, count);
      const pin = tokenOf(await send(servers[0], post({ query: typenameQuery })));
      const response = await send(servers[1], withPin(post({ query: namesQuery }), pin));
      expect([countOfNames(response), tokenOf(response)]).toEqual([count, pin]);
    }
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await reading.close();
    await graph.close();
  }
});

test('pages of allowed origins can send and read the header', async () => {
  const graph = await sqliteStore.open();
  const servers = await Promise.all(
    (['*', ['https://a.example']] as const).map((corsOrigins) =>
      serveStore(graph.store, { corsOrigins, responseCacheBytes: mebibyte }),
    ),
  );
  try {
    for (const server of servers) {
      const preflight = await send(server, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://a.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type, tertium-revision',
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers['access-control-allow-headers']).toMatch(/\btertium-revision\b/u);
      for (let time = 0; time < 3; time += 1) {
        const response = await send(server, post({ query: typenameQuery }, { origin: 'https://a.example' }));
        expect(response.headers['access-control-expose-headers']).toMatch(/\bTertium-Revision\b/u);
        expect(tokenOf(response)).toBe('0.');
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await graph.close();
  }
});
