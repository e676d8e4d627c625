import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { defaultEditingLimits } from '../../src/editing/editing-limits.js';
import { defaultLimits } from '../../src/api/limits/limits.js';
import { Connections } from '../../src/http/connections.js';
import { createServer } from '../../src/http/server.js';
import { defaultPresentation } from '../../src/api/request/presentation.js';
import { usualCacheTimes } from '../support/server.js';
import { sqliteStore } from '../support/stores.js';

test('a server with two addresses finishes its requests when it closes, and then accepts no connections', async () => {
  const graph = await sqliteStore.open();
  const { reader } = graph.store;
  let proceed = (): void => undefined;
  const blocked = new Promise<void>((resolve) => (proceed = resolve));
  let markArrived = (): void => undefined;
  const inFlight = new Promise<void>((resolve) => (markArrived = resolve));
  const connections = new Connections({ idle: 0, finish: 60_000 });
  const app = await createServer({
    store: {
      ...graph.store,
      reader: {
        async openView(at) {
          markArrived();
          await blocked;
          return reader.openView(at);
        },
        openViewAsOf: (time) => reader.openViewAsOf(time),
      },
    },
    logger: pino({ level: 'silent' }),
    corsOrigins: [],
    allowedHosts: null,
    cacheTags: { cacheTag: false, surrogateKey: false, extensions: false },
    cacheTimes: usualCacheTimes,
    requests: { limits: defaultLimits, timeoutMs: 60_000, quota: null },
    presentation: defaultPresentation,
    trustedProxies: [],
    bodyBytes: 256 * 1024,
    responseCacheBytes: 0,
    pages: null,
    embeds: false,
    readAccess: 'open',
    editing: { fourEyes: false, limits: defaultEditingLimits },
    widgetsDirectory: fileURLToPath(new URL('dist/widgets', import.meta.url)),
    playgroundDirectory: fileURLToPath(new URL('dist/playground', import.meta.url)),
    connections,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  await connections.listenAlso(app.server, '127.0.0.2', port);
  await expect(connections.listenAlso(app.server, '127.0.0.2', port)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  const post = (host: string): Promise<Response> =>
    fetch(`http://${host}:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ revision { number } }"}',
    });
  const response = post('127.0.0.2');
  await inFlight;

  const closed = app.close();
  proceed();

  expect((await response).status).toBe(200);
  await closed;
  for (const host of ['127.0.0.1', '127.0.0.2']) await expect(post(host)).rejects.toThrow();
  expect(await connections.close()).toEqual({ responding: 0, receiving: 0 });
  await graph.close();
});

test('during a shutdown, a client that continues sending gets its complete last response, and no connection reset', async () => {
  const body = 'body'.repeat(75_000);
  const server = createHttpServer((_request, response) => response.end(body));
  const connections = new Connections({ idle: 0, finish: 60_000 });
  connections.watch(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    connections.begin();
    const request = 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n';
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
    client.write(request);
    let received = '';
    client.on('data', (text: string) => {
      received += text;
      client.write(request);
    });

    // `once` rejects if the connection is reset.
    await once(client, 'end');
    await once(client, 'close');

    expect(received).toMatch(/^HTTP\/1.1 200 OK\r\nconnection: close\r\n/iu);
    expect(received.length).toBe(received.indexOf('body') + body.length);
    expect(await connections.close()).toEqual({ responding: 0, receiving: 0 });
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
