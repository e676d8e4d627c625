import { TertiumError } from '../graph/errors.js';
import type { GraphStore } from '../graph/writing.js';
import type { SqlDialect, StatementListener } from './dialect.js';
import { Availability, type AvailabilityChange } from './availability.js';
import { SqlStore } from './sql-store.js';

export interface StoreOptions {
  /** Whether a graph may be created where the URL names no file or an empty database: it may, if left out. */
  readonly mayCreate?: boolean;
  /** Is called with each statement of a read or a write, as it is sent. */
  readonly onStatement?: StatementListener;
  /** The clock that revisions are dated by. */
  readonly now?: () => Date;
  /** Is called when the database stops answering, and when it answers again: once each for an outage. */
  readonly onAvailability?: (change: AvailabilityChange) => void;
}

/**
 * Opens the graph that a URL names, `file:./x.db` (SQLite) or `postgres://…`, and brings its tables up to date.
 * @throws {TertiumError} BAD_USER_INPUT where the URL names no store, STORE_UNAVAILABLE where the store
 *   cannot be used, belongs to another application or to a newer version, or is not to be created; the message says what
 *   to check, and holds no credentials
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<GraphStore> {
  const dialect = await openDialect(url, options.mayCreate ?? true);
  try {
    await dialect.migrate();
  } catch (error) {
    await dialect.close();
    throw error;
  }
  return new SqlStore(
    dialect,
    options.onStatement ?? (() => undefined),
    options.now ?? (() => new Date()),
    new Availability(options.onAvailability ?? (() => undefined)),
  );
}

/** Loads the driver of one database only: the other one's is a tenth of what a short command takes. */
async function openDialect(url: string, mayCreate: boolean): Promise<SqlDialect> {
  const file = /^file:(?!:memory:)(.+)$/su.exec(url)?.[1];
  if (file !== undefined) {
    const { openSqlite } = await import('./sqlite-dialect.js');
    return openSqlite(file.replace(/^\/\/(?=\/)/, ''), mayCreate);
  }
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { openPostgres } = await import('./postgres-dialect.js');
    return openPostgres(url, mayCreate);
  }
  throw new TertiumError(
    'BAD_USER_INPUT',
    `Expected the URL of a store, file:PATH or postgres://USER:PASSWORD@HOST/DATABASE, got ${schemeOf(url)}.`,
  );
}

/** As much of a URL as may be shown: what comes after may hold a password. */
function schemeOf(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  return scheme === undefined ? 'none' : `one that begins with ${scheme}`;
}
