import type { CompiledQuery, SqliteStatement } from 'kysely';
import type Database from 'libsql';
import type { Pace } from '../../graph/work/pace.js';
import { withinTime } from '../../graph/work/within-time.js';
import { StatementCache } from './statement-cache.js';

/**
 * The maximum number of concurrent statements. Further statements wait. A running statement reads from the snapshot at its start, and
 * needs its connection until it ends.
 */
const maxConnections = 8;
/** The number of rows that the driver fetches in one batch. The clock is checked after each batch. */
const rowsPerFetch = 100;

/**
 * A pool of connections to one SQLite file. Statements read row by row, in time slices.
 *
 * A statement blocks the event loop until it has found its next hundred rows, and continues in a later turn if the time slice is used up.
 * Work before the first row, such as sorting, cannot be interrupted. So statements over many rows do not sort: the caller sorts the rows.
 */
export class SqliteReaders {
  readonly #connect: () => Database.Database;
  readonly #idle: Reader[] = [];
  /** Connections that are closed when their statement ends. */
  readonly #outdated = new WeakSet<Reader>();
  readonly #busy = new Set<Reader>();
  readonly #waiting: ((reader: Reader) => void)[] = [];
  #count = 0;

  /** Opens the first connection. @param connect opens a connection; fails if the path no longer refers to the file that was opened */
  constructor(connect: () => Database.Database) {
    this.#connect = connect;
    // Opened now, so that the file can be read even if it is moved before the first read.
    this.#idle.push(this.#open());
  }

  /**
   * Runs a statement that reads, and visits its rows.
   * @throws {TertiumError} DEADLINE_EXCEEDED if `pace` is over at a pause or while the read waits for a connection
   */
  async read<Row>(
    { sql, parameters }: CompiledQuery<Row>,
    pace: Pace,
    visit: (row: Row) => void,
  ): Promise<void> {
    if (pace.isDue()) await pace.pause();
    const reader = this.#idle.pop() ?? this.#tryOpen() ?? (await this.#nextIdle(pace));
    let isUsable = true;
    this.#busy.add(reader);
    try {
      const statement = reader.prepare(sql);
      const cursor = statement.iterate(parameters) as Iterator<Row, undefined>;
      let count = 0;
      for (let next = cursor.next(); next.done !== true; next = cursor.next()) {
        visit(next.value);
        count += 1;
        if (count % rowsPerFetch !== 0 || !pace.isDue()) continue;
        try {
          await pace.pause();
        } catch (error) {
          isUsable = endEarly(statement, parameters);
          throw error;
        }
      }
    } finally {
      this.#busy.delete(reader);
      if (isUsable && !this.#outdated.has(reader)) this.#release(reader);
      else this.#replace(reader);
    }
  }

  /** Replaces all connections. Busy connections are replaced when their statements end. */
  renew(): void {
    for (const reader of this.#busy) this.#outdated.add(reader);
    for (const reader of this.#idle.splice(0)) this.#replace(reader);
  }

  #open(): Reader {
    const reader = new StatementCache(this.#connect());
    this.#count += 1;
    return reader;
  }

  /** Opens a connection; null if the limit is reached, or if the connection cannot be opened and other connections exist. */
  #tryOpen(): Reader | null {
    if (this.#count >= maxConnections) return null;
    try {
      return this.#open();
    } catch (error) {
      if (this.#count > 0) return null;
      throw error;
    }
  }

  /** Closes a connection, and tries to open another: see `#tryOpen`. */
  #replace(reader: Reader): void {
    reader.close();
    this.#count -= 1;
    const replacement = this.#tryOpen();
    if (replacement) this.#release(replacement);
  }

  #nextIdle(pace: Pace): Promise<Reader> {
    let receive: (reader: Reader) => void = () => undefined;
    const received = new Promise<Reader>((resolve) => {
      receive = resolve;
    });
    this.#waiting.push(receive);
    return withinTime(received, pace).catch((error: unknown) => {
      const index = this.#waiting.indexOf(receive);
      // The caller may have received a connection at the moment of its deadline.
      if (index >= 0) this.#waiting.splice(index, 1);
      else void received.then((reader) => this.#release(reader));
      throw error;
    });
  }

  #release(reader: Reader): void {
    const next = this.#waiting.shift();
    if (next) next(reader);
    else this.#idle.push(reader);
  }
}

type Reader = StatementCache;

/**
 * Ends a statement before its last row. Otherwise the statement would retain its snapshot until it runs again: other statements on the
 * connection would not read later commits, and the write-ahead log could not be cleared.
 *
 * The driver resets a statement only when it runs to its end. So the statement is run with null parameters: it then finds no rows, and
 * soon ends.
 * @returns whether the statement has ended; a full-text search with null parameters throws
 */
function endEarly(statement: SqliteStatement, parameters: readonly unknown[]): boolean {
  try {
    statement.all(parameters.map(() => null));
    return true;
  } catch {
    return false;
  }
}
