import type { CompiledQuery, SqliteStatement } from 'kysely';
import type Database from 'libsql';
import type { Pace } from '../../graph/work/pace.js';
import { withinTime } from '../../graph/work/within-time.js';
import { RememberedStatements } from './remembered-statements.js';

/**
 * As many statements may be under way at once; the others wait. A statement that is under way keeps the snapshot that it has begun with,
 * and with it its connection.
 */
const mostConnections = 8;
/** The driver fetches as many rows at once, so that no fewer can be read between two looks at the clock. */
const rowsAtATime = 100;

/**
 * Connections of one SQLite file that statements read on, row by row, in time slices: a statement holds the event loop for as long as it
 * takes to find its next hundred rows, and goes on in a later turn where the slice is used up. What a statement does before its first row,
 * such as sorting, is done at a stretch: statements that may look at many rows leave that to their readers.
 */
export class SqliteReaders {
  readonly #connect: () => Database.Database;
  readonly #idle: Reader[] = [];
  readonly #waiting: ((reader: Reader) => void)[] = [];
  #count = 0;

  /** @param connect opens one more connection; fails where the file at the path is no longer the one that was opened */
  constructor(connect: () => Database.Database) {
    this.#connect = connect;
    // At once, so that the file can be read where it is moved before anything has been read.
    this.#idle.push(this.#open());
  }

  /** Runs a statement that reads, and has its rows visited. @throws {TertiumError} DEADLINE_EXCEEDED where the time of `pace` is over before its last row */
  async read<Row>(
    { sql, parameters }: CompiledQuery<Row>,
    pace: Pace,
    visit: (row: Row) => void,
  ): Promise<void> {
    if (pace.isDue()) await pace.pause();
    const reader = this.#idle.pop() ?? this.#opened() ?? (await this.#nextIdle(pace));
    let isUsable = true;
    try {
      const statement = reader.prepare(sql);
      const cursor = statement.iterate(parameters) as Iterator<Row, undefined>;
      let count = 0;
      for (let next = cursor.next(); next.done !== true; next = cursor.next()) {
        visit(next.value);
        count += 1;
        if (count % rowsAtATime !== 0 || !pace.isDue()) continue;
        try {
          await pace.pause();
        } catch (error) {
          isUsable = endEarly(statement, parameters);
          throw error;
        }
      }
    } finally {
      if (isUsable) this.#release(reader);
      else this.#replace(reader);
    }
  }

  #open(): Reader {
    const reader = new RememberedStatements(this.#connect());
    this.#count += 1;
    return reader;
  }

  /** One more connection; null where there are as many as may be, or no more can be opened beside those that there are. */
  #opened(): Reader | null {
    if (this.#count >= mostConnections) return null;
    try {
      return this.#open();
    } catch (error) {
      if (this.#count > 0) return null;
      throw error;
    }
  }

  /** Closes a connection; another takes its place where one can be opened. */
  #replace(reader: Reader): void {
    reader.close();
    this.#count -= 1;
    const other = this.#opened();
    if (other) this.#release(other);
  }

  #nextIdle(pace: Pace): Promise<Reader> {
    let take: (reader: Reader) => void = () => undefined;
    const given = new Promise<Reader>((resolve) => {
      take = resolve;
    });
    this.#waiting.push(take);
    return withinTime(given, pace).catch((error: unknown) => {
      const place = this.#waiting.indexOf(take);
      // It may have been given one in the moment in which its time was over.
      if (place >= 0) this.#waiting.splice(place, 1);
      else void given.then((reader) => this.#release(reader));
      throw error;
    });
  }

  #release(reader: Reader): void {
    const next = this.#waiting.shift();
    if (next) next(reader);
    else this.#idle.push(reader);
  }
}

type Reader = RememberedStatements;

/**
 * Ends a statement before its last row. Without that it would keep its snapshot until it runs again: others on the connection would see
 * nothing that is written meanwhile, and the write-ahead log could not be cleared.
 *
 * The driver resets a statement only when it runs to its end. Without values, the statements of the store find nothing, and do so at once.
 * @returns whether it has ended: a full text search refuses to run without its words
 */
function endEarly(statement: SqliteStatement, parameters: readonly unknown[]): boolean {
  try {
    statement.all(parameters.map(() => null));
    return true;
  } catch {
    return false;
  }
}
