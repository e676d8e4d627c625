import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openStore } from '../../src/storage/open-store.js';
import { databases } from './test-run.js';

/** A database that belongs to one test file, or one test. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates an empty database on the server of this run. */
export function createPostgresDatabase(): Promise<TestDatabase> {
  return createFrom('template1');
}

let template: Promise<string> | undefined;

/** Creates a database that has the tables of an empty graph: a copy, which takes less than making them anew. */
export async function createMigratedPostgresDatabase(): Promise<TestDatabase> {
  template ??= migratedTemplate();
  return createFrom(await template);
}

async function createFrom(original: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) => client.query(`create database ${name} template ${original} strategy file_copy`));
  return {
    url: urlOf(name),
    async drop() {
      await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The database that others are copies of: the first test file that asks for it makes it, the others wait. */
function migratedTemplate(): Promise<string> {
  const name = 'migrated';
  return onServer(async (client) => {
    // It goes with the connection.
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`create database ${name}_unfinished`);
      await (await openStore(urlOf(`${name}_unfinished`))).close();
      await client.query(`alter database ${name}_unfinished rename to ${name}`);
    }
    return name;
  });
}

function urlOf(database: string): string {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined || !databases.includes('PostgreSQL')) {
    throw new Error(
      'There is no PostgreSQL for unit tests. __tests__/suites.js takes this file for one: see docs/testing.md.',
    );
  }
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<Result>(act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
