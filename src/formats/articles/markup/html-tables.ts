import type { Element } from 'hast';
import { PlacedText } from '../../input/placed-text.js';

/** The maximum number of copies of spanning cells in a table. */
const maxSpanCopies = 20_000;
/** The maximum number of columns that a cell spans; larger spans are cut. */
const maxColumnSpan = 64;

/**
 * Reads the rows of an HTML table. A cell that spans rows or columns is copied to each of these rows and columns.
 * The only cell of a row, such as the head of a group of rows, is not copied to other columns.
 */
export function rowsOfTable(
  table: Element,
  textOf: (cell: Element) => PlacedText,
): readonly (readonly PlacedText[])[] {
  const rows: PlacedText[][] = [];
  let copies = 0;
  /** The cells that span into the current row from above, by column, with the number of spanned rows left. */
  let above = new Map<number, { readonly content: PlacedText; rowsLeft: number }>();
  for (const cells of rowsIn(table)) {
    const row: PlacedText[] = [];
    const below: typeof above = new Map();
    const addCellsFromAbove = (): void => {
      for (let cell = above.get(row.length); cell; cell = above.get(row.length)) {
        if (cell.rowsLeft > 1 && copies < maxSpanCopies)
          below.set(row.length, { content: cell.content, rowsLeft: cell.rowsLeft - 1 });
        row.push(cell.content);
        copies += 1;
      }
    };
    for (const cell of cells) {
      addCellsFromAbove();
      const content = textOf(cell);
      const width = Math.min(spanOf(cell, 'colSpan'), maxColumnSpan);
      const height = spanOf(cell, 'rowSpan');
      const isOnlyCell = cells.length === 1 && above.size === 0;
      for (let offset = 0; offset < width && (offset === 0 || copies < maxSpanCopies); offset += 1) {
        if (height > 1 && copies < maxSpanCopies) below.set(row.length, { content, rowsLeft: height - 1 });
        row.push(offset > 0 && isOnlyCell ? PlacedText.empty : content);
        if (offset > 0) copies += 1;
      }
    }
    addCellsFromAbove();
    rows.push(row);
    above = below;
  }
  return rows;
}

function rowsIn(parent: Element): readonly (readonly Element[])[] {
  const rows: (readonly Element[])[] = [];
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'tr') {
        const cells = child.children.filter(
          (cell): cell is Element => cell.type === 'element' && /^t[dh]$/u.test(cell.tagName),
        );
        if (cells.length > 0) rows.push(cells);
      } else if (child.tagName !== 'table' && child.tagName !== 'caption') {
        visit(child);
      }
    }
  };
  visit(parent);
  return rows;
}

function spanOf({ properties }: Element, name: 'colSpan' | 'rowSpan'): number {
  const span = Number(properties[name] ?? 1);
  return Number.isInteger(span) && span > 1 ? span : 1;
}
