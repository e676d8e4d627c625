import { fold } from '../../graph/text/fold.js';
import { hashOfText } from '../../graph/source-text.js';
import { DocumentError } from '../input/document-error.js';
import { removeGuard } from '../comparison/csv-table.js';
import type { ParsedInput } from '../drafts/draft-format.js';
import { WarningList } from '../import/import-warnings.js';
import { CellParsers } from './cells/cell-parsers.js';
import type { CellSeparator as Separator } from './model/table-grid.js';
import { notationOf } from './dimension-cells.js';
import { printGrid, textIn, type GridCell, type PlacedCell } from './grid-text.js';
import { GridReport, formatLocation, type TableReport } from './grid-report.js';
import { isPrintedHead, readPrintedComparison } from './printed-comparison.js';
import { detectSubjects } from './detect-subjects.js';
import { TableDraft, type Heading } from './table-draft.js';

/** The options of parsing a table. */
export interface TableOptions {
  /** The name of the input in messages. */
  readonly file: string;
  /** The name of the source, if the table has no title above it. */
  readonly name: string;
  readonly subjects: 'rows' | 'columns' | null;
  /** The separator between the cells in the file. */
  readonly separator: Separator;
}

/** Rows of cells with a name, such as a sheet. */
export interface NamedGrid {
  readonly name: string;
  readonly rows: readonly (readonly GridCell[])[];
}

/**
 * Parses a comparison table as a draft. Its heads name approaches and dimensions, and every other cell that
 * is not empty states a claim. The text of the source is the table as tab-separated values.
 * @param table rows of cells, the head first; lines above the head may contain a title
 * @throws {DocumentError} if there are fewer than two columns or two rows
 */
export function parseTable(table: readonly (readonly GridCell[])[], options: TableOptions): ParsedInput {
  return parseTables([{ name: options.name, rows: table }], options);
}

/**
 * Parses grids of one source as one draft. Each table has its own head. The text of the source contains the grids
 * in order; each of several grids is below a line with its name. If several grids are tables, the name of each
 * table is also the group of its dimensions without a group. Grids that are not tables are reported as not
 * understood.
 * @throws {DocumentError} if no grid is a table with two columns and two rows
 */
export function parseTables(grids: readonly NamedGrid[], options: TableOptions): ParsedInput {
  const isOne = grids.length === 1;
  const starts: number[] = [];
  const lines: (readonly GridCell[])[] = [];
  for (const { name, rows } of grids) {
    if (!isOne) lines.push(...(lines.length > 0 ? [[]] : []), [name]);
    starts.push(lines.length);
    const isPrinted = isPrintedHead((rows[0] ?? []).map(textIn));
    for (const row of rows) lines.push(isPrinted ? row.map((cell) => removeGuard(textIn(cell))) : row);
  }
  const { text, rows } = printGrid(lines);
  const report = new GridReport(rows);
  const tables = grids.flatMap(({ name }, index) => {
    const start = starts[index] ?? 0;
    const end = isOne ? rows.length : Math.min(rows.length, start + (grids[index]?.rows.length ?? 0));
    const sheet = isOne ? undefined : rows[start - 1]?.[0];
    if (sheet) report.mark(sheet, 'NAMED', 'the name of a sheet');
    const table = findTable(rows.slice(start, end));
    return table ? [{ name: sheet?.text ?? name, ...table }] : [];
  });
  if (tables.length === 0) {
    const expected = 'a table with a head, a row and two columns at least';
    const actual = rows.length === 0 ? 'nothing' : 'less';
    throw new DocumentError([{ file: options.file, line: 1, column: 1, expected, actual }]);
  }
  const [first] = tables;
  const title = tables.length === 1 ? first?.title : undefined;
  const warnings = new WarningList();
  const tableReport = { file: options.file, report, warnings };
  const parsers = new CellParsers();
  const draft = new TableDraft(title?.text ?? options.name, hashOfText(text), tableReport);
  for (const table of tables) {
    if (table.title) {
      if (title) report.mark(table.title, 'SOURCE', 'the title');
      else report.mark(table.title, 'NAMED', 'the title of a sheet');
    }
    readTable(table, tables.length === 1 ? null : table.name, {
      draft,
      parsers,
      options,
      ...tableReport,
    });
  }
  return {
    draft: draft.finish({ hash: hashOfText(text), text, mediaType: 'text/tab-separated-values' }),
    report: report.finish(),
    warnings: warnings.of(options.file),
  };
}

interface PlacedTable {
  readonly title: PlacedCell | undefined;
  readonly head: readonly PlacedCell[];
  readonly body: readonly (readonly PlacedCell[])[];
}

/** Finds the table in rows of cells; null if there are fewer than two columns or two rows. */
function findTable(rows: readonly (readonly PlacedCell[])[]): PlacedTable | null {
  const top = rows.findIndex((row) => row.length > 1);
  const body = rows.slice(top + 1);
  if (top < 0 || body.every((row) => row.length < 2)) return null;
  return { title: rows.slice(0, top).flat().find(isName), head: rows[top] ?? [], body };
}

interface TableContext extends TableReport {
  readonly draft: TableDraft;
  readonly parsers: CellParsers;
  readonly options: TableOptions;
}

/** Reads a table. @param sheet the name of the table; null if the input has only one table */
function readTable({ head, body }: PlacedTable, sheet: string | null, context: TableContext): void {
  const { draft, parsers, report } = context;
  const headTexts = head.map(({ text }) => text);
  const { subjects: requested, separator } = context.options;
  if (requested === null && isPrintedHead(headTexts)) {
    readPrintedComparison(head, body, sheet, context);
    return;
  }
  const subjects = requested ?? detectSubjects(head, body, separator, parsers);
  const [corner] = head;
  if (corner) report.mark(corner, 'NAMED', 'the corner of the table');
  const across = head.flatMap((cell, at): Heading[] =>
    at > 0 && isName(cell) ? [{ cell, at, group: sheet }] : [],
  );
  const down = headsOfRows(body, sheet, report);
  const isInRows = subjects === 'rows';
  const [approaches, dimensions] = isInRows ? [down, across] : [across, down];
  const cellsByDimension = dimensions.map((dimension) =>
    approaches.flatMap((approach) => {
      const cell = isInRows ? body[approach.at]?.[dimension.at] : body[dimension.at]?.[approach.at];
      return cell && cell.text !== '' ? [{ approach: approach.cell.text, cell }] : [];
    }),
  );
  const headed = dimensions.map(({ cell }, index) => ({
    head: cell.text,
    cells: (cellsByDimension[index] ?? []).map(({ cell }) => cell),
  }));
  const notation = notationOf(headed, separator);
  for (const [index, dimension] of dimensions.entries()) {
    draft.dimension(dimension, cellsByDimension[index] ?? [], { sheet, notation, parsers });
  }
  for (const { cell } of approaches) draft.approach(cell);
  for (const headings of [approaches, dimensions]) warnOfRepeatedHeads(headings, context);
}

/** Warns of heads that occur twice: their cells become claims about one approach or dimension. */
function warnOfRepeatedHeads(headings: readonly Heading[], { file, report, warnings }: TableReport): void {
  const firsts = new Map<string, PlacedCell>();
  for (const { cell } of headings) {
    const first = firsts.get(fold(cell.text));
    if (!first) firsts.set(fold(cell.text), cell);
    else {
      warnings.add('REPEATED_NAME', file, () => ({
        line: report.locationOf(cell).line,
        message: `"${cell.text}" in ${formatLocation(report, cell)} repeats the head in ${formatLocation(report, first)}: both are read as one head`,
      }));
    }
  }
}

/** Whether the text of a cell can be a name: it is not blank after folding. */
function isName({ text }: PlacedCell): boolean {
  return fold(text) !== '';
}

/** Reads the heads of rows: their first cells. A row with a single cell is the head of a group of rows. */
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
