import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { send, type TestResponse } from '../../support/requests.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';
import { htmlProblems } from '../../pages/html-problems.js';

const frame = '/compare/msp-vs-devops.embed';
const page = '/compare/msp-vs-devops';
/** The headers that a browser sends with a request from a script of another site. */
const crossSite = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  origin: 'https://blog.example',
};
/** The headers that a browser sends with a request for a frame in a page of another site. */
const framed = {
  accept: 'text/html',
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'iframe',
};

function get(server: TestServer, path: string, headers: Record<string, string> = {}): Promise<TestResponse> {
  return send(server, { method: 'GET', path, headers });
}

async function serving(
  options: TestServerOptions,
  use: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await startTestServer(options);
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

describe('The document of a comparison for frames', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ responseCacheBytes: 1_000_000 });
  });
  afterAll(() => server.close());

  it.each(['new', 'cached'])('may be framed and read by pages of any site: %s', async () => {
    const { status, headers, text } = await get(server, frame, framed);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    const [, script = ''] = /<script>(.*)<\/script>/u.exec(text) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(script.length).toBeGreaterThan(100);
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'self'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
    );
    expect((await get(server, frame, crossSite)).status).toBe(200);
  });

  it('has the table and the sources of the page, without its header', async () => {
    const path = '/compare/devops,msp';
    const [embedded, whole] = [await get(server, `${path}.embed`), await get(server, path)];
    const tableIn = (html: string): string =>
      (/<table.*<\/table>/su.exec(html)?.[0] ?? '')
        .replace(/<script.*?<\/script>/gsu, '')
        .replaceAll(' target="_blank"', '');
    expect(tableIn(embedded.text).length).toBeGreaterThan(1_000);
    expect(tableIn(embedded.text) === tableIn(whole.text)).toBe(true);
    expect(embedded.text).toContain('<ol class="tertium-sources">');
    expect(embedded.text).toContain(`<a href="${path}" target="_blank">`);
    expect(embedded.text).not.toMatch(/<header|<form|ld\+json/u);
    expect(await htmlProblems(embedded.text)).toEqual([]);
  });

  it('opens links to other pages in a new tab, and links to its own parts in the frame', async () => {
    const { text } = await get(server, frame);
    const links = [...text.matchAll(/<a ([^>]*)>/gu)].map(([, attributes = '']) => attributes);
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(/href="#/u.test(link)).toBe(!link.includes('target="_blank"'));
  });

  it.each([
    { query: '?differences', path: '/compare/msp-vs-devops?differences' },
    { query: '?lang=de&sort=name', path: '/compare/msp-vs-devops?sort=name&amp;lang=de' },
    { query: '?at=1', path: '/compare/msp-vs-devops?at=1' },
  ])('accepts the parameters of the page: $query', async ({ query, path }) => {
    const embedded = await get(server, frame + query);
    const whole = await get(server, page + query);
    expect(embedded.text).toContain(`<a href="${path}" target="_blank">`);
    const rows = (html: string): readonly string[] => html.match(/<tr role="row" id="[^"]*"/gu) ?? [];
    expect(rows(embedded.text)).toEqual(rows(whole.text));
    expect(embedded.text.match(/<html lang="(\w+)">/u)?.[1]).toBe(query.includes('lang=de') ? 'de' : 'en');
  });

  it('does not depend on the preferred language of the reader', async () => {
    const { status, headers } = await get(server, frame, { ...framed, 'accept-language': 'de' });
    expect([status, headers['vary']]).toEqual([200, 'Accept-Encoding']);
  });

  it.each([
    { path: '/compare/msp,nothing.embed', status: 404 },
    { path: '/compare/msp.embed', status: 404 },
    { path: '/compare/devops,msp.embed?sort=size', status: 400 },
  ])('shows an error with a link in the frame: $path', async ({ path, status }) => {
    const response = await get(server, path, framed);
    expect(response.status).toBe(status);
    expect(response.headers).not.toHaveProperty('x-frame-options');
    expect(response.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(response.text).toMatch(
      /<p class="notice" role="alert" lang="en">.+<a href="[^"]+" target="_blank">/su,
    );
    expect(await htmlProblems(response.text)).toEqual([]);
  });

  it('is redirected to its canonical address', async () => {
    const { status, headers } = await get(server, '/compare/msp,devops.embed?lang=de', framed);
    expect([status, headers['location']]).toEqual([301, '/compare/devops,msp.embed?lang=de']);
    expect(headers).not.toHaveProperty('x-frame-options');
  });

  it('differs from the page of the comparison, which other sites may neither frame nor read', async () => {
    const { headers } = await get(server, page);
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect((await get(server, page, crossSite)).status).toBe(403);
  });

  it('may use the style sheet from a sandbox, which counts as another site', async () => {
    const [, sheet = ''] =
      /<link rel="stylesheet" href="([^"]+)"/u.exec((await get(server, frame)).text) ?? [];
    const { headers } = await get(server, sheet);
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  });
});

describe('The script of pages with frames', () => {
  it('has a stable address, has at most 1 KB with gzip, and may be loaded by any site', async () => {
    await serving({}, async (server) => {
      const { status, headers, text } = await get(server, '/embed.js', crossSite);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
      });
      expect(gzipSync(text, { level: 9 }).byteLength).toBeLessThanOrEqual(1_000);
      const etag = String(headers['etag']);
      expect((await get(server, '/embed.js', { 'if-none-match': etag })).status).toBe(304);
    });
  });
});

it('With EMBEDS off, content for other sites is not served', async () => {
  await serving({ embeds: false }, async (server) => {
    for (const path of [frame, '/compare/msp-vs-devops.atom', '/oembed?url=x', '/embed.js']) {
      const { status, headers } = await get(server, path);
      expect([path, status]).toEqual([path, 404]);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect((await get(server, frame, crossSite)).status).toBe(403);
    const { text } = await get(server, page);
    expect(text).not.toMatch(/atom|oembed/u);
  });
});

it('A list of allowed origins does not limit which sites can read a document for frames', async () => {
  await serving({ corsOrigins: ['https://app.example'], responseCacheBytes: 1_000_000 }, async (server) => {
    for (const origin of ['https://app.example', 'https://blog.example', 'https://blog.example']) {
      const { status, headers } = await get(server, frame, { ...crossSite, origin });
      expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
    }
  });
});
