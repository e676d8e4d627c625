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
  server = await startTestServer({ responseCacheBytes: mebibyte });
});
beforeEach(() => void (server.log as unknown[]).splice(0));
afterAll(() => server.close());

const plainBody = Buffer.from('{"query":"{ approach(slug: \\"mit\\") { name } }"}');
const sendEncoded = (encoding: string, body: Buffer): Promise<TestResponse> =>
  send(server, post(body, { 'content-encoding': encoding }));
const statusAndCodes = (response: TestResponse): unknown[] => [response.status, ...codesOf(response)];

test.each([
  ['gzip', gzipSync(plainBody)],
  ['x-gzip', gzipSync(plainBody)],
  ['GZIP', gzipSync(plainBody)],
  ['deflate', deflateSync(plainBody)],
  ['br', brotliCompressSync(plainBody)],
  ['identity', plainBody],
])(
  'a body in %s gets the same response as a plain body, at the first and the second request',
  async (encoding, body) => {
    const plain = await send(server, post(plainBody));
    expect(plain.text).toContain('"name"');
    for (let time = 0; time < 2; time += 1) expect(await sendEncoded(encoding, body)).toEqual(plain);
  },
);

test('a chunked body of unknown length is accepted', async () => {
  const body = gzipSync(plainBody);
  const request = sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  });
  for (const byte of body) request.write(Buffer.of(byte));
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(200);
});

test.each(['zstd', 'compress', 'gzip, gzip', 'constructor', 'aes128gcm'])(
  'a body in %s is rejected with the name of the encoding and the supported encodings',
  async (encoding) => {
    const response = await sendEncoded(encoding, plainBody);
    expect(statusAndCodes(response)).toEqual([415, 'UNSUPPORTED_CONTENT_ENCODING']);
    expect(response.headers['accept-encoding']).toBe('gzip, deflate, br');
    expect(response.text).toContain(encoding);
  },
);

test.each([
  ['gzip', plainBody],
  ['gzip', gzipSync(plainBody).subarray(0, -9)],
  ['gzip', deflateSync(plainBody)],
  ['br', gzipSync(plainBody)],
  ['deflate', Buffer.alloc(0)],
])('a body in %s that cannot be decompressed is rejected as a bad request', async (encoding, body) => {
  expect(statusAndCodes(await sendEncoded(encoding, body))).toEqual([400, 'BAD_REQUEST']);
  expect(server.log).toEqual([]);
});

const bound = 256 * 1024;
/** Builds a JSON body of the given size. */
const bodyOfSize = (bytes: number): Buffer =>
  Buffer.concat([plainBody, Buffer.alloc(bytes - plainBody.byteLength, ' ')]);

test('the size limit applies to the decompressed body', async () => {
  expect((await sendEncoded('gzip', gzipSync(bodyOfSize(bound)))).status).toBe(200);
  expect(statusAndCodes(await sendEncoded('gzip', gzipSync(bodyOfSize(bound + 1))))).toEqual([
    413,
    'BODY_TOO_LARGE',
  ]);
});

const fastCompression = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

test.each([
  ['gzip', gzipSync, createGunzip],
  ['deflate', deflateSync, createInflate],
  ['br', (bytes: Buffer) => brotliCompressSync(bytes, fastCompression), createBrotliDecompress],
])(
  'a decompression bomb in %s is rejected before it is decompressed completely',
  async (encoding, compress, decode) => {
    const bomb = compress(Buffer.alloc(32 * mebibyte, ' '));
    expect(statusAndCodes(await sendEncoded(encoding, bomb))).toEqual([413, 'BODY_TOO_LARGE']);

    const decoder = decode();
    let inflatedBytes = 0;
    decoder.on('data', (chunk: Buffer) => (inflatedBytes += chunk.byteLength));
    const stream = decompressWithin(Readable.from([bomb]), decoder, bound);
    await expect(buffer(stream)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(decoder.destroyed).toBe(true);
    expect(inflatedBytes).toBeLessThan(2 * bound);
  },
);

test('a compressed body that is too large is rejected, for any decompressed size', async () => {
  const noise = gzipSync(randomBytes(bound + 1000));
  expect(statusAndCodes(await sendEncoded('gzip', noise))).toEqual([413, 'BODY_TOO_LARGE']);
  // Empty blocks decompress to 0 bytes.
  const emptyBlocks = Buffer.concat([
    Buffer.from('1f8b08000000000000ff', 'hex'),
    ...Array<Buffer>(70_000).fill(Buffer.from('000000ffff', 'hex')),
  ]);
  const request = sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'transfer-encoding': 'chunked',
    },
  });
  request.on('error', () => undefined);
  const responseEvent = once(request, 'response') as Promise<[IncomingMessage]>;
  request.write(emptyBlocks);
  const [response] = await responseEvent;
  expect(response.statusCode).toBe(413);
  request.destroy();
});

test('a client that disconnects in the middle of a compressed body does not affect other clients', async () => {
  const arrived = once(server.app.server, 'request');
  const request = sendRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': '1000' },
  });
  request.on('error', () => undefined);
  request.write(gzipSync(plainBody).subarray(0, 5));
  const [receivedRequest] = (await arrived) as [IncomingMessage];
  const closeEvent = once(receivedRequest, 'close').catch(() => undefined);
  request.destroy();
  await closeEvent;
  expect((await sendEncoded('gzip', gzipSync(plainBody))).status).toBe(200);
  expect(server.log).toEqual([]);
});
