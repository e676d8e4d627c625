import type { CellRange } from './cell-places.js';
import type { SheetCells } from './read-sheet.js';

/**
 * The cells of a sheet as rows, without the empty rows above and the empty columns left of them.
 *
 * What merged cells say holds in each row and column that they span. Those that stand alone in their row, as titles do,
 * and those that begin in the first column, as heads do, are not said again to the right.
 * @param count is told of each place in the rows, empty or not; throws where there are too many
 */
export function sheetGrid(
  { rows, merged }: SheetCells,
  count: (places: number) => void,
): readonly (readonly string[])[] {
  const numbers = [...rows.keys()].sort((a, b) => a - b);
  const [first = 1] = numbers;
  const last = numbers.at(-1) ?? 0;
  const left = [...rows.values()].reduce((least, row) => minimum(row.keys(), least), Infinity);
  if (last === 0) return [];
  count(last - first + 1);
  const grid = Array.from({ length: last - first + 1 }, (_, index) => {
    const cells = rows.get(first + index);
    if (!cells) return [];
    const width = maximum(cells.keys()) - left + 1;
    count(width);
    return Array.from({ length: width }, (_, column) => cells.get(left + column) ?? '');
  });
  for (const range of merged) spread(range, { rows, grid, first, left, count });
  return grid;
}

interface Sheet {
  readonly rows: SheetCells['rows'];
  readonly grid: string[][];
  readonly first: number;
  readonly left: number;
  readonly count: (places: number) => void;
}

function spread({ from, to }: CellRange, { rows, grid, first, left, count }: Sheet): void {
  const cells = rows.get(from.row);
  const text = cells?.get(from.column);
  if (cells === undefined || text === undefined) return;
  const isHead = from.column === left || cells.size === 1;
  const end = isHead ? from.column : to.column;
  const bottom = Math.min(to.row - first, grid.length - 1);
  for (let row = from.row - first; row <= bottom; row += 1) {
    const line = grid[row];
    // A row that says nothing of its own is not filled.
    if (!line || line.length === 0) continue;
    count(end - from.column + 1);
    for (let column = from.column - left; column <= end - left; column += 1) {
      while (line.length < column) line.push('');
      line[column] ||= text;
    }
  }
}

function minimum(values: Iterable<number>, least: number): number {
  for (const value of values) least = Math.min(least, value);
  return least;
}

function maximum(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
}
