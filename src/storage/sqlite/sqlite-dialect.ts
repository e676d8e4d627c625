import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, sql, SqliteDialect } from 'kysely';
import type Database from 'libsql';
import { TertiumError } from '../../graph/errors.js';
import { codeOf, messageOf, unavailable } from '../dialect/store-errors.js';
import { workTables, type SqlDialect, type SqlSyntax, type StoreWatch } from '../dialect/dialect.js';
import { applicationId, expectOpenable } from '../migrations/database-state.js';
import { migrateToLatest } from '../migrations/migrations.js';
import { StatementCache } from './statement-cache.js';
import { OpenFile } from './open-file.js';
import {
  applicationIdOf,
  connectTo,
  graphIdOf,
  readContents,
  readFileContents,
  readNewestRevision,
} from './sqlite-file.js';
import { SqliteReaders } from './sqlite-readers.js';
import { scanSqlite } from './sqlite-scan.js';
import { sqliteSearch } from './sqlite-search.js';
import { storableKey } from '../dialect/storable.js';

/** The maximum time that a writer, or `removeTraces`, waits for other connections, in milliseconds. */
const writerTimeoutMs = 60_000;
const writerRetryMs = 10;
/** The maximum time that a connection waits for a short lock, such as at the opening of the file, in milliseconds. */
const readerTimeoutMs = 5_000;
const cacheKiB = 65_536;
/**
 * The cache size of a reading connection. It is small, because the operating system also caches the file, and the
 * published view is usually read from memory.
 */
const readingCacheKiB = 4_096;
const workCacheKiB = 16_384;

const rowSet: SqlSyntax['rowSet'] = (columns, rows) => {
  const cells = Object.keys(columns).map(
    (name, index) => sql`j.row ->> ${sql.lit(index)} as ${sql.ref(name)}`,
  );
  // Without `materialized`, SQLite serialises each row again for each of its cells. That takes twice the time.
  return sql`(
    with j as materialized (select value as row from json_each(${JSON.stringify(rows)}))
    select ${sql.join(cells)} from j
  )`;
};

const syntax: SqlSyntax = {
  keySet: (keys) =>
    sql`(select j.key as ordinal, j.value as key from json_each(${JSON.stringify(keys.map(storableKey))}) j)`,
  rowSet,
  isSelected: (column, selection) => sql`${column} in (${selection})`,
  reassigned: () => sql``,
  isEmbedded: true,
  // The largest row number is a good estimate, because only erasures delete rows.
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
 * Readers have separate connections. With write-ahead logging, readers read the last commit while a writer works. On
 * the writer's connection, they would read uncommitted rows.
 * @param mayCreate whether to create the file and its folders if they are missing
 * @throws {TertiumError} STORE_UNAVAILABLE. A file of another application is not changed.
 */
export function openSqlite(file: string, mayCreate: boolean): SqlDialect {
  const description = `The database file ${file}`;
  const explain = (error: unknown): unknown => {
    // SQLite may report an overwritten file as damaged.
    const cause = /^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error)) ? misplaced() : null;
    return cause ?? explainSqliteError(error, description);
  };
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
      `pragma busy_timeout = ${readerTimeoutMs}`,
      'pragma foreign_keys = on',
      `pragma cache_size = -${readingCacheKiB}`,
      'pragma query_only = on',
    );
  const connectWriter = (mayCreateFile: boolean): Database.Database =>
    connect(
      mayCreateFile,
      `pragma busy_timeout = ${readerTimeoutMs}`,
      'pragma journal_mode = wal',
      'pragma synchronous = full',
      'pragma foreign_keys = on',
      `pragma cache_size = -${cacheKiB}`,
      `pragma journal_size_limit = ${cacheKiB * 1024}`,
      // The work tables are stored in a file, since a set may have a million changes. Statement journals are stored in memory.
      'pragma temp_store = file',
      "attach '' as work",
      `pragma work.cache_size = -${workCacheKiB}`,
      'pragma temp_store = memory',
      ...workTables('text').map(([name, columns]) => `create table work.${name} (${columns}) without rowid`),
      // From now on, `lock` waits for other writers. A wait inside SQLite would block the process, including its other writers.
      'pragma busy_timeout = 0',
    );
  const close = (): Promise<void> => {
    for (const database of databases.splice(0)) database.close();
    openFile?.close();
    openFile = undefined;
    return Promise.resolve();
  };

  let openFile: OpenFile | undefined;
  const expectInPlace = (): void => {
    try {
      openFile?.expectInPlace();
    } catch (error) {
      throw error instanceof TertiumError ? error : explainSqliteError(error, description);
    }
  };
  /** Returns the error of a file that was removed, replaced or overwritten; otherwise null. */
  const misplaced = (): unknown => {
    try {
      openFile?.expectInPlace();
      return null;
    } catch (error) {
      return error instanceof TertiumError ? error : null;
    }
  };
  const expectReadable = (): void => {
    const overwritten = openFile?.overwritten ?? null;
    if (overwritten !== null) throw overwritten;
  };

  /** A connection on which no statement stays open, so that it always reads the last commit. The watch and scans use it. */
  let reader: StatementCache;
  let writer: StatementCache;
  let readers: SqliteReaders;
  let isWriterOutdated = false;
  /** Replaces all connections, because they may have cached pages of the content with which the file was overwritten. */
  const renew = (): void => {
    reader.replace(connectReader());
    readers.renew();
    // Replaced before its next transaction: a transaction may be running.
    isWriterOutdated = true;
  };
  try {
    // Checked before the first change of the file: even the journal mode is written to the file.
    expectOpenable(readFileContents(file, readerTimeoutMs), description, mayCreate);
    if (mayCreate) mkdirSync(dirname(file), { recursive: true });
    writer = new StatementCache(connectWriter(mayCreate));
    reader = new StatementCache(connectReader());
    openFile = new OpenFile(file, { readNewest: () => readNewestRevision(file), onRestored: () => renew() });
    readers = new SqliteReaders(() => {
      const database = connectReader();
      // Checked after the file was opened: the path may now refer to another file.
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
    const deadline = Date.now() + writerTimeoutMs;
    for (;;) {
      try {
        await sql`begin immediate`.execute(connection);
        return;
      } catch (error) {
        if (!codeOf(error).startsWith('SQLITE_BUSY') || Date.now() > deadline) throw explain(error);
        await delay(writerRetryMs);
      }
    }
  };

  const begin = async (connection: Kysely<unknown>): Promise<void> => {
    expectInPlace();
    if (isWriterOutdated) {
      isWriterOutdated = false;
      writer.replace(connectWriter(false));
    }
    await lock(connection);
  };

  const migrate = (): Promise<void> =>
    writing.connection().execute(async (connection) => {
      await lock(connection);
      try {
        // Another process may have changed the database before the lock was acquired.
        expectOpenable(readContents(writer.database), description, mayCreate);
        await migrateToLatest(connection, syntax);
        mark(writer.database);
        await sql`commit`.execute(connection);
      } catch (error) {
        await sql`rollback`.execute(connection);
        throw error;
      }
    });

  /** Rewrites the file without the traces of changed rows, and empties the write-ahead log. The driver blocks the event loop meanwhile. */
  const removeTraces = async (): Promise<void> => {
    expectInPlace();
    // A separate connection, with its temporary files on the disk: the copy may be larger than the memory.
    const database = connectTo(file, false);
    const deadline = Date.now() + writerTimeoutMs;
    try {
      for (;;) {
        try {
          database.exec('vacuum');
          if (truncateLog(database)) return;
        } catch (error) {
          if (!codeOf(error).startsWith('SQLITE_BUSY')) throw explain(error);
        }
        if (Date.now() > deadline)
          throw unavailable(description, 'another process is reading from it and does not finish');
        await delay(writerRetryMs);
      }
    } finally {
      database.close();
    }
  };

  return {
    syntax,
    reading,
    writing,
    erasing: writing,
    explain,
    close,
    async read(statement, pace, visit) {
      expectReadable();
      await readers.read(statement, pace, visit);
    },
    scan(scan, onStatement) {
      expectReadable();
      return scanSqlite(reading, scan, onStatement);
    },
    expectInPlace,
    async migrate() {
      try {
        if (expectOpenable(readContents(reader.database), description, mayCreate) === 'CURRENT')
          markIfUnlocked(writer.database);
        else await migrate();
        checkpoint(writer.database);
        openFile?.begin(graphIdOf(reader.database));
      } catch (error) {
        throw explain(error);
      }
    },
    // Not needed: `cross join` in the statements determines SQLite's join order.
    analyze: () => Promise.resolve(),
    // Not needed: every connection can immediately check whether another connection has written.
    notify: () => Promise.resolve(),
    watch: () => watchFile(reader),
    async beginErasing(connection) {
      await sql`pragma secure_delete = on`.execute(connection);
      await begin(connection);
    },
    removeTraces,
    beginEditing: begin,
    // Not needed: a file has one writer.
    lockEditing: () => Promise.resolve(),
    async beginWriting(connection) {
      await begin(connection);
      for (const [name] of workTables('text')) await sql`delete from ${sql.table(name)}`.execute(connection);
    },
  };
}

/** Sets the application id of a file, and the id of its graph if it has none. Called within a transaction. */
function mark(database: Database.Database): void {
  if (applicationIdOf(database) !== applicationId) database.exec(`pragma application_id = ${applicationId}`);
  if (graphIdOf(database) === 0) database.exec(`pragma user_version = ${randomInt(1, 2 ** 31)}`);
}

/** Sets the missing ids of a file of an earlier version. A locked or read-only file stays unchanged. */
function markIfUnlocked(database: Database.Database): void {
  if (applicationIdOf(database) === applicationId && graphIdOf(database) !== 0) return;
  try {
    // The lock prevents two concurrent processes from setting different ids.
    database.exec('begin immediate');
  } catch (error) {
    if (!/^SQLITE_(?:BUSY|READONLY)/.test(codeOf(error))) throw error;
    return;
  }
  try {
    mark(database);
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    if (!/^SQLITE_(?:BUSY|READONLY)/.test(codeOf(error))) throw error;
  }
}

/**
 * Writes the committed changes from the write-ahead log to the file, so that `OpenFile` finds the id and the revisions of the graph in the file.
 * The driver closes connections late, often without a checkpoint. The checkpoint does not wait for other processes. If it fails, for example because
 * the disk is full, a later checkpoint writes the changes.
 */
function checkpoint(database: Database.Database): void {
  try {
    database.exec('pragma wal_checkpoint(passive)');
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_')) throw error;
  }
}

/** Writes the write-ahead log to the file, and empties the log. @returns false if another connection uses the log */
function truncateLog(database: Database.Database): boolean {
  const result = database.prepare('pragma wal_checkpoint(truncate)').get() as { readonly busy: number };
  return result.busy === 0;
}

/**
 * Watches a file by its `data_version`, which changes when another connection, of any process, has committed.
 * @param connection a connection that never writes
 * @see https://www.sqlite.org/pragma.html#pragma_data_version
 */
function watchFile(connection: StatementCache): StoreWatch {
  const prepared = (): Database.Statement => connection.database.prepare('pragma data_version');
  let [generation, statement] = [connection.generation, prepared()];
  const readVersion = (): number => (statement.get() as { data_version: number }).data_version;
  let last = readVersion();
  let isChecked = false;
  return {
    hasNews() {
      // Checked at most once per event-loop turn. Requests that are already queued may see the previous revision.
      if (isChecked) return false;
      isChecked = true;
      setImmediate(() => {
        isChecked = false;
      });
      // The data versions of two connections cannot be compared.
      const isOther = connection.generation !== generation;
      if (isOther) [generation, statement] = [connection.generation, prepared()];
      const current = readVersion();
      const isNew = isOther || current !== last;
      last = current;
      return isNew;
    },
    stop: () => Promise.resolve(),
  };
}

function queriesOn(database: StatementCache): Kysely<unknown> {
  return new Kysely({ dialect: new SqliteDialect({ database }) });
}

const reasonsByCode: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'another process is writing to it and does not finish',
  SQLITE_CANTOPEN: 'check that its folder exists and may be written to',
  SQLITE_READONLY_DBMOVED: 'it was removed or replaced after it was opened',
  SQLITE_READONLY: 'check that the file and its folder may be written to',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk reports errors',
  SQLITE_CORRUPT: 'the file is damaged: restore a backup',
  SQLITE_NOTADB: 'the file is not a SQLite database: check DATABASE_URL',
};
const folderCodes = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT'];

/** Converts an error to STORE_UNAVAILABLE if it means that the file cannot be used. @param database for the message: see `unavailable` */
function explainSqliteError(error: unknown, database: string): unknown {
  const code = codeOf(error);
  const codePrefix = Object.keys(reasonsByCode).find((prefix) => code.startsWith(prefix));
  const cannotOpen = messageOf(error).includes('ConnectionFailed');
  const reason =
    codePrefix !== undefined
      ? reasonsByCode[codePrefix]
      : cannotOpen || folderCodes.includes(code)
        ? reasonsByCode['SQLITE_CANTOPEN']
        : undefined;
  if (reason === undefined) return error;
  return unavailable(database, reason, { cause: error });
}
