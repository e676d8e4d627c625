import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { noDependencies } from '../../../src/graph/dependencies/dependency-recorder.js';
import { ResponseCache } from '../../../src/http/cache/response-cache.js';
import { pageKeyOf } from '../../../src/http/pages/page-cache.js';
import { servePagesFast } from '../../../src/http/pages/page-fast-path.js';
import { hasCredentials } from '../../../src/http/security/credentials.js';
import { encodeResponse } from '../../../src/http/representations/representations.js';
import type { NamedRevision } from '../../../src/http/representations/revision-header.js';
import { send, type TestRequest } from '../../support/requests.js';

const app = fastify();
const server = { url: '' };
const first: NamedRevision = { number: 1, token: '1.token' };
let published: NamedRevision | Promise<NamedRevision> | Error = first;
beforeAll(async () => {
  const cache = new ResponseCache(1_000_000, () => undefined);
  cache.get(pageKeyOf('/'), 1);
  for (const url of ['/', '/approach/a', '/approach/a?lang=de', '/compare/a.md', '/sitemap.xml']) {
    const bytes = Buffer.from(`cached ${url}`);
    cache.set(
      pageKeyOf(url),
      1,
      encodeResponse('text/plain', bytes, { hasTag: true, namesRevision: false }),
      noDependencies,
    );
  }
  servePagesFast(app, {
    cache,
    defaultLocale: 'en',
    isAllowedHost: (host) => host !== 'evil.example',
    currentRevision: () => {
      if (published instanceof Error) throw published;
      return published;
    },
    readerOf: (headers) =>
      hasCredentials(headers) ? (headers.authorization === 'key' ? 'PRIVATE' : null) : 'PUBLIC',
    headersFor: (url, _, { headers }, isPrivate) => [
      'x-private',
      String(isPrivate),
      'x-url',
      url,
      ...Object.entries(headers).flat(),
    ],
  });
  app.all('/*', async () => 'routed');
  await app.listen({ host: '127.0.0.1', port: 0 });
  server.url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  published = first;
});
afterAll(() => app.close());

async function textOf(request: TestRequest): Promise<string> {
  return (await send(server, { method: 'GET', ...request })).text;
}

it.each<[string, TestRequest]>([
  ['the home page', { path: '/' }],
  ['a page', { path: '/approach/a' }],
  [
    'a page in the preferred language',
    { path: '/approach/a', headers: { 'accept-language': 'en, de;q=0.5' } },
  ],
  [
    'a page that names another language',
    { path: '/approach/a?lang=de', headers: { 'accept-language': 'en' } },
  ],
  [
    'another format, for any preferred language',
    { path: '/compare/a.md', headers: { 'accept-language': 'de' } },
  ],
  [
    'a page that a link of another site opens',
    { path: '/approach/a', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } },
  ],
])('serves from the cache: %s', async (_, request) => {
  expect(await textOf(request)).toBe(`cached ${request.path}`);
  expect((await send(server, { method: 'GET', ...request })).headers['x-url']).toBe(request.path);
});

it.each<[string, TestRequest]>([
  ['a page that is not cached', { path: '/approach/b' }],
  ['a page that depends on the origin of the server', { path: '/sitemap.xml' }],
  ['HEAD', { method: 'HEAD', path: '/approach/a' }],
  ['POST', { method: 'POST', path: '/approach/a' }],
  ['a request with a body', { path: '/approach/a', body: 'x' }],
  ['a request with a cookie', { path: '/approach/a', headers: { cookie: 'a=1' } }],
  ['a request with credentials', { path: '/approach/a', headers: { authorization: 'Bearer x' } }],
  ['a conditional request', { path: '/approach/a', headers: { 'if-none-match': '"x"' } }],
  ['a host that is not allowed', { path: '/approach/a', headers: { host: 'evil.example' } }],
  [
    'a request from a page of another site',
    { path: '/approach/a', headers: { 'sec-fetch-site': 'same-site' } },
  ],
  ['a browser that prefers another language', { path: '/approach/a', headers: { 'accept-language': 'de' } }],
])('leaves to Fastify: %s', async (_, request) => {
  expect(await textOf(request)).toBe(request.method === 'HEAD' ? '' : 'routed');
});

it('leaves a request to Fastify if the request accepts no cached encoding', async () => {
  expect(await textOf({ path: '/approach/a', headers: { 'accept-encoding': 'br' } })).toBe(
    'cached /approach/a',
  );
  expect(await textOf({ path: '/approach/a', headers: { 'accept-encoding': 'br, identity;q=0' } })).toBe(
    'routed',
  );
});

it('leaves a request to Fastify if the newest revision is not available synchronously, or if the page is not cached for this revision', async () => {
  published = Promise.resolve(first);
  expect(await textOf({ path: '/approach/a' })).toBe('routed');
  published = Promise.reject(new Error('unavailable'));
  expect(await textOf({ path: '/approach/a' })).toBe('routed');
  published = new Error('unavailable');
  expect(await textOf({ path: '/approach/a' })).toBe('routed');
  published = first;
  expect(await textOf({ path: '/approach/a' })).toBe('cached /approach/a');
  published = { number: 2, token: '2.token' };
  expect(await textOf({ path: '/approach/a' })).toBe('routed');
});
