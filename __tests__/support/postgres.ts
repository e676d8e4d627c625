import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databases } from './test-run.js';

/** A database that belongs to one test file, or one test. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates an empty database on the server of this run. */
export async function createPostgresDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Copying files takes half of what the other strategy, the default, takes for an empty database.
  await execute(server, `create database ${name} strategy file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database if exists ${name} with (force)`) };
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined || !databases.includes('PostgreSQL')) {
    throw new Error(
      'There is no PostgreSQL for unit tests, of which __tests__/suites.js takes this file for one: see docs/testing.md.',
    );
  }
  return url;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
