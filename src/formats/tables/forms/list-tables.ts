import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { lineCell } from './make-grid.js';
import type { TableForm } from './table-form.js';

const directive = /^(\s*)\.\. list-table::\s*(.*)$/u;
const option = /^\s*:([\w-]+):\s*(.*)$/u;
/** The start of a cell: a dash, after an asterisk if the cell is the first of its row. */
const cellStart = /^(\s*)(\*\s+)?-(?:\s+|$)/u;

/**
 * Tables of reStructuredText that are lists of lists: below `.. list-table::`, each item is a row, and its items are
 * cells.
 */
export const listTables: TableForm = {
  name: 'list table',
  tableAt(lines, start) {
    const opening = directive.exec(lines[start]?.text ?? '');
    if (!opening) return null;
    const [whole, indent = '', title = ''] = opening;
    let headRows = 0;
    let headColumns = 0;
    const rows: PlacedText[][][] = [];
    let end = start + 1;
    for (; end < lines.length; end += 1) {
      const line = lines[end] as PlacedText;
      if (line.isBlank) continue;
      if (line.text.search(/\S/u) <= indent.length) break;
      const [, name, value = ''] = (rows.length === 0 && option.exec(line.text)) || [];
      const cell = cellStart.exec(line.text);
      if (name !== undefined) {
        if (name === 'header-rows') headRows = Number(value) || 0;
        if (name === 'stub-columns') headColumns = Number(value) || 0;
      } else if (cell) {
        if (cell[2] !== undefined) rows.push([]);
        rows.at(-1)?.push([line.slice(cell[0].length).trim()]);
      } else {
        rows.at(-1)?.at(-1)?.push(line.trim());
      }
    }
    if (rows.length < 2) return null;
    const first = lines[start] as PlacedText;
    return {
      rows: rows.map((cells, row) =>
        cells.map((parts, column): TableCell => {
          return lineCell(PlacedText.join(parts, ' '), row < headRows || column < headColumns);
        }),
      ),
      caption: title === '' ? null : first.slice(whole.length - title.length).trim(),
      end: lastFilled(lines, start, end),
    };
  },
};

/** The index after the last line that is not blank. */
function lastFilled(lines: readonly PlacedText[], start: number, end: number): number {
  let last = end;
  while (last > start + 1 && lines[last - 1]?.isBlank) last -= 1;
  return last;
}
