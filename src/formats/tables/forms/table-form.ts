import type { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import type { GridParts } from './make-grid.js';

/** A table that was found in lines. */
export interface LineTable extends GridParts {
  /** The cells of each row, each cell once. */
  readonly rows: readonly (readonly TableCell[])[];
  /** The index of the line after the table. */
  readonly end: number;
}

/** A syntax of tables in lines of text. */
export interface TableForm {
  /** The name of the form in grids. */
  readonly name: string;
  /**
   * Finds a table that starts at a line. The method can be called for every line of a document, so it must determine
   * from a bounded number of lines whether a table starts.
   * @param lines the lines of the document, with their indentation
   * @returns null if no table starts at the line
   */
  tableAt(lines: readonly PlacedText[], start: number): LineTable | null;
}
