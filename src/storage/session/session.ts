import type { Kysely, RawBuilder } from 'kysely';
import type { Pace } from '../../graph/work/pace.js';
import { background } from '../../graph/work/time-slices.js';
import { withinTime } from '../../graph/work/within-time.js';
import type { Availability } from './availability.js';
import type { SqlDialect, SqlForms, StatementListener } from '../dialect/dialect.js';
import type { Scan, ScannedColumns } from '../dialect/scan.js';

/** One connection, or pool of them, on which statements run: told to the listener, with errors explained. */
export class Session {
  readonly forms: SqlForms;
  /** What bounds its statements in time, where they read what has been committed, and at which pace their rows are read. */
  readonly pace: Pace;
  readonly #connection: Kysely<unknown>;
  readonly #dialect: SqlDialect;
  readonly #onStatement: StatementListener;
  readonly #availability: Availability;

  constructor(
    dialect: SqlDialect,
    connection: Kysely<unknown>,
    onStatement: StatementListener,
    availability: Availability,
    pace: Pace = background,
  ) {
    this.pace = pace;
    this.forms = dialect.forms;
    this.#dialect = dialect;
    this.#connection = connection;
    this.#onStatement = onStatement;
    this.#availability = availability;
  }

  /** The same session, whose statements read at another pace. */
  at(pace: Pace): Session {
    return new Session(this.#dialect, this.#connection, this.#onStatement, this.#availability, pace);
  }

  /** Runs a statement. @returns its rows @throws {TertiumError} STORE_UNAVAILABLE, DEADLINE_EXCEEDED */
  async rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> {
    if (this.#connection !== this.#dialect.reading) return (await this.#run(statement)).rows;
    const rows: Row[] = [];
    await this.each(statement, (row) => rows.push(row));
    return rows;
  }

  /**
   * Runs a statement that reads what has been committed, and has its rows visited, some in each time slice.
   * @throws {TertiumError} STORE_UNAVAILABLE, DEADLINE_EXCEEDED; rows may have been visited by then
   */
  async each<Row>(statement: RawBuilder<Row>, visit: (row: Row) => void): Promise<void> {
    const { pace } = this;
    if (pace.isOver()) throw pace.end();
    const compiled = statement.compile(this.#connection);
    this.#onStatement(compiled.sql);
    // What the database answers too late is noted too: only the request does not wait for it.
    const read = this.#availability.observe(
      () => this.#dialect.read(compiled, pace, visit),
      (error) => this.#dialect.explain(error),
    );
    await withinTime(read, pace);
  }

  /** Runs a statement that changes rows. @returns how many @throws {TertiumError} STORE_UNAVAILABLE */
  async change(statement: RawBuilder<unknown>): Promise<number> {
    return Number((await this.#run(statement)).numAffectedRows ?? 0);
  }

  /** Reads many rows of what has been committed, some thousand at once. @throws {TertiumError} STORE_UNAVAILABLE */
  async *scan(scan: Scan): AsyncGenerator<ScannedColumns> {
    try {
      yield* this.#dialect.scan(scan, this.#onStatement);
    } catch (error) {
      throw this.#dialect.explain(error);
    }
  }

  async #run<Row>(statement: RawBuilder<Row>): Promise<{ rows: Row[]; numAffectedRows?: bigint }> {
    const compiled = statement.compile(this.#connection);
    this.#onStatement(compiled.sql);
    return this.#availability.observe(
      () => this.#connection.executeQuery(compiled),
      (error) => this.#dialect.explain(error),
    );
  }
}
