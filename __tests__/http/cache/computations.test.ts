import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { textKey } from '../../../src/graph/cache-keys.js';
import { Computations } from '../../../src/http/cache/computations.js';
import { get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { plainSite, serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
/** With a quota, computed responses that no shared cache may store have the header RateLimit; responses from the cache do not. */
const quota = { costPerMinute: 1, burst: 100_000_000 };

let graph: TestStore;
let server: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
  server = await serveStore(graph.store, { responseCacheBytes: mebibyte, quota, pages: plainSite });
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

let count = 0;
/** Creates an operation that was not sent before. */
function newQuery(): string {
  count += 1;
  return `query N${count} { approaches { nodes { name features { nodes { name } } } } }`;
}

async function sendTogether(request: TestRequest, times: number): Promise<readonly TestResponse[]> {
  return Promise.all(Array.from({ length: times }, () => send(server, request)));
}

describe('The response to several identical requests at the same time', () => {
  test.each([
    ['POST', () => post({ query: newQuery() }, { cookie: 'a=1' })],
    ['GET', () => get({ query: newQuery() }, { cookie: 'a=1', 'apollo-require-preflight': 'yes' })],
  ])('is computed once, for requests by %s', async (_, request) => {
    const responses = await sendTogether(request(), 12);
    expect(new Set(responses.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(responses[0]?.status).toBe(200);
    // The requests have credentials, so no shared cache may store the responses, and only a computed response has the header.
    expect(responses.filter(({ headers }) => headers['ratelimit'] !== undefined)).toHaveLength(1);
  });

  test('is an error for each request if it cannot be computed', async () => {
    const responses = await sendTogether(post({ query: '{ approach(slug: "absent") { nope } }' }), 5);
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
  });

  test('is sent to the other clients if the client of the first request disconnects', async () => {
    const body = JSON.stringify({ query: newQuery() });
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => setImmediate(resolve));
    const responses = sendTogether(post(body), 5);
    socket.destroy();
    for (const { status, text } of await responses) {
      expect(status).toBe(200);
      expect(text).toMatch(/^\{"data":/u);
    }
  });
});

describe('Computations', () => {
  const key = textKey('a');

  test('are found until they end', async () => {
    const computations = new Computations();
    expect(computations.running(key, 1)).toBeNull();
    const computation = computations.begin(key, 1);
    const waiting = computations.running(key, 1);
    expect(waiting).not.toBeNull();
    expect(computations.running(key, 2)).toBeNull();
    expect(computations.running(textKey('b'), 1)).toBeNull();
    computation.end();
    computation.end();
    await waiting;
    expect(computations.running(key, 1)).toBeNull();
    expect(computations.count).toBe(0);
  });

  test('that end twice do not end a later computation of the same response', () => {
    const computations = new Computations();
    const first = computations.begin(key, 1);
    first.end();
    computations.begin(key, 1);
    first.end();
    expect(computations.running(key, 1)).not.toBeNull();
  });
});
