import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import type { Pace } from '../../graph/work/pace.js';
import type { Cell, Columns, ColumnType } from './columns.js';
import type { Scan, ScannedColumns } from './scan.js';
import type { SearchForms } from './search-forms.js';

/** Is told the text of every statement that reads or writes the graph. */
export type StatementListener = (sql: string) => void;

/** How one database says what the databases do not say alike. */
export interface SqlForms {
  /** A set of keys, as one parameter: a table with the columns `ordinal`, from 0, and `key`. */
  keySet(keys: readonly string[]): RawBuilder<unknown>;
  /** Rows, as one parameter or one for each column: a table with these columns. */
  rowSet(columns: Columns, rows: readonly (readonly Cell[])[]): RawBuilder<unknown>;
  /**
   * Selects the concepts at the far ends of the claims `c` that pass a condition and have `reached.id` at
   * one end, whichever it is. Each database needs to be told in its own way to look into both indexes.
   */
  farEnds(condition: RawBuilder<unknown>): RawBuilder<unknown>;
  /**
   * Whether statements run in this process, and hold its event loop until they have found their next rows. There, what looks at many rows
   * is selected as it is found, and sorted, counted and cut by its reader.
   */
  readonly isEmbedded: boolean;
  /** How many rows a table has, those that hold no longer too: an estimate, which takes no time however many there are. */
  rowCount(table: 'claim' | 'citation'): RawBuilder<number>;
  /** How words are indexed and found. */
  readonly search: SearchForms;
  /** The type to declare a column with. Text is ordered by code points, on every database. */
  readonly columnTypes: Readonly<Record<ColumnType, RawBuilder<unknown>>>;
}

/** A database that the store runs on: its connections and its ways. */
export interface SqlDialect {
  readonly forms: SqlForms;
  /** For statements that read what has been committed, and that no request waits for. */
  readonly reading: Kysely<unknown>;
  /** For write transactions. */
  readonly writing: Kysely<unknown>;
  /**
   * Reads what has been committed, with one statement. It holds the event loop for no longer than `pace` allows, and ends when its time
   * is over.
   * @param visit is called with each row, some at a time
   * @throws {TertiumError} DEADLINE_EXCEEDED where it is; what the driver throws otherwise
   */
  read<Row>(statement: CompiledQuery<Row>, pace: Pace, visit: (row: Row) => void): Promise<void>;
  /** Reads many rows, some thousand at once. */
  scan(scan: Scan, onStatement: StatementListener): AsyncIterable<ScannedColumns>;
  /**
   * Brings the tables up to date, and does no harm where another process does the same. Where they are, it waits for no
   * writer.
   * @throws {TertiumError} STORE_UNAVAILABLE where the database is not to be opened: see `expectOpenable`
   * @throws {Error} where a migration fails.
   */
  migrate(): Promise<void>;
  /** @throws {TertiumError} STORE_UNAVAILABLE where the file that is open is no longer the one at its path */
  expectInPlace(): void;
  /** Begins a transaction when every writer before has ended, with empty tables of `workTables` at hand. */
  beginWriting(connection: Kysely<unknown>): Promise<void>;
  /** Lets the planner know of the rows that a large set has brought. */
  afterManyChanges(connection: Kysely<unknown>): Promise<void>;
  /** Notifies other processes of a revision, once the transaction is committed. */
  announce(connection: Kysely<unknown>, revision: number): Promise<void>;
  /**
   * @param onNews is called, where the database tells of revisions by itself, some time after each
   * @param observe runs what the watch asks the database, to note whether it answers
   */
  watch(
    onNews: (newest: number) => void,
    observe: <Result>(run: () => Promise<Result>) => Promise<Result>,
  ): StoreWatch;
  /** STORE_UNAVAILABLE, where an error of the driver tells that the database cannot be used; else the error. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
}

/** Watches for revisions that any process publishes. */
export interface StoreWatch {
  /** Whether there may have been one since it was last asked. */
  hasNews(): boolean;
  stop(): Promise<void>;
}

/**
 * Tables that a write transaction keeps its accounts in; gone, or empty, when it ends: their names, and their columns.
 * @param text the type of a text that is ordered as the tables of the graph have it; with another, no index would
 *   be of use where the two are joined
 */
export function workTables(text: string): readonly (readonly [name: string, columns: string])[] {
  return [
    ['touched', `id ${text} primary key, thing text not null, ends integer not null, place integer not null`],
    ['completed_source', `source ${text} primary key, place integer not null`],
    ['remeasured_dimension', `id ${text} primary key, place integer not null`],
  ];
}
