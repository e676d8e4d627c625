import { DEFAULT_MIGRATION_TABLE, sql, type Kysely } from 'kysely';
import type { FoundDatabase } from '../migrations/found-database.js';

/** As many show whose a database is. */
const mostTables = 20;

/**
 * What a database holds in the schema in which tables are created. Tables that came with an extension are nobody's. Two
 * statements that lock nothing and run on a standby too.
 */
export async function findInPostgres(database: Kysely<unknown>): Promise<FoundDatabase> {
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
      order by c.relname limit ${mostTables}
    ) t on true`.execute(database);
  const hasMigrations = rows[0]?.has_migrations === true;
  const migrations = hasMigrations
    ? await sql<{ name: string }>`
        select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(database)
    : { rows: [] };
  const tables = rows.flatMap(({ name }) => name ?? []);
  return {
    applicationId: 0,
    // The migrator would use this one, in whichever schema of the search path it is.
    tables: hasMigrations ? [...new Set([...tables, DEFAULT_MIGRATION_TABLE])] : tables,
    migrations: migrations.rows.map(({ name }) => name),
  };
}
