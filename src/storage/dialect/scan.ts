import type { RawBuilder } from 'kysely';
import type { ColumnType } from './columns.js';

/**
 * Rows to be read that may be all that there are; they may come in any order. Their statement has no parameters, as not
 * every way to read many takes them.
 */
export interface Scan {
  readonly values: readonly ScannedValue[];
  readonly tables: RawBuilder<unknown>;
  readonly condition: RawBuilder<unknown>;
  /** How a database that reads them page by page finds the next: by columns that no two rows share, or as a table's rows lie. */
  readonly pages: { readonly by: readonly string[] } | { readonly asRowsOf: string };
}

export interface ScannedValue {
  readonly type: ColumnType;
  readonly value: RawBuilder<unknown>;
}

/** What was read of some rows, value by value: lists of one length. */
export type ScannedColumns = readonly (readonly unknown[])[];
