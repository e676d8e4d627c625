import { sql } from 'kysely';
import type { AuditDraft, AuditEntry, AuditLog, AuditPage } from '../../graph/ports/access.js';
import type { Columns } from '../dialect/columns.js';
import { storableText } from '../dialect/storable.js';
import type { Session } from '../session/session.js';
import type { EditingWriter } from './editing-writer.js';

const auditRow = {
  number: 'integer',
  time: 'text',
  principal: 'text',
  name: 'text',
  action: 'text',
  outcome: 'text',
  code: 'text',
  scope: 'text',
  subject: 'text',
  request_id: 'text',
  count: 'integer',
} as const satisfies Columns;

type AuditRow = Omit<AuditEntry, 'principal' | 'requestId'> & {
  readonly principal: string | null;
  readonly name: string | null;
  readonly request_id: string | null;
};

/**
 * Appends entries to the audit log, inside a transaction that has the lock of writers of the log.
 * @param subject replaces a null `subject`
 */
export async function appendAudit(
  session: Session,
  entries: readonly AuditDraft[],
  { now, subject = null }: { now: () => Date; subject?: string | null },
): Promise<void> {
  if (entries.length === 0) return;
  const [last] = await session.rows<{ number: number; time: string }>(
    sql`select number, time from audit_entry order by number desc limit 1`,
  );
  const time = now().toISOString();
  const names = sql.join(Object.keys(auditRow).map((name) => sql.ref(name)));
  const rows = entries.map((entry, index) => [
    (last?.number ?? 0) + 1 + index,
    // A clock that was set back must not give an entry an earlier time than its predecessor.
    last && last.time > time ? last.time : time,
    storable(entry.principal?.id),
    storable(entry.principal?.name),
    storableText(entry.action),
    entry.outcome,
    storable(entry.code),
    entry.scope,
    storable(entry.subject ?? subject),
    storable(entry.requestId),
    entry.count,
  ]);
  await session.change(sql`
    insert into audit_entry (${names}) select ${names} from ${session.syntax.rowSet(auditRow, rows)} fresh`);
}

function storable(text: string | null | undefined): string | null {
  return text == null ? null : storableText(text);
}

/** The audit log in an SQL database. */
export class SqlAuditLog implements AuditLog {
  readonly #session: Session;
  readonly #write: EditingWriter;
  readonly #now: () => Date;

  constructor(session: Session, write: EditingWriter, now: () => Date) {
    this.#session = session;
    this.#write = write;
    this.#now = now;
  }

  async append(entries: readonly AuditDraft[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#write((session) => appendAudit(session, entries, { now: this.#now }));
  }

  async page({ first, after }: { first: number; after: number | null }): Promise<AuditPage> {
    const rows = await this.#session.rows<{ total: number } & AuditRow>(sql`
      select counted.total, p.* from (select count(*) as total from audit_entry) counted
      left join (
        select * from audit_entry where ${after === null ? sql`1 = 1` : sql`number < ${after}`}
        order by number desc limit ${first + 1}
      ) p on 1 = 1
      order by p.number desc`);
    // An empty page has one row without an entry, for the total.
    const found = rows.filter((row) => (row.number as number | null) !== null);
    return Object.freeze({
      items: Object.freeze(found.slice(0, first).map(toEntry)),
      hasNextPage: found.length > first,
      totalCount: Number(rows[0]?.total ?? 0),
    });
  }
}

function toEntry(row: AuditRow): AuditEntry {
  const { number, time, principal, name, action, outcome, code, scope, subject, request_id, count } = row;
  return Object.freeze({
    number,
    time,
    principal: principal === null ? null : Object.freeze({ id: principal, name: name ?? '' }),
    action,
    outcome,
    code,
    scope,
    subject,
    requestId: request_id,
    count,
  });
}
