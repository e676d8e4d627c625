import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { FeedBatch, GraphFeed, GraphWatch, StoredClaim } from '../graph/feed.js';
import type { GraphRevision } from '../graph/reading.js';
import { holdsAt } from './conditions.js';
import type { SqlDialect } from './dialect.js';
import type { Revisions } from './read-revisions.js';
import {
  citationColumns,
  claimColumns,
  conceptColumns,
  readCitation,
  readConcept,
  type CitationRow,
  type ClaimRow,
  type ConceptRow,
} from './records.js';
import type { Session } from './session.js';

const rowsAtOnce = 4_000;

/** Where a page of rows ended, in the order of the revision that brought them, then id. */
type Place = readonly [since: number, id: string];
const beginning: Place = [0, ''];

interface PlacedRow {
  readonly id: string;
  readonly since: number;
}

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
    const [row] = await this.#session.rows<{ number: number }>(
      sql`select count(*) as number from claim c where ${holdsAt(revision, 'c')}`,
    );
    return row?.number ?? 0;
  }

  async *between(from: number, to: number): AsyncGenerator<FeedBatch> {
    if (from > 0) {
      yield* this.#ends('CONCEPT', from, to);
      yield* this.#ends('CLAIM', from, to);
    }
    yield* this.#concepts(from, to);
    yield* this.#slugs(from, to);
    yield* this.#claims(from, to);
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
    const table = sql.table(thing.toLowerCase());
    yield* this.#pages<PlacedRow>(
      (after) => sql`
        select t.id, t.until as since from ${table} t
        where t.until > ${from} and t.until <= ${to} and t.since <= ${from}
          and (t.until, t.id) > (${sql.join(after)})
        order by t.until, t.id limit ${rowsAtOnce}`,
      (rows) => [{ type: 'ends', rows: rows.map(({ id, since }) => ({ thing, id, until: since })) }],
    );
  }

  async *#concepts(from: number, to: number): AsyncGenerator<FeedBatch> {
    yield* this.#pages<ConceptRow & PlacedRow>(
      (after) => sql`
        select ${conceptColumns('c')}, c.since from concept c
        where ${cameBetween(from, to)} and ${holdsAt(to, 'c')} and (c.since, c.id) > (${sql.join(after)})
        order by c.since, c.id limit ${rowsAtOnce}`,
      (rows) => [
        { type: 'concepts', rows: rows.map((row) => ({ concept: readConcept(row), since: row.since })) },
      ],
    );
  }

  /** A slug comes with the concept that has it first. */
  async *#slugs(from: number, to: number): AsyncGenerator<FeedBatch> {
    yield* this.#pages<PlacedRow & Pick<ConceptRow, 'kind' | 'slug'>>(
      (after) => sql`
        select c.id, c.since, c.kind, c.slug from concept c cross join slug s
        where ${cameBetween(from, to)} and (c.since, c.id) > (${sql.join(after)})
          and s.kind = c.kind and s.slug = c.slug and s.since = c.since
        order by c.since, c.id limit ${rowsAtOnce}`,
      (rows) => [
        {
          type: 'slugs',
          rows: rows.map(({ id, since, kind, slug }) => ({ kind, slug, concept: id, since })),
        },
      ],
    );
  }

  async *#claims(from: number, to: number): AsyncGenerator<FeedBatch> {
    const chosen = (after: Place): RawBuilder<unknown> =>
      sql`${cameBetween(from, to)} and ${holdsAt(to, 'c')} and (c.since, c.id) > (${sql.join(after)})`;
    yield* this.#pages<ClaimRow & PlacedRow>(
      (after) => sql`
        select ${claimColumns('c')} from claim c where ${chosen(after)}
        order by c.since, c.id limit ${rowsAtOnce}`,
      async (rows, after, last) => {
        const citations = await this.#session.rows<CitationRow & { claim: string }>(sql`
          select c.id as claim, ${citationColumns('t')} from claim c cross join citation t
          where ${chosen(after)} and (c.since, c.id) <= (${sql.join(last)})
            and t.claim = c.id and t.since = c.since
          order by c.since, c.id, t.ordinal`);
        return [
          { type: 'claims', rows: rows.map(toStored) },
          { type: 'citations', rows: citations.map((row) => ({ claim: row.claim, ...readCitation(row) })) },
        ];
      },
    );
  }

  async *#pages<Row extends PlacedRow>(
    page: (after: Place) => RawBuilder<unknown>,
    read: (
      rows: readonly Row[],
      after: Place,
      last: Place,
    ) => readonly FeedBatch[] | Promise<readonly FeedBatch[]>,
  ): AsyncGenerator<FeedBatch> {
    let after = beginning;
    for (;;) {
      const rows = (await this.#session.rows(page(after))) as readonly Row[];
      const final = rows.at(-1);
      if (!final) return;
      const last: Place = [final.since, final.id];
      yield* await read(rows, after, last);
      if (rows.length < rowsAtOnce) return;
      after = last;
      // A driver that works at once never lets go by itself.
      await nextTurn();
    }
  }
}

function cameBetween(from: number, to: number): RawBuilder<unknown> {
  return sql`c.since > ${from} and c.since <= ${to}`;
}

function toStored(row: ClaimRow): StoredClaim {
  return { ...row, rank: row.rank ?? 'NORMAL' };
}
