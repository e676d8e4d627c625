import { fold } from '../../../graph/text/fold.js';
import { PlacedText } from '../../input/placed-text.js';
import type { TextRange } from '../../input/text-lines.js';
import { linksOf, type CellContent, type GridCell } from '../model/grid-cell.js';
import type { CellSeparator, TableCell, TableGrid } from '../model/table-grid.js';
import { distinctLinks, linksIn } from './cell-links.js';
import { emptyContext, tableCell } from './make-grid.js';

/** A named list of rows, such as a sheet. */
export interface NamedRows {
  readonly name: string;
  readonly rows: readonly (readonly GridCell[])[];
}

/** A table of a text of tab-separated values. */
export interface StoredTable {
  /** The name of the `NamedRows` that contain the table; null if the text has no line with the name, or if this line is skipped. */
  readonly name: PlacedText | null;
  readonly grid: TableGrid;
}

/** Tables as one text of tab-separated values, one row per line. */
export interface StoredTables {
  readonly text: string;
  readonly tables: readonly StoredTable[];
}

/**
 * Prints rows as tab-separated values, in order. If there are several `NamedRows`, each is below a line with its name.
 * White space within a cell becomes a single space. Merged cells are printed once. Empty cells at the ends of rows, and
 * empty rows at the ends of `NamedRows`, are left out. The URLs of hyperlinks follow the tables, one per line.
 *
 * A row below an empty row begins another table only if its first cell is equal to the first cell of the head above, and
 * its other cells are not all equal to the cells of this head.
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
  const body = printed
    .flat()
    .map((line) => `${withoutEmptyEnd(line).join('\t')}\n`)
    .join('');
  const urls = [...new Set(tables.flatMap(({ rows }) => rows.flat().flatMap(linksOf)))];
  const text = urls.length === 0 ? body : `${body}\n${urls.join('\n')}\n`;
  const links = placedLinks(urls, text, body.length + 1);
  let offset = 0;
  const stored = printed.flatMap((lines, index): readonly StoredTable[] => {
    const placed = lines.map((line) => {
      const end = withoutEmptyEnd(line).length;
      const contents = line.map((cell, column) => {
        const start = Math.min(offset, body.length);
        if (column < end) offset += cell.length + (column < end - 1 ? 1 : 0);
        return cell === ''
          ? PlacedText.decoded('', start, start)
          : PlacedText.of(text, start, start + cell.length);
      });
      offset += 1;
      return contents;
    });
    const before = isOne ? 0 : index > 0 ? 2 : 1;
    const rows = cellRows(tables[index]?.rows ?? [], placed.slice(before), links);
    return separateTables(rows).map((part) => ({
      name: placed[before - 1]?.[0] ?? null,
      grid: { form, rows: rectangular(part), separator, context: emptyContext, confidences: null },
    }));
  });
  return { text, tables: stored };
}

/** The text ranges of URLs that are printed from an offset, one URL per line. */
function placedLinks(urls: readonly string[], text: string, offset: number): ReadonlyMap<string, PlacedText> {
  const links = new Map<string, PlacedText>();
  let start = offset;
  for (const url of urls) {
    links.set(url, PlacedText.of(text, start, start + url.length));
    start += url.length + 1;
  }
  return links;
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

/** The texts of cells, without empty rows at the end. A merged cell has its text at its first position, and empty texts at its other positions. */
function printedRows(rows: readonly (readonly GridCell[])[]): readonly (readonly string[])[] {
  const seen = new Set<CellContent>();
  const lines = rows.map((row) =>
    row.map((cell) => {
      if (typeof cell === 'string') return spaced(cell);
      const isRepeated = seen.has(cell);
      seen.add(cell);
      return isRepeated ? '' : spaced(cell.text);
    }),
  );
  return lines.slice(0, lines.findLastIndex((line) => line.some((text) => text !== '')) + 1);
}

function withoutEmptyEnd(line: readonly string[]): readonly string[] {
  return line.slice(0, line.findLastIndex((text) => text !== '') + 1);
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

type CellRow = readonly (TableCell | null)[];

/** Creates the cells of rows. Blank strings at the end of a row become null. */
function cellRows(
  rows: readonly (readonly GridCell[])[],
  contents: readonly (readonly PlacedText[])[],
  hyperlinks: ReadonlyMap<string, PlacedText>,
): readonly CellRow[] {
  const spans = spansOf(rows.slice(0, contents.length));
  const merged = new Map<CellContent, TableCell>();
  return contents.map((line, index) => {
    const end = line.findLastIndex(({ text }) => text !== '') + 1;
    return line.map((content, column) => {
      const cell = rows[index]?.[column];
      if (cell === undefined || typeof cell === 'string')
        return column < end ? tableCell(content, { links: linksIn(content) }) : null;
      const existing = merged.get(cell);
      if (existing) return existing;
      const created = tableCell(content, {
        number: cell.number,
        links: distinctLinks([
          ...linksIn(content),
          ...linksOf(cell).flatMap((url) => hyperlinks.get(url) ?? []),
        ]),
        ...spans.get(cell),
      });
      merged.set(cell, created);
      return created;
    });
  });
}

/** How many rows and how many columns each cell with `CellContent` spans. */
function spansOf(
  rows: readonly (readonly GridCell[])[],
): ReadonlyMap<CellContent, Pick<TableCell, 'rowSpan' | 'columnSpan'>> {
  const starts = new Map<CellContent, { row: number; column: number }>();
  const spans = new Map<CellContent, { rowSpan: number; columnSpan: number }>();
  rows.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      if (typeof cell === 'string') return;
      const start = starts.get(cell) ?? { row, column };
      starts.set(cell, start);
      spans.set(cell, { rowSpan: row - start.row + 1, columnSpan: column - start.column + 1 });
    }),
  );
  return spans;
}

/**
 * Separates the tables in rows. A row below an empty row begins another table only if its first cell is equal to the
 * first cell of the head above, and its other cells are not all equal to the cells of this head.
 */
function separateTables(rows: readonly CellRow[]): readonly (readonly CellRow[])[] {
  const tables: CellRow[][] = [[]];
  let head: CellRow | null = null;
  rows.forEach((row, index) => {
    const above = rows[index - 1];
    const isAfterGap = above !== undefined && textsIn(above).length === 0;
    if (head && isAfterGap && isOtherHead(row, head, rows[index + 1])) {
      tables.push([]);
      head = null;
    }
    if (!head && textsIn(row).length >= 2) head = row;
    tables.at(-1)?.push(row);
  });
  return tables;
}

function textsIn(row: CellRow): readonly string[] {
  return row.flatMap((cell) => (cell && !cell.content.isBlank ? [fold(cell.content.text)] : []));
}

function isOtherHead(row: CellRow, head: CellRow, next: CellRow | undefined): boolean {
  const cornerOf = (cells: CellRow): string => fold(cells[0]?.content.text ?? '');
  const [texts, heads] = [textsIn(row), textsIn(head)];
  return (
    cornerOf(row) === cornerOf(head) &&
    texts.length >= 2 &&
    textsIn(next ?? []).length >= 2 &&
    texts.join('\n') !== heads.join('\n') &&
    row.every((cell) => cell === null || cell.content.isBlank || /^\p{L}/u.test(cell.content.text))
  );
}

function rectangular(rows: readonly CellRow[]): TableGrid['rows'] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}
