import type { Block, LineBlock, TableBlock } from '../markup/block.js';
import type { Words } from '../text/placed-text.js';

const barred = /^\|.*\|$/u;
const ruled = /^\|(?:\s*:?-{2,}:?\s*\|)+$/u;

/** Joins table rows between bars that are separated by empty lines. */
export function withSpacedRows(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  for (let index = 0; index < blocks.length;) {
    const rows: LineBlock[] = [];
    for (let at = index; at < blocks.length; at += 1) {
      const block = blocks[at];
      if (block?.kind !== 'line' || !barred.test(block.words.text)) break;
      rows.push(block);
    }
    const dataRows = rows.filter(({ words }) => !ruled.test(words.text));
    if (dataRows.length >= 2) {
      const table: TableBlock = {
        kind: 'table',
        rows: dataRows.map(({ words }) => cellsOf(words)),
        confidences: null,
      };
      found.push(table);
      index += rows.length;
    } else {
      const count = Math.max(1, rows.length);
      found.push(...blocks.slice(index, index + count));
      index += count;
    }
  }
  return found;
}

function cellsOf(row: Words): readonly Words[] {
  return row
    .slice(1, row.text.length - 1)
    .split(/\|/gu)
    .map((cell) => cell.trim());
}
