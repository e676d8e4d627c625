/** A cell of a table and where it stands in the table's text. */
export interface PlacedCell {
  readonly text: string;
  /** Offsets in Unicode code points. */
  readonly start: number;
  readonly end: number;
}

/** A table as a text of tab-separated values, a row on each line. */
export interface GridText {
  readonly text: string;
  /** Without the empty cells at the end of each row. */
  readonly rows: readonly (readonly PlacedCell[])[];
}

/** Writes a table as text; tabs and line breaks within a cell become spaces. Rows after the last that says something are left out. */
export function gridText(table: readonly (readonly string[])[]): GridText {
  const lines: string[] = [];
  const rows: (readonly PlacedCell[])[] = [];
  const last = table.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
  let at = 0;
  for (const row of table.slice(0, last + 1)) {
    const cells: PlacedCell[] = [];
    const end = row.findLastIndex((cell) => cell.trim() !== '');
    for (const cell of row.slice(0, end + 1)) {
      const text = cell.replace(/\s+/gu, ' ').trim();
      const start = at;
      at += codePoints(text);
      cells.push({ text, start, end: at });
      at += 1;
    }
    if (cells.length === 0) at += 1;
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
