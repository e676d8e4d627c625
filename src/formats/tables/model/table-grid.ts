import type { PlacedText } from '../../input/placed-text.js';

/** A number in a spreadsheet, with the unit from its number format. */
export interface CellNumber {
  /** The number in digits, with a point as the decimal sign and without separators of thousands. */
  readonly numeral: string;
  /** The unit in the number format, such as `%`, `USD` or `kg`, as written there; null if there is none. */
  readonly unit: string | null;
}

/** A cell of a table in a document, before its value is parsed. */
export interface TableCell {
  /**
   * The text after the removal of inline markup and of footnote marks that are markup. Some pictures are replaced by
   * their alternative texts.
   */
  readonly content: PlacedText;
  /** Whether the cell is a head by its markup, such as `<th>`, or by its position, such as above the rule of a Markdown table. */
  readonly isHead: boolean;
  /** The number of a spreadsheet cell; null for other cells. */
  readonly number: CellNumber | null;
  /** The marks of footnotes in the cell, such as `1` or `*`, in order. */
  readonly footnotes: readonly string[];
  /** The absolute URLs of the links in the cell, in order, each once, with their text ranges in the document. */
  readonly links: readonly PlacedText[];
  /** The number of rows that the cell spans. The grid repeats the cell object at each position that the cell covers. */
  readonly rowSpan: number;
  /** The number of columns that the cell spans. */
  readonly columnSpan: number;
}

/** The separator between the cells of a row; null for tables with other separators, or with markup. */
export type CellSeparator = ',' | ';' | '\t' | null;

/** The text around a table. */
export interface TableContext {
  /** The caption; null if there is none. */
  readonly caption: PlacedText | null;
  /** The headings above the table, outermost first. */
  readonly headings: readonly PlacedText[];
  /**
   * The legends elsewhere in the document, then the paragraphs and list items between the heading or table above and this table,
   * in order.
   */
  readonly before: readonly PlacedText[];
  /**
   * The paragraphs, list items and footnotes between the table and the next heading or table, in order, then the definitions of the
   * table's footnotes elsewhere in the document.
   */
  readonly after: readonly PlacedText[];
}

/** A table as it was found in a document, before its heads, orientation, subjects and values are known. */
export interface TableGrid {
  /** The name of the table form, such as `pipes` or `html`. */
  readonly form: string;
  /** The rows, all with the same number of positions. A position without a cell is null. */
  readonly rows: readonly (readonly (TableCell | null)[])[];
  readonly separator: CellSeparator;
  readonly context: TableContext;
  /**
   * For each row, the confidence that it was divided into cells correctly, from 0 to 1; null if markup or separators
   * delimit the cells.
   */
  readonly confidences: readonly number[] | null;
}
