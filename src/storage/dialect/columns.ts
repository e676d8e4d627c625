/** The column types of the tables. */
export type ColumnType = 'text' | 'integer' | 'json';

/** The columns of a row set: types by name. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** A value of a row set. JSON values are passed as text. */
export type Cell = string | number | null;
