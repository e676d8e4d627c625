import { Kysely, PostgresDialect, sql, type RawBuilder } from 'kysely';
import pg from 'pg';
import { TertiumError } from '../graph/errors.js';
import { codeOf, messageOf } from './driver-error.js';
import type { ColumnType } from './columns.js';
import { workTables, type SqlDialect, type SqlForms } from './dialect.js';
import { migrateToLatest } from './migrations.js';
import { scanPostgres } from './postgres-scan.js';
import { postgresSearch } from './postgres-search.js';
import { revisionChannel, watchPostgres } from './postgres-watch.js';
import { storableKey } from './storable.js';

const poolSize = 10;
const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** Any number will do, as long as every writer locks the same one. */
const writerLock = 7_361_041;

const arrayTypes: Readonly<Record<ColumnType, RawBuilder<unknown>>> = {
  text: sql`text[]`,
  integer: sql`integer[]`,
  json: sql`json[]`,
};

// Arrays tell the planner how many rows to expect; of rows in JSON it would always expect a hundred.
const rowSet: SqlForms['rowSet'] = (columns, rows) => {
  const names = Object.keys(columns).map((name) => sql.ref(name));
  const arrays = Object.values(columns).map(
    (type, index) => sql`${rows.map((row) => row[index])}::${arrayTypes[type]}`,
  );
  const cells = Object.entries(columns).map(([name, type]) =>
    type === 'text' ? sql`${sql.ref(`r.${name}`)} collate "C" as ${sql.ref(name)}` : sql.ref(`r.${name}`),
  );
  return sql`(
    select ${sql.join(cells)} from unnest(${sql.join(arrays)}) as r(${sql.join(names)})
  )`;
};

const forms: SqlForms = {
  keySet: (keys) => sql`(
    select k.ordinality - 1 as ordinal, k.key collate "C" as key
    from unnest(${keys.map(storableKey)}::text[]) with ordinality as k(key, ordinality)
  )`,
  rowSet,
  rowNumber: () => null,
  search: postgresSearch(rowSet),
  farEnds: (condition) => sql`
    select far.id from reached cross join lateral (
      select c.target as id from claim c where c.subject = reached.id and ${condition}
      union all
      select c.subject as id from claim c where c.target = reached.id and ${condition}
    ) far`,
  // The plain type json keeps a text as it was written, the order of members too.
  columnTypes: { text: sql`text collate "C"`, integer: sql`integer`, json: sql`json` },
};

/** Connects to a PostgreSQL database, or to what speaks its protocol. */
export function openPostgres(url: string): SqlDialect {
  const explain = (error: unknown): unknown => explainPostgresError(error, url);
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'tertium',
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks while idle leaves the pool; whoever needs the next one learns of the trouble.
  pool.on('error', () => undefined);
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });

  return {
    forms,
    reading: kysely,
    writing: kysely,
    explain,
    turnToRead: () => null,
    scan: (scan, onStatement) => scanPostgres(pool, kysely, scan, onStatement),
    close: () => kysely.destroy(),
    async migrate() {
      try {
        await migrateToLatest(kysely, forms);
      } catch (error) {
        throw explain(error);
      }
    },
    // The server would do so by itself, but minutes later, and plan as for empty tables until then.
    async afterManyChanges(connection) {
      await sql`analyze concept, slug, label, claim, citation, searched_name, searched_text, word`.execute(
        connection,
      );
    },
    async announce(connection) {
      await sql`select pg_notify(${revisionChannel}, '')`.execute(connection);
    },
    watch: (onNews) => watchPostgres(url, onNews),
    async beginWriting(connection) {
      try {
        await sql`begin`.execute(connection);
        // Waiting for other writers, and ending a million claims, may take its time.
        await sql`set local statement_timeout = 0`.execute(connection);
        // A set is looked up by keys, in indexes. The planner would know of the rows that it brings too late,
        // and takes a table for empty that is analysed meanwhile, as its rows are not committed yet.
        for (const plan of ['seqscan', 'hashjoin', 'mergejoin']) {
          await sql`set local ${sql.raw(`enable_${plan}`)} = off`.execute(connection);
        }
        await sql`select pg_advisory_xact_lock(${sql.lit(writerLock)})`.execute(connection);
        for (const [name, columns] of workTables('text collate "C"')) {
          await sql`create temporary table ${sql.ref(name)} (${sql.raw(columns)}) on commit drop`.execute(
            connection,
          );
        }
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

/** Counts come as numbers, and JSON as its text, as from SQLite. */
function parserOf(oid: number): (text: string) => unknown {
  if (oid === Number(pg.types.builtins.INT8)) return safeInteger;
  if (oid === Number(pg.types.builtins.JSON)) return (text) => text;
  return pg.types.getTypeParser(oid) as (text: string) => unknown;
}

function safeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`The integer ${text} is too large.`);
  return number;
}

const unreachable = 'check that the server runs and can be reached from here';
const whatToCheck: readonly (readonly [code: RegExp, reason: string])[] = [
  [/^ECONNREFUSED$|^ENOTFOUND$|^EAI_AGAIN$|^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$|^ENOENT$/, unreachable],
  [/^ECONNRESET$|^EPIPE$|^08|^57P0/, 'the connection broke: check that the server is up'],
  [/^28/, 'check the user name and the password in DATABASE_URL'],
  [/^3D000$/, 'check the name of the database in DATABASE_URL: the server has none of that name'],
  [/^53/, 'the server has no room left: check its connections, memory and disk'],
  [/^25006$/, 'the server takes no writes: check that DATABASE_URL names the primary'],
];
const brokenOff = /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered/;

const extension =
  'the search needs the extension pg_trgm: check that the server has it, and that the role may create it or that it is there already';

function explainPostgresError(error: unknown, url: string): unknown {
  const code = codeOf(error);
  const reason = messageOf(error).includes('pg_trgm')
    ? extension
    : (whatToCheck.find(([pattern]) => pattern.test(code))?.[1] ??
      (brokenOff.test(messageOf(error)) ? unreachable : undefined));
  if (reason === undefined) return error;
  return new TertiumError('STORE_UNAVAILABLE', `The database at ${placeOf(url)} cannot be used: ${reason}.`, {
    cause: error,
  });
}

/** Where a database is, without who may use it. */
function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}
