import { readFileSync, rmSync } from 'node:fs';
import { chown, cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEmbeddedPostgres } from './embedded-postgres.js';
import { freePort } from './free-port.js';
import { folderForEveryone, scratchParent } from './scratch-folder.js';
import { undoAtExit } from './undo-at-exit.js';

/**
 * A PostgreSQL server that can be stopped and paused, and can have a standby. When this process exits, the server is ended and its data is
 * removed.
 */
export interface OwnPostgres {
  readonly url: string;
  readonly port: number;
  /** The log lines since the last start. */
  readonly log: readonly string[];
  start(): Promise<void>;
  /** Stops the server and disconnects its clients: with a fast shutdown, or immediately, as in a crash. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Pauses the server: it does not respond, and its connections stay open. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Starts a standby of this server. This server is stopped while its data is copied. */
  startStandby(): Promise<OwnPostgres>;
  /** Stops the server and removes its data. */
  remove(): Promise<void>;
}

const user = 'tertium';
const readyAsStandby = /ready to accept read-only connections/;
const settings = ['fsync=off', 'unix_socket_directories=', 'max_wal_size=256MB'];

/** Creates and starts a server with an empty database. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const server = await serverIn(await folderForEveryone(scratchParent(), 'tertium-own-postgres-'));
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
  /** Sends a signal to the server and to its child processes. The server is paused first, so that it starts no further children. */
  const signalAll = (signal: NodeJS.Signals): void => {
    const server = processId();
    process.kill(server, 'SIGSTOP');
    const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim();
    for (const child of children.split(' ').filter((id) => id !== '')) {
      try {
        process.kill(Number(child), signal);
      } catch (error) {
        // The child has ended meanwhile.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    process.kill(server, signal);
  };
  const unregister = undoAtExit(() => {
    try {
      // The library would send a signal that a paused process does not receive.
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
      // The promise of the library resolves at a log line that only a primary writes.
      await Promise.race([postgres.start(), new Promise<void>((resolve) => (onStandbyReady = resolve))]);
    },
    async stop(mode: 'fast' | 'immediate'): Promise<void> {
      if (!isRunning) return;
      isRunning = false;
      const id = processId();
      const stopped = postgres.stop();
      if (mode === 'immediate') process.kill(id, 'SIGQUIT');
      await stopped;
    },
    pause: async () => signalAll('SIGSTOP'),
    resume: async () => signalAll('SIGCONT'),
    async startStandby(): Promise<OwnPostgres> {
      const standbyFolder = await folderForEveryone(scratchParent(), 'tertium-standby-');
      await server.stop('fast');
      const copy = join(standbyFolder, 'data');
      await cp(data, copy, { recursive: true });
      await writeFile(join(copy, 'standby.signal'), '');
      await writeFile(
        join(copy, 'postgresql.auto.conf'),
        `primary_conninfo = 'host=127.0.0.1 port=${port} user=${user} password=${user}'\n`,
      );
      await changeOwner(copy, await stat(data));
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
      unregister();
    },
  };
  return server;
}

/** Changes the owner of a folder and its contents. @param owner the status of a folder with the new owner */
async function changeOwner(folder: string, owner: Awaited<ReturnType<typeof stat>>): Promise<void> {
  const [user, group] = [Number(owner.uid), Number(owner.gid)];
  for (const name of await readdir(folder, { recursive: true })) {
    await chown(join(folder, name), user, group);
  }
  await chown(folder, user, group);
}
