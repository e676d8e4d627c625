import { TertiumError } from '../graph/errors.js';
import type { GraphStore } from '../graph/ports/writing.js';
import type { SqlDialect, StatementListener } from './dialect/dialect.js';
import { Availability, type AvailabilityChange } from './session/availability.js';
import { SqlStore } from './sql-store.js';

export interface StoreOptions {
  /** Whether a graph may be created if the URL names a missing file or an empty database. Default: true. */
  readonly mayCreate?: boolean;
  /** Called with the SQL of statements that read or write content of the store, before they are sent. */
  readonly onStatement?: StatementListener;
  /**
   * The timeout of statements that read, in milliseconds; only for PostgreSQL. Default: 10,000. An earlier deadline of a request takes
   * precedence. Scans and statements of write transactions have other timeouts.
   */
  readonly readTimeoutMs?: number;
  /** The clock for stored times, such as the time of a revision. */
  readonly now?: () => Date;
  /** Called when the database becomes unavailable, and when it is available again. */
  readonly onAvailability?: (change: AvailabilityChange) => void;
}

/**
 * Opens the graph that a URL names, `file:./x.db` (SQLite) or `postgres://…`, and brings its tables up to date.
 * @throws {TertiumError} BAD_USER_INPUT if the URL is not the URL of a store. STORE_UNAVAILABLE if the store cannot be used,
 *   belongs to another application or a newer version, or does not exist and may not be created. The message
 *   contains no credentials.
 * @throws {Error} if a migration fails
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<GraphStore> {
  const dialect = await openDialect(url, options);
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

/** Loads only the driver of the requested database: loading the other driver would take a tenth of the time of a short command. */
async function openDialect(
  url: string,
  { mayCreate = true, readTimeoutMs }: StoreOptions,
): Promise<SqlDialect> {
  const file = /^file:(?!:memory:)(.+)$/su.exec(url)?.[1];
  if (file !== undefined) {
    const { openSqlite } = await import('./sqlite/sqlite-dialect.js');
    return openSqlite(file.replace(/^\/\/(?=\/)/, ''), mayCreate);
  }
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { openPostgres } = await import('./postgres/postgres-dialect.js');
    return openPostgres(url, mayCreate, readTimeoutMs);
  }
  throw new TertiumError(
    'BAD_USER_INPUT',
    `Expected the URL of a store, file:PATH or postgres://USER:PASSWORD@HOST/DATABASE, got ${schemeOf(url)}.`,
  );
}

/** Describes a text by its scheme, for messages. Other parts of the text may contain a password. */
function schemeOf(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  return scheme === undefined ? 'a text without a scheme' : `a text that begins with ${scheme}`;
}
