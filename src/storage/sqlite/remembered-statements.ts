import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type Database from 'libsql';

const rememberedStatements = 500;

/**
 * The statements of one connection by their text: the store has few texts and runs them often, and preparing one takes time.
 * Searches have more, by the number of their words: of these, the oldest are forgotten.
 */
export class RememberedStatements implements SqliteDatabase {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  close(): void {
    this.#database.close();
  }

  prepare(text: string): SqliteStatement {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#database.prepare(text);
      const [oldest = ''] = this.#statements.keys();
      if (this.#statements.size >= rememberedStatements) this.#statements.delete(oldest);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}
