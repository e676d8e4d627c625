import type { Kysely, RawBuilder } from 'kysely';
import type { Pace } from '../../graph/work/pace.js';
import { background } from '../../graph/work/time-slices.js';
import { withinTime } from '../../graph/work/within-time.js';
import type { Availability } from './availability.js';
import type { Scan, ScannedColumns, SqlDialect, SqlSyntax, StatementListener } from '../dialect/dialect.js';

/** Runs statements on one connection or pool. Calls the listener with each statement and converts driver errors. */
export class Session {
  readonly syntax: SqlSyntax;
  /** Bounds the time of statements that read committed rows, and yields between their rows. */
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
    this.syntax = dialect.syntax;
    this.#dialect = dialect;
    this.#connection = connection;
    this.#onStatement = onStatement;
    this.#availability = availability;
  }

  /** Creates a session on the same connection with another pace. */
  at(pace: Pace): Session {
    return new Session(this.#dialect, this.#connection, this.#onStatement, this.#availability, pace);
  }

  /** Runs a statement. @returns the rows of its result @throws {TertiumError} STORE_UNAVAILABLE, DEADLINE_EXCEEDED */
  async rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> {
    if (this.#connection !== this.#dialect.reading) return (await this.#run(statement)).rows;
    const rows: Row[] = [];
    await this.each(statement, (row) => rows.push(row));
    return rows;
  }

  /**
   * Runs a statement that reads committed rows, and visits the rows in time slices.
   * @throws {TertiumError} STORE_UNAVAILABLE, DEADLINE_EXCEEDED. Some rows may have been visited before.
   */
  async each<Row>(statement: RawBuilder<Row>, visit: (row: Row) => void): Promise<void> {
    const { pace } = this;
    if (pace.isOver()) throw pace.end();
    const compiled = statement.compile(this.#connection);
    this.#onStatement(compiled.sql);
    // A late result still shows that the database is available, so the statement is observed even if the request no longer waits.
    const read = this.#availability.observe(
      () => this.#dialect.read(compiled, pace, visit),
      (error) => this.#dialect.explain(error),
    );
    await withinTime(read, pace);
  }

  /** Runs a statement that changes rows. @returns the number of changed rows @throws {TertiumError} STORE_UNAVAILABLE */
  async change(statement: RawBuilder<unknown>): Promise<number> {
    return Number((await this.#run(statement)).numAffectedRows ?? 0);
  }

  /** Reads many committed rows in batches. @throws {TertiumError} STORE_UNAVAILABLE */
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
