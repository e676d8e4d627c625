import { PlacedText } from '../../../../src/formats/input/placed-text.js';
import type { TableGrid } from '../../../../src/formats/tables/model/table-grid.js';
import { gridAt } from '../../../../src/formats/tables/forms/table-forms.js';

/** Finds the tables in the lines of a text, except for those that are too large. */
export function gridsIn(text: string): readonly TableGrid[] {
  const lines = PlacedText.of(text).split(/\r?\n/gu);
  const grids: TableGrid[] = [];
  for (let at = 0; at < lines.length;) {
    const found = gridAt(lines, at);
    if (found?.grid) grids.push(found.grid);
    at = found?.end ?? at + 1;
  }
  return grids;
}

/** Returns the texts of the cells of a grid; null for positions without a cell. */
export function textsOf({ rows }: Pick<TableGrid, 'rows'>): readonly (readonly (string | null)[])[] {
  return rows.map((row) => row.map((cell) => cell && cell.content.text));
}

/** Returns the text of each cell that differs from the document at the text ranges of the cell. Ignores white space. */
export function misplacedCells({ rows }: TableGrid, raw: string): readonly string[] {
  const bare = (text: string): string => text.replace(/\s+/gu, '');
  return rows.flat().flatMap((cell) => {
    if (!cell) return [];
    const { text, ranges } = cell.content;
    return bare(ranges.map(([start, end]) => raw.slice(start, end)).join('')) === bare(text) ? [] : [text];
  });
}
