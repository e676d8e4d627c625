import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../../support/server.js';
import { send, type TestResponse } from '../../support/requests.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ answerCacheBytes: 8 * 1024 * 1024 });
});
afterAll(() => server.close());

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestResponse> {
  return send(server, { method: 'GET', path, headers });
}

it.each([
  '/',
  '/compare/msp-vs-devops',
  '/compare/devops,msp',
  '/approach/msp',
  '/compare/devops,msp.md',
  '/compare/devops,msp.csv',
  '/compare/devops,msp.json',
  '/compare/devops,msp.png',
  '/compare/msp,devops',
  '/compare/msp',
  '/compare/nope-msp',
  '/approach/msq',
  '/source/xx',
  '/playground',
  '/playground/',
  '/compare/msp-vs-devops?lang=xx',
  '/compare/msp-vs-devops?since=2020-01-01',
  '/nowhere',
])('%s', async (path) => {
  const one = await get(path);
  const two = await get(path);
  console.log(path, one.status, one.headers, one.text.slice(0, 300), two.status);
  console.log(server.log.slice(-1));
});
