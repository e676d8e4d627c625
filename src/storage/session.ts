import type { Kysely, RawBuilder } from 'kysely';
import type { Availability } from './availability.js';
import type { SqlDialect, SqlForms, StatementListener } from './dialect.js';
import type { Scan, ScannedColumns } from './scan.js';

/** One connection, or pool of them, on which statements run: told to the listener, with errors explained. */
export class Session {
  readonly forms: SqlForms;
  readonly #connection: Kysely<unknown>;
  readonly #dialect: SqlDialect;
  readonly #onStatement: StatementListener;
  readonly #availability: Availability;

  constructor(
    dialect: SqlDialect,
    connection: Kysely<unknown>,
    onStatement: StatementListener,
    availability: Availability,
  ) {
    this.forms = dialect.forms;
    this.#dialect = dialect;
    this.#connection = connection;
    this.#onStatement = onStatement;
    this.#availability = availability;
  }

  /** Runs a statement. @returns its rows @throws {TertiumError} STORE_UNAVAILABLE */
  async rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> {
    return (await this.#run(statement)).rows;
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
    const turn = this.#connection === this.#dialect.reading ? this.#dialect.turnToRead() : null;
    if (turn) await turn;
    this.#onStatement(compiled.sql);
    return this.#availability.observe(
      () => this.#connection.executeQuery(compiled),
      (error) => this.#dialect.explain(error),
    );
  }
}
