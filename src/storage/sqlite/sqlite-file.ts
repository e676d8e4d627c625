import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DEFAULT_MIGRATION_TABLE } from 'kysely';
import Database from 'libsql';
import { codeOf, unavailable } from '../dialect/store-errors.js';
import type { DatabaseContents } from '../migrations/database-state.js';

/**
 * Opens a connection to a database file.
 * @param mayCreate if false, SQLite fails if there is no file, instead of creating an empty one
 */
export function connectTo(file: string, mayCreate: boolean): Database.Database {
  const url = pathToFileURL(file);
  // @see https://www.sqlite.org/uri.html
  url.searchParams.set('mode', mayCreate ? 'rwc' : 'rw');
  return new Database(url.href);
}

/** The contents of a database file. Null if there is no file. Changes nothing, not even the journal mode. */
export function readFileContents(file: string, patienceMs: number): DatabaseContents | null {
  if (identityOf(file) === null) return null;
  const database = connectTo(file, false);
  try {
    database.exec(`pragma busy_timeout = ${patienceMs}`);
    return readContents(database);
  } finally {
    database.close();
  }
}

/** The contents of a database. Does not wait for a writer. */
export function readContents(database: Database.Database): DatabaseContents {
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
 * Creates a check that the open file is still the one at its path. SQLite writes to a removed or replaced file without an error, and
 * these writes are lost.
 * @returns a function that throws STORE_UNAVAILABLE if the file was removed or replaced
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

/** The identity of the file at a path: device and inode. Null if there is no file. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
