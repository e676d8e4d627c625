import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  citation,
  claim,
  concept,
  id,
  imported,
  put,
  question,
  text,
  value,
  citedSource,
  dimension,
} from '../../support/changes.js';
import { send, type TestResponse } from '../../support/requests.js';
import { serveStore, startTestServer, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

type Headers = Readonly<Record<string, string>>;

let graph: TestStore;
let server: TestServer;
beforeAll(async () => {
  graph = await sqliteStore.open();
  const [rye, wheat] = [concept('APPROACH', 'rye'), concept('APPROACH', 'wheat')];
  await graph.store.apply(
    put(
      [
        citedSource('s'),
        rye,
        wheat,
        concept('APPROACH', 'spelt'),
        question('rye-or-wheat'),
        question('only-spelt'),
        dimension('crust'),
      ],
      [
        claim(id('QUESTION', 'rye-or-wheat'), 'ASKS_ABOUT', rye.id),
        claim(id('QUESTION', 'only-spelt'), 'ASKS_ABOUT', id('APPROACH', 'spelt')),
        claim(id('QUESTION', 'rye-or-wheat'), 'ASKS_ABOUT', wheat.id),
        value('rye', 'crust', text('Thick')),
        value('wheat', 'crust', text('Thin'), { citations: [citation('page 7')] }),
      ],
    ),
    imported,
  );
  // Concepts keep their ids, and former slugs resolve.
  await graph.store.apply(
    put([
      { ...rye, slug: 'rye-bread', name: 'Rye bread' },
      { ...question('rye-or-wheat'), slug: 'rye-bread-or-wheat', name: 'Rye bread or wheat?' },
    ]),
    imported,
  );
  server = await serveStore(graph.store, {
    presentation: { locale: 'en', baseUrl: 'https://bread.example' },
  });
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

function get(path: string, headers: Headers = {}, method = 'GET'): Promise<TestResponse> {
  return send(server, { method, path, headers });
}

describe('Pages', () => {
  it.each([
    '/',
    '/compare/rye-bread-or-wheat',
    '/compare/rye-bread,wheat',
    '/compare/rye-bread,spelt,wheat?hide=spelt&differences&sort=name&units=stated&axes=crust',
    '/compare/rye-bread,wheat?at=2',
    '/compare/rye-bread,wheat?since=2020-01-01',
    '/compare/rye-bread,wheat?lang=de',
    '/approach/wheat',
    '/source/s',
  ])('are HTML: %s', async (path) => {
    const { status, headers, text: html } = await get(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toMatch(/^<!doctype html>/u);
  });

  it('of comparisons also exist in other formats, selected by extension', async () => {
    const types = {
      md: 'text/markdown; charset=utf-8',
      csv: 'text/csv; charset=utf-8; header=present',
      json: 'application/json; charset=utf-8',
      png: 'image/png',
    };
    for (const [extension, type] of Object.entries(types)) {
      const response = await get(`/compare/rye-bread,wheat.${extension}`);
      expect([response.status, response.headers['content-type']]).toEqual([200, type]);
      if (extension !== 'png') expect(response.text).toContain('Thick');
    }
    const narrowed = await get('/compare/rye-bread,spelt,wheat.json?hide=rye-bread&lang=de');
    const { approaches, language } = JSON.parse(narrowed.text) as {
      approaches: readonly { slug: string }[];
      language: string;
    };
    expect([language, ...approaches.map(({ slug }) => slug)]).toEqual(['de', 'spelt', 'wheat']);
  });

  it('can be opened from pages of other sites, but not fetched by them', async () => {
    const other = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await get('/compare/rye-bread,wheat', other)).status).toBe(403);
    expect((await get('/', { ...other, 'sec-fetch-mode': 'navigate' })).status).toBe(200);
  });
});

describe('An address', () => {
  it.each([
    ['another order', '/compare/wheat,rye-bread', '/compare/rye-bread,wheat'],
    ['a repeated approach', '/compare/wheat,rye-bread,wheat', '/compare/rye-bread,wheat'],
    ['capital letters', '/compare/Rye-Bread,WHEAT', '/compare/rye-bread,wheat'],
    [
      'a former slug',
      '/compare/rye,wheat?differences&lang=en',
      '/compare/rye-bread,wheat?differences&lang=en',
    ],
    ['ids', '/compare/approach/wheat,approach/rye', '/compare/rye-bread,wheat'],
    ['an id and a slug of one approach', '/compare/approach/rye,rye,wheat', '/compare/rye-bread,wheat'],
    ['a former slug of a question', '/compare/rye-or-wheat', '/compare/rye-bread-or-wheat'],
    ['the id of a question', '/compare/question/rye-or-wheat.md?at=2', '/compare/rye-bread-or-wheat.md?at=2'],
    ['a single approach', '/compare/rye?at=2', '/approach/rye-bread?at=2'],
    ['an extension', '/compare/wheat,rye.csv?hide=x', '/compare/rye-bread,wheat.csv?hide=x'],
    ['an escaped slug', '/compare/%72ye-bread,wheat', '/compare/rye-bread,wheat'],
    ['a former slug of an approach', '/approach/rye?lang=de', '/approach/rye-bread?lang=de'],
    ['the id of an approach', '/approach/approach/wheat', '/approach/wheat'],
    ['the id of a source', '/source/cited-source/s', '/source/s'],
    ['chosen approaches', '/compare?approach=wheat&approach=rye-bread', '/compare/rye-bread,wheat'],
    ['one chosen approach', '/compare?approach=wheat&lang=de', '/approach/wheat?lang=de'],
    ['no chosen approach', '/compare', '/'],
  ])('with %s is redirected permanently', async (_, path, target) => {
    const { status, headers } = await get(path);
    expect([status, headers.location]).toEqual([301, target]);
    expect((await get(target)).status).toBe(200);
  });

  it('is redirected only within the server', async () => {
    for (const path of ['//evil.example', '/compare//evil.example', '/compare/%2F%2Fevil.example,wheat']) {
      const { status, headers } = await get(path, { 'accept-language': 'de' });
      expect(headers.location ?? '/').toMatch(/^\/(?!\/)/u);
      expect([302, 404]).toContain(status);
    }
  });
});

describe('The language of a page', () => {
  it('is the preferred language of the browser, unless the address names a language', async () => {
    const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' };
    const { status, headers } = await get('/compare/rye-bread,wheat?differences', german);
    expect([status, headers.location]).toEqual([302, '/compare/rye-bread,wheat?differences&lang=de']);
    expect(headers.vary).toContain('Accept-Language');
    expect(headers['cache-control']).toBe('private, no-cache');
    expect((await get('/', german)).headers.location).toBe('/?lang=de');
    for (const language of ['en', 'de']) {
      const named = await get(`/compare/rye-bread,wheat?lang=${language}`, german);
      expect([named.status, named.headers.vary]).toEqual([200, 'Accept-Encoding']);
      expect(named.text).toContain(`<html lang="${language}">`);
    }
  });

  it('is the default for browsers that prefer it or none of the languages, for crawlers, and for other formats', async () => {
    for (const language of ['en-GB,de;q=0.5', 'fr', '*', 'de;q=0', ';;;']) {
      const { status, headers, text: html } = await get('/', { 'accept-language': language });
      expect([language, status, headers.vary]).toEqual([language, 200, 'Accept-Language, Accept-Encoding']);
      expect(html).toContain('<html lang="en">');
    }
    expect((await get('/')).status).toBe(200);
    expect((await get('/compare/rye-bread,wheat.md', { 'accept-language': 'de' })).status).toBe(200);
  });

  it('can have another default', async () => {
    const german = await serveStore(graph.store, { presentation: { locale: 'de', baseUrl: null } });
    try {
      const path = '/compare/rye-bread,wheat';
      expect((await send(german, { method: 'GET', path })).text).toContain('<html lang="de">');
      const english = await send(german, { method: 'GET', path, headers: { 'accept-language': 'en' } });
      expect(english.headers.location).toBe(`${path}?lang=en`);
    } finally {
      await german.close();
    }
  });
});

describe('The error response to a request for a page', () => {
  const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  it.each([
    ['/compare/rye-bread-or-weat', 'There is no question "rye-bread-or-weat"', '/compare/rye-bread-or-wheat'],
    ['/compare/spelt,weat', 'There is no approach "weat"', '/approach/wheat'],
    ['/compare/only-spelt', 'Expected a question about at least 2 approaches, got 1.', '/approach/spelt'],
    ['/approach/speltt', 'There is no approach "speltt"', '/approach/spelt'],
    ['/approach/speltt?lang=de', 'There is no approach "speltt"', '/approach/spelt?lang=de'],
  ])('has the status 404 and links to the nearest pages: %s', async (path, message, nearest) => {
    const { status, headers, text: page } = await get(path, html);
    expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(headers['cache-control']).toBe('no-store');
    expect(page.replaceAll('&quot;', '"').replaceAll('&#34;', '"')).toContain(message);
    expect(page).toContain(`href="${nearest}"`);
    expect((await get(nearest)).status).toBe(200);
  });

  it('has the status 404 even if nothing is similar', async () => {
    for (const path of ['/source/zzzz', '/compare/zzzz', '/compare/zzzz,yyyy', '/approach/-'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  it('shows markup in the address as text', async () => {
    const { status, text: page } = await get(`/approach/${encodeURIComponent('<script>alert(1)</script>')}`);
    expect(status).toBe(404);
    expect(page).not.toContain('<script>alert');
  });

  it.each([
    ['/compare/rye-bread,wheat?sort=random', 'sort: expected one of'],
    ['/compare/rye-bread,wheat?lang=fr', 'lang: expected one of the languages en, de'],
    ['/compare/rye-bread,wheat?at=99', 'at: expected a revision from 1 to 2, got 99.'],
    ['/compare/rye-bread,wheat?hide=wheat', 'Expected at least 2 approaches to compare, got 1.'],
    ['/compare/rye-bread,wheat?after=x', 'after'],
    ['/?after=x', 'after'],
  ])('has the status 400 and a reason if a parameter is invalid: %s', async (path, message) => {
    const { status, text: page } = await get(path, html);
    expect(status).toBe(400);
    expect(page).toContain(message);
  });

  it('is HTML or the JSON of an API error, depending on the path and on `Accept`', async () => {
    const json = await get('/approach/speltt', { accept: 'application/json' });
    expect([json.status, json.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
    expect(JSON.parse(json.text)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    for (const [path, accept, type] of [
      ['/approach/speltt', '*/*', 'text/html'],
      ['/compare/spelt,weat.json', '*/*', 'application/json'],
      ['/compare/spelt,weat.json', html.accept, 'text/html'],
      ['/nowhere', html.accept, 'text/html'],
      ['/nowhere', '*/*', 'application/json'],
      ['/graphql?query={', html.accept, 'application/json'],
    ] as const) {
      const { headers } = await get(path, { accept });
      expect([path, accept, headers['content-type']]).toEqual([path, accept, `${type}; charset=utf-8`]);
    }
  });

  it('has the Content-Security-Policy of pages if browsers request an unknown path', async () => {
    const { status, headers } = await get('/nowhere', html);
    expect([status, headers['content-security-policy']]).toEqual([
      404,
      expect.stringContaining("style-src 'self'"),
    ]);
    expect((await get('/nowhere')).headers['content-security-policy']).toBe(
      "default-src 'none';frame-ancestors 'none'",
    );
  });
});

describe('The headers of a page', () => {
  it('forbid scripts, frames, and files of other hosts, if no logo is on another host', async () => {
    const { headers } = await get('/compare/rye-bread,wheat');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('require caches to revalidate a page, and let them store a page at a selected revision for a day', async () => {
    const page = await get('/compare/rye-bread,wheat');
    expect(page.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(page.headers.etag).toMatch(/^"/u);
    const headers = { 'if-none-match': String(page.headers.etag) };
    const revalidated = await get('/compare/rye-bread,wheat', headers);
    expect([revalidated.status, revalidated.text]).toEqual([304, '']);
    expect(revalidated.headers['content-security-policy']).toBe(page.headers['content-security-policy']);
    const pinned = await get('/compare/rye-bread,wheat?at=2');
    expect(pinned.headers['cache-control']).toBe('public, max-age=86400, must-revalidate');
    const personal = await get('/compare/rye-bread,wheat', { cookie: 'a=b' });
    expect([personal.status, personal.headers['cache-control']]).toEqual([
      200,
      'private, max-age=0, must-revalidate',
    ]);
  });

  it('name the encoding of a compressed page', async () => {
    const plain = await get('/compare/rye-bread,wheat');
    for (const encoding of ['br', 'gzip']) {
      const encoded = await get('/compare/rye-bread,wheat', { 'accept-encoding': encoding });
      expect([encoded.headers['content-encoding'], encoded.text]).toEqual([encoding, plain.text]);
    }
    const picture = await get('/compare/rye-bread,wheat.png', { 'accept-encoding': 'br' });
    expect(picture.headers['content-encoding']).toBeUndefined();
  });

  it('are the same for HEAD and GET', async () => {
    for (const path of ['/', '/compare/rye-bread,wheat', '/compare/rye-bread,wheat.csv', '/sitemap.xml']) {
      const [head, page] = [await get(path, {}, 'HEAD'), await get(path)];
      expect([head.status, head.text, head.headers]).toEqual([200, '', page.headers]);
    }
  });

  it('name the allowed methods if a request has another method', async () => {
    for (const path of ['/', '/compare/rye-bread,wheat', '/approach/wheat', '/source/s', '/sitemap.xml']) {
      const { status, headers } = await get(path, {}, 'POST');
      expect([path, status, headers.allow]).toEqual([path, 405, 'GET, HEAD, OPTIONS']);
    }
  });
});

describe('The files of pages', () => {
  it('have addresses with a hash of their content, and may be stored for a year', async () => {
    const page = await get('/');
    const [, path = ''] = /href="(\/assets\/pages\.[^"]+\.css)"/u.exec(page.text) ?? [];
    const plain = await get(path);
    expect([plain.status, plain.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const compressed = await get(path, { 'accept-encoding': 'br' });
    expect([compressed.headers['content-encoding'], compressed.text]).toEqual(['br', plain.text]);
    const headers = { 'if-none-match': String(plain.headers.etag) };
    expect((await get(path, headers)).status).toBe(304);
    expect((await get('/assets/pages.css')).status).toBe(404);
  });

  it('have the brand of the site', async () => {
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const site = {
      name: 'Bread & <Butter>',
      colour: '#7a1f3d',
      footer: 'Baked <daily>',
      logo: { name: 'Logo.SVG', bytes },
    };
    const branded = await serveStore(graph.store, { pages: site });
    const linked = await serveStore(graph.store, {
      pages: { ...site, logo: 'https://cdn.example/logo.svg' },
    });
    try {
      const page = await send(branded, { method: 'GET', path: '/compare/rye-bread,wheat' });
      expect(page.text).toContain('Bread &amp; &lt;Butter');
      expect(page.text).toContain('Baked &lt;daily');
      const [, logo = ''] = /src="(\/assets\/logo\.[^"]+\.svg)"/u.exec(page.text) ?? [];
      const file = await send(branded, { method: 'GET', path: logo });
      expect([file.headers['content-type'], file.text]).toEqual(['image/svg+xml', bytes.toString()]);
      const [, css = ''] = /href="(\/assets\/pages\.[^"]+\.css)"/u.exec(page.text) ?? [];
      expect((await send(branded, { method: 'GET', path: css })).text).toContain('#7a1f3d');
      const other = await send(linked, { method: 'GET', path: '/compare/rye-bread,wheat' });
      expect(other.text).toContain('src="https://cdn.example/logo.svg"');
      expect(other.headers['content-security-policy']).toContain("img-src 'self' data: https://cdn.example;");
    } finally {
      await branded.close();
      await linked.close();
    }
  });
});

describe('A server without pages', () => {
  it('redirects / to the playground, and serves no pages', async () => {
    const other = await startTestServer({ pages: null });
    try {
      const first = await send(other, { method: 'GET', path: '/' });
      expect([first.status, first.headers.location]).toEqual([302, 'playground/']);
      for (const path of [
        '/compare/msp-vs-devops',
        '/approach/msp',
        '/sitemap.xml',
        '/robots.txt',
        '/compare',
      ]) {
        const { status, headers } = await send(other, {
          method: 'GET',
          path,
          headers: { accept: 'text/html' },
        });
        expect([path, status, headers['content-type']]).toEqual([
          path,
          404,
          'application/json; charset=utf-8',
        ]);
      }
    } finally {
      await other.close();
    }
  });
});
