import { request as sendRequest, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import type { AddressInfo } from 'node:net';
import { textKey } from '../../../src/graph/cache-keys.js';
import { noDependencies } from '../../../src/graph/dependencies/dependency-recorder.js';
import { ResponseCache } from '../../../src/http/cache/response-cache.js';
import { serveFastPath } from '../../../src/http/cache/fast-path.js';
import { encodeResponse } from '../../../src/http/representations/representations.js';
import { hasCredentials } from '../../../src/http/security/credentials.js';
import { exactKey } from '../../../src/http/cache/request-keys.js';
import { send } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const mebibyte = 1024 * 1024;
const body = JSON.stringify({ query: '{ compare(approaches: ["mit", "isc"]) { summary { rowCount } } }' });
/** The number of statements that a cached response takes: one, which reads the revision. */
const statementsPerCheck = 1;

let graph: TestStore;
let server: TestServer;
let statements = 0;

beforeAll(async () => {
  graph = await sqliteStore.open(() => (statements += 1));
  await seed(graph.store);
  server = await serveStore(graph.store, { responseCacheBytes: mebibyte });
  await responseTo(begin({ 'content-length': String(body.length) }), body);
});
beforeEach(() => void (statements = 0));
afterAll(async () => {
  await server.close();
  await graph.close();
});

function begin(headers: Record<string, string>): ClientRequest {
  return sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    agent: false,
  });
}

async function responseTo(sent: ClientRequest, ...chunks: readonly string[]): Promise<string> {
  const responseEvent = once(sent, 'response') as Promise<[IncomingMessage]>;
  for (const chunk of chunks) await new Promise((resolve) => sent.write(chunk, resolve));
  sent.end();
  const [response] = await responseEvent;
  return `${response.statusCode} ${await text(response)}`;
}

const rows = /^200 \{"data":\{"compare":\{"summary":\{"rowCount":\d+\}\}\}\}\n$/u;

test('cached responses are served before Fastify runs, but not if the credentials or the pinned revision are unknown, or the host is not allowed', async () => {
  const app = fastify();
  app.post('/graphql', ({ body: receivedBody }) => receivedBody);
  const cache = new ResponseCache(mebibyte, () => undefined);
  const headers = { 'content-type': 'application/json' };
  expect(cache.get(textKey(''), 1)).toBeUndefined();
  const cached = encodeResponse('text/plain', Buffer.from('cached!'), {
    hasTag: false,
    namesRevision: false,
  });
  cache.set(exactKey({ method: 'POST', headers }, '{"a":1}'), 1, cached, noDependencies);
  const large = encodeResponse('text/plain', Buffer.from('plain '.repeat(1000)), {
    hasTag: false,
    namesRevision: false,
  });
  cache.set(exactKey({ method: 'POST', headers }, '{"large":1}'), 1, large, noDependencies);
  const br = brotliCompressSync('cached in br');
  const { plain } = encodeResponse('text/plain', br, { hasTag: false, namesRevision: false });
  cache.addRepresentation(large, 'br', { ...plain, headers: { ...plain.headers, 'content-encoding': 'br' } });
  let token = '1.token';
  const isAllowedHost = (host: string | undefined): boolean => host !== 'other.example';
  const revisionOf = serveFastPath(app, '/graphql', {
    cache,
    currentRevision: () => ({ number: 1, token }),
    findRevision: (pin) => (pin === '1.earlier' ? { number: 1, token: pin } : undefined),
    isAllowedHost,
    readerOf: (sent) => (hasCredentials(sent) ? (sent.authorization === 'key' ? 'PRIVATE' : null) : 'PUBLIC'),
    headersFor: (_, representation, isPrivate) => [
      ...Object.entries(representation.headers).flat(),
      'x-private',
      String(isPrivate),
      'x-fast-path',
      'yes',
    ],
  });
  const revisions: unknown[] = [];
  app.addHook('onRequest', async ({ raw }) => void revisions.push(await revisionOf(raw)));
  await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const { port } = app.server.address() as AddressInfo;
    const post = async (sentBody: string | Buffer, more: Record<string, string> = {}): Promise<unknown[]> => {
      const sentRequest = { headers: { ...headers, ...more }, body: sentBody };
      const received = await send({ url: `http://127.0.0.1:${port}` }, sentRequest);
      expect(received.headers['tertium-revision']).toBe(
        received.headers['x-fast-path'] === 'yes' ? (more['tertium-revision'] ?? token) : undefined,
      );
      if (received.headers['x-fast-path'] === 'yes')
        expect(received.headers['x-private']).toBe(String(more['authorization'] === 'key'));
      return [received.headers['x-fast-path'], received.text];
    };
    expect(await post('{"a":1}')).toEqual(['yes', 'cached!']);
    token = '1.another';
    expect(await post('{"a":1}', { 'tertium-revision': token })).toEqual(['yes', 'cached!']);
    expect(await post('{"a":1}', { 'tertium-revision': '1.earlier' })).toEqual(['yes', 'cached!']);
    expect(await post('{"a":1}', { 'tertium-revision': '1.other' })).toEqual([undefined, '{"a":1}']);
    token = '1.token';
    revisions.length = 0;
    // The response is too small to be compressed.
    expect(await post('{"a":1}', { 'accept-encoding': 'br' })).toEqual(['yes', 'cached!']);
    expect(revisions).toEqual([]);
    expect(await post('{"a":2}')).toEqual([undefined, '{"a":2}']);
    expect(revisions).toEqual([{ number: 1, token: '1.token' }]);
    expect(await post('{"large":1}', { 'accept-encoding': 'gzip, br' })).toEqual(['yes', 'cached in br']);
    // The cache has no gzip representation.
    expect(await post('{"large":1}', { 'accept-encoding': 'gzip' })).toEqual([undefined, '{"large":1}']);
    expect(await post('{"a":1}', { authorization: 'key' })).toEqual(['yes', 'cached!']);
    expect(await post('{"a":1}')).toEqual(['yes', 'cached!']);
    for (const more of [{ authorization: 'x' }, { cookie: 'a=1' }, { host: 'other.example' }]) {
      expect(await post('{"a":1}', more)).toEqual([undefined, '{"a":1}']);
    }
  } finally {
    await app.close();
  }
});

test('the revision is checked once for all requests of one event-loop turn, and again for later requests', async () => {
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const responses: string[] = [];
  socket.setEncoding('utf8').on('data', (chunk: string) => responses.push(chunk));
  const responseCount = (): number => responses.join('').split('"rowCount"').length - 1;
  for (const expectedCount of [3, 6]) {
    statements = 0;
    socket.write(`${head}${body}`.repeat(3));
    while (responseCount() < expectedCount) await once(socket, 'data');
    expect(statements).toBe(statementsPerCheck);
  }
  socket.destroy();
});

test('a cached response is sent for any split of the body into chunks', async () => {
  for (const chunks of [[body], [body.slice(0, 5), body.slice(5)], [...body]]) {
    statements = 0;
    expect(await responseTo(begin({ 'content-length': String(body.length) }), ...chunks)).toMatch(rows);
    expect(statements).toBe(statementsPerCheck);
  }
});

test('a request without a content length, or with a long body, gets a correct response', async () => {
  expect(await responseTo(begin({ 'transfer-encoding': 'chunked' }), body)).toMatch(rows);
  const long = `${body.slice(0, -1)}${' '.repeat(20_000)}}`;
  expect(await responseTo(begin({ 'content-length': String(long.length) }), long)).toMatch(rows);
  const tooLong = `${body.slice(0, -1)}${' '.repeat(300_000)}}`;
  const tooLarge = begin({ 'content-length': String(tooLong.length) });
  tooLarge.on('error', () => undefined);
  expect(await responseTo(tooLarge, '{')).toMatch(/^413 /u);
});

test('a new operation is executed, and an invalid request is rejected', async () => {
  const other = JSON.stringify({ query: '{ approach(slug: "mit") { name } }' });
  expect(await responseTo(begin({ 'content-length': String(other.length) }), other)).toMatch(/"name"/u);
  expect(await responseTo(begin({ 'content-length': '5' }), '{ all')).toMatch(/^400 /u);
});

test('a body with invalid UTF-8 is rejected, even if the response to the decoded text is cached', async () => {
  const bodyEndingIn = (ending: string): Buffer =>
    Buffer.concat([
      Buffer.from('{"query":"{ __typename }","x":"'),
      Buffer.from(ending, 'latin1'),
      Buffer.from('"}'),
    ]);
  const request = { headers: { 'content-type': 'application/json' }, body: bodyEndingIn('\xef\xbf\xbd') };
  for (let time = 0; time < 2; time += 1) expect((await send(server, request)).status).toBe(200);
  for (let time = 0; time < 2; time += 1) {
    expect((await send(server, { ...request, body: bodyEndingIn('\xff') })).status).toBe(400);
  }
});

test('a client that disconnects in the middle of its request does not affect other clients', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const arrived = once(server.app.server, 'request');
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  );
  const [request] = (await arrived) as [IncomingMessage];
  const closeEvent = once(request, 'close').catch(() => undefined);
  socket.destroy();
  await closeEvent;
  expect(await responseTo(begin({ 'content-length': String(body.length) }), body)).toMatch(rows);
});
