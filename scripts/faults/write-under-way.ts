import Database from 'libsql';
import pg from 'pg';

/** Whether another process has an open write transaction in a database. */
export async function isBeingWritten(databaseUrl: string): Promise<boolean> {
  if (databaseUrl.startsWith('file:')) return isLocked(databaseUrl.slice('file:'.length));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_stat_activity where backend_xid is not null');
    return (rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

/** Whether a write transaction cannot start because another one is open: SQLite has one writer at a time. */
function isLocked(file: string): boolean {
  const database = new Database(file);
  try {
    database.exec('pragma busy_timeout = 0');
    database.exec('begin immediate');
    database.exec('rollback');
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      return true;
    throw error;
  } finally {
    database.close();
  }
}
