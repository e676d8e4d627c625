/** The types of column that the tables need. */
export type ColumnType = 'text' | 'integer' | 'json';

/** Names and types of the columns of a set of rows. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** A value in a row of such a set; JSON is given as its text. */
export type Cell = string | number | null;
