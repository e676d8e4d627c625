import { Kysely, PostgresDialect, sql, type CompiledQuery, type RawBuilder } from 'kysely';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import type { ColumnType } from '../dialect/columns.js';
import { workTables, type SqlDialect, type SqlSyntax } from '../dialect/dialect.js';
import { expectOpenable } from '../migrations/database-state.js';
import { migrateToLatest } from '../migrations/migrations.js';
import { openPostgresConnections } from './postgres-connections.js';
import { describeDatabase, explainPostgresError } from './postgres-errors.js';
import { readPostgresContents } from './postgres-contents.js';
import { scanPostgres } from './postgres-scan.js';
import { postgresSearch } from './postgres-search.js';
import { revisionChannel, watchPostgres } from './postgres-watch.js';
import { storableKey } from '../dialect/storable.js';

const connectMs = 5_000;
const defaultReadMs = 10_000;
/** Timeout of a statement of a write transaction. Such a statement may end a million claims, or wait for another writer. */
const writeMs = 600_000;
/** The key of the advisory lock of writers of the graph. An arbitrary number. */
const writerLock = 7_361_041;
/**
 * The key of the advisory lock of writers of changesets, keys and the audit log. A transaction that takes both locks takes `writerLock` first, so
 * that two transactions never wait for each other.
 */
const editingLock = 7_361_042;

async function acquire(connection: Kysely<unknown>, lock: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(connection);
}

const arrayTypes: Readonly<Record<ColumnType, RawBuilder<unknown>>> = {
  text: sql`text[]`,
  integer: sql`integer[]`,
  json: sql`json[]`,
};

// The planner takes the number of rows from arrays. For rows in JSON, the planner would always assume a hundred rows.
const rowSet: SqlSyntax['rowSet'] = (columns, rows) => {
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

const syntax: SqlSyntax = {
  keySet: (keys) => sql`(
    select k.ordinality - 1 as ordinal, k.key collate "C" as key
    from unnest(${keys.map(storableKey)}::text[]) with ordinality as k(key, ordinality)
  )`,
  rowSet,
  // For `in (select …)`, the planner would select a join by its statistics. An array is evaluated once.
  isSelected: (column, selection) => sql`${column} = any(array(${selection}))`,
  reassigned: (columns) =>
    sql.join([sql``, ...columns.map((name) => sql`${sql.ref(name)} = ${sql.ref(name)}`)]),
  isEmbedded: false,
  // `reltuples` is -1 until the table has been analysed.
  rowCount: (table) =>
    sql`greatest(0, (select reltuples from pg_class where oid = to_regclass(${sql.lit(table)})))::bigint`,
  search: postgresSearch(rowSet),
  farEnds: (condition) => sql`
    select far.id from reached cross join lateral (
      select c.target as id from claim c where c.subject = reached.id and ${condition}
      union all
      select c.subject as id from claim c where c.target = reached.id and ${condition}
    ) far`,
  // `json` preserves the text, including the order of members. `jsonb` does not.
  columnTypes: { text: sql`text collate "C"`, integer: sql`integer`, json: sql`json` },
};

/** The tables from which an erasure removes words. */
const erasedTables = [
  ...['claim', 'citation', 'kept_text', 'searched_name', 'searched_text', 'word'],
  ...['changeset', 'changeset_edit', 'idempotency_key'],
];

/**
 * Removes the statistics of tables that are empty. ANALYZE replaces the statistics of other tables, but leaves those of an empty table as they
 * were, with values of its former rows. A change of the type of a column, also to the same type, removes the statistics of the column in every
 * version of PostgreSQL. The owner of the table may change the type.
 * @param tables tables that were analysed, so that `reltuples` is 0 if ANALYZE found no rows
 */
async function clearStatisticsOfEmpty(connection: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('alter table %s ', c.oid::regclass) || string_agg(
      -- Without a collation, the column would get the default one of its type.
      format('alter column %I type %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || coalesce(' collate ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname), ''),
      ', ' order by a.attnum
    ) as statement
    from unnest(${tables}::text[]) as t(name)
    join pg_class c on c.oid = to_regclass(t.name) and c.reltuples = 0
    join pg_namespace n on n.oid = c.relnamespace
    join pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname
    join pg_attribute a on a.attrelid = c.oid and a.attname = s.attname
    left join pg_collation co on co.oid = a.attcollation
    left join pg_namespace cn on cn.oid = co.collnamespace
    group by c.oid`.execute(connection);
  for (const { statement } of rows) await sql.raw(statement).execute(connection);
}

const rowsPerStep = 100;

function* visited<Row>(rows: readonly Row[], visit: (row: Row) => void): Steps<void> {
  for (const [index, row] of rows.entries()) {
    visit(row);
    if (index % rowsPerStep === rowsPerStep - 1) yield;
  }
}

/**
 * Creates the dialect of a PostgreSQL database, or of another database with the same protocol. Connections are opened on demand.
 * @param mayCreate whether to create the tables if the database is empty
 * @param readMs the timeout of a statement that reads, on the server, in milliseconds
 */
export function openPostgres(url: string, mayCreate: boolean, readMs = defaultReadMs): SqlDialect {
  const explain = (error: unknown): unknown => explainPostgresError(error, url);
  const connections = openPostgresConnections(url, { connectMs, readMs, writeMs });
  const reading = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: connections.reading }) });
  const writing = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: connections.working }) });
  const erasing = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: connections.unlimited }) });

  return {
    syntax,
    reading,
    writing,
    erasing,
    explain,
    async read<Row>({ sql: text, parameters }: CompiledQuery<Row>, pace: Pace, visit: (row: Row) => void) {
      const { rows } = await connections.read(text, parameters, pace);
      await inSlices(visited(rows as Row[], visit), pace);
    },
    scan: (scan, onStatement) => scanPostgres(connections.working, reading, scan, onStatement),
    close: () => connections.close(),
    async migrate() {
      try {
        const state = expectOpenable(await readPostgresContents(reading), describeDatabase(url), mayCreate);
        if (state !== 'CURRENT') await migrateToLatest(erasing, syntax);
      } catch (error) {
        throw explain(error);
      }
    },
    expectInPlace: () => undefined,
    // The server analyses new rows automatically, but only after minutes. Until then, the planner would treat the tables as empty.
    async analyze(connection) {
      await sql`analyze concept, slug, label, claim, citation, searched_name, searched_text, word`.execute(
        connection,
      );
    },
    async notify(connection, revision) {
      await sql`select pg_notify(${revisionChannel}, ${String(revision)})`.execute(connection);
    },
    async beginErasing(connection) {
      try {
        await sql`begin`.execute(connection);
        await sql`set local statement_timeout = 0`.execute(connection);
        await acquire(connection, writerLock);
        await acquire(connection, editingLock);
      } catch (error) {
        throw explain(error);
      }
    },
    async removeTraces() {
      try {
        await erasing.connection().execute(async (connection) => {
          await sql`set statement_timeout = 0`.execute(connection);
          try {
            const tables = sql.join(erasedTables.map((table) => sql.table(table)));
            await sql`vacuum (full, analyze) ${tables}`.execute(connection);
            await clearStatisticsOfEmpty(connection, erasedTables);
          } finally {
            await sql`reset statement_timeout`.execute(connection);
          }
        });
      } catch (error) {
        throw explain(error);
      }
    },
    lockEditing: (connection) => acquire(connection, editingLock),
    async beginEditing(connection) {
      try {
        await sql`begin`.execute(connection);
        await sql`set local statement_timeout = ${sql.lit(writeMs)}`.execute(connection);
        await acquire(connection, editingLock);
      } catch (error) {
        throw explain(error);
      }
    },
    watch: (onNews, observer) => watchPostgres(url, onNews, observer, () => connections.closeIdle()),
    async beginWriting(connection) {
      try {
        await sql`begin`.execute(connection);
        await sql`set local statement_timeout = ${sql.lit(writeMs)}`.execute(connection);
        // Makes the planner prefer index look-ups by key. Its statistics do not include uncommitted rows: it would treat a table that is filled
        // in this transaction as empty.
        for (const plan of ['seqscan', 'hashjoin', 'mergejoin']) {
          await sql`set local ${sql.raw(`enable_${plan}`)} = off`.execute(connection);
        }
        await acquire(connection, writerLock);
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
