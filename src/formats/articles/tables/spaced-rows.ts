import type { Block, LineBlock, TableBlock } from '../../input/block.js';
import { textGrid } from '../../tables/model/text-grid.js';
import type { PlacedText } from '../../input/placed-text.js';

const barred = /^\|.*\|$/u;
const ruled = /^\|(?:\s*:?-{2,}:?\s*\|)+$/u;

/** Joins lines that start and end with a bar into tables, even if empty lines separate them. */
export function withSpacedRows(blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  for (let index = 0; index < blocks.length;) {
    const rows: LineBlock[] = [];
    for (let next = index; next < blocks.length; next += 1) {
      const block = blocks[next];
      if (block?.kind !== 'line' || !barred.test(block.content.text)) break;
      rows.push(block);
    }
    const dataRows = rows.filter(({ content }) => !ruled.test(content.text));
    if (dataRows.length >= 2) {
      const table: TableBlock = {
        kind: 'table',
        grid: textGrid(
          'pipes',
          dataRows.map(({ content }) => cellsOf(content)),
        ),
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

function cellsOf(row: PlacedText): readonly PlacedText[] {
  return row
    .slice(1, row.text.length - 1)
    .split(/\|/gu)
    .map((cell) => cell.trim());
}
