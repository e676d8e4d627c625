/** The position of a cell in a sheet. Rows and columns count from 1. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** A range of cells. Both ends are inclusive. */
export interface CellRange {
  readonly from: CellPosition;
  readonly to: CellPosition;
}

const maxRows = 1_048_576;
const maxColumns = 16_384;

/** Parses a cell reference such as `B7` or `$B$7`; null if the text is not a reference to a cell within the maximum size of a sheet. */
export function parseCellReference(reference: string): CellPosition | null {
  const [, letters, digits] = /^\$?([a-z]{1,3})\$?([1-9]\d{0,6})$/iu.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters.toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 'A'.charCodeAt(0) + 1,
    0,
  );
  const row = Number(digits);
  return row <= maxRows && column <= maxColumns ? { row, column } : null;
}

/** Parses a range such as `B7:C9`, or a cell reference as the range of one cell; null if the text is neither, or if the second cell is above or left of the first. */
export function parseCellRange(range: string): CellRange | null {
  const [first = '', last = first, ...more] = range.split(':');
  if (more.length > 0) return null;
  const from = parseCellReference(first);
  const to = parseCellReference(last);
  return from && to && from.row <= to.row && from.column <= to.column ? { from, to } : null;
}
