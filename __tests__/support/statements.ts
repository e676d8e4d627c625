import Database from 'libsql';
import pg from 'pg';

/**
 * Runs statements on a database, bypassing Tertium.
 * @returns on PostgreSQL, the rows of the last statement; on SQLite, those of the last `select` or `pragma` without a value
 */
export async function runStatements(
  url: string,
  statements: readonly string[],
): Promise<readonly Record<string, unknown>[]> {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length));
    try {
      let rows: readonly Record<string, unknown>[] = [];
      for (const statement of statements) {
        if (/^(?:select|pragma \w+$)/u.test(statement)) {
          rows = database.prepare(statement).all() as Record<string, unknown>[];
        } else database.exec(statement);
      }
      return rows;
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const statement of statements) {
      rows = (await client.query<Record<string, unknown>>(statement)).rows;
    }
    return rows;
  } finally {
    await client.end();
  }
}
