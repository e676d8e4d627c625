import type { Kysely, RawBuilder } from 'kysely';
import type { SqlDialect, SqlForms } from './dialect.js';

/** Is told the text of every statement that reads or writes the graph. */
export type StatementListener = (sql: string) => void;

/** One connection, or pool of them, on which statements run: told to the listener, with errors explained. */
export class Session {
  readonly forms: SqlForms;
  readonly #connection: Kysely<unknown>;
  readonly #dialect: SqlDialect;
  readonly #onStatement: StatementListener;

  constructor(dialect: SqlDialect, connection: Kysely<unknown>, onStatement: StatementListener) {
    this.forms = dialect.forms;
    this.#dialect = dialect;
    this.#connection = connection;
    this.#onStatement = onStatement;
  }

  /** Runs a statement. @returns its rows @throws {TertiumError} STORE_UNAVAILABLE */
  async rows<Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> {
    return (await this.#run(statement)).rows;
  }

  /** Runs a statement that changes rows. @returns how many @throws {TertiumError} STORE_UNAVAILABLE */
  async change(statement: RawBuilder<unknown>): Promise<number> {
    return Number((await this.#run(statement)).numAffectedRows ?? 0);
  }

  async #run<Row>(statement: RawBuilder<Row>): Promise<{ rows: Row[]; numAffectedRows?: bigint }> {
    const compiled = statement.compile(this.#connection);
    this.#onStatement(compiled.sql);
    try {
      return await this.#connection.executeQuery(compiled);
    } catch (error) {
      throw this.#dialect.explain(error);
    }
  }
}
