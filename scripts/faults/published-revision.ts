import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { HttpClient } from './http-client.js';
import type { Imports } from './imports.js';
import { secondsUntil } from './service.js';

const pollMs = 2;

/** The number of the revision that a server serves; NaN if the server does not respond. */
export async function servedRevision(client: HttpClient): Promise<number> {
  const end = await client.query('{ revision { number } }');
  if (end.type !== 'ANSWERED') return Number.NaN;
  const { data } = JSON.parse(end.body) as { data?: { revision?: { number: number } | null } | null };
  return data?.revision?.number ?? Number.NaN;
}

/** Resolves when a server serves a revision. */
export async function untilServed(client: HttpClient, revision: number): Promise<void> {
  while (!((await servedRevision(client)) >= revision)) await delay(pollMs);
}

/**
 * Publishes a revision with an import in another process, and measures the time until it is served.
 * @param databaseUrl the URL of the PostgreSQL database, without a proxy or pooler
 * @param beforeCommit called when the import has written all rows except the last, its revision row
 * @returns the seconds from the commit to the first response with the revision
 */
export async function measureStaleness(
  imports: Imports,
  client: HttpClient,
  databaseUrl: string,
  beforeCommit: () => void = () => undefined,
): Promise<number> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    // An import inserts its row into this table last. The lock does not block readers.
    await database.query('begin; lock table revision in exclusive mode');
    const next = (await newestRevision(database)) + 1;
    const { finished } = await imports.start(1);
    while (!(await isWaiting(database))) await delay(pollMs);
    beforeCommit();
    await database.query('commit');
    const served = untilServed(client, next).then(() => performance.now());
    while ((await newestRevision(database)) < next) await delay(pollMs);
    const committed = performance.now();
    const seconds = await secondsUntil(served, committed);
    await finished;
    // The difference is negative if the response arrives before the poll of the database that finds the commit.
    return Number.isNaN(seconds) ? seconds : Math.max(0, ((await served) - committed) / 1000);
  } finally {
    await database.end();
  }
}

async function newestRevision(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ number: number }>('select max(number) as number from revision');
  return rows[0]?.number ?? 0;
}

async function isWaiting(database: pg.Client): Promise<boolean> {
  const { rowCount } = await database.query(
    "select from pg_locks where relation = 'revision'::regclass and not granted",
  );
  return (rowCount ?? 0) > 0;
}
