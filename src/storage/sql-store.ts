import { sql } from 'kysely';
import type { GraphReader } from '../graph/reading.js';
import { unhurried } from '../graph/work/pace.js';
import type { AppliedChanges, Change, DiffEntry, GraphStore, RevisionNote } from '../graph/writing.js';
import { applyChanges } from './apply-changes.js';
import type { SqlDialect, StatementListener } from './dialect.js';
import { readDiff, Revisions } from './read-revisions.js';
import { SqlFeed } from './sql-feed.js';
import { Session } from './session.js';
import { SqlView } from './sql-view.js';

const manyChanges = 500;

/** A graph in a SQL database. */
export class SqlStore implements GraphStore {
  readonly reader: GraphReader;
  readonly feed: SqlFeed;
  readonly #dialect: SqlDialect;
  readonly #onStatement: StatementListener;
  readonly #now: () => Date;
  readonly #session: Session;
  /** The last write that was asked for: the next waits for it, and holds no connection meanwhile. */
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(dialect: SqlDialect, onStatement: StatementListener, now: () => Date) {
    this.#dialect = dialect;
    this.#onStatement = onStatement;
    this.#now = now;
    const session = new Session(dialect, dialect.reading, onStatement);
    this.#session = session;
    const revisions = new Revisions(session);
    this.feed = new SqlFeed(session, dialect, revisions);
    this.reader = {
      async openView(at, pace = unhurried) {
        const revision = await (at === undefined ? revisions.newest() : revisions.at(at));
        return revision && new SqlView(session, revision, pace);
      },
    };
  }

  apply(changes: Iterable<Change> | AsyncIterable<Change>, note: RevisionNote): Promise<AppliedChanges> {
    return this.#inTurn(() => this.#write(changes, note, 'commit'));
  }

  rehearse(changes: Iterable<Change> | AsyncIterable<Change>, note: RevisionNote): Promise<AppliedChanges> {
    return this.#inTurn(() => this.#write(changes, note, 'rollback'));
  }

  #inTurn(write: () => Promise<AppliedChanges>): Promise<AppliedChanges> {
    const written = this.#lastWrite.then(write);
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  diff(request: { revision: number; first: number; after: DiffEntry | null }): Promise<readonly DiffEntry[]> {
    return readDiff(this.#session, request);
  }

  async ping(): Promise<void> {
    await this.#session.rows(sql`select max(number) from revision`);
  }

  async close(): Promise<void> {
    await this.#lastWrite;
    await this.#dialect.close();
  }

  async #write(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    end: 'commit' | 'rollback',
  ): Promise<AppliedChanges> {
    const dialect = this.#dialect;
    try {
      return await dialect.writing.connection().execute(async (connection) => {
        await dialect.beginWriting(connection);
        const session = new Session(dialect, connection, this.#onStatement);
        try {
          const applied = await applyChanges(session, changes, note, this.#now);
          const isKept = applied.revision !== null && end === 'commit';
          if (isKept && countOf(applied) >= manyChanges) await dialect.afterManyChanges(connection);
          if (isKept) await dialect.announce(connection);
          await (isKept ? sql`commit` : sql`rollback`).execute(connection);
          if (isKept) this.feed.published();
          return applied;
        } catch (error) {
          // The error that stopped the work says more than one of a connection that is no longer there.
          await sql`rollback`.execute(connection).catch(() => undefined);
          throw error;
        }
      });
    } catch (error) {
      throw dialect.explain(error);
    }
  }
}

function countOf({ concepts, claims }: AppliedChanges): number {
  return [concepts, claims].reduce((sum, { added, changed, ended }) => sum + added + changed + ended, 0);
}
