import { sql } from 'kysely';
import { TertiumError } from '../../graph/errors.js';
import type {
  AuditDraft,
  PreviewToken,
  PreviewTokenDraft,
  PreviewTokenStore,
} from '../../graph/ports/access.js';
import { storableKey } from '../dialect/storable.js';
import type { Session } from '../session/session.js';
import { appendAudit } from './audit-entries.js';
import type { EditingWriter } from './editing-writer.js';

/** The minimum time in milliseconds for which an expired token is stored, so that an error can state that it has expired. */
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
    audit?: AuditDraft,
  ): Promise<PreviewToken> {
    return this.#write(async (session) => {
      const known = await session.rows(
        sql`select 1 as found from changeset where id = ${storableKey(changeset)}`,
      );
      if (known.length === 0)
        throw new TertiumError('NOT_FOUND', `Expected the id of a changeset, got "${changeset}".`);
      const expiredBefore = new Date(this.#now().getTime() - storedMs).toISOString();
      await session.change(sql`delete from preview_token where expires_at <= ${expiredBefore}`);
      await session.change(sql`
        insert into preview_token (hash, changeset, created_by, expires_at)
        values (${hash}, ${changeset}, ${createdBy}, ${expiresAt})`);
      if (audit) await appendAudit(session, [audit], { now: this.#now, subject: changeset });
      return Object.freeze({ changeset, createdBy, expiresAt });
    });
  }

  async find(hash: string): Promise<PreviewToken | null> {
    const [row] = await this.#session.rows<{
      changeset: string;
      created_by: string | null;
      expires_at: string;
    }>(sql`select changeset, created_by, expires_at from preview_token where hash = ${storableKey(hash)}`);
    if (!row) return null;
    return Object.freeze({ changeset: row.changeset, createdBy: row.created_by, expiresAt: row.expires_at });
  }
}
