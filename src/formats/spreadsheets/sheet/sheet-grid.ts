import { textIn, type GridCell } from '../../tables/model/grid-cell.js';
import type { CellRange } from './cell-references.js';
import type { SheetCells } from './read-sheet.js';

/**
 * Arranges the cells of a sheet in rows, without the empty rows above them and the empty columns to their left.
 *
 * A merged cell has the same content object in its first position and in each empty position that it spans. Rows without
 * cells, and columns after the last column with a cell, are not filled.
 * @param count called with the numbers of added rows and of added cells, empty or not; throws if there are too many
 */
export function sheetGrid(
  { rows, merged }: SheetCells,
  count: (cells: number) => void,
): readonly (readonly GridCell[])[] {
  const rowNumbers = [...rows.keys()].sort((a, b) => a - b);
  const [first = 1] = rowNumbers;
  const last = rowNumbers.at(-1) ?? 0;
  const left = [...rows.values()].reduce((smallest, row) => minimum(row.keys(), smallest), Infinity);
  if (last === 0) return [];
  count(last - first + 1);
  const grid = Array.from({ length: last - first + 1 }, (_, index): GridCell[] => {
    const cells = rows.get(first + index);
    if (!cells) return [];
    const width = maximum(cells.keys()) - left + 1;
    count(width);
    return Array.from({ length: width }, (_, column): GridCell => cells.get(left + column) ?? '');
  });
  const right = [...rows.values()].reduce((largest, row) => Math.max(largest, maximum(row.keys())), 0);
  for (const range of merged) copyMerged(range, { rows, grid, first, left, right, count });
  return grid;
}

interface Sheet {
  readonly rows: SheetCells['rows'];
  readonly grid: GridCell[][];
  readonly first: number;
  readonly left: number;
  /** The last column with a cell. */
  readonly right: number;
  readonly count: (cells: number) => void;
}

function copyMerged({ from, to }: CellRange, { rows, grid, first, left, right, count }: Sheet): void {
  const cell = rows.get(from.row)?.get(from.column);
  if (cell === undefined) return;
  const merged = typeof cell === 'string' ? { text: cell, number: null } : { ...cell };
  const end = Math.min(to.column, right);
  const bottom = Math.min(to.row - first, grid.length - 1);
  for (let row = from.row - first; row <= bottom; row += 1) {
    const line = grid[row];
    // Empty rows remain empty.
    if (!line || line.length === 0) continue;
    count(end - from.column + 1);
    for (let column = from.column - left; column <= end - left; column += 1) {
      while (line.length < column) line.push('');
      const isOwn = row === from.row - first && column === from.column - left;
      if (isOwn || textIn(line[column] ?? '') === '') line[column] = merged;
    }
  }
}

function minimum(values: Iterable<number>, smallest: number): number {
  for (const value of values) smallest = Math.min(smallest, value);
  return smallest;
}

function maximum(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}
