/** The content of a cell. */
export interface CellContent {
  readonly text: string;
  /** Whether the cell is a number of a spreadsheet. Such numbers have a decimal point and no separators of thousands. */
  readonly isNumber: boolean;
}

/** A cell before it is placed: its text, or a number of a spreadsheet. */
export type GridCell = string | CellContent;

/** A cell of a table, and its text range in the table's text. */
export interface PlacedCell extends CellContent {
  /** The start of the text range, in Unicode code points. */
  readonly start: number;
  readonly end: number;
}

/** A table as a text of tab-separated values, one row per line. */
export interface GridText {
  readonly text: string;
  /** The rows, without the empty cells at their ends. */
  readonly rows: readonly (readonly PlacedCell[])[];
}

/**
 * Prints a table as tab-separated values. White space within a cell becomes a single space. Empty rows at
 * the end are left out.
 */
export function printGrid(table: readonly (readonly GridCell[])[]): GridText {
  const lines: string[] = [];
  const rows: (readonly PlacedCell[])[] = [];
  const last = table.findLastIndex((row) => row.some((cell) => textIn(cell).trim() !== ''));
  let offset = 0;
  for (const row of table.slice(0, last + 1)) {
    const cells: PlacedCell[] = [];
    const end = row.findLastIndex((cell) => textIn(cell).trim() !== '');
    for (const cell of row.slice(0, end + 1)) {
      const text = textIn(cell).replace(/\s+/gu, ' ').trim();
      const start = offset;
      offset += codePoints(text);
      cells.push({ text, isNumber: typeof cell !== 'string' && cell.isNumber, start, end: offset });
      offset += 1;
    }
    if (cells.length === 0) offset += 1;
    rows.push(cells);
    lines.push(`${cells.map(({ text }) => text).join('\t')}\n`);
  }
  return { text: lines.join(''), rows };
}

/** The text of a cell. */
export function textIn(cell: GridCell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
