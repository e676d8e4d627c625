import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { citedSource, claim, concept, id, imported, put, question } from '../../support/changes.js';
import { send, type TestResponse } from '../../support/requests.js';
import {
  serveStore,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

function get(server: TestServer, path: string, host = 'bread.example'): Promise<TestResponse> {
  return send(server, { method: 'GET', path, headers: { host } });
}

/** Returns the addresses in a sitemap or index. */
function addressesIn({ text }: TestResponse): readonly string[] {
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/gu)].map(([, address = '']) =>
    address.replace(/&#(\d+);/gu, (_, code: string) => String.fromCharCode(Number(code))),
  );
}

describe('The sitemap of the demo content', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ presentation: { locale: 'en', baseUrl: 'https://bread.example/a&b' } });
  });
  afterAll(() => server.close());

  it('lists the home page, and each question, approach and source once, below the base URL', async () => {
    const response = await get(server, '/sitemap.xml', 'other.example');
    expect(response.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(response.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<urlset xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9">\n/u,
    );
    const counts = await send(server, {
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ questions { totalCount } approaches { totalCount } citedSources { totalCount } }"}',
    });
    const { data } = JSON.parse(counts.text) as { data: Record<string, { totalCount: number }> };
    const total = Object.values(data).reduce((sum, { totalCount }) => sum + totalCount, 1);
    const addresses = addressesIn(response);
    expect(new Set(addresses).size).toBe(total);
    expect(addresses).toHaveLength(total);
    for (const address of addresses)
      expect(address).toMatch(/^https:\/\/bread\.example\/a&b\/(?:$|\w+\/[a-z0-9-]+$)/u);
    for (const path of ['/', '/compare/msp-vs-devops', '/approach/msp'])
      expect(addresses).toContain(`https://bread.example/a&b${path}`);
  });

  it('is listed in robots.txt, which excludes the API, and narrowed and older pages', async () => {
    const { status, headers, text } = await get(server, '/robots.txt');
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toContain('\nSitemap: https://bread.example/a&b/sitemap.xml\n');
    for (const rule of ['/graphql', '/*?hide', '/*&hide', '/*?differences', '/*?at'])
      expect(text).toContain(`Disallow: ${rule}\n`);
    expect(text).not.toMatch(/lang|Disallow: \/\n/u);
  });
});

describe('The sitemap of a graph', () => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await inMemoryStore(sqliteStore).open();
    await graph.store.apply(
      put([citedSource('s'), question('q'), concept('APPROACH', 'a'), concept('APPROACH', 'b')]),
      imported,
    );
    await graph.store.apply(
      put([], [claim(id('QUESTION', 'q'), 'ASKS_ABOUT', id('APPROACH', 'a'))]),
      imported,
    );
    await graph.store.apply(put([concept('APPROACH', 'a', { name: 'New' })]), imported);
  });
  afterAll(() => graph.close());

  async function serving(
    options: TestServerOptions,
    use: (server: TestServer) => Promise<void>,
  ): Promise<void> {
    const server = await serveStore(graph.store, options);
    try {
      await use(server);
    } finally {
      await server.close();
    }
  }

  it('has addresses with the origin of the request if there is no base URL, also in a cached response', async () => {
    await serving({ responseCacheBytes: 1_000_000 }, async (server) => {
      for (const host of ['one.example', 'two.example:8080', 'one.example'])
        expect(addressesIn(await get(server, '/sitemap.xml', host))[0]).toBe(`http://${host}/`);
    });
  });

  it('has the times of the last changes of questions and approaches; a question also changes with its approaches', async () => {
    await serving({}, async (server) => {
      const { text } = await get(server, '/sitemap.xml');
      const dates = Object.fromEntries(
        [
          ...text.matchAll(/<loc>http:\/\/bread\.example([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?/gu),
        ].map(([, path = '', date]) => [path, date]),
      );
      const revisions = await send(server, {
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ revisions { nodes { number time } } }"}',
      });
      const { nodes } = (
        JSON.parse(revisions.text) as { data: { revisions: { nodes: { number: number; time: string }[] } } }
      ).data.revisions;
      const times = new Map(nodes.map(({ number, time }) => [number, time]));
      expect(dates).toEqual({
        '/': undefined,
        '/compare/q': times.get(3),
        '/approach/a': times.get(3),
        '/approach/b': times.get(1),
        '/source/s': undefined,
      });
    });
  });

  it('rejects addresses of parts that do not exist', async () => {
    await serving({}, async (server) => {
      expect((await get(server, '/sitemap.xml?kind=features')).status).toBe(400);
      expect((await get(server, '/sitemap.xml?kind=approaches&after=x')).status).toBe(400);
    });
  });

  it('is an index of parts if it has more than 10,000 pages', async () => {
    const many = Array.from({ length: 10_100 }, (_, index) => concept('APPROACH', `many-${index}`));
    await graph.store.apply(put(many), imported);
    await serving({}, async (server) => {
      const index = await get(server, '/sitemap.xml');
      expect(index.text).toContain('<sitemapindex ');
      const parts = addressesIn(index);
      expect(parts.map((part) => new URL(part).searchParams.get('kind'))).toEqual([
        'questions',
        'approaches',
        'approaches',
        'citedSources',
      ]);
      const addresses: string[] = [];
      for (const part of parts) {
        const { pathname, search } = new URL(part);
        const listed = addressesIn(await get(server, pathname + search));
        expect(listed.length).toBeLessThanOrEqual(10_000);
        addresses.push(...listed);
      }
      expect(new Set(addresses).size).toBe(1 + 10_102 + 1);
      expect(addresses).toHaveLength(1 + 10_102 + 1);
    });
  });
});
