import type { CellNumber } from './table-grid.js';

/** The content of a cell of a spreadsheet. */
export interface CellContent {
  readonly text: string;
  /** The number with its format; null for texts, dates and truth values. */
  readonly number: CellNumber | null;
  /** The absolute URLs of the hyperlinks of the cell; none if absent. */
  readonly links?: readonly string[];
}

/**
 * A cell before it is placed: its text, or the content of a cell of a spreadsheet. A merged cell has the same content
 * object in several positions.
 */
export type GridCell = string | CellContent;

/** The URLs of the hyperlinks of a cell. */
export function linksOf(cell: GridCell): readonly string[] {
  return typeof cell === 'string' ? [] : (cell.links ?? []);
}

/** The text of a cell. */
export function textIn(cell: GridCell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
