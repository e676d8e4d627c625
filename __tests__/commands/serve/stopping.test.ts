/** Tests with real processes how SIGTERM and SIGINT stop a server, for different behaviour of clients and of the database. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { openStore } from '../../../src/storage/open-store.js';
import { createPostgresDatabase, type TestDatabase } from '../../support/postgres.js';
import { seed } from '../../support/seed.js';
import { BlockingSession } from '../blocking-session.js';
import { postOf, ResponseReader, startSteadyClient } from '../steady-client.js';
import {
  addressOf,
  buildTertium,
  startTertium,
  type BuiltTertium,
  type CommandResult,
  type RunningCommand,
} from '../tertium.js';

let tertium: BuiltTertium;
let folder: string;
beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-stopping-'));
  const store = await openStore(`file:${join(folder, 'graph.db')}`);
  await seed(store);
  await store.close();
}, 120_000);
afterAll(async () => {
  tertium.remove();
  await rm(folder, { recursive: true });
});

let running: RunningCommand[];
let sockets: Socket[];
beforeEach(() => {
  running = [];
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const { process: child, finished } of running) {
    child.kill('SIGKILL');
    await finished;
  }
});

interface ReadyServer {
  readonly port: number;
  readonly server: RunningCommand;
  /** Sends a signal, and resolves when the server has logged the signal. */
  signal(name: NodeJS.Signals): Promise<void>;
  readonly finished: Promise<CommandResult>;
}

async function serve(settings: Record<string, string> = {}): Promise<ReadyServer> {
  const server = startTertium(tertium, ['serve', '--seed'], {
    folder,
    settings: { PORT: '0', DATABASE_URL: 'file:graph.db', STOP_SECONDS: '1', ...largeResponses, ...settings },
  });
  running.push(server);
  const port = Number(new URL(await addressOf(server)).port);
  const log = createInterface({ input: server.process.stderr as Readable });
  return {
    port,
    server,
    async signal(name) {
      const logged = new Promise<void>((resolve) =>
        log.on('line', (line) => {
          if (line.includes(`${name} received`)) resolve();
        }),
      );
      server.process.kill(name);
      await logged;
    },
    finished: server.finished,
  };
}

/** Opens a connection, and sends a text. */
async function open(port: number, text = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  // Connection errors of these clients are expected.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (text !== '') await new Promise((resolve) => socket.write(text, resolve));
  return socket;
}

/** Resolves when the port accepts no connections. */
async function untilClosed(port: number): Promise<void> {
  while (await isOpen(port)) await nextTurn();
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false)).once('connect', () => resolve(true));
    sockets.push(socket);
  });
}

/** Sends a text repeatedly until the connection is closed. */
function trickle(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

/** Sends a GET request on a new connection. @returns the status and the header `connection` of the response */
function statusOf(port: number, path: string): Promise<{ status?: number; connection?: string }> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, agent: false }, (response) => {
      response.resume();
      const { statusCode, headers } = response;
      resolve({
        ...(statusCode === undefined ? {} : { status: statusCode }),
        ...(headers.connection === undefined ? {} : { connection: headers.connection }),
      });
    }).once('error', reject);
  });
}

function warnings({ stderr }: CommandResult): unknown[] {
  return stderr
    .split('\n')
    .filter((line) => line.includes('The time to stop is over'))
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
}

const revision = JSON.stringify({ query: '{ revision { number } }' });
/** The body of a request whose response has more than 2 MB. `largeCount` such responses are larger than the socket buffers. */
const largeRequest = JSON.stringify({
  query: `{ ${Array.from({ length: 10 }, (_, n) => `a${n}: __schema { ...S }`).join(' ')} }
    fragment S on __Schema { types { name description fields { name description args { name description
      type { name kind ofType { name } } } type { name kind ofType { name kind ofType { name } } } } } }`,
});
const largeCount = 8;
/** Settings that allow `largeRequest`, which has more than one `__schema`. */
const largeResponses = { MAX_SCHEMAS: '10', MAX_COST: '10000000' };
const getLivez = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('clients', () => {
  test('that are idle, or have sent only a part of a head, do not delay a stop while another process writes to the database', async () => {
    const { port, signal, finished } = await serve({ READ_MODEL_MB: '0' });
    const writer = new Database(join(folder, 'graph.db'));
    writer.exec('begin immediate');
    await open(port);
    const idleReader = new ResponseReader(await open(port, getLivez));
    expect(await idleReader.next()).toMatchObject({ status: 200, closes: false });
    const incomplete = await open(port, 'GET /livez HTTP/1.1\r\nHo');

    await signal('SIGTERM');

    expect(await idleReader.next()).toBe('EOF');
    await once(incomplete, 'close');
    const result = await finished;
    writer.close();
    expect([result.exitCode, warnings(result)]).toEqual([0, []]);
  });

  test('that do not finish sending or reading in time are disconnected, with a log line and an exit code', async () => {
    const { port, signal, finished } = await serve();
    const head = await open(port, 'GET /livez HTTP/1.1\r\nX: ');
    trickle(head, 'x');
    const body = await open(port, postOf(`{${' '.repeat(100_000)}`).slice(0, -100_000));
    trickle(body, ' ');
    const notReading = (await open(port, postOf(largeRequest).repeat(largeCount))).pause();
    await once(notReading, 'readable');

    await signal('SIGTERM');

    const result = await finished;
    expect(result.exitCode).toBe(4);
    expect(warnings(result)).toEqual([
      'The time to stop is over: requests cut before their responses were complete: 2; connections cut while a request was being received: 1.',
    ]);
  });

  test('that read their responses late get all responses', async () => {
    const { port, signal, finished } = await serve({ STOP_SECONDS: '60' });
    const socket = (await open(port, postOf(largeRequest).repeat(largeCount))).pause();
    await once(socket, 'readable');

    await signal('SIGTERM');
    await untilClosed(port);

    const responses = new ResponseReader(socket);
    socket.resume();
    for (let count = 0; count < largeCount; count += 1) {
      expect(await responses.next()).toMatchObject({ status: 200 });
    }
    expect(await responses.next()).toBe('EOF');
    expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('that send a request on a kept-alive connection get a response after the port is closed', async () => {
    const { port, signal, finished } = await serve({ STOP_SECONDS: '60' });
    // The server does not stop while this request is incomplete.
    const unfinished = await open(port, postOf(revision).slice(0, -1));
    const keptAlive = await open(port, getLivez);
    const responses = new ResponseReader(keptAlive);
    expect(await responses.next()).toMatchObject({ status: 200, closes: false });

    await signal('SIGTERM');
    await untilClosed(port);
    keptAlive.write(postOf(revision) + getLivez);

    const expected = { status: 200, body: '{"data":{"revision":{"number":1}}}\n' };
    expect(await responses.next()).toEqual({ ...expected, closes: false });
    expect(await responses.next()).toMatchObject({ status: 200, closes: true });
    expect(await responses.next()).toBe('EOF');
    const lastResponse = new ResponseReader(unfinished);
    unfinished.write('}');
    expect(await lastResponse.next()).toEqual({ ...expected, closes: true });
    expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('whose connections the server has not accepted yet get responses', async () => {
    const { server, port, finished } = await serve({ STOP_SECONDS: '60' });
    server.process.kill('SIGSTOP');
    // The operating system queues these connections in the backlog.
    const waiting = await Promise.all(Array.from({ length: 20 }, () => open(port, postOf(revision))));

    server.process.kill('SIGTERM');
    server.process.kill('SIGCONT');

    for (const socket of waiting) {
      const responses = new ResponseReader(socket);
      // The process may accept a connection before it handles the signal, and then the response does not announce the close.
      expect(await responses.next()).toMatchObject({ status: 200 });
      expect(await responses.next()).toBe('EOF');
    }
    expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('that send continuously do not lose a request', async () => {
    const { port, signal, finished } = await serve({ STOP_SECONDS: '60' });
    const clients = Array.from({ length: 40 }, (_, n) =>
      startSteadyClient(port, {
        // Every third client sends a different query, whose first response is not cached.
        body: n % 3 === 0 ? JSON.stringify({ query: `{ a${n}: revision { number } }` }) : revision,
        batchSize: n % 2 === 0 ? 1 : 1 + (n % 5),
        pause: () => n % 7,
      }),
    );
    await Promise.race(clients.map(({ firstResponse }) => firstResponse));

    await signal('SIGTERM');

    const outcomes = await Promise.all(clients.map(({ outcome }) => outcome));
    expect(outcomes.map(({ end }) => end)).toEqual(outcomes.map(() => 'CLOSE'));
    for (const { sent, received } of outcomes) expect(received).toBe(sent);
    expect(await finished).toMatchObject({ exitCode: 0 });
  });
});

describe('DRAIN_SECONDS', () => {
  test('is the time in which the server is not ready but responds to all requests; a second signal ends the drain', async () => {
    const { port, signal, server, finished } = await serve({ DRAIN_SECONDS: '600' });
    expect(await statusOf(port, '/readyz')).toMatchObject({ status: 200 });

    await signal('SIGINT');
    // After Ctrl+C, the terminal and npm each send the signal. The second signal must not end the drain.
    server.process.kill('SIGINT');

    expect(await statusOf(port, '/readyz')).toEqual({ status: 503, connection: 'close' });
    expect(await statusOf(port, '/livez')).toEqual({ status: 200, connection: 'close' });
    const responses = new ResponseReader(await open(port, postOf(revision)));
    expect(await responses.next()).toMatchObject({ status: 200, closes: true });

    const signals = setInterval(() => server.process.kill('SIGINT'), 100);
    const result = await finished;
    clearInterval(signals);
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain('SIGINT received again');
  });

  test('lets clients send until /readyz reports that the server is not ready, without a lost request', async () => {
    const { port, signal, finished } = await serve({ DRAIN_SECONDS: '1', STOP_SECONDS: '60' });
    let isReady = true;
    const clients = Array.from({ length: 10 }, async () => {
      while (isReady) expect(await statusOf(port, '/livez')).toMatchObject({ status: 200 });
    });
    const probe = (async () => {
      while ((await statusOf(port, '/readyz')).status === 200) await nextTurn();
      isReady = false;
    })();

    await signal('SIGTERM');

    await Promise.all([...clients, probe]);
    expect(await finished).toMatchObject({ exitCode: 0 });
  });
});

describe('a PostgreSQL server', () => {
  let database: TestDatabase;
  let settings: Record<string, string>;
  let blocking: BlockingSession;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    settings = { DATABASE_URL: database.url };
    const store = await openStore(database.url);
    await seed(store);
    await store.close();
  });
  beforeEach(async () => {
    blocking = await BlockingSession.connect(database.url);
  });
  afterEach(() => blocking.end());
  afterAll(() => database.drop());

  test('with locks that block requests does not delay a stop beyond STOP_SECONDS: the requests are aborted', async () => {
    const { port, signal, finished } = await serve({ ...settings, READ_MODEL_MB: '0' });
    await blocking.lock('claim');
    const waiting = await open(
      port,
      postOf(JSON.stringify({ query: '{ approach(slug: "mit") { features { totalCount } } }' })),
    );
    await blocking.untilOtherWaits();

    await signal('SIGTERM');

    await once(waiting, 'close');
    const result = await finished;
    expect(result.exitCode).toBe(4);
    expect(warnings(result)).toEqual([
      'The time to stop is over: requests cut before their responses were complete: 1; the store did not close, and its connections were dropped.',
    ]);
  });

  test('that does not respond does not delay a stop beyond STOP_SECONDS', async () => {
    const { signal, finished } = await serve(settings);
    const resume = await blocking.pauseOthers();
    try {
      await signal('SIGTERM');
      const result = await finished;
      expect(result.exitCode).toBe(0);
      // The store closes in time if none of its connections was in use.
      const dropped = 'The time to stop is over: the store did not close, and its connections were dropped.';
      expect([[], [dropped]]).toContainEqual(warnings(result));
    } finally {
      resume();
    }
  });
});
