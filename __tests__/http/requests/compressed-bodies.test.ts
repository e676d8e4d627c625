import { once } from 'node:events';
import { request as sendRequest, type IncomingMessage } from 'node:http';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  brotliCompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decompressWithin } from '../../../src/http/requests/request-bodies.js';
import { codesOf, post, send, type TestResponse } from '../../support/requests.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const mebibyte = 1024 * 1024;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ answerCacheBytes: mebibyte });
});
beforeEach(() => void (server.log as unknown[]).splice(0));
afterAll(() => server.close());

const plainBody = Buffer.from('{"query":"{ approach(slug: \\"mit\\") { name } }"}');
const compressed = (encoding: string, body: Buffer): Promise<TestResponse> =>
  send(server, post(body, { 'content-encoding': encoding }));
const refusal = (received: TestResponse): unknown[] => [received.status, ...codesOf(received)];

test.each([
  ['gzip', gzipSync(plainBody)],
  ['x-gzip', gzipSync(plainBody)],
  ['GZIP', gzipSync(plainBody)],
  ['deflate', deflateSync(plainBody)],
  ['br', brotliCompressSync(plainBody)],
  ['identity', plainBody],
])('a body in %s gets the response of a plain one, the first and the second time', async (encoding, body) => {
  const plain = await send(server, post(plainBody));
  expect(plain.text).toContain('"name"');
  for (let time = 0; time < 2; time += 1) expect(await compressed(encoding, body)).toEqual(plain);
});

test('a chunked body of unknown length is accepted', async () => {
  const body = gzipSync(plainBody);
  const sent = sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  });
  for (const byte of body) sent.write(Buffer.of(byte));
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(200);
});

test.each(['zstd', 'compress', 'gzip, gzip', 'constructor', 'aes128gcm'])(
  'a body in %s is rejected with its name and the supported encodings',
  async (encoding) => {
    const received = await compressed(encoding, plainBody);
    expect(refusal(received)).toEqual([415, 'UNSUPPORTED_CONTENT_ENCODING']);
    expect(received.headers['accept-encoding']).toBe('gzip, deflate, br');
    expect(received.text).toContain(encoding);
  },
);

test.each([
  ['gzip', plainBody],
  ['gzip', gzipSync(plainBody).subarray(0, -9)],
  ['gzip', deflateSync(plainBody)],
  ['br', gzipSync(plainBody)],
  ['deflate', Buffer.alloc(0)],
])('a body in %s that cannot be decompressed is a bad request', async (encoding, body) => {
  expect(refusal(await compressed(encoding, body))).toEqual([400, 'BAD_REQUEST']);
  expect(server.log).toEqual([]);
});

const bound = 256 * 1024;
/** JSON of the given size. */
const sized = (bytes: number): Buffer =>
  Buffer.concat([plainBody, Buffer.alloc(bytes - plainBody.byteLength, ' ')]);

test('the size limit applies to the decompressed body', async () => {
  expect((await compressed('gzip', gzipSync(sized(bound)))).status).toBe(200);
  expect(refusal(await compressed('gzip', gzipSync(sized(bound + 1))))).toEqual([413, 'BODY_TOO_LARGE']);
});

const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

test.each([
  ['gzip', gzipSync, createGunzip],
  ['deflate', deflateSync, createInflate],
  ['br', (bytes: Buffer) => brotliCompressSync(bytes, quickly), createBrotliDecompress],
])('a decompression bomb in %s is rejected before it is decompressed', async (encoding, compress, decode) => {
  const bomb = compress(Buffer.alloc(32 * mebibyte, ' '));
  expect(refusal(await compressed(encoding, bomb))).toEqual([413, 'BODY_TOO_LARGE']);

  const decoder = decode();
  let inflatedBytes = 0;
  decoder.on('data', (chunk: Buffer) => (inflatedBytes += chunk.byteLength));
  const stream = decompressWithin(Readable.from([bomb]), decoder, bound);
  await expect(buffer(stream)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
  expect(decoder.destroyed).toBe(true);
  expect(inflatedBytes).toBeLessThan(2 * bound);
});

test('a compressed body that is too large is rejected, whatever its decompressed size', async () => {
  const noise = gzipSync(randomBytes(bound + 1000));
  expect(refusal(await compressed('gzip', noise))).toEqual([413, 'BODY_TOO_LARGE']);
  // Empty blocks: they decompress to no bytes.
  const nothing = Buffer.concat([
    Buffer.from('1f8b08000000000000ff', 'hex'),
    ...Array<Buffer>(70_000).fill(Buffer.from('000000ffff', 'hex')),
  ]);
  const sent = sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'transfer-encoding': 'chunked',
    },
  });
  sent.on('error', () => undefined);
  const responded = once(sent, 'response') as Promise<[IncomingMessage]>;
  sent.write(nothing);
  const [response] = await responded;
  expect(response.statusCode).toBe(413);
  sent.destroy();
});

test('a client that disconnects in the middle of a compressed body does not affect other clients', async () => {
  const arrived = once(server.app.server, 'request');
  const sent = sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': '1000' },
  });
  sent.on('error', () => undefined);
  sent.write(gzipSync(plainBody).subarray(0, 5));
  const [request] = (await arrived) as [IncomingMessage];
  const closed = once(request, 'close').catch(() => undefined);
  sent.destroy();
  await closed;
  expect((await compressed('gzip', gzipSync(plainBody))).status).toBe(200);
  expect(server.log).toEqual([]);
});
