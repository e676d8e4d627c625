import type { PlacedText } from '../../input/placed-text.js';
import type { CellSeparator, TableCell, TableContext, TableGrid } from '../model/table-grid.js';
import { withoutInlineMarkup } from './inline-markup.js';

/**
 * The maximum number of positions of a grid: rows times columns. Without this limit, a few long rows among many short
 * rows would take memory that is quadratic in the size of the document.
 */
export const maxPositions = 400_000;
/** The maximum number of columns that a cell spans; larger spans are cut. */
const maxColumnSpan = 64;

/** The context of a table before its document is known. */
export const emptyContext: TableContext = Object.freeze({
  caption: null,
  headings: [],
  before: [],
  after: [],
});

/** Creates a cell. Parts that are not given are the parts of a plain cell without markup. */
export function tableCell(content: PlacedText, parts: Partial<Omit<TableCell, 'content'>> = {}): TableCell {
  return {
    content,
    isHead: false,
    number: null,
    footnotes: [],
    links: [],
    rowSpan: 1,
    columnSpan: 1,
    ...parts,
  };
}

/** Creates a cell of a table in lines of text. */
export function lineCell(text: PlacedText, isHead = false): TableCell {
  const { content, links, footnotes } = withoutInlineMarkup(text);
  return tableCell(content, { isHead, links, footnotes });
}

/** The parts of a grid that not all forms have. */
export interface GridParts {
  readonly separator?: CellSeparator;
  readonly caption?: PlacedText | null;
  readonly confidences?: readonly number[] | null;
}

/**
 * Creates a grid from the cells of its rows, each cell once. A cell that spans rows or columns is repeated at each
 * position that it covers. Spans that exceed the table are cut.
 * @returns null if the grid has more than `maxPositions`
 */
export function gridOf(
  form: string,
  rows: readonly (readonly TableCell[])[],
  { separator = null, caption = null, confidences = null }: GridParts = {},
): TableGrid | null {
  const arranged = arrange(rows);
  return arranged && { form, rows: arranged, separator, confidences, context: { ...emptyContext, caption } };
}

/** A cell and the column in which it starts. */
interface Placed {
  readonly cell: TableCell;
  readonly column: number;
}

function arrange(rows: readonly (readonly TableCell[])[]): readonly (readonly (TableCell | null)[])[] | null {
  const placed = placeCells(rows);
  // A cell can span more columns than the table has, as with `colspan="100"`: columns after the last start of a cell are cut.
  const width = placed.flat().reduce((most, { column }) => Math.max(most, column + 1), 0);
  if (width * rows.length > maxPositions) return null;
  const grid = rows.map(() => new Array<TableCell | null>(width).fill(null));
  placed.forEach((cells, row) => {
    for (const { cell, column } of cells) {
      const columnSpan = Math.min(cell.columnSpan, maxColumnSpan, width - column);
      const rowSpan = Math.min(cell.rowSpan, rows.length - row);
      const isCut = columnSpan !== cell.columnSpan || rowSpan !== cell.rowSpan;
      const final = isCut ? { ...cell, columnSpan, rowSpan } : cell;
      for (let down = row; down < row + rowSpan; down += 1) {
        const line = grid[down];
        for (let right = column; line && right < column + columnSpan; right += 1) line[right] ??= final;
      }
    }
  });
  return grid;
}

/** Finds the column in which each cell starts: the first that is not covered by a cell of a row above. */
function placeCells(rows: readonly (readonly TableCell[])[]): readonly (readonly Placed[])[] {
  /** By column, the first row that no cell from above covers. */
  const freeFrom: number[] = [];
  return rows.map((cells, row) => {
    let column = 0;
    return cells.map((cell): Placed => {
      while ((freeFrom[column] ?? 0) > row) column += 1;
      const start = column;
      column += Math.min(cell.columnSpan, maxColumnSpan);
      if (cell.rowSpan > 1) for (let at = start; at < column; at += 1) freeFrom[at] = row + cell.rowSpan;
      return { cell, column: start };
    });
  });
}
