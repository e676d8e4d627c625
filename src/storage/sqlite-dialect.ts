import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, sql, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import { TertiumError } from '../graph/errors.js';
import { timeSlices, type Slicing } from '../graph/work/time-slices.js';
import { codeOf, messageOf } from './driver-error.js';
import { workTables, type SqlDialect, type SqlForms, type StoreWatch } from './dialect.js';
import { migrateToLatest } from './migrations.js';
import { scanSqlite } from './sqlite-scan.js';
import { sqliteSearch } from './sqlite-search.js';
import { storableKey } from './storable.js';

/** How long a writer waits for the writers of other processes. */
const writerPatienceMs = 60_000;
const writerPauseMs = 10;
/** How long others wait, for moments such as the opening of the file. */
const readerPatienceMs = 5_000;
const cacheKiB = 65_536;
/** The system keeps the file's pages too, and what is published is read from memory. */
const readingCacheKiB = 8_192;
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
  rowNumber: (alias) => sql<number>`${sql.ref(`${alias}.rowid`)}`,
  search: sqliteSearch(rowSet),
  farEnds: (condition) => sql`
    select case when c.subject = reached.id then c.target else c.subject end
    from reached cross join claim c
    where (c.subject = reached.id or c.target = reached.id) and ${condition}`,
  // SQLite orders text by its UTF-8 bytes, which is the order of code points.
  columnTypes: { text: sql`text`, integer: sql`integer`, json: sql`text` },
};

/**
 * Opens a database file, and makes it and its folders where there is none.
 *
 * Readers have a connection of their own: write-ahead logging lets them see the last commit while a
 * writer works, whose unfinished rows they would see on its connection.
 * @throws {TertiumError} STORE_UNAVAILABLE
 */
export function openSqlite(file: string): SqlDialect {
  const explain = (error: unknown): unknown => explainSqliteError(error, file);
  const databases: Database.Database[] = [];
  const connect = (...statements: string[]): Kysely<unknown> => {
    const database = new Database(file);
    databases.push(database);
    for (const statement of statements) database.exec(statement);
    return new Kysely({ dialect: new SqliteDialect({ database: rememberStatements(database) }) });
  };
  const close = (): Promise<void> => {
    for (const database of databases.splice(0)) database.close();
    return Promise.resolve();
  };

  let reading: Kysely<unknown>;
  let writing: Kysely<unknown>;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writing = connect(
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
    reading = connect(
      `pragma busy_timeout = ${readerPatienceMs}`,
      'pragma foreign_keys = on',
      `pragma cache_size = -${readingCacheKiB}`,
      'pragma query_only = on',
    );
  } catch (error) {
    void close();
    throw explain(error);
  }

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

  return {
    forms,
    reading,
    writing,
    explain,
    close,
    turnToRead: () => (timeSlices.isUsedUp() ? timeSlices.next(statement) : null),
    scan: (scan, onStatement) => scanSqlite(reading, scan, onStatement),
    migrate: () =>
      writing.connection().execute(async (connection) => {
        await lock(connection);
        try {
          await migrateToLatest(connection, forms);
          await sql`commit`.execute(connection);
        } catch (error) {
          await sql`rollback`.execute(connection);
          throw explain(error);
        }
      }),
    // Statements say in which order SQLite joins, so it needs to know no numbers.
    afterManyChanges: () => Promise.resolve(),
    // Every connection can tell at once whether another one has written.
    announce: () => Promise.resolve(),
    watch: () => watchFile(databases[1] as Database.Database),
    async beginWriting(connection) {
      await lock(connection);
      for (const [name] of workTables('text')) await sql`delete from ${sql.table(name)}`.execute(connection);
    },
  };
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

/** A statement that waits for its turn. It belongs to a request whose share is counted, and its deadline looked at, when it comes back. */
const statement: Slicing = { usedMs: 0, isOver: () => false };

const rememberedStatements = 500;

/**
 * Statements by their text: the store has few texts and runs them often, and preparing one takes time.
 * Searches have more, by the number of their words: of these, the oldest are forgotten.
 */
function rememberStatements(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = database.prepare(text);
        const [oldest = ''] = statements.keys();
        if (statements.size >= rememberedStatements) statements.delete(oldest);
        statements.set(text, statement);
      }
      return statement;
    },
  };
}

const whatToCheck: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'another process is writing to it and does not come to an end',
  SQLITE_CANTOPEN: 'check that its folder exists and may be written to',
  SQLITE_READONLY: 'check that the file and its folder may be written to',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk reports errors',
  SQLITE_CORRUPT: 'the file is damaged: restore a backup',
  SQLITE_NOTADB: 'the file is not a SQLite database: check DATABASE_URL',
};
const folderCodes = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT'];

function explainSqliteError(error: unknown, file: string): unknown {
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
  return new TertiumError('STORE_UNAVAILABLE', `The database file ${file} cannot be used: ${reason}.`, {
    cause: error,
  });
}
