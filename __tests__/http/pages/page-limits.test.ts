import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultLimits } from '../../../src/api/limits/limits.js';
import { TertiumError } from '../../../src/graph/errors.js';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { citedSource, claim, concept, feature, imported, put } from '../../support/changes.js';
import { codesOf, send, type TestResponse } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer, type TestServerOptions } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { occupyTurns, useSliceUp } from '../../support/turns.js';

const html = { accept: 'text/html' };
const page = '/compare/mit-vs-apache-2-0';
const json = `${page}.json`;

let graph: TestStore;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
});
afterAll(() => graph.close());

function get(
  server: TestServer,
  path: string,
  headers: Readonly<Record<string, string>> = html,
): Promise<TestResponse> {
  return send(server, { method: 'GET', path, headers });
}

/** Starts a server, calls `use` with it, and closes it. */
async function serving(
  options: TestServerOptions,
  use: (server: TestServer) => Promise<void>,
  reader: GraphReader = graph.store.reader,
): Promise<void> {
  const { feed, changesets, eraser, apiKeys, previewTokens, audit } = graph.store;
  const store: GraphStore = {
    reader,
    feed,
    changesets,
    eraser,
    apiKeys,
    previewTokens,
    audit,
    apply: (changes, note) => graph.store.apply(changes, note),
    rehearse: (changes, note) => graph.store.rehearse(changes, note),
    diff: (request) => graph.store.diff(request),
    ping: () => graph.store.ping(),
    close: () => graph.store.close(),
  };
  const server = await serveStore(store, options);
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

describe('A page', () => {
  it('is rejected if its operation exceeds the cost limit', async () => {
    await serving({ limits: { ...defaultLimits, cost: 1_000 } }, async (server) => {
      const { status, headers, text } = await get(server, page);
      expect([status, headers['cache-control'], headers['retry-after']]).toEqual([
        400,
        'no-store',
        undefined,
      ]);
      expect(text).toContain('The operation is too large: expected 1000 microseconds of work at most');
      const other = await get(server, json, {});
      expect([other.status, codesOf(other)]).toEqual([400, ['LIMIT_EXCEEDED']]);
    });
  });

  it('with too many rows links to further rows, and its JSON has all rows', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => feature(`feature-${index}-of-many`));
    const approaches = [concept('APPROACH', 'many-one'), concept('APPROACH', 'many-two')];
    const links = approaches.flatMap((approach) =>
      rows.map((row) => claim(approach.id, 'HAS_FEATURE', row.id)),
    );
    await graph.store.apply(put([citedSource('s'), ...approaches, ...rows], links), imported);
    await serving({ limits: { ...defaultLimits, pageSize: 100 } }, async (server) => {
      const many = '/compare/many-one,many-two';
      const other = JSON.parse((await get(server, `${many}.json`, {})).text) as { rows: unknown[] };
      expect(other.rows).toHaveLength(rows.length);
      const { status, text } = await get(server, many);
      expect(status).toBe(200);
      const [, next = ''] = /href="([^"]*after=[^"]*)"/u.exec(text) ?? [];
      const further = await get(server, next.replaceAll('&amp;', '&'));
      expect(further.status).toBe(200);
      const namesIn = (page: string): readonly string[] =>
        rows.map(({ name }) => name).filter((name) => page.includes(`>${name}<`));
      expect([namesIn(text).length, namesIn(further.text).length]).toEqual([100, 20]);
    });
  });

  it('takes its cost from the quota of its client, and takes nothing if it is cached', async () => {
    const quota = { costPerMinute: 1_000_000, burst: 1_000_000, now: () => 0 };
    await serving({ quota, responseCacheBytes: 1_000_000 }, async (server) => {
      let probes = 0;
      // Responses to requests with a cookie are private, so they have the header with the remaining quota.
      const remaining = async (): Promise<number> => {
        const { headers } = await get(server, `/approach/mit?probe=${(probes += 1)}`, { cookie: 'a=1' });
        return Number(/r=(\d+)/u.exec(String(headers['ratelimit']))?.[1]);
      };
      const probeCost = -(await remaining()) + (await remaining());
      const taken = async (path: string): Promise<number> => {
        const before = await remaining();
        expect((await get(server, path)).headers['ratelimit-policy']).toContain('q=1000000');
        return before - (await remaining()) + probeCost;
      };
      expect(probeCost).toBeLessThan(0);
      expect(await taken(page)).toBeGreaterThan(-probeCost);
      expect(await taken(page)).toBe(0);
      expect(await taken('/approach/mitt')).toBeGreaterThan(0);
      expect(await taken('/approach/mit?lang=xx')).toBe(0);
    });
  });

  it('is rejected with 429 and Retry-After if the quota of its client is used up', async () => {
    const quota = { costPerMinute: 40_000, burst: 40_000, now: () => 0 };
    await serving({ quota }, async (server) => {
      let response = await get(server, page);
      expect(response.status).toBe(200);
      for (let count = 0; response.status === 200 && count < 1_000; count += 1)
        response = await get(server, page);
      expect([response.status, response.headers['cache-control']]).toEqual([429, 'no-store']);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
      expect(response.headers['ratelimit']).toMatch(/^"cost";r=\d+;t=\d+$/u);
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
      const other = await get(server, json, {});
      expect([other.status, codesOf(other)]).toEqual([429, ['QUOTA_EXCEEDED']]);
      expect(other.headers['retry-after']).toMatch(/^\d+$/u);
    });
  });

  it('is rejected with 503 and Retry-After if it exceeds its deadline, and is not cached', async () => {
    let otherWork: ReturnType<typeof occupyTurns> | undefined;
    let opens = 0;
    const reader: GraphReader = {
      openView(at) {
        opens += 1;
        // The first call checks the revision, the second one opens the view of the request.
        if (opens === 2) {
          otherWork = occupyTurns();
          useSliceUp();
        }
        return graph.store.reader.openView(at);
      },
      openViewAsOf: (time) => graph.store.reader.openViewAsOf(time),
    };
    const use = async (server: TestServer): Promise<void> => {
      opens = 0;
      const { status, headers, text } = await get(server, page);
      await otherWork?.stop();
      expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '1', 'no-store']);
      expect(text).toContain('The request exceeded the time limit of 1000 ms');
      expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
      expect((await get(server, page)).status).toBe(200);
    };
    await serving({ timeoutMs: 1_000, responseCacheBytes: 1_000_000 }, use, reader);
  });

  it('is rejected with 503 and Retry-After while the store is unavailable', async () => {
    const reader: GraphReader = {
      openView: () => Promise.reject(new TertiumError('STORE_UNAVAILABLE', 'The database is not available.')),
      openViewAsOf: (time) => graph.store.reader.openViewAsOf(time),
    };
    const use = async (server: TestServer): Promise<void> => {
      const { status, headers, text } = await get(server, page);
      expect([status, headers['retry-after']]).toEqual([503, '1']);
      expect(text).toContain('The database is not available.');
      expect(codesOf(await get(server, page, { accept: 'application/json' }))).toEqual(['STORE_UNAVAILABLE']);
    };
    await serving({ responseCacheBytes: 1_000_000 }, use, reader);
  });

  it('does not show the details of a defect, which are logged', async () => {
    const reader: GraphReader = {
      openView: () => Promise.reject(new Error('secret host')),
      openViewAsOf: (time) => graph.store.reader.openViewAsOf(time),
    };
    const use = async (server: TestServer): Promise<void> => {
      const { status, text } = await get(server, page);
      expect([status, text.includes('secret host')]).toEqual([500, false]);
      expect(JSON.stringify(server.log)).toContain('secret host');
    };
    await serving({}, use, reader);
  });
});
