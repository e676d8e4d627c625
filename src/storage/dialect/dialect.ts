import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import type { Pace } from '../../graph/work/pace.js';
import type { Cell, Columns, ColumnType } from './columns.js';
import type { SearchSyntax } from './search-syntax.js';

/** Called with the SQL of statements that read or write content of the store, before they are sent. */
export type StatementListener = (sql: string) => void;

/** The SQL that differs between the databases. */
export interface SqlSyntax {
  /** Returns a table with the columns `ordinal` (from 0) and `key`, from a set of keys that is sent as one parameter. */
  keySet(keys: readonly string[]): RawBuilder<unknown>;
  /** Returns a table with the given columns and rows. The rows are sent as one parameter, or as one parameter per column. */
  rowSet(columns: Columns, rows: readonly (readonly Cell[])[]): RawBuilder<unknown>;
  /**
   * Returns the condition that a column has one of the values that a statement selects. The database reads the values first, so that it can find
   * the rows by an index on the column.
   */
  isSelected(column: RawBuilder<unknown>, selection: RawBuilder<unknown>): RawBuilder<unknown>;
  /**
   * Returns assignments of columns to themselves, to append to the other assignments of an update of many rows. They are for the indexed columns
   * that the update leaves unchanged. If an update changes an indexed column, PostgreSQL adds an entry to every index for each updated row. If the
   * update does not assign the columns of an index, PostgreSQL also searches each full page of the index for entries of dead row versions. This
   * costs CPU time. Empty for SQLite, which updates only the indexes of assigned columns.
   */
  reassigned(columns: readonly string[]): RawBuilder<unknown>;
  /**
   * Returns a statement that selects the ids of the concepts at the other ends of the claims `c` that pass a condition and have `reached.id` as
   * subject or target. Each database needs a different statement to use both indexes.
   */
  farEnds(condition: RawBuilder<unknown>): RawBuilder<unknown>;
  /**
   * Whether the database runs in this process, so that a statement blocks the event loop until it finds its next rows. In an embedded
   * database, statements over many rows must return rows as they are found. The reader sorts, counts and truncates the rows.
   */
  readonly isEmbedded: boolean;
  /** Returns an expression for the estimated number of rows of a table, including rows that are no longer valid. The expression needs no scan of the table. */
  rowCount(table: 'claim' | 'citation'): RawBuilder<number>;
  /** The SQL that indexes and finds words. */
  readonly search: SearchSyntax;
  /** The declared types of columns. Every database orders text by code points. */
  readonly columnTypes: Readonly<Record<ColumnType, RawBuilder<unknown>>>;
}

/** A database on which the store runs: its connections, its SQL, and operations that differ between databases. */
export interface SqlDialect {
  readonly syntax: SqlSyntax;
  /** The connections for statements that read committed rows outside of requests. */
  readonly reading: Kysely<unknown>;
  /** The connections for write transactions. */
  readonly writing: Kysely<unknown>;
  /** The connections for transactions of `beginErasing`. Their statements may take any time. */
  readonly erasing: Kysely<unknown>;
  /**
   * Reads committed rows with one statement, at a pace.
   * @param visit called with each row, several rows in one time slice
   * @throws {TertiumError} DEADLINE_EXCEEDED if `pace` ends the read; on SQLite also STORE_UNAVAILABLE, for example if the file was overwritten.
   *   Other errors are errors of the driver.
   */
  read<Row>(statement: CompiledQuery<Row>, pace: Pace, visit: (row: Row) => void): Promise<void>;
  /** Reads many rows, in batches. */
  scan(scan: Scan, onStatement: StatementListener): AsyncIterable<ScannedColumns>;
  /**
   * Migrates the tables to this version. Safe if other processes migrate them concurrently. Does not wait for writers if the tables are up
   * to date.
   * @throws {TertiumError} STORE_UNAVAILABLE if the database cannot be used, or must not be opened: see `expectOpenable`
   * @throws {Error} if a migration fails
   */
  migrate(): Promise<void>;
  /**
   * Checks that the open file of SQLite is in place. Does nothing on PostgreSQL.
   * @throws {TertiumError} STORE_UNAVAILABLE if the file was moved, replaced, overwritten or damaged
   * @throws the driver's error if the file has no table of revisions
   */
  expectInPlace(): void;
  /**
   * Begins a transaction that writes the graph, in which the tables of `workTables` exist and are empty. Waits until no other transaction writes
   * the graph.
   */
  beginWriting(connection: Kysely<unknown>): Promise<void>;
  /**
   * Begins a transaction that writes changesets, keys and the audit log, and not the graph. Waits until no other transaction writes these; on
   * SQLite, also until no other transaction writes the graph.
   */
  beginEditing(connection: Kysely<unknown>): Promise<void>;
  /**
   * Begins a transaction that rewrites the graph and the changesets. Waits until no other transaction writes. On SQLite, the transaction also
   * overwrites deleted data.
   */
  beginErasing(connection: Kysely<unknown>): Promise<void>;
  /**
   * Waits for writers of changesets, keys and the audit log, within a transaction that writes the graph. Does nothing on SQLite, where a file
   * has one writer.
   */
  lockEditing(connection: Kysely<unknown>): Promise<void>;
  /**
   * Removes the remaining data of changed and deleted rows from the files of the database.
   * @throws {TertiumError} STORE_UNAVAILABLE if other connections use the database, and do not finish in time
   */
  removeTraces(): Promise<void>;
  /** Updates the statistics of PostgreSQL's planner after a large set of changes. Does nothing on SQLite. */
  analyze(connection: Kysely<unknown>): Promise<void>;
  /** Notifies other processes of a revision when the transaction is committed. Does nothing on SQLite: see `StoreWatch.hasNews`. */
  notify(connection: Kysely<unknown>, revision: number): Promise<void>;
  /**
   * Watches for new revisions.
   * @param onNews called on PostgreSQL when the watch finds a higher revision than in the last call, or higher than 0 at first; never called on
   *   SQLite, where `hasNews` checks the file
   * @param observer runs the connection attempts and polls of the watch on PostgreSQL, to record whether the database responds
   */
  watch(onNews: (newest: number) => void, observer: WatchObserver): StoreWatch;
  /** Converts a driver error to STORE_UNAVAILABLE if the error means that the database cannot be used. Returns other errors unchanged. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
}

/**
 * A statement that reads many rows, possibly an entire table, in any order. It has no parameters, because COPY in PostgreSQL accepts no
 * parameters.
 */
export interface Scan {
  readonly values: readonly ScannedValue[];
  readonly tables: RawBuilder<unknown>;
  readonly condition: RawBuilder<unknown>;
  /** The order in which SQLite reads the rows in pages: by columns that identify a row, or in the physical order of the table with the given alias. */
  readonly pages: { readonly by: readonly string[] } | { readonly asRowsOf: string };
}

export interface ScannedValue {
  readonly type: ColumnType;
  readonly value: RawBuilder<unknown>;
}

/** One batch of scanned rows by column. All lists have the same length. */
export type ScannedColumns = readonly (readonly unknown[])[];

/**
 * Records whether the database responds to a watch. Both methods throw STORE_UNAVAILABLE if the database cannot be
 * used.
 */
export interface WatchObserver {
  /**
   * Opens a connection. A failure begins an outage, but success does not end the outage: a pooler accepts connections while its database is
   * down.
   */
  connection<Result>(connect: () => Promise<Result>): Promise<Result>;
  /** Runs a statement. A failure begins an outage; a result ends the outage. */
  statement<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** A watch for revisions that any process publishes. */
export interface StoreWatch {
  /** Whether a revision may have been published since the last call. */
  hasNews(): boolean;
  stop(): Promise<void>;
}

/**
 * Lists the temporary tables in which a write transaction records its changes. PostgreSQL drops them when the transaction ends. SQLite empties them when the
 * next write transaction begins.
 * @param text the text type, with the collation of the graph's tables: joins of columns with different collations cannot use an index
 * @returns the names and columns of the tables
 */
export function workTables(text: string): readonly (readonly [name: string, columns: string])[] {
  return [
    ['touched', `id ${text} primary key, thing text not null, ends integer not null, place integer not null`],
    ['completed_source', `source ${text} primary key, place integer not null`],
    ['remeasured_dimension', `id ${text} primary key, place integer not null`],
  ];
}
