import { fold } from '../../graph/text/fold.js';
import { PlacedText } from '../input/placed-text.js';
import type { Outcome } from '../import/import-report.js';
import { CellCounter } from './cell-counter.js';
import type { CellParsers } from './cells/cell-parsers.js';
import type { DecimalSign } from './cells/decimal-signs.js';
import { TableCells, type DimensionReading } from './cells/table-cells.js';
import { tableCell } from './forms/make-grid.js';
import type { TableCell, TableGrid } from './model/table-grid.js';
import type {
  TableDimension,
  TableMark,
  TableReading,
  TableStatement,
  TableSubject,
} from './model/table-reading.js';
import {
  confidenceOf,
  decideOrientation,
  minMargin,
  type Orientation,
  type SubjectWitnesses,
} from './orientation/decide-orientation.js';
import { isBareMark, isPrecise, isSign } from './structure/cell-kinds.js';
import { sideRoleOf, type SideRole } from './structure/side-heads.js';
import { divideLines } from './structure/side-lines.js';
import {
  findStructure,
  type Condition,
  type TableLine,
  type TableStructure,
} from './structure/table-structure.js';

/** The requested subjects of tables: the lines with the subjects, or the names of the subjects; null to detect them. */
export type RequestedSubjects = 'rows' | 'columns' | readonly string[] | null;

/** Information about a table that is not in the table. */
export interface TableHints {
  readonly requested: RequestedSubjects;
  readonly witnesses: SubjectWitnesses;
  /** The name of the dimension of rows without names; null if it is not known. */
  readonly aspect: PlacedText | null;
  /** The decimal sign that the other tables of the document show; null or absent if they show none. */
  readonly sign?: DecimalSign | null;
}

/** A table with its structure, orientation and subjects. */
export interface OrientedTable {
  readonly grid: TableGrid;
  readonly structure: TableStructure;
  readonly orientation: Orientation;
  readonly subjects: readonly TableLine[];
}

/** Finds the structure, orientation and subjects of a table; null if the grid is not a table with heads. */
export function orientTable(grid: TableGrid, hints: TableHints): OrientedTable | null {
  const { requested } = hints;
  const names = typeof requested === 'string' || requested === null ? null : new Set(requested.map(fold));
  const isSubject =
    names === null
      ? (name: string) => hints.witnesses.certaintyOf(name) >= 0.5
      : (name: string) => names.has(fold(name));
  const structure = findStructure(grid, isSubject);
  if (!structure || structure.columns.length === 0 || structure.rows.length === 0) return null;
  const orientation =
    typeof requested === 'string'
      ? { subjects: requested, margin: Infinity }
      : names === null
        ? decideOrientation(grid, structure, hints.witnesses)
        : namedOrientation(structure, isSubject);
  const areColumns = orientation.subjects === 'columns';
  const lines = areColumns ? structure.columns : structure.rows;
  if (names !== null)
    return {
      grid,
      structure,
      orientation,
      subjects: lines.filter(({ head }) => isSubject(head.content.text)),
    };
  const across = areColumns ? structure.rows : structure.columns;
  const { subjects } = divideLines(grid, lines, across, areColumns, isSubject);
  // A single column that is not known to be a subject describes the rows: "Option", "Meaning".
  const describesRows =
    areColumns && subjects.length === 1 && subjects.every(({ head }) => !isSubject(head.content.text));
  const isUnderstood =
    requested !== null ||
    !(
      describesRows ||
      areMarks(subjects, across, isSubject) ||
      areNumbers(subjects, isSubject) ||
      haveOneName(structure.columns)
    );
  return {
    grid,
    structure,
    orientation: isUnderstood ? orientation : { ...orientation, margin: 0 },
    subjects,
  };
}

/**
 * Whether lines have marks as names: at least half of the subjects are marks, or at least half of the lines across them
 * are signs. The rows of such a table were cut wrongly, or continue another table, so the heads do not belong to the
 * cells.
 */
function areMarks(
  subjects: readonly TableLine[],
  across: readonly TableLine[],
  isSubject: (name: string) => boolean,
): boolean {
  const share = (lines: readonly TableLine[], test: (text: string) => boolean): number =>
    lines.filter(({ head: { content } }) => test(content.text)).length / Math.max(1, lines.length);
  return (
    share(subjects, (text) => !isSubject(text) && isBareMark(text)) >= 0.5 || share(across, isSign) >= 0.5
  );
}

/** Whether there are several subjects, and at least half of them have precise numbers as names: such numbers are values. */
function areNumbers(subjects: readonly TableLine[], isSubject: (name: string) => boolean): boolean {
  const numbers = subjects.filter(({ head }) => !isSubject(head.content.text) && isPrecise(head));
  return subjects.length > 1 && numbers.length * 2 >= subjects.length;
}

/** Whether there are several columns, and all of them have the same head, group and conditions. */
function haveOneName(columns: readonly TableLine[]): boolean {
  const names = columns.map(({ head, group, conditions }) =>
    JSON.stringify([fold(head.content.text), group, conditions]),
  );
  return names.length > 1 && new Set(names).size === 1;
}

/** The orientation in which more lines have requested names. */
function namedOrientation(
  { rows, columns }: TableStructure,
  isSubject: (name: string) => boolean,
): Orientation {
  const known = (lines: readonly TableLine[]): number =>
    lines.filter(({ head }) => isSubject(head.content.text)).length;
  const [inRows, inColumns] = [known(rows), known(columns)];
  return { subjects: inRows > inColumns ? 'rows' : 'columns', margin: inRows === inColumns ? 0 : Infinity };
}

/** Reads the statements of the cells of a table. */
export function readTable(
  { grid, structure, orientation, subjects }: OrientedTable,
  hints: TableHints,
  parsers: CellParsers,
): TableReading {
  const marks: TableMark[] = [...structure.marks];
  const mark: Marker = (content, outcome, description, confidence = 1) => {
    marks.push({ content, outcome, description, confidence });
  };
  if (orientation.margin < minMargin) return undecided(grid, structure, marks);
  const areColumns = orientation.subjects === 'columns';
  const lines = areColumns
    ? structure.rows
    : [...(structure.groupColumn === null ? [] : [structure.groupColumn]), ...structure.columns];
  const cellAt = (subject: TableLine, line: TableLine): TableCell | null =>
    (areColumns ? grid.rows[line.index]?.[subject.index] : grid.rows[subject.index]?.[line.index]) ?? null;
  const dimensions = groupLines(structure.isLabelled ? lines : namedRows(lines, hints.aspect));
  const cellsOf = ({ lines: ofDimension }: DimensionLines): readonly TableCell[] =>
    ofDimension.flatMap((line) => subjects.flatMap((subject) => cellAt(subject, line) ?? []));
  const headed = dimensions.map((dimension) => ({
    head: dimension.name,
    cells: cellsOf(dimension),
    unit: dimension.lines.find(({ unit }) => unit !== null)?.unit ?? null,
  }));
  const cells = new TableCells(grid, headed, parsers, undefined, hints.sign ?? null);
  const confidence = confidenceOf(orientation.margin);
  const subjectOf = new Map(subjects.map((line): [TableLine, TableSubject] => [line, subjectIn(line)]));
  const counter = new CellCounter(bodyCells(grid, structure));
  const statements: TableStatement[] = [];
  const used = new Set<TableLine>();
  const read = dimensions.map((dimension, index): TableDimension => {
    const reading = cells.readDimension(headed[index] ?? { head: dimension.name, cells: [] });
    const described = dimensionOf(dimension, reading);
    for (const line of dimension.lines) {
      for (const [subject, tableSubject] of subjectOf) {
        const cell = cellAt(subject, line);
        if (cell === null || cell.content.isBlank) continue;
        const stated = reading.read(cell);
        if (stated === null && reading.isLeftOut(cell)) {
          mark(cell.content, 'NOT_UNDERSTOOD', `perhaps ${described.name} of ${tableSubject.name}`);
          continue;
        }
        const ofRow = grid.confidences?.[areColumns ? line.index : subject.index] ?? 1;
        const certainty = Math.min(confidence, ofRow, stated?.confidence ?? 1);
        counter.add(
          cell,
          stated === null ? 'NOT_STATED' : (stated.absence ?? stated.value?.type ?? 'TEXT'),
          certainty,
        );
        if (stated === null) {
          mark(
            cell.content,
            'STATED',
            `nothing stated: ${described.name} of ${tableSubject.name}`,
            certainty,
          );
          continue;
        }
        used.add(line).add(subject);
        statements.push({
          subject: tableSubject,
          dimension: described,
          cell,
          value: stated.value,
          absence: stated.absence,
          text: stated.text,
          qualifiers: joined(
            [...subject.conditions, ...(areColumns ? [] : subject.distinctions)],
            line.conditions,
          ),
          confidence: certainty,
        });
      }
      if (structure.isLabelled)
        mark(
          line.head.content,
          used.has(line) ? 'NAMED' : 'UNUSED',
          `a dimension: ${reading.inWords}`,
          confidence,
        );
    }
    return described;
  });
  for (const line of subjects)
    mark(line.head.content, used.has(line) ? 'NAMED' : 'UNUSED', 'an approach', confidence);
  markSides(grid, structure, areColumns, new Set(subjects), mark);
  for (const content of cells.usedContext) mark(content, 'NAMED', 'a note on the table');
  return {
    subjects: [...subjectOf.values()],
    dimensions: read,
    statements,
    marks,
    doubts: repeatedHeads(structure, areColumns),
    cells: counter.totals(),
    sign: cells.sign,
  };
}

type Marker = (
  content: PlacedText,
  outcome: Outcome,
  description: string | null,
  confidence?: number,
) => void;

/** Marks the lines that are neither subjects nor dimensions, such as notes and totals, with their cells. */
function markSides(
  { rows: all }: TableGrid,
  { rows, columns }: TableStructure,
  areColumns: boolean,
  subjects: ReadonlySet<TableLine>,
  mark: Marker,
): void {
  for (const line of areColumns ? columns : rows) {
    if (subjects.has(line)) continue;
    const role = sideRoleOf(line.head.content.text);
    mark(line.head.content, 'UNUSED', role === null ? 'no approach' : sideNames[role]);
    for (const across of areColumns ? rows : columns) {
      const cell = areColumns ? all[across.index]?.[line.index] : all[line.index]?.[across.index];
      if (cell && !cell.content.isBlank)
        mark(cell.content, 'UNUSED', `${line.head.content.text} of ${across.head.content.text}`);
    }
  }
}

const sideNames: Readonly<Record<SideRole, string>> = {
  NUMBERS: 'numbers',
  RANKS: 'ranks',
  TOTALS: 'totals',
  NOTES: 'notes',
  LINKS: 'links',
  UNITS: 'units',
  DIFFERENCES: 'differences',
};

/** The cells in the rows and columns of the body. */
function bodyCells(
  { rows: all }: TableGrid,
  { rows, columns }: TableStructure,
): readonly (TableCell | null)[] {
  return rows.flatMap((row) => columns.map((column) => all[row.index]?.[column.index] ?? null));
}

function undecided(grid: TableGrid, structure: TableStructure, marks: readonly TableMark[]): TableReading {
  const { rows, columns } = structure;
  const [first] = rows;
  const names = (lines: readonly TableLine[]): string => {
    const shown = lines.slice(0, 3).map(({ head }) => `"${head.content.text}"`);
    return `${shown.join(', ')}${lines.length > shown.length ? ' …' : ''}`;
  };
  const message = `the compared subjects can be the columns (${names(columns)}) or the rows (${names(rows)}): set "subjects" to "columns" or "rows"`;
  return {
    subjects: [],
    dimensions: [],
    statements: [],
    marks,
    doubts: first ? [{ at: first.head.content, message, kind: 'UNDECIDED_TABLE' }] : [],
    cells: new CellCounter(bodyCells(grid, structure)).totals(),
    sign: null,
  };
}

/** Lines with one name in one section: their cells are of one dimension. */
interface DimensionLines {
  readonly name: string;
  readonly group: string | null;
  readonly lines: readonly TableLine[];
}

/** Groups lines by their names. Lines with one name in different sections are different dimensions. */
function groupLines(lines: readonly TableLine[]): readonly DimensionLines[] {
  const groups = new Map<string, { name: string; group: string | null; lines: TableLine[] }>();
  for (const line of lines) {
    const name = line.head.content.text;
    const key = JSON.stringify([fold(name), line.group === null ? null : fold(line.group)]);
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { name, group: line.group, lines: [line] });
  }
  return [...groups.values()];
}

/** The maximum number of rows without names whose cells are values of the aspect in the heading. */
const maxAspectRows = 4;

/** Names rows without names: by the aspect in the heading, or by their numbers. */
function namedRows(lines: readonly TableLine[], aspect: PlacedText | null): readonly TableLine[] {
  return lines.map((line, index) => {
    const { start } = line.head.content;
    const name =
      aspect !== null && lines.length <= maxAspectRows
        ? aspect
        : PlacedText.decoded(`Difference ${index + 1}`, start, start);
    return { ...line, head: tableCell(name) };
  });
}

function subjectIn({ head }: TableLine): TableSubject {
  return { name: head.content.text, head: head.content };
}

function dimensionOf({ group, lines }: DimensionLines, reading: DimensionReading): TableDimension {
  const { name, valueType, unit, levels, inWords, doubt, mayBeAmounts } = reading;
  const head = lines[0]?.head.content ?? PlacedText.empty;
  return { name, head, group, valueType, unit, levels, inWords, doubt, mayBeAmounts };
}

/** Joins the conditions of a row and of a column. A key that both have gets the suffix ` 2` in `others`. */
function joined(some: readonly Condition[], others: readonly Condition[]): readonly Condition[] {
  if (some.length === 0 || others.length === 0) return some.length === 0 ? others : some;
  const keys = new Set(some.map(({ key }) => key));
  return [...some, ...others.map(({ key, value }) => ({ key: keys.has(key) ? `${key} 2` : key, value }))];
}

/** Finds heads that repeat an earlier head of the same section, if no condition or other cell distinguishes their lines. */
function repeatedHeads({ rows, columns }: TableStructure, areColumns: boolean): TableReading['doubts'] {
  return [rows, columns].flatMap((lines) => {
    const firsts = new Map<string, TableLine>();
    return lines.flatMap((line): TableReading['doubts'] => {
      const { text } = line.head.content;
      const apart = areColumns ? [] : line.distinctions;
      const key = JSON.stringify([fold(text), line.group, line.conditions, apart]);
      const first = firsts.get(key);
      if (!first) firsts.set(key, line);
      return first && first.head !== line.head
        ? [{ at: line.head.content, kind: 'REPEATED_NAME', earlier: first.head.content }]
        : [];
    });
  });
}
