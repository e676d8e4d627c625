import { sql, type RawBuilder } from 'kysely';
import type {
  Changeset,
  ChangesetDraft,
  ChangesetEdits,
  ChangesetPage,
  ChangesetPageRequest,
  ChangesetReview,
  ChangesetStore,
  ChangesetTransition,
  ChangesetWriteOptions,
  ChangesetWritten,
  EditPage,
  EditPageRequest,
  IdempotencyKey,
  ReviewDraft,
} from '../../graph/ports/changesets.js';
import { isAmong } from '../dialect/conditions.js';
import { storableKey } from '../dialect/storable.js';
import { alignOneToKeys, alignToKeys, type KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';
import { appendAudit } from './audit-entries.js';
import {
  changesetColumns,
  toChangeset,
  toEdit,
  toReview,
  type ChangesetRow,
  type EditRow,
  type ReviewRow,
} from './changeset-rows.js';
import type { EditingWriter } from './editing-writer.js';
import { findFirstWrite, storeKey } from './idempotency-keys.js';
import {
  findChangeset,
  insertChangeset,
  writeEdits,
  writeReview,
  writeTransition,
} from './write-changesets.js';

/** The changesets in an SQL database. A read takes at most one statement, except `repeated`, which takes two if it finds the key. */
export class SqlChangesets implements ChangesetStore {
  readonly #session: Session;
  readonly #write: EditingWriter;
  readonly #now: () => Date;

  constructor(session: Session, write: EditingWriter, now: () => Date) {
    this.#session = session;
    this.#write = write;
    this.#now = now;
  }

  open(draft: ChangesetDraft, options?: ChangesetWriteOptions): Promise<ChangesetWritten> {
    return this.#apply(options, (session, now) => insertChangeset(session, draft, now));
  }

  edit(edits: ChangesetEdits, options?: ChangesetWriteOptions): Promise<ChangesetWritten> {
    return this.#apply(options, async (session, now) => {
      await writeEdits(session, edits, now);
      return edits.changeset;
    });
  }

  transition(transition: ChangesetTransition, options?: ChangesetWriteOptions): Promise<ChangesetWritten> {
    return this.#apply(options, async (session, now) => {
      await writeTransition(session, transition, now);
      return transition.changeset;
    });
  }

  review(review: ReviewDraft, options?: ChangesetWriteOptions): Promise<ChangesetWritten> {
    return this.#apply(options, async (session, now) => {
      await writeReview(session, review, now);
      return review.changeset;
    });
  }

  /** Runs one write with its idempotency key and its audit entry, unless the write is a repetition. @param write returns the id of the changeset */
  #apply(
    { idempotency, audit }: ChangesetWriteOptions = {},
    write: (session: Session, now: Date) => Promise<string>,
  ): Promise<ChangesetWritten> {
    return this.#write(async (session) => {
      const now = this.#now();
      const first = idempotency ? await findFirstWrite(session, idempotency, now) : null;
      const id = first?.changeset ?? (await write(session, now));
      if (!first && idempotency) await storeKey(session, idempotency, { changeset: id, result: null }, now);
      if (!first && audit) await appendAudit(session, [audit], { now: this.#now, subject: id });
      return { changeset: toChangeset(await findChangeset(session, id)), isRepeat: first !== null };
    });
  }

  async repeated(key: IdempotencyKey): Promise<Changeset | null> {
    const first = await findFirstWrite(this.#session, key, this.#now());
    return first && ((await this.load([first.changeset]))[0] ?? null);
  }

  async load(ids: readonly string[]): Promise<readonly (Changeset | null)[]> {
    if (ids.length === 0) return [];
    const rows = await this.#session.rows<ChangesetRow & KeyedRow>(sql`
      select k.ordinal, ${changesetColumns} from ${this.#session.syntax.keySet(ids)} k cross join changeset c
      where c.id = k.key`);
    return alignOneToKeys(ids, rows, toChangeset);
  }

  async page({ states, author, touching, first, after }: ChangesetPageRequest): Promise<ChangesetPage> {
    const { syntax } = this.#session;
    const conditions: RawBuilder<unknown>[] = [sql`1 = 1`];
    if (states) conditions.push(isAmong(syntax, 'c.state', states));
    if (author !== undefined) {
      const key = storableKey(author);
      conditions.push(sql`(c.author = ${key} or c.principal = ${key})`);
    }
    if (touching !== undefined) {
      conditions.push(
        sql`c.id in (select t.changeset from changeset_touch t where t.id = ${storableKey(touching)})`,
      );
    }
    const matches = sql.join(conditions, sql` and `);
    const rows = await this.#session.rows<{ total: number } & ChangesetRow>(sql`
      select counted.total, p.* from (select count(*) as total from changeset c where ${matches}) counted
      left join (
        select ${changesetColumns} from changeset c
        where ${matches} and ${after === null ? sql`1 = 1` : sql`c.number < ${after}`}
        order by c.number desc limit ${first + 1}
      ) p on 1 = 1
      order by p.number desc`);
    // An empty page has one row without a changeset, for the total.
    const found = rows.filter((row) => (row.id as string | null) !== null);
    return Object.freeze({
      items: Object.freeze(found.slice(0, first).map(toChangeset)),
      hasNextPage: found.length > first,
      totalCount: Number(rows[0]?.total ?? 0),
    });
  }

  async edits({ changeset, version, first, after }: EditPageRequest): Promise<EditPage> {
    const isInVersion =
      version === undefined
        ? sql`e.removed is null`
        : sql`e.added <= ${version} and (e.removed is null or e.removed > ${version})`;
    const rows = await this.#session.rows<EditRow>(sql`
      select e.number, e.edit, e.base from changeset_edit e
      where e.changeset = ${storableKey(changeset)} and e.number > ${after ?? 0} and ${isInVersion}
      order by e.number limit ${first + 1}`);
    return Object.freeze({
      items: Object.freeze(rows.slice(0, first).map(toEdit)),
      hasNextPage: rows.length > first,
    });
  }

  async reviews(ids: readonly string[]): Promise<readonly (readonly ChangesetReview[])[]> {
    if (ids.length === 0) return [];
    const rows = await this.#session.rows<ReviewRow & KeyedRow>(sql`
      select k.ordinal, r.version, r.time, r.principal, r.reviewer, r.on_behalf_of, r.model, r.verdict, r.comment, r.edits
      from ${this.#session.syntax.keySet(ids)} k cross join changeset_review r
      where r.changeset = k.key
      order by k.ordinal, r.version`);
    return alignToKeys(ids, rows, toReview);
  }

  async due(time: string): Promise<readonly Changeset[]> {
    const rows = await this.#session.rows<ChangesetRow>(sql`
      select ${changesetColumns} from changeset c where c.publish_at <= ${time} order by c.publish_at, c.number`);
    return rows.map(toChangeset);
  }

  async nextDue(): Promise<string | null> {
    const [row] = await this.#session.rows<{ time: string | null }>(
      sql`select min(publish_at) as time from changeset where publish_at is not null`,
    );
    return row?.time ?? null;
  }
}
