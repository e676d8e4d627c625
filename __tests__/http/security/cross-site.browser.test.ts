import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/support/browser.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
let browser: Browser;
let pages: Server;
/** The origin of a page of another site. */
let origin: string;
/** A server from which no other origin may read. */
let closedServer: TestServer;
/** A server from which `origin` may read. */
let openServer: TestServer;
let page: Page;

beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
  pages = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Another site</title>'),
  );
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  origin = `http://pages.example:${(pages.address() as AddressInfo).port}`;
  closedServer = await serveStore(graph.store, { allowedHosts: [] });
  openServer = await serveStore(graph.store, { allowedHosts: [], corsOrigins: [origin] });
  browser = await launchBrowser(['--host-resolver-rules=MAP *.example 127.0.0.1']);
});
afterAll(async () => {
  await browser.close();
  for (const server of [closedServer, openServer]) await server.close();
  pages.close();
  await graph.close();
});
beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(origin);
});

const query = '/graphql?query=%7Brevision%7Bnumber%7D%7D';

/** Runs a script in the page. @returns the result of the script */
function run(script: string): Promise<unknown> {
  return page.evaluate(`(async () => { ${script} })()`);
}

test('a page of another site can neither read a response nor cause the server to compute it', async () => {
  const statuses: unknown[] = [];
  closedServer.app.server.on('request', ({ method }: IncomingMessage, response: ServerResponse) =>
    response.on('finish', () => statuses.push([method, response.statusCode])),
  );
  const postOptions = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' }`;
  for (const [path, options] of [
    [query, `{ mode: 'cors' }`],
    [query, `{ mode: 'no-cors' }`],
    ['/graphql', postOptions],
  ] as const) {
    const result = run(
      `return fetch('${closedServer.url}${path}', ${options}).then(() => 'fetched', () => 'failed')`,
    );
    expect(await result).toBe('failed');
  }
  expect(statuses).toEqual([
    ['GET', 403],
    ['GET', 403],
    ['OPTIONS', 204],
  ]);
});

test('a page of an allowed origin fetches by GET and by POST, and can read the ETag', async () => {
  const byGet = await run(
    `const response = await fetch('${openServer.url}${query}'); return [response.status, await response.json(), response.headers.get('etag')]`,
  );
  expect(byGet).toEqual([200, { data: { revision: { number: 1 } } }, expect.stringMatching(/^"/u)]);
  const byPost = await run(
    `const response = await fetch('${openServer.url}/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' }); return response.json()`,
  );
  expect(byPost).toEqual({ data: { __typename: 'Query' } });
});

test('a page of an allowed origin preloads a response', async () => {
  const responseEvent = page.waitForResponse(`${openServer.url}${query}`);
  await run(
    `document.head.insertAdjacentHTML('beforeend', '<link rel="preload" as="fetch" crossorigin href="${openServer.url}${query}">')`,
  );
  expect((await responseEvent).status()).toBe(200);
});

test('a request to a host name of another site that resolves to this machine (DNS rebinding) is rejected', async () => {
  const { port } = new URL(closedServer.url);
  const response = await page.goto(`http://rebound.example:${port}/livez`);
  expect(response?.status()).toBe(421);
  expect((await page.goto(`http://127.0.0.1:${port}/livez`))?.status()).toBe(200);
});
