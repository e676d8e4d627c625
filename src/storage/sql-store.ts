import { sql, type Kysely } from 'kysely';
import { TertiumError } from '../graph/errors.js';
import type { ApiKeyStore, AuditLog } from '../graph/ports/access.js';
import type { PreviewTokenStore } from '../graph/ports/preview-tokens.js';
import type { ChangesetStore } from '../graph/ports/changesets.js';
import type { ErasureOptions, ErasureRequest, ErasureResult, Eraser } from '../graph/ports/erasing.js';
import type { DiffEntry } from '../graph/ports/history.js';
import type { GraphReader } from '../graph/ports/reading.js';
import { background } from '../graph/work/time-slices.js';
import type {
  AppliedChanges,
  Change,
  GraphStore,
  RevisionNote,
  WriteOptions,
} from '../graph/ports/writing.js';
import { applyChanges } from './writing/apply-changes.js';
import { withTimeout, shortTimeoutMs } from './dialect/with-timeout.js';
import { appendAudit, SqlAuditLog } from './editing/audit-entries.js';
import type { EditingWriter } from './editing/editing-writer.js';
import { beginPublication, type PendingPublication } from './editing/publication.js';
import { eraseWords } from './erasing/erase.js';
import { SqlApiKeys } from './editing/sql-api-keys.js';
import { SqlChangesets } from './editing/sql-changesets.js';
import { SqlPreviewTokens } from './editing/sql-preview-tokens.js';
import type { Availability } from './session/availability.js';
import type { SqlDialect, StatementListener } from './dialect/dialect.js';
import { readDiff } from './reading/read-changes.js';
import { Revisions } from './reading/read-revisions.js';
import { SpreadCache } from './reading/read-spreads.js';
import { StatisticsCache } from './reading/read-statistics.js';
import { SqlFeed } from './feed/sql-feed.js';
import { Session } from './session/session.js';
import { SqlView } from './sql-view.js';

/** The planner's statistics are updated after a write that adds, changes and ends at least this many concepts and claims in total. */
const changesToAnalyze = 500;

/** The interval in milliseconds of the checks of an embedded database's file. A check takes a few microseconds. */
const fileCheckMs = 500;

/** A graph in an SQL database. */
export class SqlStore implements GraphStore {
  readonly reader: GraphReader;
  readonly feed: SqlFeed;
  readonly changesets: ChangesetStore;
  readonly apiKeys: ApiKeyStore;
  readonly previewTokens: PreviewTokenStore;
  readonly audit: AuditLog;
  readonly eraser: Eraser;
  readonly #dialect: SqlDialect;
  readonly #onStatement: StatementListener;
  readonly #now: () => Date;
  readonly #session: Session;
  readonly #revisions: Revisions;
  readonly #availability: Availability;
  readonly #fileChecks: NodeJS.Timeout | undefined;
  /** The pending ping, shared by concurrent callers. */
  #ping: Promise<unknown> | undefined;
  /** The last write of the queue. The next write waits for it before it takes a connection. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** The last write of changesets, keys or the audit log, on a database where it does not wait for writes of the graph. */
  #lastEditing: Promise<unknown> = Promise.resolve();

  constructor(
    dialect: SqlDialect,
    onStatement: StatementListener,
    now: () => Date,
    availability: Availability,
  ) {
    this.#dialect = dialect;
    this.#onStatement = onStatement;
    this.#now = now;
    this.#availability = availability;
    const session = new Session(dialect, dialect.reading, onStatement, availability);
    this.#session = session;
    if (dialect.syntax.isEmbedded) {
      this.#fileChecks = setInterval(() => this.#checkFile(), fileCheckMs);
      this.#fileChecks.unref();
    }
    const revisions = new Revisions(session);
    this.#revisions = revisions;
    const statistics = new StatisticsCache(session);
    const spreads = new SpreadCache();
    this.feed = new SqlFeed(session, dialect, revisions, availability);
    const editing = [session, this.#writeEditing, now] as const;
    this.changesets = new SqlChangesets(...editing);
    this.apiKeys = new SqlApiKeys(...editing);
    this.previewTokens = new SqlPreviewTokens(...editing);
    this.audit = new SqlAuditLog(...editing);
    this.eraser = {
      erase: (request, options = {}) => this.#enqueue(() => this.#erase(request, options, 'commit')),
      rehearse: (request) => this.#enqueue(() => this.#erase(request, {}, 'rollback')),
      removeTraces: () => this.#enqueue(() => dialect.removeTraces()),
    };
    this.reader = {
      async openView(at, pace = background) {
        const paced = pace === background ? session : session.at(pace);
        const revision = await (at === undefined ? revisions.newest(paced) : revisions.at(at, paced));
        return revision && new SqlView(paced, revision, statistics, spreads);
      },
      async openViewAsOf(time, pace = background) {
        const paced = pace === background ? session : session.at(pace);
        const revision = await revisions.asOf(time, paced);
        return revision && new SqlView(paced, revision, statistics, spreads);
      },
    };
  }

  apply(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options: WriteOptions = {},
  ): Promise<AppliedChanges> {
    return this.#enqueue(() => this.#write(changes, note, options, 'commit'));
  }

  rehearse(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options: WriteOptions = {},
  ): Promise<AppliedChanges> {
    return this.#enqueue(() => this.#write(changes, note, options, 'rollback'));
  }

  #enqueue<Result>(write: () => Promise<Result>): Promise<Result> {
    const written = this.#lastWrite.then(write);
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  /** Runs a transaction that writes changesets, keys or the audit log. */
  readonly #writeEditing: EditingWriter = (work) => {
    const write = () =>
      this.#inTransaction(async (session, connection) => {
        await this.#dialect.beginEditing(connection);
        const result = await work(session);
        this.#dialect.expectInPlace();
        await sql`commit`.execute(connection);
        return result;
      });
    // An embedded database has one connection that writes.
    if (this.#dialect.syntax.isEmbedded) return this.#enqueue(write);
    const written = this.#lastEditing.then(write);
    this.#lastEditing = written.catch(() => undefined);
    return written;
  };

  diff(request: { revision: number; first: number; after: DiffEntry | null }): Promise<readonly DiffEntry[]> {
    return readDiff(this.#session, request);
  }

  async ping(): Promise<void> {
    this.#expectInPlace();
    this.#ping ??= this.#session.rows(sql`select max(number) from revision`).finally(() => {
      this.#ping = undefined;
    });
    await withTimeout(shortTimeoutMs, this.#ping);
  }

  /** Reports a removed, replaced or overwritten file as an outage until the file is restored, although reads may succeed. */
  #expectInPlace(): void {
    try {
      this.#dialect.expectInPlace();
    } catch (error) {
      if (error instanceof TertiumError) this.#availability.block(error);
      throw error;
    }
    this.#availability.unblock();
  }

  /** Detects a removed, replaced or overwritten file without a request. */
  #checkFile(): void {
    try {
      this.#expectInPlace();
    } catch {
      // `#expectInPlace` has reported an outage. A write fails with any other error.
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#fileChecks);
    await this.#lastWrite;
    await this.#lastEditing;
    await this.#dialect.close();
  }

  #write(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options: WriteOptions,
    end: 'commit' | 'rollback',
  ): Promise<AppliedChanges> {
    const dialect = this.#dialect;
    const { publishes, audit } = options;
    return this.#inTransaction(async (session, connection) => {
      await dialect.beginWriting(connection);
      let publication: PendingPublication | null = null;
      if (publishes) {
        await dialect.lockEditing(connection);
        const begun = await beginPublication(session, publishes, this.#now());
        if (begun.isRepeat) {
          await sql`rollback`.execute(connection);
          return begun.applied;
        }
        publication = begun;
      }
      const changeset = publishes?.changeset ?? null;
      const applied = await applyChanges(session, changes, { note, options, changeset, now: this.#now });
      const { revision } = applied;
      if (end === 'rollback' || (revision === null && publication === null)) {
        await sql`rollback`.execute(connection);
        return applied;
      }
      await publication?.end(session, applied, this.#now());
      if (audit) {
        await dialect.lockEditing(connection);
        const subject = changeset ?? (revision && String(revision.number));
        await appendAudit(session, [audit], { now: this.#now, subject });
      }
      if (countOf(applied) >= changesToAnalyze) await dialect.analyze(connection);
      if (revision) await dialect.notify(connection, revision.number);
      dialect.expectInPlace();
      options.onCommit?.();
      await sql`commit`.execute(connection);
      if (revision) this.feed.published(revision.number);
      return applied;
    });
  }

  #erase(
    request: ErasureRequest,
    { audit, onCommit, touchedIds }: ErasureOptions,
    end: 'commit' | 'rollback',
  ): Promise<ErasureResult> {
    const dialect = this.#dialect;
    return this.#inTransaction(async (session, connection) => {
      await dialect.beginErasing(connection);
      const result = await eraseWords(session, request, { now: this.#now(), touchedIds });
      const { revision } = result;
      if (end === 'rollback' || revision === null) {
        await sql`rollback`.execute(connection);
        return result;
      }
      if (audit) await appendAudit(session, [audit], { now: this.#now, subject: String(revision.number) });
      await dialect.notify(connection, revision.number);
      dialect.expectInPlace();
      onCommit?.();
      await sql`commit`.execute(connection);
      this.#revisions.invalidate();
      this.feed.published(revision.number);
      return result;
    }, dialect.erasing);
  }

  /** Runs a transaction that `run` begins and ends. An error rolls it back. */
  async #inTransaction<Result>(
    run: (session: Session, connection: Kysely<unknown>) => Promise<Result>,
    connections = this.#dialect.writing,
  ): Promise<Result> {
    const dialect = this.#dialect;
    try {
      return await connections.connection().execute(async (connection) => {
        try {
          return await run(
            new Session(dialect, connection, this.#onStatement, this.#availability),
            connection,
          );
        } catch (error) {
          // The error of the rollback is ignored, since it would hide the cause if the connection is broken.
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
