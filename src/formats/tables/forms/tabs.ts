import type { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { lineCell } from './make-grid.js';
import type { TableForm } from './table-form.js';

const inner = /\S\t+\s*\S/u;

/** Rows whose cells are separated by tabs. Consecutive tabs are one separator if all rows then have the same number of cells. */
export const tabs: TableForm = {
  name: 'tabs',
  tableAt(lines, start) {
    if (!isRow(lines[start]) || !isRow(lines[start + 1])) return null;
    let end = start + 2;
    while (isRow(lines[end])) end += 1;
    const rows = lines.slice(start, end);
    const runsOf = (row: PlacedText): number => row.text.trim().match(/\t+/gu)?.length ?? 0;
    const count = runsOf(rows[0] as PlacedText);
    const isAligned = rows.every((row) => runsOf(row) === count);
    const cells = rows.map((row) => (isAligned ? cellsIn(row.trim(), /\t+/gu) : cellsIn(row, /\t/gu)));
    return { rows: cells, separator: '\t', end };
  },
};

/** Whether a line has a tab between two texts; the first cell may be empty. */
function isRow(line: PlacedText | undefined): boolean {
  return line !== undefined && (inner.test(line.text) || /^\t+\S.*\t\S/u.test(line.text));
}

function cellsIn(row: PlacedText, separator: RegExp): readonly TableCell[] {
  return row.split(separator).map((cell) => lineCell(cell.trim()));
}
