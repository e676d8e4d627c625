import { sql } from 'kysely';
import { invalidChange } from '../../graph/errors.js';
import type { IdempotencyKey } from '../../graph/ports/changesets.js';
import { storableKey } from '../dialect/storable.js';
import type { Session } from '../session/session.js';

/** The time in milliseconds for which a key is valid. */
const storedMs = 24 * 60 * 60 * 1000;

/** The write that first had an idempotency key. */
export interface FirstWrite {
  /** The id of the changeset of the write. */
  readonly changeset: string;
  /** JSON: the result of a publication; null for other writes. */
  readonly result: string | null;
}

/**
 * Finds the write of the same principal with the same key in the last 24 hours; null if there is none.
 * @throws {TertiumError} INVALID_CHANGE with the rule KEY_REUSED if that write had another input
 */
export async function findFirstWrite(
  session: Session,
  { principal, key, inputDigest }: IdempotencyKey,
  now: Date,
): Promise<FirstWrite | null> {
  const [found] = await session.rows<FirstWrite & { input_digest: string }>(sql`
    select input_digest, changeset, result from idempotency_key
    where principal = ${storableKey(principal)} and key = ${storableKey(key)} and time > ${expiredBefore(now)}`);
  if (!found) return null;
  if (found.input_digest === inputDigest) return found;
  throw invalidChange(
    `Expected an idempotency key that has not been used with another input in the last 24 hours, got "${key}": use a new key for each write.`,
    { rule: 'KEY_REUSED', key },
  );
}

/** Stores a key with its write, and removes the keys that are older than 24 hours. */
export async function storeKey(
  session: Session,
  { principal, key, inputDigest }: IdempotencyKey,
  { changeset, result }: FirstWrite,
  now: Date,
): Promise<void> {
  await session.change(sql`delete from idempotency_key where time <= ${expiredBefore(now)}`);
  await session.change(sql`
    insert into idempotency_key (principal, key, input_digest, changeset, result, time)
    values (${principal}, ${key}, ${inputDigest}, ${changeset}, ${result}, ${now.toISOString()})`);
}

/** Returns a time: keys that were stored at or before this time have expired. */
function expiredBefore(now: Date): string {
  return new Date(now.getTime() - storedMs).toISOString();
}
