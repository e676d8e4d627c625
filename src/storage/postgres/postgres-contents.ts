import { DEFAULT_MIGRATION_TABLE, sql, type Kysely } from 'kysely';
import type { DatabaseContents } from '../migrations/database-state.js';

/** The maximum number of table names that are read: enough to recognise the owner of a database. */
const maxTables = 20;

/**
 * Reads the contents of the schema in which tables would be created. Tables of extensions are ignored. Runs at most two statements, which change
 * nothing and also work on a standby.
 */
export async function readPostgresContents(database: Kysely<unknown>): Promise<DatabaseContents> {
  const { rows } = await sql<{ name: string | null; has_migrations: boolean }>`
    select t.name, to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as has_migrations
    from (values (1)) one left join (
      select c.relname::text as name
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind in ('r', 'p', 'f')
        and not exists (
          select 1 from pg_catalog.pg_depend d
          where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
        )
      order by c.relname limit ${maxTables}
    ) t on true`.execute(database);
  const hasMigrations = rows[0]?.has_migrations === true;
  const migrations = hasMigrations
    ? await sql<{ name: string }>`
        select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(database)
    : { rows: [] };
  const tables = rows.flatMap(({ name }) => name ?? []);
  return {
    applicationId: 0,
    // The migrator would use this table even if it is in another schema of the search path.
    tables: hasMigrations ? [...new Set([...tables, DEFAULT_MIGRATION_TABLE])] : tables,
    migrations: migrations.rows.map(({ name }) => name),
  };
}
