import { fold } from '../../../graph/text/fold.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { Outcome } from '../../import/import-report.js';
import type { TableCell, TableGrid } from '../model/table-grid.js';
import type { TableMark } from '../model/table-reading.js';
import { isName, kindOf } from './cell-kinds.js';
import { findHeadRows, type CellRow, type HeadRows } from './head-rows.js';
import { findLabelColumns, type LabelColumns } from './label-columns.js';
import { ranksRows, sideRoleOf } from './side-heads.js';
import { isUnit } from './units.js';

export interface Condition {
  readonly key: string;
  readonly value: string;
}

/** A row or column of the body of a table, with its head. */
export interface TableLine {
  /** The index of the row or column in the grid. */
  readonly index: number;
  readonly head: TableCell;
  /** The section or group of a row, or the head above the head of a column; null if there is none. */
  readonly group: string | null;
  readonly conditions: readonly Condition[];
  /** The cells that distinguish this row from other rows with the same name; empty for other rows and for columns. They are conditions only if the rows are subjects. */
  readonly distinctions: readonly Condition[];
  /** The unit of the line, as written in a row or column of units; null if there is none. */
  readonly unit: string | null;
}

/** The parts of a table, before it is decided whether its rows or its columns are the subjects. */
export interface TableStructure {
  readonly title: TableCell | null;
  /** The text in the corner, above the names of the rows; empty if there is none. */
  readonly corner: string;
  /** The rows that have names; all rows if `isLabelled` is false. In the order of the table. */
  readonly rows: readonly TableLine[];
  readonly columns: readonly TableLine[];
  /** Whether the rows have names. If not, the head of each row is its first cell with text, and is not a name. */
  readonly isLabelled: boolean;
  /** Whether a column ranks the rows. Ranked rows are subjects. */
  readonly isRanked: boolean;
  /** The column with the names of groups, which is also a column of the body if the rows are subjects; null if there is none. */
  readonly groupColumn: TableLine | null;
  /** The outcomes of parts other than the heads in `rows` and `columns` and the cells of the body, such as repeated heads. */
  readonly marks: readonly TableMark[];
}

interface BodyRow {
  readonly index: number;
  readonly row: CellRow;
  readonly section: string | null;
}

/**
 * Finds the heads, sections and other parts of a table.
 * @param isSubject whether a text is known to name a subject
 * @returns null if the grid has no head row
 */
export function findStructure(
  { rows: allRows }: TableGrid,
  isSubject: (head: string) => boolean,
): TableStructure | null {
  const heads = findHeadRows(allRows);
  if (!heads) return null;
  const marks: TableMark[] = [];
  const mark = (content: PlacedText, outcome: Outcome, description: string | null): void => {
    marks.push({ content, outcome, description, confidence: 1 });
  };
  const above = allRows.slice(0, heads.top).flat().filter(isName);
  const [title = null] = above;
  const body = bodyRows(allRows, heads, mark);
  const swapped = swapsHeads(heads, isSubject);
  const names = swapped && heads.upper ? heads.upper : heads.heads;
  const labels = findLabelColumns(
    heads.heads.map((cell, column) => cell ?? heads.upper?.[column] ?? null),
    body.map(({ row }) => row),
    isSubject,
  );
  const unitColumn = names.findIndex(
    (cell, column) =>
      labels.data.includes(column) &&
      cell !== null &&
      sideRoleOf(cell.content.text) === 'UNITS' &&
      areUnits(body.map(({ row }) => row[column] ?? null)),
  );
  const unitRow = findUnitRow(body, labels);
  for (const cell of unitRow?.row ?? []) if (isName(cell)) mark(cell.content, 'NAMED', 'a unit');
  const columns = columnLines(heads, labels, swapped).filter(({ index }) => index !== unitColumn);
  const rows = body.filter((each) => each !== unitRow);
  const lineHeads = new Set(columns.map(({ head }) => head));
  for (const cell of new Set(allRows.slice(heads.top, heads.body).flat())) {
    if (isName(cell) && !lineHeads.has(cell)) mark(cell.content, 'NAMED', 'a column head');
  }
  const groupColumn = labels.group === null ? null : lineOfColumn(heads, labels.group);
  const cornerCell =
    labels.label === null ? null : (heads.heads[labels.label] ?? heads.upper?.[labels.label] ?? null);
  return {
    title,
    corner: isName(cornerCell) ? cornerCell.content.text : '',
    rows: rowLines(rows, labels, heads, unitColumn, mark),
    columns: columns.map((column) => ({ ...column, unit: textAt(unitRow?.row, column.index) || null })),
    isLabelled: labels.label !== null,
    isRanked: labels.numbers !== null && ranksRows(heads.heads[labels.numbers]?.content.text ?? ''),
    groupColumn,
    marks,
  };
}

type Marker = (content: PlacedText, outcome: Outcome, description: string | null) => void;

function textAt(row: CellRow | undefined, column: number): string {
  return row?.[column]?.content.text ?? '';
}

/** The rows of the body: sections and repeated heads are left out. */
function bodyRows(rows: readonly CellRow[], heads: HeadRows, mark: Marker): readonly BodyRow[] {
  const body: BodyRow[] = [];
  let section: string | null = null;
  rows.forEach((row, index) => {
    const named = [...new Set(row.filter(isName))];
    const [first] = named;
    if (index < heads.body || !first) return;
    if (repeatsHead(row, heads)) {
      for (const { content } of named) mark(content, 'NAMED', 'a repeated head');
      const head = heads.heads[0] ?? null;
      if (first === row[0] && fold(first.content.text) !== fold(head?.content.text ?? ''))
        section = first.content.text;
    } else if (isSection(row, named)) {
      section = first.content.text;
      for (const { content } of named) mark(content, 'NAMED', 'the head of a group of rows');
    } else {
      body.push({ index, row, section });
    }
  });
  return body;
}

/** Whether the cells beside the first cell repeat the heads above them. */
function repeatsHead(row: CellRow, { heads, upper }: HeadRows): boolean {
  const repeats = (head: CellRow): boolean => {
    const others = row.slice(1).filter(isName);
    return (
      others.length > 0 &&
      row.every(
        (cell, column) =>
          column === 0 || fold(cell?.content.text ?? '') === fold(head[column]?.content.text ?? ''),
      )
    );
  };
  return repeats(heads) || (upper !== null && repeats(upper));
}

/** Whether a row only names the rows below it: its only text is in the first cell, in a cell that spans columns, or in all cells. */
function isSection(row: CellRow, named: readonly TableCell[]): boolean {
  const [first] = named;
  if (!first || row.length < 2) return false;
  if (named.length === 1) return row[0] === first || first.columnSpan > 1;
  return row.length > 2 && row.every((cell) => fold(cell?.content.text ?? '') === fold(first.content.text));
}

/** Whether cells are units or empty, and at least one is a unit. */
function areUnits(cells: readonly (TableCell | null)[]): boolean {
  const named = cells.filter(isName);
  return named.length > 0 && named.every(({ content }) => isUnit(content.text));
}

/** The first row of the body if it has the units of the columns; otherwise undefined. */
function findUnitRow(body: readonly BodyRow[], { label, data }: LabelColumns): BodyRow | undefined {
  const [row] = body;
  if (!row || body.length < 2 || label === null) return undefined;
  const name = textAt(row.row, label);
  const isNamed = name === '' || sideRoleOf(name) === 'UNITS' || isUnit(name);
  if (!isNamed || !areUnits(data.map((column) => row.row[column] ?? null))) return undefined;
  // The row has units only if there are numbers below a unit. Otherwise, it can be a dimension named "Unit".
  const measured = data.filter(
    (column) => isName(row.row[column] ?? null) && areNumbers(body.slice(1), column),
  );
  return measured.length > 0 ? row : undefined;
}

function areNumbers(body: readonly BodyRow[], column: number): boolean {
  const kinds = body.map(({ row }) => kindOf(row[column] ?? null)).filter((kind) => kind !== 'BLANK');
  return kinds.length > 0 && kinds.every((kind) => kind.startsWith('NUMBER'));
}

/** Whether the upper of two head rows names more subjects than the lower row. If both name equally many, whether the lower row repeats heads. */
function swapsHeads({ heads, upper }: HeadRows, isSubject: (head: string) => boolean): boolean {
  if (upper === null) return false;
  const known = (row: CellRow): number =>
    row.filter((cell) => isName(cell) && isSubject(cell.content.text)).length;
  if (known(heads) !== known(upper)) return known(upper) > known(heads);
  const lower = heads.flatMap((cell, column) =>
    column > 0 && isName(cell) && cell !== upper[column] ? [fold(cell.content.text)] : [],
  );
  return new Set(lower).size < lower.length;
}

/** The columns of the body. With two head rows, one names the columns, and the other is their group or their condition. */
function columnLines(
  { heads, upper }: HeadRows,
  { label, data }: LabelColumns,
  swapped: boolean,
): readonly TableLine[] {
  const key = label === null ? '' : (heads[label]?.content.text ?? '');
  const upperKey = label === null ? '' : (upper?.[label]?.content.text ?? '');
  const areRepeated = swapped || hasRepeats(heads, data);
  return heads.flatMap((lower, column): readonly TableLine[] => {
    const above = upper?.[column] ?? null;
    if (!data.includes(column)) return [];
    const [head, other] = !swapped && isName(lower) ? [lower, above] : [above ?? lower, lower];
    if (!isName(head)) return [];
    const line = { index: column, head, group: null, conditions: [], distinctions: [], unit: null };
    if (!isName(other) || other === head || fold(other.content.text) === fold(head.content.text))
      return [line];
    if (!areRepeated) return [{ ...line, group: other.content.text }];
    const name = swapped ? key : upperKey;
    const isSame = fold(key) === fold(upperKey);
    return [
      {
        ...line,
        conditions: [{ key: name === '' || isSame ? 'Condition' : name, value: other.content.text }],
      },
    ];
  });
}

function hasRepeats(heads: CellRow, data: readonly number[]): boolean {
  const names = data
    .map((column) => heads[column] ?? null)
    .filter(isName)
    .map(({ content }) => fold(content.text));
  return new Set(names).size < names.length;
}

function lineOfColumn({ heads, upper }: HeadRows, column: number): TableLine | null {
  const head = heads[column] ?? upper?.[column] ?? null;
  return isName(head)
    ? { index: column, head, group: null, conditions: [], distinctions: [], unit: null }
    : null;
}

function rowLines(
  body: readonly BodyRow[],
  { label, numbers, group, condition, distinctions, isContinued }: LabelColumns,
  { heads }: HeadRows,
  unitColumn: number,
  mark: Marker,
): readonly TableLine[] {
  let groupName: string | null = null;
  let name: TableCell | null = null;
  let lastSection: string | null = null;
  const empty = body[0]?.row[0] ?? null;
  const counts = new Map<string, number>();
  for (const { row } of body) {
    const key = fold(textAt(row, label ?? 0));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const conditionIn = (row: CellRow, column: number): readonly Condition[] => {
    const cell = row[column] ?? null;
    const key = textAt(heads, column);
    return isName(cell) ? [{ key: key === '' ? 'Condition' : key, value: cell.content.text }] : [];
  };
  return body.flatMap(({ index, row, section }): readonly TableLine[] => {
    if (section !== lastSection) [groupName, name, lastSection] = [null, null, section];
    const number = numbers === null ? null : (row[numbers] ?? null);
    if (isName(number)) mark(number.content, 'NAMED', 'the number of a row');
    const groupCell = group === null ? null : (row[group] ?? null);
    if (isName(groupCell)) groupName = groupCell.content.text;
    if (label === null) {
      const cell = row.find(isName) ?? empty;
      return cell === null
        ? []
        : [{ index, head: cell, group: section, conditions: [], distinctions: [], unit: null }];
    }
    const cell = row[label] ?? null;
    if (isName(cell)) name = cell;
    const head = condition === null && !isContinued ? cell : name;
    if (!isName(head)) return [];
    const conditionCell = condition === null ? null : (row[condition] ?? null);
    if (isName(conditionCell)) mark(conditionCell.content, 'NAMED', 'the condition of a row');
    const isRepeated = (counts.get(fold(head.content.text)) ?? 0) > 1;
    const unitCell = unitColumn < 0 ? null : (row[unitColumn] ?? null);
    if (isName(unitCell)) mark(unitCell.content, 'NAMED', 'a unit');
    return [
      {
        index,
        head,
        group: groupName ?? section,
        conditions: condition === null ? [] : conditionIn(row, condition),
        distinctions: isRepeated ? distinctions.flatMap((column) => conditionIn(row, column)) : [],
        unit: isName(unitCell) && !/^[-–—]$/u.test(unitCell.content.text) ? unitCell.content.text : null,
      },
    ];
  });
}
