import { PlacedText } from '../../input/placed-text.js';
import type { TextRange } from '../../input/text-lines.js';
import { emptyContext, textCell } from '../model/text-grid.js';
import type { CellSeparator, TableCell, TableGrid } from '../model/table-grid.js';
import { textIn, type GridCell } from '../grid-text.js';

/** Rows of cells with a name, such as a sheet. */
export interface NamedRows {
  readonly name: string;
  readonly rows: readonly (readonly GridCell[])[];
}

/** A table of a text of tab-separated values. */
export interface StoredTable {
  /** The name of the table, if the text has a line with the name; null for the only table of a text. */
  readonly name: PlacedText | null;
  readonly grid: TableGrid;
}

/** Tables as one text of tab-separated values, one row per line. */
export interface StoredTables {
  readonly text: string;
  readonly tables: readonly StoredTable[];
}

/**
 * Prints tables as tab-separated values, in order, each of several tables below a line with its name. White space within a cell
 * becomes a single space. Empty cells at the ends of rows, and empty rows at the ends of tables, are left out.
 */
export function storeTables(
  tables: readonly NamedRows[],
  form: string,
  separator: CellSeparator,
): StoredTables {
  const isOne = tables.length === 1;
  const printed = tables.map(({ name, rows }, index) => {
    const lines = printedRows(rows);
    return isOne ? lines : [...(index > 0 ? [[]] : []), [spaced(name)], ...lines];
  });
  const text = printed
    .flat()
    .map((line) => `${line.join('\t')}\n`)
    .join('');
  let offset = 0;
  return {
    text,
    tables: printed.map((lines, index): StoredTable => {
      const placed = lines.map((line) => {
        const contents = line.map((cell) => {
          const start = offset;
          offset += cell.length + 1;
          return PlacedText.of(text, start, offset - 1);
        });
        if (line.length === 0) offset += 1;
        return contents;
      });
      const before = isOne ? 0 : index > 0 ? 2 : 1;
      const source = tables[index]?.rows ?? [];
      const rows = placed
        .slice(before)
        .map((line, row) => line.map((content, column) => cellOf(content, source[row]?.[column])));
      return {
        name: placed[before - 1]?.[0] ?? null,
        grid: { form, rows: rectangular(rows), separator, context: emptyContext, confidences: null },
      };
    }),
  };
}

/** Removes the cells and names that start in ranges of the stored text. */
export function withoutRanges(
  tables: readonly StoredTable[],
  ranges: readonly TextRange[],
): readonly StoredTable[] {
  if (ranges.length === 0) return tables;
  const isLeft = ({ start }: PlacedText): boolean =>
    !ranges.some(([from, to]) => start >= from && start < to);
  return tables.map(({ name, grid }) => ({
    name: name && isLeft(name) ? name : null,
    grid: {
      ...grid,
      rows: grid.rows.map((row) => row.map((cell) => (cell && isLeft(cell.content) ? cell : null))),
    },
  }));
}

function printedRows(rows: readonly (readonly GridCell[])[]): readonly (readonly string[])[] {
  const lines = rows.map((row) => {
    const texts = row.map((cell) => spaced(textIn(cell)));
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  });
  return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function cellOf(content: PlacedText, source: GridCell | undefined): TableCell {
  const isNumber = source !== undefined && typeof source !== 'string' && source.isNumber;
  return { ...textCell(content), number: isNumber ? { numeral: content.text, unit: null } : null };
}

function rectangular(rows: readonly (readonly TableCell[])[]): TableGrid['rows'] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}
