import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/graph/ports/writing.js';
import { preparationHeader } from '../../../src/http/cache/preparations.js';
import { imported } from '../../support/changes.js';
import { get, post, send, type TestRequest, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { plainSite, serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
/** With this quota, computed responses to POST have the header RateLimit; responses from the cache do not. */
const quota = { costPerMinute: 1, burst: 100_000_000 };

let graph: TestStore;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
});
afterAll(() => graph.close());

let server: TestServer;
beforeEach(async () => {
  server = await serveStore(graph.store, { responseCacheBytes: mebibyte, quota, pages: plainSite });
});
afterEach(() => server.close());

function isComputed({ headers }: TestResponse): boolean {
  return headers['ratelimit'] !== undefined;
}

async function publish(...changes: readonly Change[]): Promise<void> {
  const { revision } = await graph.store.apply(changes, imported);
  expect(revision).not.toBeNull();
}

let names = 0;
/** Creates a change that replaces the summary of an approach. */
async function changed(slug: string): Promise<Change> {
  const { text } = await send(server, post({ query: `{ approach(slug: "${slug}") { id name aliases } }` }));
  const { approach } = (
    JSON.parse(text) as { data: { approach: { id: string; name: string; aliases: string[] } } }
  ).data;
  const summary = `Summary ${(names += 1)}`;
  return { type: 'putConcept', concept: { ...approach, kind: 'APPROACH', slug, summary, sameAs: [] } };
}

const summaryOf = (slug: string): TestRequest =>
  post({ query: 'query S($slug: String!) { approach(slug: $slug) { summary } }', variables: { slug } });

describe('A response that a publication changes', () => {
  test('is computed before the publication takes effect', async () => {
    await send(server, summaryOf('msp'));
    await publish(await changed('msp'));
    const response = await send(server, summaryOf('msp'));
    expect(response.text).toBe(`{"data":{"approach":{"summary":"Summary ${names}"}}}\n`);
    expect(isComputed(response)).toBe(false);
  });

  test('is computed for each request key, and for requests by GET', async () => {
    const requests: readonly TestRequest[] = [
      get({ query: '{ approach(slug: "msp") { summary } }' }),
      post(
        { query: '{ approach(slug: "msp") { summary } }' },
        { accept: 'application/graphql-response+json' },
      ),
      { ...post('{"query": "{ approach(slug: \\"msp\\") { name summary } }" }') },
    ];
    for (const request of requests) await send(server, request);
    await publish(await changed('msp'));
    for (const request of requests) {
      const [prepared, expected] = [await send(server, request), await send(await uncached(), request)];
      expect(isComputed(prepared)).toBe(false);
      expect(prepared.text).toContain(`Summary ${names}`);
      expect([prepared.text, prepared.headers['content-type'], prepared.headers['etag']]).toEqual([
        expected.text,
        expected.headers['content-type'],
        expected.headers['etag'],
      ]);
    }
  });

  test('is computed for pages, too', async () => {
    const page: TestRequest = { method: 'GET', path: '/approach/msp' };
    await send(server, page);
    await publish(await changed('msp'));
    const prepared = await send(server, page);
    expect(prepared.text).toContain(`Summary ${names}`);
    expect(prepared.text).toBe((await send(await uncached(), page)).text);
    expect(prepared.headers['etag']).toBeDefined();
  });

  test('is not charged to any client', async () => {
    await send(server, summaryOf('devops'));
    const change = await changed('devops');
    const remainingAfter = async (slug: string): Promise<number> => {
      const { headers } = await send(server, post({ query: `{ approach(slug: "${slug}") { id } }` }));
      return Number(/r=(\d+)/u.exec(String(headers['ratelimit']))?.[1]);
    };
    const [first, second] = [await remainingAfter('msp'), await remainingAfter('mit')];
    await publish(change);
    const third = await remainingAfter('isc');
    expect(isComputed(await send(server, summaryOf('devops')))).toBe(false);
    expect(first - second).toBeGreaterThan(0);
    expect(second - third).toBe(first - second);
  });
});

test('a response that no client has requested since it was prepared is not prepared again', async () => {
  const request = summaryOf('devops');
  await send(server, request);
  await publish(await changed('devops'));
  await publish(await changed('devops'));
  const response = await send(server, request);
  expect(response.text).toContain(`Summary ${names}`);
  expect(isComputed(response)).toBe(true);
});

test('a response that a publication does not touch stays cached', async () => {
  const other = summaryOf('devops');
  await send(server, other);
  await publish(await changed('msp'));
  expect(isComputed(await send(server, other))).toBe(false);
});

test('the most requested responses are computed first', async () => {
  // Requests are logged at this level.
  const logging = await serveStore(graph.store, { responseCacheBytes: mebibyte, logLevel: 'debug' });
  others.push(logging);
  const requestCounts = { first: 1, second: 3, third: 2 };
  for (const [name, count] of Object.entries(requestCounts)) {
    const request = get({ query: `query ${name} { approach(slug: "msp") { summary } }` });
    for (let time = 0; time < count; time += 1) await send(logging, request);
  }
  const change = await changed('msp');
  const start = logging.log.length;
  await publish(change);
  const urls = logging.log.slice(start).map(({ req }) => (req as { url: string } | undefined)?.url ?? '');
  const order = urls.flatMap((url) => /query(?:\+|%20)(\w+)/u.exec(url)?.[1] ?? []);
  expect(order).toEqual(['second', 'third', 'first']);
});

test('a client that sends the header of preparations gets a usual response', async () => {
  const response = await send(server, {
    ...summaryOf('msp'),
    headers: { 'content-type': 'application/json', [preparationHeader]: '1' },
  });
  expect(response.status).toBe(200);
  expect(response.text).toContain('"summary"');
});

const others: TestServer[] = [];
afterEach(async () => {
  for (const other of others.splice(0)) await other.close();
});

/** Starts a server of the same store, without a response cache. */
async function uncached(): Promise<TestServer> {
  const other = await serveStore(graph.store, { pages: plainSite });
  others.push(other);
  return other;
}
