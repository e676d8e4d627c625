import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { HttpClient } from './http-client.js';
import type { Imports } from './imports.js';
import { secondsUntil } from './service.js';

const pollMs = 2;

/** Queries the number of the served revision. @returns NaN if the response is missing or contains no revision */
export async function servedRevision(client: HttpClient): Promise<number> {
  const outcome = await client.query('{ revision { number } }');
  if (outcome.type !== 'RESPONSE') return Number.NaN;
  const { data } = JSON.parse(outcome.body) as { data?: { revision?: { number: number } | null } | null };
  return data?.revision?.number ?? Number.NaN;
}

/** Polls until the server serves the given revision or a newer revision. */
export async function untilServed(client: HttpClient, revision: number): Promise<void> {
  while (!((await servedRevision(client)) >= revision)) await delay(pollMs);
}

/**
 * Imports a file in another process, and measures the time until the server serves the new revision.
 * @param databaseUrl the URL of the PostgreSQL database, without a proxy or pooler
 * @param beforeCommit called before the commit, when the import has written all rows except the row of the revision
 * @returns the seconds from the commit to the first response with the revision, at least 0; NaN after more than a minute
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
    // An import inserts the row of the revision last, so the lock delays its commit. The lock does not block readers.
    await database.query('begin; lock table revision in exclusive mode');
    const nextRevision = (await newestRevision(database)) + 1;
    const { finished } = await imports.start(1);
    while (!(await isWaiting(database))) await delay(pollMs);
    beforeCommit();
    await database.query('commit');
    const servedAt = untilServed(client, nextRevision).then(() => performance.now());
    while ((await newestRevision(database)) < nextRevision) await delay(pollMs);
    const committedAt = performance.now();
    const seconds = await secondsUntil(servedAt, committedAt);
    await finished;
    // The difference is negative if the response arrives before the poll that detects the commit.
    return Number.isNaN(seconds) ? seconds : Math.max(0, ((await servedAt) - committedAt) / 1000);
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
