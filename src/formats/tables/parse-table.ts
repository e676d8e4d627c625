import { conceptId, kindInWords, type ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { hashOfText } from '../../graph/source-text.js';
import { removeGuard } from '../comparison/csv-table.js';
import { citerOf } from '../drafts/citer.js';
import { DraftContent } from '../drafts/draft-content.js';
import type { ParsedInput } from '../drafts/draft-format.js';
import { ReportBuilder } from '../import/report-builder.js';
import { locateLines, type SkippedLines } from '../import/skipped-lines.js';
import { slugOfName } from '../import/slug-of-name.js';
import { WarningList } from '../import/import-warnings.js';
import { CodePointOffsets } from '../input/code-point-offsets.js';
import type { PlacedText } from '../input/placed-text.js';
import { CellParsers } from './cells/cell-parsers.js';
import { TableClaims, type PlacedReading, type TableDocument } from './draft/table-claims.js';
import { textIn, type GridCell } from './model/grid-cell.js';
import { storeTables, withoutRanges, type NamedRows, type StoredTable } from './forms/stored-tables.js';
import type { CellSeparator } from './model/table-grid.js';
import { noWitnesses } from './orientation/decide-orientation.js';
import { isPrintedHead, readPrintedComparison } from './printed-comparison.js';
import {
  orientTable,
  readTable,
  type OrientedTable,
  type RequestedSubjects,
  type TableHints,
} from './read-table.js';

/** The options of parsing a table. */
export interface TableOptions {
  /** The name of the input in messages. */
  readonly file: string;
  /** The name of the source, unless the input has only one table, and this table has a title. */
  readonly name: string;
  readonly subjects: RequestedSubjects;
  /** The lines of the stored text that are not read; none if absent. */
  readonly skip?: readonly SkippedLines[];
  /** The separator between the cells in the file. */
  readonly separator: CellSeparator;
}

/**
 * Parses a comparison table as a draft. Its heads name approaches and dimensions, and the other cells state claims. The text of
 * the source is the table as tab-separated values.
 * @param table rows of cells; a row above the head may contain a title
 * @throws {DocumentError} if skipped lines are not found
 */
export function parseTable(table: readonly (readonly GridCell[])[], options: TableOptions): ParsedInput {
  return parseTables([{ name: options.name, rows: table }], options);
}

/**
 * Parses grids of one source as one draft. Each table has its own head. The text of the source contains the grids
 * in order; each of several grids is below a line with its name. If several grids are tables, the name of each
 * table is also the group of its dimensions without a group. Grids that are not tables are reported as not
 * understood.
 * @throws {DocumentError} if skipped lines are not found
 */
export function parseTables(grids: readonly NamedRows[], options: TableOptions): ParsedInput {
  const { file, subjects: requested } = options;
  const sheets = grids.map(({ name, rows }) => ({
    name,
    rows: isPrinted(rows) ? rows.map(withoutGuards) : rows,
  }));
  const stored = storeTables(sheets, sheets.length > 1 ? 'sheet' : 'delimited', options.separator);
  const { text } = stored;
  const skipped = locateLines(options.skip ?? [], text, file).ranges;
  const tables = withoutRanges(stored.tables, skipped);
  const hash = hashOfText(text);
  const points = new CodePointOffsets(text);
  const report = new ReportBuilder(text, null);
  const warnings = new WarningList();
  const parsers = new CellParsers();
  const hints: TableHints = { requested, witnesses: noWitnesses, aspect: null };
  const read = tables.map((table): ReadSheet => {
    for (const cell of table.grid.rows.flat()) if (cell) report.addContent(cell.content);
    if (table.name) report.mark(table.name, 'NAMED', 'the name of a sheet');
    const printed =
      requested === null && isPrintedHead((table.grid.rows[0] ?? []).map((cell) => cell?.content.text ?? ''));
    return { table, oriented: printed ? null : orientTable(table.grid, hints), isPrinted: printed };
  });
  const found = read.filter(({ oriented, isPrinted: printed }) => printed || oriented !== null);
  const [first] = found;
  const title = found.length === 1 ? (first?.oriented?.structure.title ?? null) : null;
  const content = new DraftContent(sourceOf(title?.content.text ?? options.name), slugFor);
  const document: TableDocument = {
    file,
    content,
    report,
    warnings,
    approach: ({ name }) => content.put('APPROACH', name, (named) => ({ ...named, kind: 'APPROACH' })),
    cite: citerOf(text, points, hash, 0),
    locate: (placed) => locationOf(text, placed),
    accumulatesTexts: false,
  };
  const readings = found.map(({ table, oriented, isPrinted: printed }): PlacedReading | null => {
    if (oriented === null) return null;
    const above = oriented.structure.title;
    if (above)
      report.mark(above.content, title ? 'SOURCE' : 'NAMED', title ? 'the title' : 'the title of a sheet');
    const path = found.length > 1 && table.name ? [table.name.text] : [];
    return printed ? null : { reading: readTable(oriented, hints, parsers), path };
  });
  const claims = new TableClaims(
    document,
    readings.filter((reading) => reading !== null),
  );
  found.forEach(({ table, isPrinted: printed }, index) => {
    const reading = readings[index] ?? null;
    if (printed)
      readPrintedComparison(table.grid, found.length > 1 ? table.name : null, { document, claims, parsers });
    else if (reading) claims.add(reading);
  });
  report.skip(skipped);
  return {
    draft: content.draft({ hash, text, mediaType: 'text/tab-separated-values' }),
    report: report.report(points),
    warnings: warnings.of(file),
  };
}

interface ReadSheet {
  readonly table: StoredTable;
  readonly oriented: OrientedTable | null;
  readonly isPrinted: boolean;
}

function isPrinted(rows: NamedRows['rows']): boolean {
  return isPrintedHead((rows[0] ?? []).map(textIn));
}

function withoutGuards(row: readonly GridCell[]): readonly string[] {
  return row.map((cell) => removeGuard(textIn(cell)));
}

/** The line of a cell in tab-separated values, and the location in words; lines and columns are counted from 1. */
function locationOf(
  text: string,
  { start }: PlacedText,
): { readonly line: number; readonly location: string } {
  const lines = text.slice(0, start).split('\n');
  const column = (lines.at(-1)?.split('\t').length ?? 0).toString();
  return { line: lines.length, location: `line ${lines.length}, column ${column}` };
}

function sourceOf(name: string): DraftContent['source'] {
  const slug = slugFor(name, 'CITED_SOURCE');
  return {
    kind: 'CITED_SOURCE',
    id: conceptId('CITED_SOURCE', slug),
    slug,
    name,
    aliases: [],
    summary: null,
    sameAs: [],
    url: null,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    accessedOn: null,
    readingMinutes: null,
  };
}

/** Creates the slug of a name. If a slug can contain no character of the name, the slug contains a hash of the name. */
function slugFor(name: string, kind: ConceptKind): string {
  const prefix = kind === 'CITED_SOURCE' ? 'table' : kindInWords(kind).replace(' ', '-');
  return slugOfName(name) || `${prefix}-${hashOfText(fold(name)).slice(-12)}`;
}
