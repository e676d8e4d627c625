/** SIGTERM and SIGINT to a server, with different behaviours of clients and database: with real processes. */
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
import { BlockedPostgres } from '../blocked-postgres.js';
import { AnswerReader, askSteadily, postOf } from '../steady-client.js';
import { buildTertium, startTertium, type BuiltTertium, type Finished, type Started } from '../tertium.js';

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

let running: Started[];
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
  readonly server: Started;
  /** Sends a signal, and resolves when the server has logged that it received it. */
  signal(name: NodeJS.Signals): Promise<void>;
  readonly finished: Promise<Finished>;
}

async function serve(settings: Record<string, string> = {}): Promise<ReadyServer> {
  const server = startTertium(tertium, ['serve', '--seed'], {
    folder,
    settings: { PORT: '0', DATABASE_URL: 'file:graph.db', STOP_SECONDS: '1', ...largeAnswers, ...settings },
  });
  running.push(server);
  const { value } = (await server.lines.next()) as { value: string | undefined };
  const port = Number(/:(\d+)$/.exec(value ?? '')?.[1]);
  const log = createInterface({ input: server.process.stderr as Readable });
  return {
    port,
    server,
    async signal(name) {
      const said = new Promise<void>((resolve) =>
        log.on('line', (line) => {
          if (line.includes(`${name} received`)) resolve();
        }),
      );
      server.process.kill(name);
      await said;
    },
    finished: server.finished,
  };
}

async function open(port: number, sent = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  // Connection errors of these clients are expected.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (sent !== '') await new Promise((resolve) => socket.write(sent, resolve));
  return socket;
}

/** Resolves when the port accepts no more connections. */
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

/** Sends data repeatedly while the connection accepts it. */
function trickle(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

/** A request on a new connection, so that the response does not depend on a kept-alive connection. */
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

function warnings({ stderr }: Finished): unknown[] {
  return stderr
    .split('\n')
    .filter((line) => line.includes('The time to stop is over'))
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
}

const revision = JSON.stringify({ query: '{ revision { number } }' });
/** A response of some 1.3 MB: eight of them exceed the socket buffers if the client reads nothing. */
const large = JSON.stringify({
  query: `{ ${Array.from({ length: 10 }, (_, n) => `a${n}: __schema { ...S }`).join(' ')} }
    fragment S on __Schema { types { name description fields { name description args { name description
      type { name kind ofType { name } } } type { name kind ofType { name kind ofType { name } } } } } }`,
});
const many = 8;
/** More than one `__schema` in an operation. */
const largeAnswers = { MAX_SCHEMAS: '10', MAX_COST: '10000000' };
const getLivez = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('clients', () => {
  test('neither idle connections nor a writer of another process delay a stop, and no connection is cut', async () => {
    const { port, signal, finished } = await serve({ READ_MODEL_MB: '0' });
    const writer = new Database(join(folder, 'graph.db'));
    writer.exec('begin immediate');
    await open(port);
    const used = new AnswerReader(await open(port, getLivez));
    expect(await used.next()).toMatchObject({ status: 200, closes: false });
    const beginning = await open(port, 'GET /livez HTTP/1.1\r\nHo');

    await signal('SIGTERM');

    expect(await used.next()).toBe('EOF');
    await once(beginning, 'close');
    const done = await finished;
    writer.close();
    expect([done.exitCode, warnings(done)]).toEqual([0, []]);
  });

  test('requests that clients do not finish in time are cut, with a log line and an exit code', async () => {
    const { port, signal, finished } = await serve();
    const head = await open(port, 'GET /livez HTTP/1.1\r\nX: ');
    trickle(head, 'x');
    const body = await open(port, postOf(`{${' '.repeat(100_000)}`).slice(0, -100_000));
    trickle(body, ' ');
    const deaf = (await open(port, postOf(large).repeat(many))).pause();
    await once(deaf, 'readable');

    await signal('SIGTERM');

    const done = await finished;
    expect(done.exitCode).toBe(4);
    expect(warnings(done)).toEqual([
      'The time to stop is over: requests cut before they were answered: 2; connections cut while a request was being received: 1.',
    ]);
  });

  test('a client that reads its responses late gets all of them', async () => {
    const { port, signal, finished } = await serve({ STOP_SECONDS: '60' });
    const late = (await open(port, postOf(large).repeat(many))).pause();
    await once(late, 'readable');

    await signal('SIGTERM');
    await untilClosed(port);

    const answers = new AnswerReader(late);
    late.resume();
    for (let left = many; left > 0; left -= 1) expect(await answers.next()).toMatchObject({ status: 200 });
    expect(await answers.next()).toBe('EOF');
    expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('a request on a kept-alive connection gets a response after the port is closed', async () => {
    const { port, signal, finished } = await serve({ STOP_SECONDS: '60' });
    // This keeps the server busy until the test has sent its request.
    const unfinished = await open(port, postOf(revision).slice(0, -1));
    const kept = await open(port, getLivez);
    const answers = new AnswerReader(kept);
    expect(await answers.next()).toMatchObject({ status: 200, closes: false });

    await signal('SIGTERM');
    await untilClosed(port);
    kept.write(postOf(revision) + getLivez);

    const answer = { status: 200, body: '{"data":{"revision":{"number":1}}}\n' };
    expect(await answers.next()).toEqual({ ...answer, closes: false });
    expect(await answers.next()).toMatchObject({ status: 200, closes: true });
    expect(await answers.next()).toBe('EOF');
    const finishing = new AnswerReader(unfinished);
    unfinished.write('}');
    expect(await finishing.next()).toEqual({ ...answer, closes: true });
    expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('requests on connections that the server has not accepted yet get responses', async () => {
    const { server, port, finished } = await serve({ STOP_SECONDS: '60' });
    server.process.kill('SIGSTOP');
    // The operating system queues them in the backlog meanwhile.
    const waiting = await Promise.all(Array.from({ length: 20 }, () => open(port, postOf(revision))));

    server.process.kill('SIGTERM');
    server.process.kill('SIGCONT');

    for (const socket of waiting) {
      const answers = new AnswerReader(socket);
      expect(await answers.next()).toMatchObject({ status: 200, closes: true });
    }
    expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('no request of clients that send continuously is lost', async () => {
    const { port, signal, finished } = await serve({ STOP_SECONDS: '60' });
    const clients = Array.from({ length: 40 }, (_, n) =>
      askSteadily(port, {
        // Some responses are cached, and some are not.
        body: n % 3 === 0 ? JSON.stringify({ query: `{ a${n}: revision { number } }` }) : revision,
        together: n % 2 === 0 ? 1 : 1 + (n % 5),
        pause: () => n % 7,
      }),
    );
    await Promise.race(clients.map(({ hasAnswer }) => hasAnswer));

    await signal('SIGTERM');

    const told = await Promise.all(clients.map(({ told }) => told));
    expect(told.map(({ end }) => end)).toEqual(told.map(() => 'CLOSE'));
    for (const { sent, answered } of told) expect(answered).toBe(sent);
    expect(await finished).toMatchObject({ exitCode: 0 });
  });
});

describe('DRAIN_SECONDS', () => {
  test('the server reports that it is not ready, and responds to all requests, until the time is over or a second signal arrives', async () => {
    const { port, signal, server, finished } = await serve({ DRAIN_SECONDS: '600' });
    expect(await statusOf(port, '/readyz')).toMatchObject({ status: 200 });

    await signal('SIGINT');
    // A terminal and npm send one signal each, which must not count as a second signal.
    server.process.kill('SIGINT');

    expect(await statusOf(port, '/readyz')).toEqual({ status: 503, connection: 'close' });
    expect(await statusOf(port, '/livez')).toEqual({ status: 200, connection: 'close' });
    const asked = new AnswerReader(await open(port, postOf(revision)));
    expect(await asked.next()).toMatchObject({ status: 200, closes: true });

    const again = setInterval(() => server.process.kill('SIGINT'), 100);
    const done = await finished;
    clearInterval(again);
    expect(done.exitCode).toBe(0);
    expect(done.stderr).toContain('SIGINT received again');
  });

  test('no request is lost of clients that leave when the server reports that it is not ready', async () => {
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
  let blocked: BlockedPostgres;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    settings = { DATABASE_URL: database.url };
    const store = await openStore(database.url);
    await seed(store);
    await store.close();
  });
  beforeEach(async () => {
    blocked = await BlockedPostgres.connect(database.url);
  });
  afterEach(() => blocked.end());
  afterAll(() => database.drop());

  test('with locks that block requests does not delay a stop: the requests are cut', async () => {
    const { port, signal, finished } = await serve({ ...settings, READ_MODEL_MB: '0' });
    await blocked.lock('claim');
    const waiting = await open(
      port,
      postOf(JSON.stringify({ query: '{ approach(slug: "mit") { features { totalCount } } }' })),
    );
    await blocked.somebodyWaits();

    await signal('SIGTERM');

    await once(waiting, 'close');
    const done = await finished;
    expect(done.exitCode).toBe(4);
    expect(warnings(done)).toEqual([
      'The time to stop is over: requests cut before they were answered: 1; the store did not close, and its connections were dropped.',
    ]);
  });

  test('that hangs does not delay a stop: its connections are closed', async () => {
    const { signal, finished } = await serve(settings);
    const goOn = await blocked.stopOthers();
    try {
      await signal('SIGTERM');
      const done = await finished;
      expect(done.exitCode).toBe(0);
      // If none of its connections was in use, none is closed.
      const dropped = 'The time to stop is over: the store did not close, and its connections were dropped.';
      expect([[], [dropped]]).toContainEqual(warnings(done));
    } finally {
      goOn();
    }
  });
});
