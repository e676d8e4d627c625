import { fold } from '../../../graph/text/fold.js';
import type { TableCell } from '../model/table-grid.js';
import { canBeHead, isName, kindOf } from './cell-kinds.js';
import { rowRoleOf } from './corner-words.js';

export type CellRow = readonly (TableCell | null)[];

/** The rows above the body of a table. */
export interface HeadRows {
  /** The index of the first head row. */
  readonly top: number;
  /** The index of the first row of the body. */
  readonly body: number;
  /** The heads of the columns. With several head rows, the lowest heads. */
  readonly heads: CellRow;
  /** With several head rows, the heads above `heads`, in each column that they span; otherwise null. */
  readonly upper: CellRow | null;
}

/** Finds the head rows of a table; null if no row can be the head, or if the first such row has measured values. */
export function findHeadRows(rows: readonly CellRow[]): HeadRows | null {
  const top = rows.findIndex(isHeadRow);
  const first = rows[top];
  if (!first || isMeasured(first, rows.slice(top + 1))) return null;
  const next = rows.findIndex((row, index) => index > top && row.some(isName));
  const second = rows[next];
  if (!second || !isSecondHead(first, second, rows.slice(next + 1))) {
    return { top, body: top + 1, heads: first, upper: null };
  }
  const upper = spread(first, second);
  const third = rows[next + 1];
  if (third && isMarkedHead(third) && isMarkedHead(second) && rows.length > next + 2) {
    return {
      top,
      body: next + 2,
      heads: third.map((cell, at) => cell ?? second[at] ?? null),
      upper: spread(second, third),
    };
  }
  return { top, body: next + 1, heads: second, upper };
}

/** Whether a row can be the head: it has at least two cells with text, or it has two columns and text only in the second. */
function isHeadRow(row: CellRow): boolean {
  const named = new Set(row.filter(isName));
  if (named.size > 1) return true;
  const [only] = named;
  return only !== undefined && only.columnSpan === 1 && row.length === 2 && !isName(row[0] ?? null);
}

/**
 * Whether a row has values beside its first cell. Each of these cells with text must be a time, or a number with the unit
 * of all cells with text below. None may be a head by markup, and each must have text below.
 */
function isMeasured(row: CellRow, below: readonly CellRow[]): boolean {
  const columns = row.flatMap((cell, column) => (column > 0 && isName(cell) ? [column] : []));
  return (
    columns.length > 0 &&
    columns.every((column) => {
      const cell = row[column] ?? null;
      const kind = kindOf(cell);
      const others = below.map((each) => each[column] ?? null).filter(isName);
      const isTime = /^\d+(?::[0-5]\d)+\W?$/u.test(cell?.content.text ?? '');
      const hasUnit = kind.startsWith('NUMBER') && (kind !== 'NUMBER ' || isTime) && cell?.isHead === false;
      return hasUnit && others.length > 0 && others.every((other) => isTime || kindOf(other) === kind);
    })
  );
}

/** Whether a row has text in at least two columns, and all its cells with text are heads by markup. */
function isMarkedHead(row: CellRow): boolean {
  const named = row.filter(isName);
  return named.length > 1 && named.every(({ isHead }) => isHead);
}

/**
 * Whether the row below the first head row is a second head row. Evidence of this is markup, a head that spans both rows or several
 * columns, equal heads beside each other, or columns without a head in the first row.
 */
function isSecondHead(first: CellRow, second: CellRow, below: readonly CellRow[]): boolean {
  if (!below.some((row) => row.filter(isName).length > 1)) return false;
  const others = second.slice(1);
  if (!others.some(isName)) return false;
  if (
    isMarkedHead(first) &&
    isMarkedHead(second) &&
    !below.every((row) => row.every((cell) => cell?.isHead ?? true))
  )
    return true;
  const spansBoth = second.some((cell, at) => cell !== null && cell === first[at] && cell.rowSpan > 1);
  // A corner that spans the columns of labels is not above heads.
  const spansColumns = first.some(
    (cell) => cell !== null && cell !== first[0] && cell.columnSpan > 1 && cell.columnSpan < first.length,
  );
  const canBeHeads = others.every((cell, at) => !isName(cell) || cell === first[at + 1] || canBeHead(cell));
  if (spansBoth || (spansColumns && canBeHeads)) return canBeHeads;
  if (!canBeHeads) return false;
  const [corner, lowerCorner] = [first[0] ?? null, second[0] ?? null];
  if (isName(corner) && isName(lowerCorner) && !namesRows(lowerCorner)) return false;
  return (
    repeatsHeads(first, second) ||
    (leavesHeadsOpen(first, second) &&
      (!isName(lowerCorner) || namesRows(lowerCorner) || standsOut(second, below)))
  );
}

function namesRows(cell: TableCell): boolean {
  return rowRoleOf(cell.content.text) !== null;
}

/**
 * Whether equal adjacent heads are distinguished by the cells below them. If the second row has text in its first cell, there must be
 * several different heads, with the same cells below each.
 */
function repeatsHeads(first: CellRow, second: CellRow): boolean {
  const pairs = new Set<string>();
  let repeated = 0;
  // Columns with the numbers or names of rows come first, and can have empty heads.
  const start = first.findIndex(
    (_, column) => column > 0 && `${textAt(first, column)}${textAt(second, column)}` !== '',
  );
  if (start < 1) return false;
  for (let column = start; column < first.length; column += 1) {
    const [upper, lower] = [textAt(first, column), textAt(second, column)];
    if (upper === '' || (lower === '' && upper === textAt(first, column - 1))) return false;
    if (column > start && upper === textAt(first, column - 1)) repeated += 1;
    pairs.add(JSON.stringify([upper, lower]));
  }
  if (repeated === 0 || pairs.size < first.length - start) return false;
  if (!isName(second[0] ?? null)) return true;
  const groups = new Map<string, string[]>();
  first.forEach((_, column) => {
    if (column > 0)
      groups.set(textAt(first, column), [
        ...(groups.get(textAt(first, column)) ?? []),
        textAt(second, column),
      ]);
  });
  const [one, ...more] = [...groups.values()].map((group) => group.join('\n'));
  return more.length > 0 && more.every((group) => group === one);
}

/** Whether the first row has empty cells to the right of its first head, and all cells below the empty cells have text. */
function leavesHeadsOpen(first: CellRow, second: CellRow): boolean {
  const start = first.findIndex((cell, column) => column > 0 && isName(cell));
  if (start < 0) return false;
  const open = first.flatMap((cell, column) => (column > start && !isName(cell) ? [column] : []));
  return open.length > 0 && open.every((column) => isName(second[column] ?? null));
}

/** Whether at least half of the cells with text in a row, without the first column, are above cells that are mostly not texts. */
function standsOut(row: CellRow, below: readonly CellRow[]): boolean {
  const columns = row.flatMap((cell, column) => (column > 0 && isName(cell) ? [column] : []));
  const other = columns.filter((column) => {
    const kinds = below.map((each) => kindOf(each[column] ?? null)).filter((kind) => kind !== 'BLANK');
    return kinds.length > 0 && kinds.filter((kind) => kind === 'TEXT').length * 2 < kinds.length;
  });
  return columns.length > 0 && other.length * 2 >= columns.length;
}

/** Fills empty cells above heads of the lower row with the next upper head to the left. */
function spread(upper: CellRow, lower: CellRow): CellRow {
  let last: TableCell | null = null;
  return upper.map((cell, column) => {
    if (isName(cell)) last = cell;
    const isOpen = column > 0 && !isName(cell) && isName(lower[column] ?? null);
    return isOpen ? last : cell;
  });
}

function textAt(row: CellRow, column: number): string {
  return fold(row[column]?.content.text ?? '');
}
