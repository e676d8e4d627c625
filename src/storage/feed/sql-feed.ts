import { sql, type RawBuilder } from 'kysely';
import type { FeedBatch, GraphFeed, GraphWatch } from '../../graph/ports/feed.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import { withTimeout, shortTimeoutMs } from '../dialect/with-timeout.js';
import type { Availability } from '../session/availability.js';
import type { Scan, SqlDialect } from '../dialect/dialect.js';
import type { Revisions } from '../reading/read-revisions.js';
import {
  storedCitations,
  storedClaims,
  storedConcepts,
  storedEnds,
  storedSlugs,
  type ColumnsOf,
  type ScanShape,
} from './scan-shapes.js';
import type { Session } from '../session/session.js';

/** Reads the changes of a range of revisions. Apart from erasures, stored rows remain, and only their `until` changes, so any range can be read. */
export class SqlFeed implements GraphFeed {
  readonly #session: Session;
  readonly #dialect: SqlDialect;
  readonly #revisions: Revisions;
  readonly #availability: Availability;
  readonly #watches = new Set<{ hasOwnNews: boolean; readonly onNews: (newest: number) => void }>();

  constructor(session: Session, dialect: SqlDialect, revisions: Revisions, availability: Availability) {
    this.#session = session;
    this.#revisions = revisions;
    this.#dialect = dialect;
    this.#availability = availability;
  }

  newest(): Promise<GraphRevision> {
    return withTimeout(shortTimeoutMs, this.#revisions.newest());
  }

  async countClaims(revision: number): Promise<number> {
    // The count reads all claims in any case. `+ 0` prevents use of an index: a table scan takes a tenth of the time.
    const [row] = await this.#session.rows<{ number: number }>(sql`
      select count(*) as number from claim c
      where c.since + 0 <= ${revision} and (c.until is null or c.until > ${revision})`);
    return row?.number ?? 0;
  }

  async *between(from: number, to: number): AsyncGenerator<FeedBatch> {
    const isEntireGraph = from === 0;
    const [after, upTo] = [revisionLiteral(from), revisionLiteral(to)];
    if (!isEntireGraph) {
      yield* this.#ends('CONCEPT', after, upTo);
      yield* this.#ends('CLAIM', after, upTo);
    }
    // The entire graph is read by a table scan (`+ 0` prevents use of an index), a range of later revisions by an index.
    const started = isEntireGraph
      ? sql`c.since + 0 <= ${upTo}`
      : sql`c.since > ${after} and c.since <= ${upTo}`;
    const isValid = sql`${started} and (c.until is null or c.until > ${upTo})`;
    const pages: Scan['pages'] = isEntireGraph ? { asRowsOf: 'c' } : { by: ['c.since', 'c.id'] };

    for await (const rows of this.#walk(storedConcepts, sql`concept c`, isValid, pages)) {
      yield { type: 'concepts', rows };
    }
    const slugs = isEntireGraph
      ? sql`s.since + 0 <= ${upTo}`
      : sql`s.since > ${after} and s.since <= ${upTo}`;
    const slugPages = { by: isEntireGraph ? ['s.kind', 's.slug'] : ['s.since', 's.kind', 's.slug'] };
    for await (const rows of this.#walk(storedSlugs, sql`slug s`, slugs, slugPages)) {
      yield { type: 'slugs', rows };
    }
    for await (const rows of this.#walk(storedClaims, sql`claim c`, isValid, pages)) {
      yield { type: 'claims', rows };
    }
    const citations = isEntireGraph
      ? this.#walk(
          storedCitations,
          sql`citation t`,
          sql`t.since + 0 <= ${upTo} and (t.until is null or t.until > ${upTo})`,
          { asRowsOf: 't' },
        )
      : this.#walk(
          storedCitations,
          sql`claim c cross join citation t`,
          sql`${isValid} and t.claim = c.id and t.since = c.since`,
          { by: ['c.since', 'c.id', 't.ordinal'] },
        );
    for await (const rows of citations) yield { type: 'citations', rows };
  }

  watch(onNews: (newest: number) => void): GraphWatch {
    const ownWatch = { hasOwnNews: false, onNews };
    const explain = (error: unknown): unknown => this.#dialect.explain(error);
    const databaseWatch = this.#dialect.watch(onNews, {
      connection: (connect) => this.#availability.observeConnection(connect, explain),
      statement: (run) => this.#availability.observe(run, explain),
    });
    this.#watches.add(ownWatch);
    return {
      hasNews: () => {
        // `hasNews` of the watch of the database is always called, because the call resets that watch.
        const hasNews = databaseWatch.hasNews() || ownWatch.hasOwnNews;
        ownWatch.hasOwnNews = false;
        return hasNews;
      },
      stop: () => {
        this.#watches.delete(ownWatch);
        return databaseWatch.stop();
      },
    };
  }

  /** Notifies the watches of a revision that this process has published. Called before the write resolves. */
  published(revision: number): void {
    for (const watch of this.#watches) {
      watch.hasOwnNews = true;
      watch.onNews(revision);
    }
  }

  async *#ends(
    thing: 'CLAIM' | 'CONCEPT',
    after: RawBuilder<number>,
    upTo: RawBuilder<number>,
  ): AsyncGenerator<FeedBatch> {
    const ended = sql`c.until > ${after} and c.until <= ${upTo} and c.since <= ${after}`;
    const table = thing === 'CLAIM' ? sql`claim c` : sql`concept c`;
    for await (const rows of this.#walk(storedEnds(thing), table, ended, { by: ['c.until', 'c.id'] })) {
      yield { type: 'ends', rows };
    }
  }

  async *#walk<Values extends readonly unknown[], Item>(
    { values, read }: ScanShape<Values, Item>,
    tables: RawBuilder<unknown>,
    condition: RawBuilder<unknown>,
    pages: Scan['pages'],
  ): AsyncGenerator<readonly Item[]> {
    for await (const columns of this.#session.scan({ values, tables, condition, pages })) {
      const itemAt = read(columns as unknown as ColumnsOf<Values>);
      yield (columns[0] ?? []).map((_, row) => itemAt(row));
    }
  }
}

/** Returns the number of a revision as a literal, because scans have no parameters. @throws {TypeError} if it is not a safe integer */
function revisionLiteral(revision: number): RawBuilder<number> {
  if (!Number.isSafeInteger(revision))
    throw new TypeError(`Expected the number of a revision, got ${revision}.`);
  return sql.lit(revision);
}
