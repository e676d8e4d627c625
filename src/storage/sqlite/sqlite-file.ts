import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DEFAULT_MIGRATION_TABLE } from 'kysely';
import Database from 'libsql';
import type { DatabaseContents } from '../migrations/database-state.js';

/**
 * Opens a connection to a database file.
 * @param mayCreate if false, SQLite fails for a missing file, instead of creating an empty file
 */
export function connectTo(file: string, mayCreate: boolean): Database.Database {
  const url = pathToFileURL(file);
  // @see https://www.sqlite.org/uri.html
  url.searchParams.set('mode', mayCreate ? 'rwc' : 'rw');
  return new Database(url.href);
}

/** Reads the contents of a database file: see `readContents`. Returns null for a missing file. Does not change the journal mode of the file. */
export function readFileContents(file: string, timeoutMs: number): DatabaseContents | null {
  if (!existsSync(file)) return null;
  const database = connectTo(file, false);
  try {
    database.exec(`pragma busy_timeout = ${timeoutMs}`);
    return readContents(database);
  } finally {
    database.close();
  }
}

/** Reads the application id of a database, and the names of its tables and migrations. */
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

/** Reads the number that identifies a graph and its copies; 0 if it is not set. See `OpenFile`. */
export function graphIdOf(database: Database.Database): number {
  return (database.prepare('pragma user_version').get() as { user_version: number }).user_version;
}

/** Reads the number of the newest revision on a new connection; 0 without revisions. */
export function readNewestRevision(file: string): number {
  const database = connectTo(file, false);
  try {
    const row = database.prepare('select coalesce(max(number), 0) as newest from revision').get();
    return (row as { newest: number }).newest;
  } finally {
    database.close();
  }
}
