import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres-server.js';

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
  let count = 0;
  const nextName = (): string => `bench${(count += 1)}`;
  try {
    const postgres = await startPostgres({ folder: join(folder, 'postgres'), isKept: false });
    try {
      return await work([
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
