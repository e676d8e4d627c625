import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type Database from 'libsql';

const maxStatements = 500;

/**
 * Caches the prepared statements of one connection by their SQL. The store repeats a small set of statements, and
 * preparing a statement is slow. The statements of searches vary with the words, so the cache is bounded: the oldest
 * statement is evicted.
 */
export class StatementCache implements SqliteDatabase {
  #database: Database.Database;
  readonly #statements = new Map<string, SqliteStatement>();
  #generation = 0;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  close(): void {
    this.#database.close();
  }

  /** Switches to another connection, and closes the current connection. */
  replace(database: Database.Database): void {
    this.#statements.clear();
    this.#database.close();
    this.#database = database;
    this.#generation += 1;
  }

  /** The current connection. It changes with `replace`. */
  get database(): Database.Database {
    return this.#database;
  }

  /** The number of times that the connection was replaced. */
  get generation(): number {
    return this.#generation;
  }

  prepare(text: string): SqliteStatement {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#database.prepare(text);
      const [oldest = ''] = this.#statements.keys();
      if (this.#statements.size >= maxStatements) this.#statements.delete(oldest);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}
