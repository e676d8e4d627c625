import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Session } from './session.js';

const secretBytes = 32;

/**
 * Reads the secret of the database, with which digests are computed. Creates the secret if there is none: such a call must be inside a
 * transaction that has the lock of writers of changesets.
 */
export async function databaseSecret(session: Session): Promise<string> {
  const [row] = await session.rows<{ secret: string }>(sql`select secret from erasure_secret`);
  if (row) return row.secret;
  const secret = randomBytes(secretBytes).toString('base64url');
  await session.change(sql`insert into erasure_secret (secret) values (${secret})`);
  return secret;
}
