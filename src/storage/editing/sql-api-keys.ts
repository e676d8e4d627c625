import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { scopes, type Scope } from '../../graph/access/scope.js';
import { badUserInput, TertiumError } from '../../graph/errors.js';
import type {
  ApiKey,
  ApiKeyDraft,
  ApiKeyRotation,
  ApiKeyStore,
  AuditDraft,
} from '../../graph/ports/access.js';
import { isStorable, storableKey } from '../dialect/storable.js';
import type { Session } from '../session/session.js';
import { appendAudit } from './audit-entries.js';
import type { EditingWriter } from './editing-writer.js';

interface ApiKeyRow {
  readonly id: string;
  readonly principal: string;
  readonly name: string;
  readonly scopes: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

const columns = sql`k.id, k.principal, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at`;
const randomByteCount = 9;

/** The API keys in an SQL database. */
export class SqlApiKeys implements ApiKeyStore {
  readonly #session: Session;
  readonly #write: EditingWriter;
  readonly #now: () => Date;

  constructor(session: Session, write: EditingWriter, now: () => Date) {
    this.#session = session;
    this.#write = write;
    this.#now = now;
  }

  create(key: ApiKeyDraft, audit?: AuditDraft): Promise<ApiKey> {
    return this.#write(async (session) => {
      const { name } = key;
      if (!isStorable(name) || name.trim() === '')
        throw badUserInput(
          `Expected a name of Unicode text that is not blank and has no NUL characters, got ${JSON.stringify(name)}.`,
        );
      const [other] = await session.rows<{ id: string }>(
        sql`select k.id from api_key k where k.name = ${name} and ${this.#isValid()} limit 1`,
      );
      if (other) {
        throw badUserInput(
          `Expected a name that no valid key has, got "${name}", which ${other.id} has: rotate or revoke that key, or choose another name.`,
        );
      }
      return this.#insert(session, { ...key, principal: null }, audit);
    });
  }

  async find(hash: string): Promise<ApiKey | null> {
    const [row] = await this.#session.rows<ApiKeyRow>(
      sql`select ${columns} from api_key k where k.hash = ${storableKey(hash)}`,
    );
    return row ? toKey(row) : null;
  }

  async exists(): Promise<boolean> {
    const rows = await this.#session.rows(
      sql`select 1 as found from api_key k where ${this.#isValid()} limit 1`,
    );
    return rows.length > 0;
  }

  async list(): Promise<readonly ApiKey[]> {
    const rows = await this.#session.rows<ApiKeyRow>(sql`select ${columns} from api_key k order by k.number`);
    return rows.map(toKey);
  }

  rotate({ id, hash, expiresAt, previousExpiresAt }: ApiKeyRotation, audit?: AuditDraft): Promise<ApiKey> {
    return this.#write(async (session) => {
      const [row] = await session.rows<ApiKeyRow>(
        sql`select ${columns} from api_key k where k.id = ${storableKey(id)}`,
      );
      if (!row) throw unknownKey('the id', id);
      const replaced = toKey(row);
      const time = this.#now().toISOString();
      if (replaced.revokedAt !== null || (replaced.expiresAt !== null && replaced.expiresAt <= time)) {
        throw badUserInput(
          `Expected a valid key, got ${id}, which has expired or was revoked: create a new key.`,
        );
      }
      await session.change(sql`
        update api_key set expires_at = ${previousExpiresAt}
        where id = ${id} and (expires_at is null or expires_at > ${previousExpiresAt})`);
      const { name, scopes: rights, principal } = replaced;
      return this.#insert(session, { name, scopes: rights, hash, expiresAt, principal }, audit);
    });
  }

  revoke(idOrName: string, audit?: AuditDraft): Promise<readonly ApiKey[]> {
    return this.#write(async (session) => {
      const key = storableKey(idOrName);
      const known = await session.rows(
        sql`select 1 as found from api_key k where k.id = ${key} or k.name = ${key} limit 1`,
      );
      if (known.length === 0) throw unknownKey('the id or the name', idOrName);
      const rows = await session.rows<ApiKeyRow>(sql`
        select ${columns} from api_key k where (k.id = ${key} or k.name = ${key}) and ${this.#isValid()} order by k.number`);
      const revokedAt = this.#now().toISOString();
      for (const { id } of rows) {
        await session.change(sql`update api_key set revoked_at = ${revokedAt} where id = ${id}`);
      }
      if (audit) await appendAudit(session, [audit], { now: this.#now, subject: idOrName });
      return rows.map((row) => toKey({ ...row, revoked_at: revokedAt }));
    });
  }

  async #insert(
    session: Session,
    { name, scopes: rights, hash, expiresAt, principal }: ApiKeyDraft & { readonly principal: string | null },
    audit: AuditDraft | undefined,
  ): Promise<ApiKey> {
    const id = `key/${randomBytes(randomByteCount).toString('base64url')}`;
    const ordered: readonly Scope[] = scopes.filter((scope) => rights.includes(scope));
    const createdAt = this.#now().toISOString();
    await session.change(sql`
      insert into api_key (id, number, hash, principal, name, scopes, created_at, expires_at)
      values (
        ${id}, (select coalesce(max(number), 0) + 1 from api_key), ${hash}, ${principal ?? id}, ${name}, ${JSON.stringify(ordered)},
        ${createdAt}, ${expiresAt}
      )`);
    if (audit) await appendAudit(session, [audit], { now: this.#now, subject: id });
    return Object.freeze({
      id,
      principal: principal ?? id,
      name,
      scopes: Object.freeze(ordered),
      createdAt,
      expiresAt,
      revokedAt: null,
    });
  }

  #isValid() {
    return sql`k.revoked_at is null and (k.expires_at is null or k.expires_at > ${this.#now().toISOString()})`;
  }
}

function toKey(row: ApiKeyRow): ApiKey {
  return Object.freeze({
    id: row.id,
    principal: row.principal,
    name: row.name,
    scopes: Object.freeze(JSON.parse(row.scopes) as Scope[]),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  });
}

function unknownKey(expected: string, got: string): TertiumError {
  return new TertiumError(
    'NOT_FOUND',
    `Expected ${expected} of a key, got ${JSON.stringify(got)}: \`tertium keys list\` lists the keys.`,
  );
}
