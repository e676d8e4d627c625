import type { GridCell } from '../../tables/grid-text.js';
import type { CellRange } from './cell-references.js';
import type { SheetCells } from './read-sheet.js';

/**
 * Arranges the cells of a sheet in rows, without the empty rows above them and the empty columns to their left.
 *
 * The text of merged cells is copied to each row and column that they span. It is not copied to the right
 * if they are the only cell of their row, such as a title, or start in the first column, such as a head.
 * @param count called with numbers of cells that are added to the rows, empty or not; throws if there are
 *   too many
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
  for (const range of merged) copyMerged(range, { rows, grid, first, left, count });
  return grid;
}

interface Sheet {
  readonly rows: SheetCells['rows'];
  readonly grid: GridCell[][];
  readonly first: number;
  readonly left: number;
  readonly count: (cells: number) => void;
}

function copyMerged({ from, to }: CellRange, { rows, grid, first, left, count }: Sheet): void {
  const cells = rows.get(from.row);
  const text = cells?.get(from.column);
  if (cells === undefined || text === undefined) return;
  const isHead = from.column === left || cells.size === 1;
  const end = isHead ? from.column : to.column;
  const bottom = Math.min(to.row - first, grid.length - 1);
  for (let row = from.row - first; row <= bottom; row += 1) {
    const line = grid[row];
    // Empty rows remain empty.
    if (!line || line.length === 0) continue;
    count(end - from.column + 1);
    for (let column = from.column - left; column <= end - left; column += 1) {
      while (line.length < column) line.push('');
      line[column] ||= text;
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
