import { fold } from '../../../graph/text/fold.js';
import { isAddress, isName, isPrecise, kindOf } from './cell-kinds.js';
import { rowRoleOf } from './corner-words.js';
import type { CellRow } from './head-rows.js';
import { namesNumbers, namesPictures, sideRoleOf } from './side-heads.js';

/** The columns that name the rows of a table, by index; null for a column that the table does not have. */
export interface LabelColumns {
  /** The names of the rows. */
  readonly label: number | null;
  /** The numbers or ranks of the rows. */
  readonly numbers: number | null;
  /** The names of groups of rows, in the first row of each group or in all rows. */
  readonly group: number | null;
  /** The conditions under which the cells of a row are true, if several rows have the same name. */
  readonly condition: number | null;
  /** The columns of the body that distinguish rows with the same name if the rows are subjects; empty for none. */
  readonly distinctions: readonly number[];
  /** Whether an empty cell in the column of names continues the name above it. */
  readonly isContinued: boolean;
  /** The columns of the body, by index. */
  readonly data: readonly number[];
}

const none = {
  label: null,
  numbers: null,
  group: null,
  condition: null,
  distinctions: [],
  isContinued: false,
};
/** The maximum number of columns that distinguish rows with the same name. */
const maxDistinctions = 3;

/**
 * Finds the columns that name the rows.
 * @param heads the heads of the columns
 * @param body the rows that are neither sections nor repeated heads
 * @param isSubject whether a head is known to name a subject
 */
export function findLabelColumns(
  heads: CellRow,
  body: readonly CellRow[],
  isSubject: (head: string) => boolean,
): LabelColumns {
  const width = heads.length;
  const from = (first: number): readonly number[] =>
    Array.from({ length: Math.max(0, width - first) }, (_, index) => first + index);
  const numbers = width > 2 && numbersRows(heads, body) ? 0 : null;
  let start = numbers === null ? 0 : 1;
  // Columns without heads and texts, such as columns of icons, can precede the names.
  while (start < width - 2 && isEmpty(heads, body, start) && !isName(heads[start + 1] ?? null)) start += 1;
  if (isEmpty(heads, body, start)) {
    const next = textOf(heads, start + 1);
    if (start >= width - 2 || rowRoleOf(next) === null) return { ...none, numbers, data: from(start + 1) };
    start += 1;
  }
  const named =
    namesAfterNumbers(heads, body, start) ??
    namesAfterCodes(heads, body, start) ??
    namesAfterMeasures(heads, body, start) ??
    namesAfterLinks(body, start, width);
  if (named !== null) {
    const data = from(start).filter((column) => column !== named);
    const single = { ...none, numbers, label: named, data };
    const names = body.map((row) => fold(textOf(row, named)));
    return distinguished(heads, body, names, single) ?? single;
  }
  // The texts of pictures are not names.
  const isBeforeNames = rowRoleOf(textOf(heads, start + 1)) === 'SUBJECTS';
  if (start < width - 2 && namesPictures(textOf(heads, start)) && isBeforeNames) start += 1;
  // A corner that names dimensions is not a subject, even if its text is the head of a column in another table.
  const isKnown = (column: number): boolean =>
    isSubject(textOf(heads, column)) &&
    !(column === start && rowRoleOf(textOf(heads, column)) === 'DIMENSIONS');
  const others = from(start).filter((column) => !isKnown(column));
  if (others.length === 0 && start < width - 1) return { ...none, numbers, data: from(start) };
  const [between] = others;
  if (
    between !== undefined &&
    between > start &&
    between < width - 1 &&
    others.length === 1 &&
    namesRows(heads, body, between)
  )
    return { ...none, numbers, label: between, data: from(start).filter((column) => column !== between) };
  const isContinued = continuesNames(body, start);
  const single = { ...none, numbers, label: start, isContinued, data: from(start + 1) };
  if (width < start + 3 || isKnown(start + 1)) return single;
  // If dimensions continue in rows without a name, the second column has names only if its head names rows.
  if (isContinued && rowRoleOf(textOf(heads, start + 1)) === null) {
    const corner = textOf(heads, start);
    if (corner === '' || rowRoleOf(corner) === 'DIMENSIONS') return single;
  }
  return pairedColumns(heads, body, start, single) ?? single;
}

function textOf(row: CellRow, column: number): string {
  return row[column]?.content.text ?? '';
}

function isEmpty(heads: CellRow, body: readonly CellRow[], column: number): boolean {
  return !isName(heads[column] ?? null) && body.every((row) => !isName(row[column] ?? null));
}

/** Whether a column between the subjects has a different text in each row, and either no head or a head that names rows. */
function namesRows(heads: CellRow, body: readonly CellRow[], column: number): boolean {
  const head = textOf(heads, column);
  const names = body.filter((row) => row.filter(isName).length > 1).map((row) => fold(textOf(row, column)));
  return (
    (head === '' || rowRoleOf(head) !== null) && !names.includes('') && new Set(names).size === names.length
  );
}

/**
 * The only column whose head names subjects, if a first column of numbers precedes it, as in exported data; otherwise null.
 * The cells of the column must be texts, and the numbers must have a head that does not name rows.
 */
function namesAfterNumbers(heads: CellRow, body: readonly CellRow[], first: number): number | null {
  const kindsIn = (column: number): readonly string[] =>
    body.map((row) => kindOf(row[column] ?? null)).filter((kind) => kind !== 'BLANK');
  const head = textOf(heads, first);
  const kinds = kindsIn(first);
  if (head === '' || rowRoleOf(head) !== null || kinds.length < 2) return null;
  if (!kinds.every((kind) => kind.startsWith('NUMBER'))) return null;
  const named = heads.flatMap((_, column) =>
    rowRoleOf(textOf(heads, column)) === 'SUBJECTS' ? [column] : [],
  );
  const [column] = named;
  if (column === undefined || named.length > 1) return null;
  return body.every((row) => isName(row[column] ?? null)) && kindsIn(column).every((kind) => kind === 'TEXT')
    ? column
    : null;
}

/**
 * The column of names beside a first column of codes, such as "Austria" beside "AT"; null if there is none. The head of
 * the names must name subjects. All names must differ, and at least nine in ten must have a lower-case letter. A code has
 * up to six capitals and digits, and at least one capital.
 */
function namesAfterCodes(heads: CellRow, body: readonly CellRow[], first: number): number | null {
  const names = body.map((row) => textOf(row, first + 1));
  const areNames =
    rowRoleOf(textOf(heads, first + 1)) === 'SUBJECTS' &&
    new Set(names.map(fold)).size === names.length &&
    names.filter((name) => /\p{Ll}/u.test(name)).length * 10 >= names.length * 9;
  const areCodes = body.every((row) => /^(?=.*\p{Lu})[\p{Lu}\p{N}]{1,6}$/u.test(textOf(row, first)));
  return body.length > 2 && areNames && areCodes ? first + 1 : null;
}

/**
 * The first column after `first` with a head and a different text in each of at least three rows; otherwise null. At least
 * half of the cells in `first` must be numbers with decimals, or all must be amounts with a unit. In addition, one of these
 * conditions must be true:
 * - At least three quarters of the cells in `first` have text, and all of these are precise (see `isPrecise`).
 * - All cells in `first` are amounts with a unit, and an amount is repeated.
 * - All columns from `first`, except the column of texts, have only numbers.
 */
function namesAfterMeasures(heads: CellRow, body: readonly CellRow[], first: number): number | null {
  const cells = body.map((row) => row[first] ?? null);
  if (body.length < 3 || !(cells.filter(isMeasured).length * 2 >= body.length || cells.every(hasUnit)))
    return null;
  const distinct = heads.flatMap((head, index) =>
    index > first && isName(head) && hasDistinctTexts(body.map((row) => row[index] ?? null)) ? [index] : [],
  );
  const [column] = distinct;
  const named = cells.filter(isName);
  const arePrecise = named.filter(isPrecise).length * 4 >= cells.length * 3 && named.every(isMeasured);
  if (column === undefined || arePrecise) return column ?? null;
  const amounts = new Set(cells.map((cell) => fold(cell?.content.text ?? '')));
  if (cells.every(hasUnit) && amounts.size < cells.length) return column;
  const areNumbers = body.every((row) =>
    row.every((cell, index) => index < first || index === column || kindOf(cell).startsWith('NUMBER')),
  );
  return areNumbers ? column : null;
}

/** Whether each cell is a text, and no text is repeated. */
function hasDistinctTexts(cells: CellRow): boolean {
  const texts = cells.flatMap((cell) => (kindOf(cell) === 'TEXT' ? [fold(cell?.content.text ?? '')] : []));
  return texts.length === cells.length && new Set(texts).size === texts.length;
}

/** The column after a first column of addresses, if it has a text in each row; null otherwise. Addresses are links of rows and not names. */
function namesAfterLinks(body: readonly CellRow[], first: number, width: number): number | null {
  const links = body.map((row) => row[first] ?? null).filter(isName);
  if (first >= width - 2 || links.length === 0 || !links.every((cell) => isAddress(cell.content.text)))
    return null;
  const names = body.map((row) => row[first + 1] ?? null);
  return names.every((cell) => isName(cell) && kindOf(cell) === 'TEXT') ? first + 1 : null;
}

/** Whether the first column only numbers the rows, and the second column names them. */
function numbersRows(heads: CellRow, body: readonly CellRow[]): boolean {
  if (!namesNumbers(textOf(heads, 0))) return false;
  const rows = body.filter((row) => row.filter(isName).length > 1);
  const cells = rows.map((row) => textOf(row, 0)).filter((text) => !/^[-–—]?$/u.test(text));
  if (cells.length === 0 || !cells.every((text) => /^[(=]?\d{1,4}[.):]?$/u.test(text))) return false;
  if (textOf(heads, 0) === '') {
    const values = cells.map((text) => Number(/\d+/u.exec(text)?.[0]));
    const isCounted = values.every((value, index) => index === 0 || value === (values[index - 1] ?? 0) + 1);
    // In a single row, 1 is its number only if the head of the next column names rows.
    const isOnly = cells.length === 1 && (values[0] !== 1 || rowRoleOf(textOf(heads, 1)) === null);
    if (isOnly || !isCounted) return false;
  }
  return rows.every((row) => !isName(row[1] ?? null) || kindOf(row[1] ?? null) === 'TEXT');
}

/**
 * Whether there are rows without a name that continue the rows above them: the first row has a name, and the cells beside the names
 * are texts, or empty in at most a fifth of the cases.
 */
function continuesNames(body: readonly CellRow[], label: number): boolean {
  const rows = body.filter((row) => row.slice(label + 1).some(isName));
  if (!isName(rows[0]?.[label] ?? null) || rows.every((row) => isName(row[label] ?? null))) return false;
  const cells = rows.flatMap((row) => row.slice(label + 1));
  return (
    cells.every((cell) => !isName(cell) || kindOf(cell) === 'TEXT') &&
    cells.filter(isName).length >= cells.length * 0.8
  );
}

/** Finds a column of groups or of conditions beside the column of names, or columns that distinguish rows with the same name; null if there are none. */
function pairedColumns(
  heads: CellRow,
  body: readonly CellRow[],
  start: number,
  single: LabelColumns,
): LabelColumns | null {
  const rows = body.filter((row) => row.slice(start + 1).some(isName));
  const outer = filledDown(rows, start);
  const inner = rows.map((row) => row[start + 1] ?? null);
  if (rows.length < 3 || new Set(outer).size === rows.length) return null;
  if (!inner.every(isName) || sideRoleOf(textOf(heads, start + 1)) !== null)
    return distinguished(heads, rows, outer, single);
  const names = inner.map((cell) => fold(cell.content.text));
  const areTexts = inner.filter((cell) => kindOf(cell) === 'TEXT').length >= inner.length * 0.8;
  const grouped = { ...single, group: start, label: start + 1, data: single.data.slice(1) };
  const areLists = inner.filter((cell) => /,\s*\S/u.test(cell.content.text)).length * 2 >= inner.length;
  // In more than four rows, a column in which only one name is repeated once does not group rows, unless empty cells continue its names.
  const distinct = new Set(outer).size;
  const repeats =
    distinct < rows.length - 1 ||
    distinct * 4 <= rows.length * 3 ||
    rows.some((row) => !isName(row[start] ?? null));
  const isGrouped =
    repeats && areTexts && !areLists && (isContinued(rows, start, outer) || hasOpenGroup(rows, start, outer));
  if (isGrouped && new Set(names).size === names.length) return grouped;
  // Of two columns that name subjects, the second is more exact if the first repeats its names: "Brand" and "Model".
  const isExact =
    repeats &&
    rowRoleOf(textOf(heads, start + 1)) === 'SUBJECTS' &&
    areTexts &&
    new Set(names).size === names.length;
  if (isExact && rows.every((row) => isName(row[start] ?? null)))
    return { ...single, label: start + 1, data: [start, ...single.data.slice(1)] };
  const pairs = new Set(outer.map((name, index) => JSON.stringify([name, names[index]])));
  if (pairs.size < rows.length || !isCrossed(outer, names)) return distinguished(heads, rows, outer, single);
  const namesInner =
    areTexts && rowRoleOf(textOf(heads, start + 1)) !== null && rowRoleOf(textOf(heads, start)) === null;
  return namesInner ? grouped : { ...single, condition: start + 1, data: single.data.slice(1) };
}

/**
 * Finds the columns that distinguish rows with the same name, from left to right; null if three columns do not distinguish
 * all rows. Each column must distinguish more rows than the columns before it. Columns with many different decimal
 * numbers are left out.
 */
function distinguished(
  heads: CellRow,
  rows: readonly CellRow[],
  names: readonly string[],
  single: LabelColumns,
): LabelColumns | null {
  const { label } = single;
  if (label === null || !rows.every((row) => isName(row[label] ?? null))) return null;
  let keys = names;
  const distinctions: number[] = [];
  for (const column of single.data) {
    if (distinctions.length >= maxDistinctions) return null;
    if (sideRoleOf(textOf(heads, column)) !== null || !isName(heads[column] ?? null)) continue;
    const cells = rows.map((row) => row[column] ?? null);
    const values = new Set(cells.map((cell) => fold(cell?.content.text ?? '')));
    if (values.size * 4 > rows.length && cells.some((cell) => isMeasured(cell))) continue;
    const longer = keys.map((key, index) => JSON.stringify([key, fold(cells[index]?.content.text ?? '')]));
    if (new Set(longer).size <= new Set(keys).size) continue;
    keys = longer;
    distinctions.push(column);
    if (new Set(keys).size === rows.length) return { ...single, distinctions };
  }
  return null;
}

/** Whether a cell is a measured number and not a code: a number with a point or comma between digits. */
function isMeasured(cell: CellRow[number]): boolean {
  return kindOf(cell).startsWith('NUMBER') && /\d[.,]\d/u.test(cell?.content.text ?? '');
}

/** Whether a cell is a number with letters or a sign after it. */
function hasUnit(cell: CellRow[number]): boolean {
  return /^NUMBER ./u.test(kindOf(cell));
}

/** The names in a column, with empty cells replaced by the name above them. */
function filledDown(rows: readonly CellRow[], column: number): readonly string[] {
  let last = '';
  return rows.map((row) => {
    const cell = row[column] ?? null;
    if (isName(cell)) last = fold(cell.content.text);
    return last;
  });
}

/** Whether equal names are in adjacent rows, as the names of groups are. */
function isContinued(rows: readonly CellRow[], column: number, names: readonly string[]): boolean {
  const runs = names.filter((name, index) => index === 0 || name !== names[index - 1]).length;
  return runs === new Set(names).size && rows.every((row, index) => index > 0 || isName(row[column] ?? null));
}

/**
 * Whether the first rows, at most half of all rows, have no group, and the rows below them have at least two groups. Equal names of
 * groups must be in adjacent rows, and at least one row must continue a group with an empty cell.
 */
function hasOpenGroup(rows: readonly CellRow[], column: number, names: readonly string[]): boolean {
  const first = rows.findIndex((row) => isName(row[column] ?? null));
  const grouped = rows.slice(Math.max(0, first));
  const isOpen = first > 0 && new Set(names.slice(first)).size > 1 && first * 2 <= rows.length;
  return (
    isOpen &&
    grouped.some((row) => !isName(row[column] ?? null)) &&
    isContinued(grouped, column, names.slice(first))
  );
}

/** Whether at least two conditions, and at least half of all conditions, occur with several names. */
function isCrossed(names: readonly string[], conditions: readonly string[]): boolean {
  const namesOf = new Map<string, Set<string>>();
  conditions.forEach((condition, index) => {
    const set = namesOf.get(condition) ?? new Set();
    namesOf.set(condition, set.add(names[index] ?? ''));
  });
  const shared = [...namesOf.values()].filter((set) => set.size > 1);
  return shared.length > 1 && shared.length * 2 >= namesOf.size;
}
