import type { PlacedText } from '../../input/placed-text.js';

/** A number in a spreadsheet, with the part of its format that belongs to the statement of the cell. */
export interface CellNumber {
  /** The number with a decimal point and without separators of thousands. */
  readonly numeral: string;
  /** The unit in the number format, such as `%`, `USD` or `kg`, as written there; null if there is none. */
  readonly unit: string | null;
}

/** A cell of a table, with its text range in the document. Its text is as written: no value is parsed yet. */
export interface TableCell {
  /**
   * The text after the removal of inline markup and of footnote marks that are markup. Some pictures are replaced by
   * their alternative texts.
   */
  readonly content: PlacedText;
  /** Whether markup or the position makes the cell a head, such as `<th>`, or the row above the rule of a Markdown table. */
  readonly isHead: boolean;
  /** A number of a spreadsheet with its format; null for other cells. */
  readonly number: CellNumber | null;
  /** The marks of footnotes in the cell, such as `1` or `*`, in order. */
  readonly footnotes: readonly string[];
  /** The absolute URLs of the links in the cell, in order, each once, with their text ranges in the document. */
  readonly links: readonly PlacedText[];
  /**
   * The number of rows and columns that the cell spans. The grid repeats the cell object at each position that it covers.
   */
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** The separator between the cells of a row; null for tables with other separators or markup. */
export type CellSeparator = ',' | ';' | '\t' | null;

/** The text around a table. */
export interface TableContext {
  /** The caption, or the name of the sheet; null if there is none. */
  readonly caption: PlacedText | null;
  /** The headings above the table, outermost first. */
  readonly headings: readonly PlacedText[];
  /**
   * The legends elsewhere in the document, then the paragraphs and list items between the heading or table above and this table,
   * in order.
   */
  readonly before: readonly PlacedText[];
  /**
   * The paragraphs, list items and footnotes between the table and the next heading or table, in order, then the definitions of its
   * footnotes elsewhere in the document.
   */
  readonly after: readonly PlacedText[];
}

/** A table as it was found in a document, before its heads, orientation, subjects and values are known. */
export interface TableGrid {
  /** The name of the table form, such as `pipes` or `html`. */
  readonly form: string;
  /** The rows; all rows have the same number of cells. A position without a cell is null. */
  readonly rows: readonly (readonly (TableCell | null)[])[];
  readonly separator: CellSeparator;
  readonly context: TableContext;
  /**
   * The confidence that each row was cut into its cells correctly, from 0 to 1; null if markup or separators
   * cut the rows.
   */
  readonly confidences: readonly number[] | null;
}
