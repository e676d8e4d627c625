import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { TertiumError } from '../../graph/errors.js';
import type { ChangesetWriteOptions, IdempotencyKey } from '../../graph/ports/changesets.js';
import type { PreviewToken, PreviewTokenDraft, PreviewTokenStore } from '../../graph/ports/preview-tokens.js';
import { storableKey } from '../dialect/storable.js';
import { databaseSecret } from '../session/database-secret.js';
import type { Session } from '../session/session.js';
import { appendAudit } from './audit-entries.js';
import type { EditingWriter } from './editing-writer.js';
import { findFirstWrite, storeKey } from './idempotency-keys.js';

/** The minimum time in milliseconds for which an expired token is stored, so that an error can state that the token has expired. */
const storedMs = 24 * 60 * 60 * 1000;

/** The preview tokens in an SQL database. */
export class SqlPreviewTokens implements PreviewTokenStore {
  readonly #session: Session;
  readonly #write: EditingWriter;
  readonly #now: () => Date;

  constructor(session: Session, write: EditingWriter, now: () => Date) {
    this.#session = session;
    this.#write = write;
    this.#now = now;
  }

  create(
    { hash, changeset, createdBy, expiresAt }: PreviewTokenDraft,
    { idempotency, audit }: ChangesetWriteOptions = {},
  ): Promise<PreviewToken> {
    return this.#write(async (session) => {
      const now = this.#now();
      if (idempotency && (await findFirstWrite(session, idempotency, now))) {
        const stored = await findToken(session, hash);
        if (stored) return stored;
      }
      const known = await session.rows(
        sql`select 1 as found from changeset where id = ${storableKey(changeset)}`,
      );
      if (known.length === 0)
        throw new TertiumError('NOT_FOUND', `Expected the id of a changeset, got "${changeset}".`);
      const expiredBefore = new Date(now.getTime() - storedMs).toISOString();
      await session.change(sql`delete from preview_token where expires_at <= ${expiredBefore}`);
      await session.change(sql`
        insert into preview_token (hash, changeset, created_by, expires_at)
        values (${hash}, ${changeset}, ${createdBy}, ${expiresAt})
        on conflict (hash) do update set expires_at = excluded.expires_at`);
      if (idempotency) await storeKey(session, idempotency, { changeset, result: null }, now);
      if (audit) await appendAudit(session, [audit], { now: this.#now, subject: changeset });
      return Object.freeze({ changeset, createdBy, expiresAt });
    });
  }

  find(hash: string): Promise<PreviewToken | null> {
    return findToken(this.#session, hash);
  }

  secretBytes({ principal, key, inputDigest }: IdempotencyKey): Promise<Buffer> {
    return this.#write(async (session) => {
      const parts = JSON.stringify(['preview token', principal, key, inputDigest]);
      return createHmac('sha256', await databaseSecret(session))
        .update(parts)
        .digest();
    });
  }
}

async function findToken(session: Session, hash: string): Promise<PreviewToken | null> {
  const [row] = await session.rows<{
    changeset: string;
    created_by: string | null;
    expires_at: string;
  }>(sql`select changeset, created_by, expires_at from preview_token where hash = ${storableKey(hash)}`);
  if (!row) return null;
  return Object.freeze({ changeset: row.changeset, createdBy: row.created_by, expiresAt: row.expires_at });
}
