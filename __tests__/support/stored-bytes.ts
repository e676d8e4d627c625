import { existsSync, readFileSync } from 'node:fs';
import { runStatements } from './statements.js';

/**
 * Reads the complete content of a database as one text. For SQLite, the text is the content of the database file, its log and the index of the log.
 * For PostgreSQL, the text has the rows of all tables and of their statistics.
 */
export async function storedBytes(url: string): Promise<string> {
  if (url.startsWith('file:')) {
    const file = url.slice('file:'.length);
    const files = ['', '-wal', '-shm'].map((suffix) => file + suffix).filter((path) => existsSync(path));
    return files.map((path) => readFileSync(path, 'utf8')).join('\n');
  }
  const tables = await runStatements(url, ["select tablename from pg_tables where schemaname = 'public'"]);
  const statements = [
    ...tables.map(({ tablename }) => `select t::text as row from "${String(tablename)}" t`),
    "select s::text as row from pg_stats s where schemaname = 'public'",
  ];
  const rows = await runStatements(url, [statements.join(' union all ')]);
  return rows.map(({ row }) => String(row)).join('\n');
}
