import { readFileSync, rmSync } from 'node:fs';
import { chown, cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEmbeddedPostgres } from './embedded-postgres.js';
import { freePort } from './free-port.js';
import { folderForEveryone, scratchPlace } from './scratch-folder.js';
import { undoAtExit } from './undo-at-exit.js';

/** A PostgreSQL server that can be stopped and paused, and can have a standby. It ends with this process, and its data is removed. */
export interface OwnPostgres {
  readonly url: string;
  readonly port: number;
  /** Its log since its start. */
  readonly log: readonly string[];
  start(): Promise<void>;
  /** Stops it and disconnects its clients: a fast shutdown, or at once as in a crash. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** Pauses it: it does not answer, and its connections stay open. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Starts a standby of this server, which is stopped for a short time to copy its data. */
  startStandby(): Promise<OwnPostgres>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

const user = 'tertium';
const readyAsStandby = /ready to accept read-only connections/;
const settings = ['fsync=off', 'unix_socket_directories=', 'max_wal_size=256MB'];

/** Creates and starts a server with an empty database. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const server = await serverIn(await folderForEveryone(scratchPlace(), 'tertium-own-postgres-'));
  await server.initialise();
  await server.start();
  return server;
}

async function serverIn(folder: string): Promise<OwnPostgres & { initialise(): Promise<void> }> {
  const { EmbeddedPostgres, remove } = await loadEmbeddedPostgres();
  const data = join(folder, 'data');
  const port = await freePort();
  const log: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user,
    password: user,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: (line) => {
      log.push(String(line));
      if (readyAsStandby.test(String(line))) onStandbyReady();
    },
    onError: (line) => log.push(String(line)),
  });
  let isRunning = false;
  let onStandbyReady = (): void => undefined;

  const processId = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  /** Signals the server and its children, one for each client. The server is paused first, so that it starts no more children. */
  const signalAll = (signal: NodeJS.Signals): void => {
    const server = processId();
    process.kill(server, 'SIGSTOP');
    const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim();
    for (const child of children.split(' ').filter((id) => id !== '')) {
      try {
        process.kill(Number(child), signal);
      } catch (error) {
        // The child has ended in between.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    process.kill(server, signal);
  };
  const forget = undoAtExit(() => {
    try {
      // The library sends a signal that a paused process does not handle.
      if (isRunning) signalAll('SIGKILL');
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    }
  });

  const server = {
    url: `postgres://${user}:${user}@127.0.0.1:${port}/postgres`,
    port,
    log,
    initialise: () => postgres.initialise(),
    async start(): Promise<void> {
      log.length = 0;
      isRunning = true;
      // The library waits for a log line that only a primary writes.
      await Promise.race([postgres.start(), new Promise<void>((resolve) => (onStandbyReady = resolve))]);
    },
    async stop(how: 'fast' | 'immediate'): Promise<void> {
      if (!isRunning) return;
      isRunning = false;
      const id = processId();
      const stopped = postgres.stop();
      if (how === 'immediate') process.kill(id, 'SIGQUIT');
      await stopped;
    },
    pause: async () => signalAll('SIGSTOP'),
    resume: async () => signalAll('SIGCONT'),
    async startStandby(): Promise<OwnPostgres> {
      const standbyFolder = await folderForEveryone(scratchPlace(), 'tertium-standby-');
      await server.stop('fast');
      const copy = join(standbyFolder, 'data');
      await cp(data, copy, { recursive: true });
      await writeFile(join(copy, 'standby.signal'), '');
      await writeFile(
        join(copy, 'postgresql.auto.conf'),
        `primary_conninfo = 'host=127.0.0.1 port=${port} user=${user} password=${user}'\n`,
      );
      await giveAway(copy, await stat(data));
      await server.start();
      const standby = await serverIn(standbyFolder);
      await standby.start();
      return standby;
    },
    async remove(): Promise<void> {
      if (isRunning) await server.resume();
      await server.stop('immediate');
      await rm(folder, { recursive: true, force: true });
      await remove();
      forget();
    },
  };
  return server;
}

/** Changes the owner of a folder and its contents to that of another folder. */
async function giveAway(folder: string, { uid, gid }: Awaited<ReturnType<typeof stat>>): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    await chown(join(folder, name), Number(uid), Number(gid));
  }
  await chown(folder, Number(uid), Number(gid));
}
