import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres-server.js';

/** A database system of the bench: a PostgreSQL server, or a folder for SQLite files. */
export interface DatabaseKind {
  readonly name: string;
  /** Returns the URL of a new, empty database. A SQLite file is created when it is opened. */
  readonly create: () => Promise<string>;
}

/** Runs a task with both kinds of databases, and then removes all databases. */
export async function withDatabases<Result>(
  task: (databases: readonly DatabaseKind[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-'));
  // PostgreSQL does not run as root, and its user needs access to the folder.
  await chmod(folder, 0o755);
  let count = 0;
  const nextName = (): string => `bench${(count += 1)}`;
  try {
    const postgres = await startPostgres({ folder: join(folder, 'postgres'), isPersistent: false });
    try {
      return await task([
        { name: 'SQLite', create: () => Promise.resolve(`file:${join(folder, `${nextName()}.db`)}`) },
        { name: 'PostgreSQL', create: () => postgres.create(nextName()) },
      ]);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
