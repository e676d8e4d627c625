import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { FeedBatch, GraphFeed, GraphWatch } from '../graph/feed.js';
import type { GraphRevision } from '../graph/reading.js';
import type { SqlDialect } from './dialect.js';
import type { Revisions } from './read-revisions.js';
import {
  storedCitations,
  storedClaims,
  storedConcepts,
  storedEnds,
  storedSlugs,
  type ColumnsOf,
  type PackedShape,
} from './packed-rows.js';
import type { Session } from './session.js';

/** More would take longer to collect when they have been read, and no less time to read. */
const rowsAtOnce = 1_000;

/** The values of rows, column by column. */
type Columns = readonly (readonly unknown[])[];

/** Tells what revisions have brought: rows are never overwritten, so that those of any range can be read at any time. */
export class SqlFeed implements GraphFeed {
  readonly #session: Session;
  readonly #dialect: SqlDialect;
  readonly #revisions: Revisions;
  readonly #watches = new Set<{ hasOwnNews: boolean; readonly onNews: () => void }>();

  constructor(session: Session, dialect: SqlDialect, revisions: Revisions) {
    this.#session = session;
    this.#revisions = revisions;
    this.#dialect = dialect;
  }

  newest(): Promise<GraphRevision> {
    return this.#revisions.newest();
  }

  async countClaims(revision: number): Promise<number> {
    // All of them are read one way or the other: as they lie takes a tenth of the time that an index does.
    const [row] = await this.#session.rows<{ number: number }>(sql`
      select count(*) as number from claim c
      where c.since + 0 <= ${revision} and (c.until is null or c.until > ${revision})`);
    return row?.number ?? 0;
  }

  async *between(from: number, to: number): AsyncGenerator<FeedBatch> {
    const isWhole = from === 0;
    if (!isWhole) {
      yield* this.#ends('CONCEPT', from, to);
      yield* this.#ends('CLAIM', from, to);
    }
    // What is there at all is read as it lies, and what came lately by the index that finds it.
    const { scanOrders } = this.#session.forms;
    const came = isWhole ? sql`c.since + 0 <= ${to}` : sql`c.since > ${from} and c.since <= ${to}`;
    const held = sql`${came} and (c.until is null or c.until > ${to})`;
    const inOrder = (table: 'concept c' | 'claim c'): readonly string[] =>
      isWhole ? scanOrders[table] : ['c.since', 'c.id'];

    for await (const rows of this.#walk(storedConcepts, sql`concept c`, held, inOrder('concept c'))) {
      yield { type: 'concepts', rows };
    }
    const slugs = isWhole ? sql`s.since + 0 <= ${to}` : sql`s.since > ${from} and s.since <= ${to}`;
    const slugOrder = isWhole ? ['s.kind', 's.slug'] : ['s.since', 's.kind', 's.slug'];
    for await (const rows of this.#walk(storedSlugs, sql`slug s`, slugs, slugOrder)) {
      yield { type: 'slugs', rows };
    }
    for await (const rows of this.#walk(storedClaims, sql`claim c`, held, inOrder('claim c'))) {
      yield { type: 'claims', rows };
    }
    const citations = isWhole
      ? this.#walk(
          storedCitations,
          sql`citation t`,
          sql`t.since + 0 <= ${to} and (t.until is null or t.until > ${to})`,
          scanOrders['citation t'],
        )
      : this.#walk(
          storedCitations,
          sql`claim c cross join citation t`,
          sql`${held} and t.claim = c.id and t.since = c.since`,
          ['c.since', 'c.id', 't.ordinal'],
        );
    for await (const rows of citations) yield { type: 'citations', rows };
  }

  watch(onNews: () => void): GraphWatch {
    const own = { hasOwnNews: false, onNews };
    const others = this.#dialect.watch(onNews);
    this.#watches.add(own);
    return {
      hasNews: () => {
        // Asked in any case, as it remembers what it has told.
        const hasNews = others.hasNews() || own.hasOwnNews;
        own.hasOwnNews = false;
        return hasNews;
      },
      stop: () => {
        this.#watches.delete(own);
        return others.stop();
      },
    };
  }

  /** Lets those who watch know of a revision of this process, before anyone else hears of it. */
  published(): void {
    for (const watch of this.#watches) {
      watch.hasOwnNews = true;
      watch.onNews();
    }
  }

  async *#ends(thing: 'CLAIM' | 'CONCEPT', from: number, to: number): AsyncGenerator<FeedBatch> {
    const ended = sql`c.until > ${from} and c.until <= ${to} and c.since <= ${from}`;
    const table = thing === 'CLAIM' ? sql`claim c` : sql`concept c`;
    for await (const rows of this.#walk(storedEnds(thing), table, ended, ['c.until', 'c.id'])) {
      yield { type: 'ends', rows };
    }
  }

  /** Reads rows that pass a condition, some thousand at once, in an order of columns that no two rows share. */
  async *#walk<Values extends readonly unknown[], Item>(
    { values, read }: PackedShape<Values, Item>,
    tables: RawBuilder<unknown>,
    condition: RawBuilder<unknown>,
    order: readonly string[],
  ): AsyncGenerator<readonly Item[]> {
    const places = order.map((name) => sql.ref(name));
    const names = [...values, ...places].map((_, index) => `v${index}`);
    const selected = [...values, ...places].map((value, index) => sql`${value} as ${sql.ref(`v${index}`)}`);
    const columnsAfter = (after: readonly unknown[] | null): Promise<Columns> => {
      const beyond: RawBuilder<unknown> = after
        ? sql`(${sql.join(places)}) > (${sql.join(after)})`
        : sql`1 = 1`;
      return this.#columns(
        names,
        sql`select ${sql.join(selected)} from ${tables} where ${condition} and ${beyond}
          order by ${sql.join(places)} limit ${rowsAtOnce}`,
      );
    };

    for (let next: Promise<Columns> | null = columnsAfter(null); next;) {
      const columns: Columns = await next;
      const count = columns[0]?.length ?? 0;
      const last = columns.slice(values.length).map((column) => column.at(-1));
      // A server finds the next rows while these are taken.
      next = count < rowsAtOnce ? null : columnsAfter(last);
      // Whoever takes no more of them does not hear how it went.
      next?.catch(() => undefined);
      const itemAt = read(columns as unknown as ColumnsOf<Values>);
      if (count > 0) yield Array.from({ length: count }, (_, row) => itemAt(row));
      // A driver that works at once never lets go by itself.
      await nextTurn();
    }
  }

  /** The columns of what a query selects, each a list, in the order of their names. */
  async #columns(names: readonly string[], query: RawBuilder<unknown>): Promise<Columns> {
    const { jsonColumn } = this.#session.forms;
    if (!jsonColumn) {
      const rows = await this.#session.rows(query as RawBuilder<Readonly<Record<string, unknown>>>);
      return names.map((name) => rows.map((row) => row[name]));
    }
    const packed = names.map((name) => sql`${jsonColumn(sql.ref(`r.${name}`))} as ${sql.ref(name)}`);
    const [texts] = await this.#session.rows<Readonly<Record<string, string>>>(
      sql`select ${sql.join(packed)} from (${query}) r`,
    );
    return names.map((name) => JSON.parse(texts?.[name] ?? '[]') as readonly unknown[]);
  }
}
