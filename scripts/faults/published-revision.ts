import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { HttpClient } from './http-client.js';
import type { Imports } from './imports.js';
import { secondsUntil } from './service.js';

const pollMs = 2;

/** The number of the revision that a server serves; NaN where it does not say. */
export async function servedRevision(client: HttpClient): Promise<number> {
  const end = await client.query('{ revision { number } }');
  if (end.type !== 'ANSWERED') return Number.NaN;
  const { data } = JSON.parse(end.body) as { data?: { revision?: { number: number } | null } | null };
  return data?.revision?.number ?? Number.NaN;
}

/** Resolves once a server serves a revision. */
export async function untilServed(client: HttpClient, revision: number): Promise<void> {
  while (!((await servedRevision(client)) >= revision)) await delay(pollMs);
}

/**
 * Publishes a revision from another process.
 * @param databaseUrl of the PostgreSQL database, past what stands between it and the server
 * @returns the seconds from its commit to the first answer with it
 */
export async function measureStaleness(
  imports: Imports,
  client: HttpClient,
  databaseUrl: string,
): Promise<number> {
  const watching = new pg.Client({ connectionString: databaseUrl });
  await watching.connect();
  try {
    const newest = async (): Promise<number> => {
      const { rows } = await watching.query<{ number: number }>('select max(number) as number from revision');
      return rows[0]?.number ?? 0;
    };
    const next = (await newest()) + 1;
    const { finished } = await imports.start(1);
    const served = untilServed(client, next).then(() => performance.now());
    while ((await newest()) < next) await delay(pollMs);
    const committed = performance.now();
    const seconds = await secondsUntil(served, committed);
    await finished;
    // The answer may have come before the poll of the database.
    return Math.max(0, Number.isNaN(seconds) ? seconds : ((await served) - committed) / 1000);
  } finally {
    await watching.end();
  }
}
