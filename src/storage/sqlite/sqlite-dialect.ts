import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, sql, SqliteDialect } from 'kysely';
import type Database from 'libsql';
import { codeOf, messageOf } from '../dialect/driver-error.js';
import { workTables, type SqlDialect, type SqlForms, type StoreWatch } from '../dialect/dialect.js';
import { applicationId, expectOpenable } from '../migrations/found-database.js';
import { migrateToLatest } from '../migrations/migrations.js';
import { RememberedStatements } from './remembered-statements.js';
import { applicationIdOf, checkInPlace, connectTo, findIn, findInFile } from './sqlite-file.js';
import { SqliteReaders } from './sqlite-readers.js';
import { scanSqlite } from './sqlite-scan.js';
import { sqliteSearch } from './sqlite-search.js';
import { storableKey } from '../dialect/storable.js';
import { unavailable } from '../dialect/unavailable.js';

/** How long a writer waits for the writers of other processes. */
const writerPatienceMs = 60_000;
const writerPauseMs = 10;
/** How long others wait, for moments such as the opening of the file. */
const readerPatienceMs = 5_000;
const cacheKiB = 65_536;
/** The system keeps the file's pages too, and what is published is read from memory. */
const readingCacheKiB = 4_096;
const workCacheKiB = 16_384;

const rowSet: SqlForms['rowSet'] = (columns, rows) => {
  const cells = Object.keys(columns).map(
    (name, index) => sql`j.row ->> ${sql.lit(index)} as ${sql.ref(name)}`,
  );
  // Unless it is materialized, SQLite writes out each row anew for each of its cells: twice the time.
  return sql`(
    with j as materialized (select value as row from json_each(${JSON.stringify(rows)}))
    select ${sql.join(cells)} from j
  )`;
};

const forms: SqlForms = {
  keySet: (keys) =>
    sql`(select j.key as ordinal, j.value as key from json_each(${JSON.stringify(keys.map(storableKey))}) j)`,
  rowSet,
  isEmbedded: true,
  // Rows are never deleted.
  rowCount: (table) => sql`coalesce((select max(rowid) from ${sql.table(table)}), 0)`,
  search: sqliteSearch(rowSet),
  farEnds: (condition) => sql`
    select case when c.subject = reached.id then c.target else c.subject end
    from reached cross join claim c
    where (c.subject = reached.id or c.target = reached.id) and ${condition}`,
  // SQLite orders text by its UTF-8 bytes, which is the order of code points.
  columnTypes: { text: sql`text`, integer: sql`integer`, json: sql`text` },
};

/**
 * Opens a database file.
 *
 * Readers have a connection of their own: write-ahead logging lets them see the last commit while a
 * writer works, whose unfinished rows they would see on its connection.
 * @param mayCreate whether the file and its folders are created where there are none
 * @throws {TertiumError} STORE_UNAVAILABLE, also where the file is another application's: it is left as it is then
 */
export function openSqlite(file: string, mayCreate: boolean): SqlDialect {
  const place = placeOf(file);
  const explain = (error: unknown): unknown => explainSqliteError(error, place);
  const databases: Database.Database[] = [];
  const connect = (mayCreateFile: boolean, ...statements: string[]): Database.Database => {
    const database = connectTo(file, mayCreateFile);
    databases.push(database);
    for (const statement of statements) database.exec(statement);
    return database;
  };
  const connectReader = (): Database.Database =>
    connect(
      false,
      `pragma busy_timeout = ${readerPatienceMs}`,
      'pragma foreign_keys = on',
      `pragma cache_size = -${readingCacheKiB}`,
      'pragma query_only = on',
    );
  const close = (): Promise<void> => {
    for (const database of databases.splice(0)) database.close();
    return Promise.resolve();
  };

  /** For what is read at a stretch; nothing that is under way keeps it from seeing the last commit. */
  let reader: Database.Database;
  let writer: Database.Database;
  let readers: SqliteReaders;
  let expectInPlace: () => void;
  try {
    // Before anything is changed: even the journal mode is written to the file.
    expectOpenable(findInFile(file, readerPatienceMs), place, mayCreate);
    if (mayCreate) mkdirSync(dirname(file), { recursive: true });
    writer = connect(
      mayCreate,
      `pragma busy_timeout = ${readerPatienceMs}`,
      'pragma journal_mode = wal',
      'pragma synchronous = full',
      'pragma foreign_keys = on',
      `pragma cache_size = -${cacheKiB}`,
      `pragma journal_size_limit = ${cacheKiB * 1024}`,
      // The accounts of a million changes belong in a file, and what undoes one statement does not.
      'pragma temp_store = file',
      "attach '' as work",
      `pragma work.cache_size = -${workCacheKiB}`,
      'pragma temp_store = memory',
      ...workTables('text').map(([name, columns]) => `create table work.${name} (${columns}) without rowid`),
      // From here on `lock` waits: waiting inside SQLite stops the whole process, other writers in it too.
      'pragma busy_timeout = 0',
    );
    reader = connectReader();
    const check = checkInPlace(file);
    expectInPlace = () => {
      try {
        check();
      } catch (error) {
        throw explain(error);
      }
    };
    readers = new SqliteReaders(() => {
      const database = connectReader();
      // Afterwards: what is at the path now may be another file.
      expectInPlace();
      return database;
    });
  } catch (error) {
    void close();
    throw explain(error);
  }
  const reading = queriesOn(reader);
  const writing = queriesOn(writer);

  const lock = async (connection: Kysely<unknown>): Promise<void> => {
    const deadline = Date.now() + writerPatienceMs;
    for (;;) {
      try {
        await sql`begin immediate`.execute(connection);
        return;
      } catch (error) {
        if (!codeOf(error).startsWith('SQLITE_BUSY') || Date.now() > deadline) throw explain(error);
        await delay(writerPauseMs);
      }
    }
  };

  const migrate = (): Promise<void> =>
    writing.connection().execute(async (connection) => {
      await lock(connection);
      try {
        // Another process may have been at it meanwhile.
        expectOpenable(findIn(writer), place, mayCreate);
        await migrateToLatest(connection, forms);
        mark(writer);
        await sql`commit`.execute(connection);
      } catch (error) {
        await sql`rollback`.execute(connection);
        throw error;
      }
    });

  return {
    forms,
    reading,
    writing,
    explain,
    close,
    read: (statement, pace, visit) => readers.read(statement, pace, visit),
    scan: (scan, onStatement) => scanSqlite(reading, scan, onStatement),
    expectInPlace,
    async migrate() {
      try {
        if (expectOpenable(findIn(reader), place, mayCreate) === 'CURRENT') markWhereFree(writer);
        else await migrate();
      } catch (error) {
        throw explain(error);
      }
    },
    // Statements say in which order SQLite joins, so it needs to know no numbers.
    afterManyChanges: () => Promise.resolve(),
    // Every connection can tell at once whether another one has written.
    announce: () => Promise.resolve(),
    watch: () => watchFile(reader),
    async beginWriting(connection) {
      expectInPlace();
      await lock(connection);
      for (const [name] of workTables('text')) await sql`delete from ${sql.table(name)}`.execute(connection);
    },
  };
}

/** Marks a file as Tertium's, within a transaction. */
function mark(database: Database.Database): void {
  if (applicationIdOf(database) !== applicationId) database.exec(`pragma application_id = ${applicationId}`);
}

/** Marks a file of version 0.1.0; where another process is writing, or the file cannot be written, the next one to open it does. */
function markWhereFree(database: Database.Database): void {
  try {
    mark(database);
  } catch (error) {
    if (!/^SQLITE_(?:BUSY|READONLY)/.test(codeOf(error))) throw error;
  }
}

/** @param database a connection that never writes: its count goes up whenever another one, of any process, has written */
function watchFile(database: Database.Database): StoreWatch {
  const statement = database.prepare('pragma data_version');
  const count = (): number => (statement.get() as { data_version: number }).data_version;
  let last = count();
  let isLookedAt = false;
  return {
    hasNews() {
      // Whoever asks in one turn of the event loop came before whatever was written in it.
      if (isLookedAt) return false;
      isLookedAt = true;
      setImmediate(() => {
        isLookedAt = false;
      });
      const now = count();
      const isNew = now !== last;
      last = now;
      return isNew;
    },
    stop: () => Promise.resolve(),
  };
}

function queriesOn(database: Database.Database): Kysely<unknown> {
  return new Kysely({ dialect: new SqliteDialect({ database: new RememberedStatements(database) }) });
}

const whatToCheck: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'another process is writing to it and does not come to an end',
  SQLITE_CANTOPEN: 'check that its folder exists and may be written to',
  SQLITE_READONLY_DBMOVED: 'it was removed or replaced after it was opened',
  SQLITE_READONLY: 'check that the file and its folder may be written to',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk reports errors',
  SQLITE_CORRUPT: 'the file is damaged: restore a backup',
  SQLITE_NOTADB: 'the file is not a SQLite database: check DATABASE_URL',
};
const folderCodes = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT'];

function placeOf(file: string): string {
  return `The database file ${file}`;
}

function explainSqliteError(error: unknown, place: string): unknown {
  const code = codeOf(error);
  const known = Object.keys(whatToCheck).find((prefix) => code.startsWith(prefix));
  const cannotOpen = messageOf(error).includes('ConnectionFailed');
  const reason =
    known !== undefined
      ? whatToCheck[known]
      : cannotOpen || folderCodes.includes(code)
        ? whatToCheck['SQLITE_CANTOPEN']
        : undefined;
  if (reason === undefined) return error;
  return unavailable(place, reason, { cause: error });
}
