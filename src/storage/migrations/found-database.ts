import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE } from 'kysely';
import { migrationNames } from './migrations.js';
import { unavailable } from '../dialect/unavailable.js';

/**
 * Marks SQLite files as Tertium's: the letters TERT, at offset 68 of the file.
 * @see https://www.sqlite.org/pragma.html#pragma_application_id
 */
export const applicationId = 0x54455254;

/** What a database holds, as far as it shows whose it is. */
export interface FoundDatabase {
  /** SQLite's mark of the application that a file belongs to; 0 where it has none. */
  readonly applicationId: number;
  /** The names of tables where Tertium would create its own; a few are enough. */
  readonly tables: readonly string[];
  /** The names in the migration table; none where there is no such table. */
  readonly migrations: readonly string[];
}

/**
 * - `MISSING`: there is no such file.
 * - `EMPTY`: there are no tables.
 * - `FOREIGN`: another application owns it.
 * - `NEWER`: a newer version of Tertium has migrated it.
 * - `BEHIND`: it holds a graph whose tables an older version made.
 * - `CURRENT`: it holds a graph with the tables of this version.
 */
type DatabaseState = 'MISSING' | 'EMPTY' | 'FOREIGN' | 'NEWER' | 'BEHIND' | 'CURRENT';

/** Tables that the migrator creates before it runs the first migration: alone and empty they are nobody's. */
const migratorTables: readonly string[] = [DEFAULT_MIGRATION_TABLE, DEFAULT_MIGRATION_LOCK_TABLE];

/**
 * Whose a database is, and how far its tables are.
 * @param found null where there is no file
 */
function stateOf(found: FoundDatabase | null): DatabaseState {
  if (found === null) return 'MISSING';
  const { migrations, tables } = found;
  if (found.applicationId !== 0 && found.applicationId !== applicationId) return 'FOREIGN';
  // Version 0.1.0 did not mark its files: they are known by the first migration.
  const isOurs =
    found.applicationId === applicationId || migrations.some((name) => name === migrationNames[0]);
  if (!isOurs) {
    const isEmpty = migrations.length === 0 && tables.every((name) => migratorTables.includes(name));
    return isEmpty ? 'EMPTY' : 'FOREIGN';
  }
  if (unknownMigrations(found).length > 0) return 'NEWER';
  if (migrations.length === 0) return 'EMPTY';
  return migrations.length === migrationNames.length ? 'CURRENT' : 'BEHIND';
}

/**
 * Refuses a database that is not to be opened.
 * @param place the database in words, such as `The database file x.db`
 * @param mayCreate whether a graph may be created where there is none
 * @returns the state of one that may be opened
 * @throws {TertiumError} STORE_UNAVAILABLE, with the state as `details.found`
 */
export function expectOpenable(
  found: FoundDatabase | null,
  place: string,
  mayCreate: boolean,
): DatabaseState {
  const state = stateOf(found);
  const reason = refusals[state]?.(found);
  if (reason === undefined || (mayCreate && (state === 'MISSING' || state === 'EMPTY'))) return state;
  throw unavailable(place, reason, { details: { found: state } });
}

const refusals: Readonly<Partial<Record<DatabaseState, (found: FoundDatabase | null) => string>>> = {
  MISSING: () => 'there is no such file',
  EMPTY: () => 'it is empty, and holds no graph',
  FOREIGN: (found) =>
    `it belongs to another application (${ownerOf(found)}): check DATABASE_URL; nothing has been changed`,
  NEWER: (found) =>
    `a newer version of Tertium has changed its tables (${inWords(unknownMigrations(found))}): ` +
    'use that version, or restore a backup from before the upgrade',
};

function unknownMigrations(found: FoundDatabase | null): readonly string[] {
  return found?.migrations.filter((name) => !migrationNames.includes(name)) ?? [];
}

/** What shows that a database is not Tertium's. */
function ownerOf(found: FoundDatabase | null): string {
  if (found && found.applicationId !== 0 && found.applicationId !== applicationId) {
    return `its application_id is ${found.applicationId}`;
  }
  return `it has the tables ${inWords(found?.tables ?? [])}`;
}

const mostNames = 5;

function inWords(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown}, …` : shown;
}
