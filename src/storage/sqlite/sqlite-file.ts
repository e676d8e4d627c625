import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DEFAULT_MIGRATION_TABLE } from 'kysely';
import Database from 'libsql';
import { codeOf } from '../dialect/driver-error.js';
import type { FoundDatabase } from '../migrations/found-database.js';
import { unavailable } from '../dialect/unavailable.js';

/**
 * Opens a connection to a database file.
 * @param mayCreate without it SQLite fails where there is no file, rather than creating an empty one
 */
export function connectTo(file: string, mayCreate: boolean): Database.Database {
  const url = pathToFileURL(file);
  // @see https://www.sqlite.org/uri.html
  url.searchParams.set('mode', mayCreate ? 'rwc' : 'rw');
  return new Database(url.href);
}

/** What a file holds; null where there is none. Changes nothing, not even the file's journal mode. */
export function findInFile(file: string, patienceMs: number): FoundDatabase | null {
  if (identityOf(file) === null) return null;
  const database = connectTo(file, false);
  try {
    database.exec(`pragma busy_timeout = ${patienceMs}`);
    return findIn(database);
  } finally {
    database.close();
  }
}

/** What a database holds, read without waiting for a writer. */
export function findIn(database: Database.Database): FoundDatabase {
  const names = (statement: string): string[] =>
    (database.prepare(statement).all() as { name: string }[]).map(({ name }) => name);
  const tables = names(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
  );
  const hasMigrations = tables.includes(DEFAULT_MIGRATION_TABLE);
  return {
    applicationId: applicationIdOf(database),
    tables,
    migrations: hasMigrations ? names(`select name from ${DEFAULT_MIGRATION_TABLE} order by name`) : [],
  };
}

export function applicationIdOf(database: Database.Database): number {
  return (database.prepare('pragma application_id').get() as { application_id: number }).application_id;
}

/**
 * Makes a check that the file which is open is still the one at its path: whatever is written to a file that was removed
 * or replaced is lost, and SQLite does not say so.
 * @returns a function that throws STORE_UNAVAILABLE where it is not
 */
export function checkInPlace(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    const now = identityOf(file);
    if (now === opened) return;
    const happened = now === null ? 'removed' : 'replaced by another file';
    throw unavailable(
      `The database file ${file}`,
      `it was ${happened} after it was opened. Put the file back, or restart Tertium to open the one that is there now`,
    );
  };
}

/** What tells a file from another one that takes its path: device and inode; null where there is no file. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
