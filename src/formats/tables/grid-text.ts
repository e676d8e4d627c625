/** A cell of a table, and its text range in the table's text. */
export interface PlacedCell {
  readonly text: string;
  /** Offsets in Unicode code points. */
  readonly start: number;
  readonly end: number;
}

/** A table as a text of tab-separated values, one row a line. */
export interface GridText {
  readonly text: string;
  /** Without the empty cells at the end of each row. */
  readonly rows: readonly (readonly PlacedCell[])[];
}

/**
 * Prints a table as tab-separated values. White space within a cell becomes a single space. Empty rows at
 * the end are left out.
 */
export function printGrid(table: readonly (readonly string[])[]): GridText {
  const lines: string[] = [];
  const rows: (readonly PlacedCell[])[] = [];
  const last = table.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
  let offset = 0;
  for (const row of table.slice(0, last + 1)) {
    const cells: PlacedCell[] = [];
    const end = row.findLastIndex((cell) => cell.trim() !== '');
    for (const cell of row.slice(0, end + 1)) {
      const text = cell.replace(/\s+/gu, ' ').trim();
      const start = offset;
      offset += codePoints(text);
      cells.push({ text, start, end: offset });
      offset += 1;
    }
    if (cells.length === 0) offset += 1;
    rows.push(cells);
    lines.push(`${cells.map(({ text }) => text).join('\t')}\n`);
  }
  return { text: lines.join(''), rows };
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
