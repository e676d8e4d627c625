import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Publication } from '../../../src/graph/ports/reading.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { touchedExternalTags } from '../../../src/graph/dependencies/external-tags.js';
import type { CacheTagTargets } from '../../../src/http/representations/cache-tags.js';
import { imported } from '../../support/changes.js';
import { get, post, send, type TestRequest } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { plainSite, serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
const nowhere: CacheTagTargets = { cacheTag: false, surrogateKey: false, extensions: false };
const inHeaders: CacheTagTargets = { cacheTag: true, surrogateKey: true, extensions: false };
const inExtensions: CacheTagTargets = { ...nowhere, extensions: true };

let graph: TestStore;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
});
afterAll(() => graph.close());

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(cacheTags: CacheTagTargets): Promise<TestServer> {
  const server = await serveStore(graph.store, { cacheTags, responseCacheBytes: mebibyte, pages: plainSite });
  servers.push(server);
  return server;
}

const summary = '{ approach(slug: "msp") { summary } }';

describe('Tags for external caches', () => {
  test('are not sent by default', async () => {
    const server = await serve(nowhere);
    const { headers, text } = await send(server, post({ query: summary }));
    expect(headers['cache-tag']).toBeUndefined();
    expect(headers['surrogate-key']).toBeUndefined();
    expect(text).not.toContain('extensions');
  });

  test.each<[string, TestRequest]>([
    ['POST', post({ query: summary })],
    ['GET', get({ query: summary })],
    ['GET of a page', { method: 'GET', path: '/approach/msp' }],
  ])('are headers of the computed and of the cached response to %s', async (_, request) => {
    const server = await serve(inHeaders);
    const responses = [];
    for (let time = 0; time < 3; time += 1) responses.push(await send(server, request));
    const etag = responses[0]?.headers['etag'];
    if (etag !== undefined) {
      const unchanged = await send(server, {
        ...request,
        headers: { ...request.headers, 'if-none-match': etag },
      });
      expect(unchanged.status).toBe(304);
      responses.push(unchanged);
    }
    for (const { headers } of responses) {
      const tags = String(headers['cache-tag']).split(',');
      expect(tags[0]).toBe('tertium');
      expect(tags.includes('concept:approach/msp') || tags.includes('graph')).toBe(true);
      expect(headers['surrogate-key']).toBe(tags.join(' '));
      expect(headers['cache-tag']).toBe(responses[0]?.headers['cache-tag']);
    }
  });

  test('are not sent with the errors of an invalid operation', async () => {
    const server = await serve({ ...inHeaders, extensions: true });
    const { headers, text } = await send(server, post({ query: '{ approach(slug: "absent!") { nope } }' }));
    expect(headers['cache-tag']).toBeUndefined();
    expect(text).not.toContain('CacheTags');
  });

  test('are in the extensions of a result, for all root fields together', async () => {
    const server = await serve(inExtensions);
    for (let time = 0; time < 2; time += 1) {
      const { headers, text } = await send(server, post({ query: summary }));
      expect(headers['cache-tag']).toBeUndefined();
      expect(JSON.parse(text)).toEqual({
        data: { approach: { summary: expect.any(String) } },
        extensions: {
          apolloCacheTags: expect.arrayContaining(['tertium', 'concept:approach/msp', 'slug:APPROACH/msp']),
        },
      });
    }
  });

  test('are in the extensions of a result for entities, for each representation', async () => {
    const server = await serve(inExtensions);
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Approach { name } ... on Claim { id } } }';
    const representations = [
      { __typename: 'Approach', id: 'approach/msp' },
      { __typename: 'Approach', id: 'approach/devops' },
      { __typename: 'Claim', id: 'claim/absent' },
    ];
    const { text } = await send(server, post({ query, variables: { r: representations } }));
    const { data, extensions } = JSON.parse(text) as {
      data: { _entities: unknown[] };
      extensions: { apolloEntityCacheTags: string[][] };
    };
    expect(data._entities).toHaveLength(3);
    expect(Object.keys(extensions)).toEqual(['apolloEntityCacheTags']);
    expect(extensions.apolloEntityCacheTags).toEqual([
      ['tertium', 'concept:approach/msp'],
      ['tertium', 'concept:approach/devops'],
      ['tertium', 'claim:claim/absent'],
    ]);
  });

  test('of a response that a publication changes include a touched tag; those of some other responses do not', async () => {
    const server = await serve(inHeaders);
    const requests: readonly TestRequest[] = [
      post({ query: summary }),
      post({ query: '{ approach(slug: "devops") { name summary } }' }),
      post({ query: '{ approaches { nodes { slug summary } } }' }),
      post({ query: '{ compare(approaches: ["msp", "devops"]) { rows { nodes { verdict } } } }' }),
      post({ query: '{ compare(approaches: ["mit", "isc"]) { rows { nodes { verdict } } } }' }),
      { method: 'GET', path: '/approach/msp' },
      { method: 'GET', path: '/approach/mit' },
    ];
    const before = await Promise.all(requests.map((request) => send(server, request)));
    let publication: Publication | null = null;
    const stop = graph.store.reader.publications?.afterPublication((each) => (publication = each));
    const change: Change = {
      type: 'putConcept',
      concept: {
        kind: 'APPROACH',
        id: 'approach/msp',
        slug: 'msp',
        name: 'Managed service provider',
        aliases: [],
        summary: 'A new summary.',
        sameAs: [],
      },
    };
    await graph.store.apply([change], imported);
    stop?.();
    const purged = touchedExternalTags((publication as Publication | null)?.touched ?? null);
    const after = await Promise.all(requests.map((request) => send(server, request)));
    const isChanged = before.map(({ text }, index) => text !== after[index]?.text);
    const isPurged = before.map(({ headers }) =>
      String(headers['cache-tag'])
        .split(',')
        .some((tag) => purged.has(tag)),
    );
    expect(isChanged.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    for (const [index, changed] of isChanged.entries())
      if (changed) expect([index, isPurged[index]]).toEqual([index, true]);
    expect(isPurged).toContain(false);
  });
});
