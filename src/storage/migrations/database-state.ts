import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE } from 'kysely';
import { migrationNames } from './migrations.js';
import { unavailable } from '../dialect/store-errors.js';

/**
 * The `application_id` of the SQLite files of Tertium: the letters TERT, at offset 68 of the file.
 * @see https://www.sqlite.org/pragma.html#pragma_application_id
 */
export const applicationId = 0x54455254;

/** The contents of a database that show which application owns it. */
export interface DatabaseContents {
  /** The `application_id` of a SQLite file; 0 if it is not set. */
  readonly applicationId: number;
  /** The names of tables in the schema that Tertium would use; possibly not all. */
  readonly tables: readonly string[];
  /** The names in the migration table; empty without a migration table. */
  readonly migrations: readonly string[];
}

/**
 * - `MISSING`: the file does not exist.
 * - `EMPTY`: the database has no migrations, and no tables of another application.
 * - `FOREIGN`: the database belongs to another application.
 * - `NEWER`: a newer version of Tertium has migrated the database.
 * - `BEHIND`: the database contains a graph with the tables of an older version.
 * - `CURRENT`: the database contains a graph with the tables of this version.
 */
type DatabaseState = 'MISSING' | 'EMPTY' | 'FOREIGN' | 'NEWER' | 'BEHIND' | 'CURRENT';

/** Tables that the migrator creates before the first migration. A database with only these tables, and without migrations, is empty. */
const migratorTables: readonly string[] = [DEFAULT_MIGRATION_TABLE, DEFAULT_MIGRATION_LOCK_TABLE];

/**
 * Determines the owner of a database and the version of its tables.
 * @param found null if there is no file
 */
function stateOf(found: DatabaseContents | null): DatabaseState {
  if (found === null) return 'MISSING';
  const { migrations, tables } = found;
  if (found.applicationId !== 0 && found.applicationId !== applicationId) return 'FOREIGN';
  // Files of version 0.1.0 have no application_id. The first migration identifies them.
  const isTertium =
    found.applicationId === applicationId || migrations.some((name) => name === migrationNames[0]);
  if (!isTertium) {
    const isEmpty = migrations.length === 0 && tables.every((name) => migratorTables.includes(name));
    return isEmpty ? 'EMPTY' : 'FOREIGN';
  }
  if (unknownMigrations(found).length > 0) return 'NEWER';
  if (migrations.length === 0) return 'EMPTY';
  return migrations.length === migrationNames.length ? 'CURRENT' : 'BEHIND';
}

/**
 * Checks that a database may be opened.
 * @param database the database for the message, such as `The database file x.db`
 * @param mayCreate whether a graph may be created in a missing file or an empty database
 * @returns the state of the database
 * @throws {TertiumError} STORE_UNAVAILABLE, with the state as `details.found`
 */
export function expectOpenable(
  found: DatabaseContents | null,
  database: string,
  mayCreate: boolean,
): DatabaseState {
  const state = stateOf(found);
  const reason = reasons[state]?.(found);
  if (reason === undefined || (mayCreate && (state === 'MISSING' || state === 'EMPTY'))) return state;
  throw unavailable(database, reason, { details: { found: state } });
}

const reasons: Readonly<Partial<Record<DatabaseState, (found: DatabaseContents | null) => string>>> = {
  MISSING: () => 'there is no such file',
  EMPTY: () => 'it is empty and contains no graph',
  FOREIGN: (found) =>
    `it belongs to another application (${foreignEvidence(found)}): check DATABASE_URL; nothing has been changed`,
  NEWER: (found) =>
    `a newer version of Tertium has changed its tables (${listNames(unknownMigrations(found))}): ` +
    'use that version, or restore a backup from before the upgrade',
};

function unknownMigrations(found: DatabaseContents | null): readonly string[] {
  return found?.migrations.filter((name) => !migrationNames.includes(name)) ?? [];
}

/** Describes, for messages, how a database was recognised as the database of another application. */
function foreignEvidence(found: DatabaseContents | null): string {
  if (found && found.applicationId !== 0 && found.applicationId !== applicationId) {
    return `its application_id is ${found.applicationId}`;
  }
  const tables = found?.tables ?? [];
  return `it has the ${tables.length === 1 ? 'table' : 'tables'} ${listNames(tables)}`;
}

const maxNames = 5;

function listNames(names: readonly string[]): string {
  const listed = names.slice(0, maxNames).join(', ');
  return names.length > maxNames ? `${listed}, …` : listed;
}
