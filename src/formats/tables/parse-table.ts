import { fold } from '../../graph/text/fold.js';
import { hashOfText } from '../../graph/kept-text.js';
import { DocumentError } from '../input/document-error.js';
import { unguarded } from '../comparison/csv-table.js';
import type { ParsedInput } from '../drafts/draft-format.js';
import { gridText, type PlacedCell } from './grid-text.js';
import { GridReport } from './grid-report.js';
import { isPrintedHead, readPrintedComparison } from './printed-comparison.js';
import { subjectsOfGrid } from './subjects-of-grid.js';
import { TableDraft, type Heading } from './table-draft.js';

/** What whoever imports a table knows of it. */
export interface TableOptions {
  /** The name that it goes by in messages. */
  readonly file: string;
  /** What its source is called, unless a line above the table says so. */
  readonly name: string;
  readonly subjects: 'rows' | 'columns' | null;
}

/** Rows of cells that have a name, such as a sheet. */
export interface NamedGrid {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a comparison table as a draft: its heads name approaches and dimensions, and every other cell that says
 * something is a claim. The text of its source is the table as tab-separated values.
 * @param table rows of cells, the head first; above it there may be a line of its own with the title
 * @throws {DocumentError} where there are not two columns and two rows
 */
export function parseTable(table: readonly (readonly string[])[], options: TableOptions): ParsedInput {
  return parseTables([{ name: options.name, rows: table }], options);
}

/**
 * Reads tables of one source as a draft, each by its own head. In the text of the source several stand one below the
 * other, each under a line with its name, which also is the group of its dimensions that have none. What is no table
 * is not understood.
 * @throws {DocumentError} where none is a table with two columns and two rows
 */
export function parseTables(grids: readonly NamedGrid[], options: TableOptions): ParsedInput {
  const isOne = grids.length === 1;
  const starts: number[] = [];
  const lines: (readonly string[])[] = [];
  for (const { name, rows } of grids) {
    if (!isOne) lines.push(...(lines.length > 0 ? [[]] : []), [name]);
    starts.push(lines.length);
    const isPrinted = isPrintedHead(rows[0] ?? []);
    for (const row of rows) lines.push(isPrinted ? row.map(unguarded) : row);
  }
  const { text, rows } = gridText(lines);
  const report = new GridReport(rows);
  const tables = grids.flatMap(({ name }, index) => {
    const start = starts[index] ?? 0;
    const end = isOne ? rows.length : Math.min(rows.length, start + (grids[index]?.rows.length ?? 0));
    const sheet = isOne ? undefined : rows[start - 1]?.[0];
    if (sheet) report.mark(sheet, 'NAMED', 'the name of a sheet');
    const table = placedTable(rows.slice(start, end));
    return table ? [{ name: sheet?.text ?? name, ...table }] : [];
  });
  if (tables.length === 0) {
    const expected = 'a table with a head, a row and two columns at least';
    const came = rows.length === 0 ? 'nothing' : 'less';
    throw new DocumentError([{ file: options.file, line: 1, column: 1, expected, came }]);
  }
  const [first] = tables;
  const title = tables.length === 1 ? first?.title : undefined;
  const draft = new TableDraft(title?.text ?? options.name, hashOfText(text), report);
  for (const table of tables) {
    if (table.title) {
      if (title) report.mark(table.title, 'SOURCE', 'the title');
      else report.mark(table.title, 'NAMED', 'the title of a sheet');
    }
    readTable(table, tables.length === 1 ? null : table.name, { draft, report, subjects: options.subjects });
  }
  return {
    draft: draft.finish({ hash: hashOfText(text), text, mediaType: 'text/tab-separated-values' }),
    report: report.finish(),
  };
}

interface PlacedTable {
  readonly title: PlacedCell | undefined;
  readonly head: readonly PlacedCell[];
  readonly body: readonly (readonly PlacedCell[])[];
}

/** The table in rows of cells; null where there are not two columns and two rows. */
function placedTable(rows: readonly (readonly PlacedCell[])[]): PlacedTable | null {
  const top = rows.findIndex((row) => row.length > 1);
  const body = rows.slice(top + 1);
  if (top < 0 || body.every((row) => row.length < 2)) return null;
  return { title: rows.slice(0, top).flat().find(isName), head: rows[top] ?? [], body };
}

interface TableReading {
  readonly draft: TableDraft;
  readonly report: GridReport;
  readonly subjects: TableOptions['subjects'];
}

/** @param sheet the name of the table, if it is one of several */
function readTable({ head, body }: PlacedTable, sheet: string | null, reading: TableReading): void {
  const { draft, report } = reading;
  const words = head.map(({ text }) => text);
  if (reading.subjects === null && isPrintedHead(words)) {
    readPrintedComparison(head, body, sheet, reading);
    return;
  }
  const rows = body.map((row) => row.map(({ text }) => text));
  const subjects = reading.subjects ?? subjectsOfGrid(words, rows);
  const [corner] = head;
  if (corner) report.mark(corner, 'NAMED', 'the corner of the table');
  const across = head.flatMap((cell, at): Heading[] =>
    at > 0 && isName(cell) ? [{ cell, at, group: sheet }] : [],
  );
  const down = headsOfRows(body, sheet, report);
  const isInRows = subjects === 'rows';
  const [approaches, dimensions] = isInRows ? [down, across] : [across, down];
  for (const dimension of dimensions) {
    const cells = approaches.flatMap((approach) => {
      const cell = isInRows ? body[approach.at]?.[dimension.at] : body[dimension.at]?.[approach.at];
      return cell && cell.text !== '' ? [{ approach: approach.cell.text, cell }] : [];
    });
    draft.dimension(dimension, cells, sheet);
  }
  for (const { cell } of approaches) draft.approach(cell);
}

/** Whether there is more in a cell than marks that names are compared without. */
function isName({ text }: PlacedCell): boolean {
  return fold(text) !== '';
}

/** The first cells of rows; one that stands alone heads a group of rows. */
function headsOfRows(
  body: readonly (readonly PlacedCell[])[],
  sheet: string | null,
  report: GridReport,
): readonly Heading[] {
  const heads: Heading[] = [];
  let group = sheet;
  for (const [at, row] of body.entries()) {
    const [cell] = row;
    if (!cell || !isName(cell)) continue;
    if (row.length > 1) heads.push({ cell, at, group });
    else {
      group = cell.text;
      report.mark(cell, 'NAMED', 'the head of a group');
    }
  }
  return heads;
}
