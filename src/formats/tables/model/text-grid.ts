import type { PlacedText } from '../../input/placed-text.js';
import type { CellSeparator, TableCell, TableContext, TableGrid } from './table-grid.js';

export const emptyContext: TableContext = Object.freeze({
  caption: null,
  headings: [],
  before: [],
  after: [],
});

/** What is known of a table besides the texts of its cells. */
interface GridOptions {
  readonly separator?: CellSeparator;
  readonly confidences?: readonly number[] | null;
  /** The number of rows whose cells are heads by markup; 0 if absent. */
  readonly headRows?: number;
}

/**
 * Creates a table from rows of texts. Rows may have different numbers of cells. A text that is repeated as the same object is
 * one cell that spans several positions.
 */
export function textGrid(
  form: string,
  texts: readonly (readonly PlacedText[])[],
  { separator = null, confidences = null, headRows = 0 }: GridOptions = {},
): TableGrid {
  const width = texts.reduce((most, row) => Math.max(most, row.length), 0);
  const cells = new Map<PlacedText, TableCell>();
  const cellOf = (content: PlacedText, row: number): TableCell => {
    const existing = content.text === '' ? undefined : cells.get(content);
    if (existing) return existing;
    const cell = textCell(content, row < headRows);
    cells.set(content, cell);
    return cell;
  };
  return {
    form,
    rows: texts.map((row, index) =>
      Array.from({ length: width }, (_, column) => {
        const content = row[column];
        return content === undefined ? null : cellOf(content, index);
      }),
    ),
    separator,
    context: emptyContext,
    confidences,
  };
}

/** Creates a cell that has only a text. */
export function textCell(content: PlacedText, isHead = false): TableCell {
  return { content, isHead, number: null, footnotes: [], links: [], rowSpan: 1, columnSpan: 1 };
}
