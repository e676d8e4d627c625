import { existsSync, readFileSync } from 'node:fs';
import { runStatements } from './statements.js';

/**
 * Reads all that a database keeps, as one text: the bytes of a SQLite file and of its log, or all rows of all tables and the statistics of
 * PostgreSQL.
 */
export async function storedBytes(url: string): Promise<string> {
  if (url.startsWith('file:')) {
    const file = url.slice('file:'.length);
    const files = ['', '-wal', '-shm'].map((suffix) => file + suffix).filter((path) => existsSync(path));
    return files.map((path) => readFileSync(path, 'utf8')).join('\n');
  }
  const tables = await runStatements(url, ["select tablename from pg_tables where schemaname = 'public'"]);
  const rows = [];
  for (const { tablename } of tables) {
    rows.push(...(await runStatements(url, [`select t::text as row from "${String(tablename)}" t`])));
  }
  rows.push(
    ...(await runStatements(url, ["select s::text as row from pg_stats s where schemaname = 'public'"])),
  );
  return rows.map(({ row }) => String(row)).join('\n');
}
