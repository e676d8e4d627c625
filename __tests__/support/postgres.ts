import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databases } from './test-run.js';

/** A database that belongs to one test file or to one test. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates an empty database on the server of this run. */
export function createPostgresDatabase(): Promise<TestDatabase> {
  return copyOf('template1');
}

const migratedTemplate = 'template_migrated';

/** Addresses of migrated databases that earlier tests of the file have released. */
const releasedDatabases: string[] = [];

/** A database with the tables of the store, which are empty at first. */
export interface MigratedDatabase {
  readonly url: string;
  /** Leaves the database to a later test of the file. */
  release(): void;
}

/**
 * Opens a database with the empty tables of the store. Reuses a database that an earlier test has released; if there is none, copies a template that is
 * migrated once in a run. Emptying the tables of a small database takes less than a third of the time of a copy. Creating tables
 * takes three times as long as a copy.
 * The test must not change the tables themselves.
 * @param migrate creates the tables in a database
 */
export async function openMigratedDatabase(
  migrate: (url: string) => Promise<void>,
): Promise<MigratedDatabase> {
  const released = releasedDatabases.pop();
  if (released === undefined) await createMigratedTemplate(migrate);
  else await withClient(released, (client) => client.query(emptyTables));
  const url = released ?? (await copyOf(migratedTemplate)).url;
  return { url, release: () => void releasedDatabases.push(url) };
}

/**
 * Ends the other connections to the database, which may hold locks, and removes the rows of all tables except those of the migrations. Small tables
 * are emptied by DELETE, because TRUNCATE creates new files for a table and its indexes. The role `replica` does not check foreign keys.
 * Also removes the statistics of the tables, because they have values of the removed rows, and resets the sequences.
 */
const emptyTables = `
  do $$ declare emptied text; begin
    perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
    set local session_replication_role = replica;
    for emptied in
      select format('%I', tablename) from pg_tables where schemaname = 'public' and tablename not like 'kysely\\_%'
    loop
      if pg_relation_size(emptied) > 1000000 then execute 'truncate ' || emptied || ' cascade';
      else execute 'delete from ' || emptied;
      end if;
    end loop;
    delete from pg_statistic s using pg_class c where c.oid = s.starelid and c.relnamespace = 'public'::regnamespace;
    perform setval(format('%I', sequencename), start_value, false) from pg_sequences where last_value is not null;
  end $$`;

async function createMigratedTemplate(migrate: (url: string) => Promise<void>): Promise<void> {
  await withClient(serverUrl(), async (client) => {
    // Without this lock, several workers would create the template at the same time.
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [migratedTemplate]);
    if (rowCount !== 0) return;
    const unfinishedTemplate = `${migratedTemplate}_unfinished`;
    await client.query(`create database ${unfinishedTemplate} strategy file_copy`);
    await migrate(urlOf(unfinishedTemplate));
    await client.query(`alter database ${unfinishedTemplate} rename to ${migratedTemplate}`);
  });
}

async function copyOf(template: string): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // For a small database, `file_copy` takes half the time of the default strategy.
  await execute(server, `create database ${name} template ${template} strategy file_copy`);
  return { url: urlOf(name), drop: () => execute(server, `drop database if exists ${name} with (force)`) };
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined || !databases.includes('PostgreSQL')) {
    throw new Error(
      'This file uses PostgreSQL, but __tests__/suites.js selected it as a unit test: see docs/testing.md.',
    );
  }
  return url;
}

async function execute(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
