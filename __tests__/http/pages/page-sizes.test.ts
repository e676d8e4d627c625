import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send, type TestResponse } from '../../support/requests.js';
import { imported } from '../../support/changes.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { wideComparison, wideQuestion, wideRowCount, wideSize } from './wide-comparison.js';

const kilobyte = 1024;

describe('The page of a comparison, compressed with gzip', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.store.apply(await wideComparison(), imported);
  });
  afterAll(() => server.close());

  const get = (path: string): Promise<TestResponse> =>
    send(server, { method: 'GET', path, headers: { 'accept-encoding': 'gzip' } });

  it.each([
    { path: '/compare/msp-vs-devops', columns: 2, rows: 39, kilobytes: 12 },
    {
      path: `/compare/${wideQuestion}`,
      columns: wideSize.approaches,
      rows: wideRowCount,
      kilobytes: 45,
    },
  ])(
    'has at most $kilobytes KB for $columns × $rows cells with sources',
    async ({ path, columns, rows, kilobytes }) => {
      const { status, headers, bytes, text } = await get(path);

      expect(status).toBe(200);
      expect(headers['content-encoding']).toBe('gzip');
      expect(bytes.length).toBeLessThanOrEqual(kilobytes * kilobyte);
      // The page has all cells, and every reference leads to an item.
      expect(text.match(/<td[ >]/gu)).toHaveLength(columns * rows);
      const references = [...text.matchAll(/href="#(c\d+)"/gu)].map(([, item]) => item);
      expect(references.length).toBeGreaterThan(columns * rows * 0.5);
      for (const item of references) expect(text).toContain(`id="${item}"`);
    },
  );

  it('has no script that browsers execute', async () => {
    const { text } = await get('/compare/msp-vs-devops');
    const scripts = [...text.matchAll(/<script\b([^>]*)>/gu)].map(([, attributes = '']) => attributes.trim());
    expect(scripts.length).toBeGreaterThan(0);
    expect(new Set(scripts)).toEqual(new Set(['type="application/ld+json"']));
    expect(text).not.toMatch(/<[^>]+ on[a-z]+=|javascript:/iu);
  });
});
