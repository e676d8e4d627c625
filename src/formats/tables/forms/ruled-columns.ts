import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { lineCell } from './make-grid.js';
import type { LineTable, TableForm } from './table-form.js';

/** The maximum number of lines of a table with borders, including the borders. */
const maxLines = 2_000;

const rule = /^\s*(?:-{2,}|={2,})(?:\s+(?:-{2,}|={2,}))+\s*$/u;

/**
 * Tables with a rule of dashes or equals signs that has one run for each column. Two forms: simple tables of
 * reStructuredText, with a border above and below; and a head above a rule, with rows below it.
 */
export const ruledColumns: TableForm = {
  name: 'ruled columns',
  tableAt(lines, start) {
    if (isRule(lines[start])) return betweenBorders(lines, start);
    return isRule(lines[start + 1]) ? belowHead(lines, start) : null;
  },
};

function isRule(line: PlacedText | undefined): boolean {
  return line !== undefined && rule.test(line.text);
}

/**
 * Parses a table between two borders. A third border between them, if there is one, ends the head. A line with an empty
 * first cell continues the row above it in the same part. Null if the second border is missing, a line does not fit the
 * columns, or there are fewer than two rows.
 */
function betweenBorders(lines: readonly PlacedText[], start: number): LineTable | null {
  const border = lines[start]?.text.trimEnd();
  const borders: number[] = [];
  for (let at = start + 1; at < Math.min(lines.length, start + maxLines); at += 1) {
    if (lines[at]?.text.trimEnd() !== border) continue;
    borders.push(at);
    if (borders.length === 2 || (lines[at + 1]?.isBlank ?? true)) break;
  }
  const last = borders.at(-1);
  if (last === undefined) return null;
  const headEnd = borders.length === 2 ? (borders[0] ?? start) : start;
  const starts = columnStarts(border ?? '');
  const rows: (readonly TableCell[])[] = [];
  let isHead = headEnd > start;
  for (let at = start + 1; at < last; at += 1) {
    const line = lines[at] as PlacedText;
    if (at === headEnd) isHead = false;
    if (line.isBlank || isRule(line)) continue;
    const cells = cellsIn(line, starts);
    if (cells === null) return null;
    const above = rows.at(-1);
    const continues = cells[0]?.isBlank && above && above[0]?.isHead === isHead;
    if (continues) {
      rows[rows.length - 1] = above.map((cell, column) =>
        lineCell(PlacedText.join([cell.content, cells[column] ?? PlacedText.empty], ' '), isHead),
      );
    } else rows.push(cells.map((cell) => lineCell(cell, isHead)));
  }
  return rows.length < 2 ? null : { rows, end: last + 1 };
}

/**
 * Parses a head above a rule, and the rows below the rule. An empty line, another rule, or a line that does not fit the
 * columns ends the table. Null if the head does not fit the columns or has fewer than two names, or if no row follows.
 */
function belowHead(lines: readonly PlacedText[], start: number): LineTable | null {
  const starts = columnStarts(lines[start + 1]?.text ?? '');
  const head = cellsIn(lines[start] as PlacedText, starts);
  if (head === null || head.filter((cell) => !cell.isBlank).length < 2) return null;
  const rows = [head.map((cell) => lineCell(cell, true))];
  let end = start + 2;
  for (let line = lines[end]; line && !line.isBlank && !isRule(line); line = lines[end]) {
    const cells = cellsIn(line, starts);
    if (cells === null) break;
    rows.push(cells.map((cell) => lineCell(cell)));
    end += 1;
  }
  if (isRule(lines[end])) end += 1;
  return rows.length < 2 ? null : { rows, end };
}

/** Returns the start offset of each column. */
function columnStarts(border: string): readonly number[] {
  return [...border.matchAll(/-+|=+/gu)].map(({ index }) => index);
}

/** Cuts a line at the starts of the columns; null if a word crosses the start of a column. */
function cellsIn(line: PlacedText, starts: readonly number[]): readonly PlacedText[] | null {
  const { text } = line;
  if (starts.slice(1).some((start) => /^\S\S/u.test(text.slice(start - 1, start + 1)))) return null;
  return starts.map((start, column) => line.slice(column === 0 ? 0 : start, starts[column + 1]).trim());
}
