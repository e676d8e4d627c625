import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { send, type TestResponse } from '../../support/requests.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { startPageServer } from '../pages/page-server.js';

const kilobyte = 1024;
const question = '/compare/msp-vs-devops';
const media = '/compare/bd-rom,cd-rom,lto-9';
/** Headers that browsers send with a request from a script of another site. */
const fromOtherSite = {
  origin: 'https://host.example',
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'cors',
};

/** Returns the table of a page or fragment. Removes the linked data, the prefix of ids, the numbers in the ids of citations, and the origin of links. */
function tableOf({ text }: TestResponse, url: string, prefix: string): string {
  const [table = ''] = /<table[^]*<\/table>/u.exec(text) ?? [];
  return table
    .replace(/<script type="application\/ld\+json">[^]*?<\/script>/gu, '')
    .replaceAll(` id="${prefix}`, ' id="')
    .replaceAll(`="#${prefix}`, '="#')
    .replaceAll(` aria-describedby="${prefix}`, ' aria-describedby="')
    .replaceAll(`="${url}/`, '="/')
    .replace(/"(#?)c\d+"/gu, '"$1c"');
}

function columnsOf({ text }: TestResponse): readonly (string | null)[] {
  const { document } = parseHTML(`<!doctype html><html><body>${text}</body></html>`);
  return [...document.querySelectorAll('thead th')].slice(1).map(({ textContent }) => textContent);
}

function dataOf({ text }: TestResponse): Readonly<Record<string, unknown>> {
  const [, json = ''] = /<script type="application\/json">([^]*?)<\/script>/u.exec(text) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

describe('Content for pages of other sites', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPageServer({ responseCacheBytes: 1_000_000 });
  });
  afterAll(() => server.close());

  const get = (
    path: string,
    headers: Readonly<Record<string, string>> = fromOtherSite,
  ): Promise<TestResponse> => send(server, { method: 'GET', path, headers });

  it.each([
    [question, ''],
    [media, ''],
    [media, '?differences&sort=name&units=stated&lang=de'],
    [media, '?columns=lto-9,bd-rom&under=recording:native'],
    [question, '?at=1'],
  ])(
    'has the table of the page, apart from ids, linked data and the origin of links: %s%s',
    async (path, query) => {
      const page = await get(path + query, {});
      const fragment = await get(`${path}.fragment${query}`);
      const table = tableOf(fragment, server.url, 't-');
      expect(table).toContain('<td');
      expect(table).toBe(tableOf(page, server.url, ''));
    },
  );

  it('is a fragment of at most 8 KB with gzip for 39 × 2 cells with sources', async () => {
    const { status, headers, bytes, text } = await get(`${question}.fragment`, {
      ...fromOtherSite,
      'accept-encoding': 'gzip',
    });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe('gzip');
    expect(bytes.length).toBeLessThanOrEqual(8 * kilobyte);
    expect(text.match(/<td[ >]/gu)).toHaveLength(39 * 2);
    expect(text).not.toMatch(/<html|<head|<body|ld\+json/u);
  });

  it('has absolute links to the pages of the server', async () => {
    const { text } = await get(`${question}.fragment`);
    const links = [...text.matchAll(/ href="([^"]*)"/gu)].map(([, href = '']) => href);
    expect(links).toContain(`${server.url}/approach/msp`);
    for (const href of links) expect(href).toMatch(/^(#t-|https?:\/\/)/u);
  });

  it('shows the chosen columns in their order, and lists all columns in its data', async () => {
    const fragment = await get(`${media}.fragment?columns=lto-9,bd-rom`);
    expect(columnsOf(fragment)).toEqual(['LTO-9 tape', 'BD-ROM']);
    expect(dataOf(fragment)).toMatchObject({
      shown: ['lto-9', 'bd-rom'],
      columns: [{ slug: 'bd-rom' }, { slug: 'cd-rom' }, { slug: 'lto-9' }],
      columnStatus: '2 of 3 columns.',
    });
  });

  it('shows only values that can be true under the conditions, as the page and its Markdown do', async () => {
    const capacity = async (path: string): Promise<string> => (await get(path, {})).text;
    const all = await capacity(`${media}.fragment?units=stated`);
    expect(all).toContain('recording: compressed');
    for (const path of [`${media}.fragment`, media, `${media}.md`]) {
      const native = await capacity(`${path}?units=stated&under=recording:native`);
      expect(native).toContain('recording: native');
      expect(native).not.toContain('recording: compressed');
    }
    const { text } = await get(`${media}?under=recording:native`, {});
    expect(text).toContain('aria-label="recording: native: remove the condition"');
  });

  it('has the requested prefix in all ids, even after a redirect', async () => {
    const { status, headers } = await get('/compare/msp,devops.fragment?prefix=left-');
    expect([status, headers.location]).toEqual([301, '/compare/devops,msp.fragment?prefix=left-']);
    expect(headers['access-control-allow-origin']).toBe('*');
    const { text } = await get('/compare/devops,msp.fragment?prefix=left-');
    const ids = [...text.matchAll(/ id="([^"]*)"/gu)].map(([, id = '']) => id);
    expect(ids.length).toBeGreaterThan(20);
    for (const id of ids) expect(id).toMatch(/^left-/u);
  });

  it.each([
    ['/compare/msp-vs-devops.fragment?prefix=%3Cb%3E', 400, 'BAD_USER_INPUT', 'prefix: expected a letter'],
    ['/compare/msp-vs-devops.fragment?under=plan', 400, 'BAD_USER_INPUT', 'conditions such as plan:Business'],
    ['/compare/msp-vs-devops.fragment?columns=msp', 400, 'BAD_USER_INPUT', 'at least 2 approaches'],
    ['/compare/nothing-here.fragment', 404, 'NOT_FOUND', 'There is no question "nothing-here"'],
    ['/compare/msp.fragment', 404, 'NOT_FOUND', 'There is no comparison'],
  ])('responds with a JSON error that other sites can read: %s', async (path, status, code, message) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers['access-control-allow-origin']).toBe('*');
    const { errors } = JSON.parse(response.text) as { errors: object[] };
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(message),
        extensions: expect.objectContaining({ code }),
      }),
    ]);
  });

  it.each([
    `${question}.fragment`,
    `${question}.md`,
    `${question}.csv`,
    `${question}.json`,
    '/widgets/manifest.json',
  ])('may be read by pages of every site, without credentials: %s', async (path) => {
    // The first response is computed; the others can come from the cache.
    for (const headers of [fromOtherSite, { ...fromOtherSite, origin: 'null' }, {}, {}]) {
      const response = await get(path, headers);
      expect(response.status).toBe(200);
      expect(response.headers['access-control-allow-origin']).toBe('*');
      expect(response.headers['access-control-allow-credentials']).toBeUndefined();
      expect(response.headers['cross-origin-resource-policy']).toBe('cross-origin');
    }
  });

  it('does not include pages and the API, which other sites cannot read', async () => {
    for (const path of [question, '/graphql?query=%7B__typename%7D']) {
      const { status, headers } = await get(path);
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('has links with the origin of each request if there is no BASE_URL, even from the cache', async () => {
    for (const host of ['127.0.0.1:1', 'localhost:2', '127.0.0.1:1']) {
      const { text } = await get(`${question}.fragment`, { ...fromOtherSite, host });
      expect(text).toContain(`http://${host}/approach/msp`);
    }
  });

  describe('Files of widgets', () => {
    interface Manifest {
      readonly version: string;
      readonly files: Readonly<Record<string, { url: string; integrity: string; size: number }>>;
    }
    const manifest = async (): Promise<Manifest> =>
      JSON.parse((await get('/widgets/manifest.json')).text) as Manifest;

    it('are listed with the hashes of their content, and may be cached for a year', async () => {
      const { files, version } = await manifest();
      expect(Object.keys(files)).toEqual(expect.arrayContaining(['tertium-comparison.js', 'tertium.css']));
      for (const { url, integrity, size } of Object.values(files)) {
        const { headers, bytes } = await get(url);
        expect(url).toContain(`/widgets/${version}/`);
        expect(`sha384-${createHash('sha384').update(bytes).digest('base64')}`).toBe(integrity);
        expect(bytes.length).toBe(size);
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect(headers['access-control-allow-origin']).toBe('*');
      }
    });

    it('are the targets of redirects from names without a version', async () => {
      const { files } = await manifest();
      const { status, headers } = await get('/widgets/tertium-comparison.js');
      expect(status).toBe(302);
      expect(`/widgets/${headers.location}`).toBe(files['tertium-comparison.js']?.url);
    });

    it('include the comparison element, which has at most 10 KB with gzip, and imports nothing', async () => {
      const { files } = await manifest();
      const { text } = await get(files['tertium-comparison.js']?.url ?? '');
      expect(gzipSync(text, { level: 6 }).length).toBeLessThanOrEqual(10 * kilobyte);
      expect(text).not.toMatch(/\bimport\s*[("'{*]|\beval\b|new Function|document\.write/u);
    });

    it('have at most 20 custom properties, which sites can set anywhere', async () => {
      const { files } = await manifest();
      const { text } = await get(files['tertium.css']?.url ?? '');
      const properties = new Set(text.match(/--[\w-]+/gu));
      expect(properties.size).toBeGreaterThan(10);
      expect(properties.size).toBeLessThanOrEqual(20);
      for (const property of properties) expect(property).toMatch(/^--tertium-/u);
      // Only rules without specificity set them.
      for (const [, selector = ''] of text.matchAll(/([^{};]*)\{[^{}]*--tertium-[\w-]+:/gu)) {
        expect(selector).toBe(':where(:root)');
      }
    });

    it('style only the content of widgets', async () => {
      const { files } = await manifest();
      const { text } = await get(files['tertium.css']?.url ?? '');
      let depth = 0;
      let selector = '';
      const outermost: string[] = [];
      for (const character of text) {
        if (character === '{' && (depth += 1) === 1) outermost.push(selector);
        else if (character === '}') depth -= 1;
        selector = character === '}' || character === '{' ? '' : selector + character;
      }
      expect(depth).toBe(0);
      for (const each of outermost) expect(each).toMatch(/tertium|^:where\(:root\)$|^@media print$/u);
    });
  });

  it('has one CORS header on a server whose API every site may read, even from the cache', async () => {
    const open = await startTestServer({ corsOrigins: '*', responseCacheBytes: 1_000_000 });
    try {
      for (const headers of [fromOtherSite, {}, {}]) {
        const response = await send(open, { method: 'GET', path: `${question}.md`, headers });
        expect(response.headers['access-control-allow-origin']).toBe('*');
      }
    } finally {
      await open.close();
    }
  });

  it('is turned off by EMBEDS=off', async () => {
    const closed = await startTestServer({ embeds: false });
    try {
      for (const path of [`${question}.fragment`, '/widgets/manifest.json', '/widgets/tertium.css']) {
        const { status } = await send(closed, { method: 'GET', path, headers: {} });
        expect([path, status]).toEqual([path, 404]);
      }
      // The formats stay, because the page of the comparison links to them.
      const { status } = await send(closed, { method: 'GET', path: `${question}.md`, headers: {} });
      expect(status).toBe(200);
    } finally {
      await closed.close();
    }
  });
});
