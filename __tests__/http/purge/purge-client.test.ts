import { afterEach, describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { PurgeClient, type PurgeCall, type PurgeOutcome } from '../../../src/http/purge/purge-client.js';
import { startPurgeServer, type PurgeServer } from './purge-server.js';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function startCache(respond?: RequestListener): Promise<PurgeServer> {
  const cache = await startPurgeServer(respond);
  cleanUps.push(() => cache.close());
  return cache;
}

function clientFor(url: URL, call: Partial<PurgeCall> = {}, timeoutMs?: number): PurgeClient {
  const client = new PurgeClient(
    { url, headers: {}, body: { tags: '{tags}' }, allowsPrivateAddresses: true, ...call },
    timeoutMs,
  );
  cleanUps.unshift(() => client.close());
  return client;
}

function purge(client: PurgeClient, ...tags: string[]): Promise<PurgeOutcome> {
  return client.purge(tags, new AbortController().signal);
}

describe('A purge call', () => {
  test('sends the tags in the body and in headers, by POST', async () => {
    const cache = await startCache();
    const headers = { authorization: 'Bearer secret', 'surrogate-key': '{tags}' };
    const client = clientFor(cache.url, { headers });
    expect(await purge(client, 'a', 'b')).toEqual({ isConfirmed: true });
    expect(cache.calls).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/purge',
        body: '{"tags":["a","b"]}',
        headers: expect.objectContaining({
          authorization: 'Bearer secret',
          'content-type': 'application/json',
          'content-length': '18',
          'surrogate-key': 'a b',
        }),
      }),
    ]);
  });

  test('uses one connection for several calls', async () => {
    const cache = await startCache();
    const client = clientFor(cache.url);
    for (const tag of ['a', 'b', 'c']) expect(await purge(client, tag)).toEqual({ isConfirmed: true });
    expect(cache.connections).toBe(1);
  });

  test.each([
    [400, false],
    [401, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])('fails with status %i; the failure is temporary: %s', async (status, isTemporary) => {
    const cache = await startCache((_, response) => response.writeHead(status).end());
    expect(await purge(clientFor(cache.url), 'a')).toEqual({
      isConfirmed: false,
      reason: `status ${status}`,
      isTemporary,
      retryAfterMs: null,
    });
  });

  test('reports the time of the header Retry-After', async () => {
    const cache = await startCache((_, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await purge(clientFor(cache.url), 'a')).toMatchObject({ isTemporary: true, retryAfterMs: 7_000 });
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirection with status %i', async (status) => {
    const other = await startCache();
    const cache = await startCache((_, response) =>
      response.writeHead(status, { location: other.url.href }).end(),
    );
    expect(await purge(clientFor(cache.url), 'a')).toMatchObject({
      isConfirmed: false,
      reason: `status ${status}`,
      isTemporary: false,
    });
    expect(other.connections).toBe(0);
  });

  test('ends after its time limit if the cache does not respond', async () => {
    const cache = await startCache(() => undefined);
    expect(await purge(clientFor(cache.url, {}, 50), 'a')).toMatchObject({
      isConfirmed: false,
      reason: 'timeout',
      isTemporary: true,
    });
  });

  test('ends after its time limit if the cache does not end its response', async () => {
    const cache = await startCache((_, response) => response.writeHead(200).write('{'));
    expect(await purge(clientFor(cache.url, {}, 50), 'a')).toMatchObject({ reason: 'timeout' });
  });

  test('receives only the start of a large response, and then closes the connection', async () => {
    const cache = await startCache((_, response) => {
      response.writeHead(200);
      const write = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
        response.once('drain', write);
      };
      write();
    });
    const client = clientFor(cache.url);
    expect(await purge(client, 'a')).toEqual({ isConfirmed: true });
    expect(await purge(client, 'b')).toEqual({ isConfirmed: true });
    expect(cache.connections).toBe(2);
  });

  test('fails temporarily if no cache listens', async () => {
    const cache = await startPurgeServer();
    await cache.close();
    expect(await purge(clientFor(cache.url), 'a')).toEqual({
      isConfirmed: false,
      reason: 'ECONNREFUSED',
      isTemporary: true,
      retryAfterMs: null,
    });
  });

  test('can be aborted', async () => {
    const abort = new AbortController();
    const cache = await startCache(() => abort.abort());
    expect(await clientFor(cache.url).purge(['a'], abort.signal)).toMatchObject({ reason: 'ABORT_ERR' });
  });

  test.each(['127.0.0.1', 'localhost', '127.1', '0x7f000001', '2130706433', '[::ffff:127.0.0.1]', '0.0.0.0'])(
    'opens no connection to the private address %s, unless private addresses are allowed',
    async (host) => {
      const cache = await startCache();
      const url = new URL(cache.url);
      url.hostname = host;
      expect(await purge(clientFor(url, { allowsPrivateAddresses: false }), 'a')).toEqual({
        isConfirmed: false,
        reason: 'FORBIDDEN_ADDRESS',
        isTemporary: false,
        retryAfterMs: null,
      });
      expect(cache.connections).toBe(0);
      expect(await purge(clientFor(url), 'a')).toEqual({ isConfirmed: true });
    },
  );
});
