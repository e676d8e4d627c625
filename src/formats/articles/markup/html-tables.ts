import type { Element } from 'hast';
import { Words } from '../text/words.js';

/** Cells that stand for a part of another cell, over a whole table: more than any reader needs. */
const mostSpanned = 20_000;
const widestSpan = 64;

/**
 * The rows of an HTML table, with a cell in each place that it spans. One that is alone in its row, as the head of a group of
 * rows is, stands in its first place only.
 */
export function rowsOfTable(
  table: Element,
  wordsOf: (cell: Element) => Words,
): readonly (readonly Words[])[] {
  const rows: Words[][] = [];
  let spanned = 0;
  /** By column, the cell that goes on from the row above, and over how many rows more. */
  let above = new Map<number, { readonly words: Words; left: number }>();
  for (const cells of rowsIn(table)) {
    const row: Words[] = [];
    const below: typeof above = new Map();
    const fromAbove = (): void => {
      for (let cell = above.get(row.length); cell; cell = above.get(row.length)) {
        if (cell.left > 1 && spanned < mostSpanned)
          below.set(row.length, { words: cell.words, left: cell.left - 1 });
        row.push(cell.words);
        spanned += 1;
      }
    };
    for (const cell of cells) {
      fromAbove();
      const words = wordsOf(cell);
      const width = Math.min(spanOf(cell, 'colSpan'), widestSpan);
      const height = spanOf(cell, 'rowSpan');
      const isAlone = cells.length === 1 && above.size === 0;
      for (let at = 0; at < width && (at === 0 || spanned < mostSpanned); at += 1) {
        if (height > 1 && spanned < mostSpanned) below.set(row.length, { words, left: height - 1 });
        row.push(at > 0 && isAlone ? Words.empty : words);
        if (at > 0) spanned += 1;
      }
    }
    fromAbove();
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
