import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { lineCell } from './make-grid.js';
import type { TableForm } from './table-form.js';

const directive = /^(\s*)\.\. csv-table::\s*(.*)$/u;
const option = /^\s+:([\w-]+):\s*(.*)$/u;
/** The separators that the option `delim` can name, by name. */
const separators: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['space', ' '],
]);

/** Tables of reStructuredText: comma-separated values below `.. csv-table::`. */
export const csvTables: TableForm = {
  name: 'csv table',
  tableAt(lines, start) {
    const opening = directive.exec(lines[start]?.text ?? '');
    if (!opening) return null;
    const [whole, indent = '', title = ''] = opening;
    const rows: (readonly PlacedText[])[] = [];
    let separator = ',';
    let [headRows, headColumns] = [0, 0];
    let header: PlacedText | null = null;
    let end = start + 1;
    for (; end < lines.length; end += 1) {
      const line = lines[end] as PlacedText;
      if (line.isBlank) continue;
      if (line.text.search(/\S/u) <= indent.length) break;
      const [, name, value = ''] = (rows.length === 0 && option.exec(line.text)) || [];
      if (name === undefined) rows.push(cellsIn(line.trim(), separator));
      if (name === 'delim') separator = separators.get(value) ?? value.slice(0, 1);
      if (name === 'header') header = line.slice(line.text.length - value.length).trim();
      if (name === 'header-rows') headRows = Number(value) || 0;
      if (name === 'stub-columns') headColumns = Number(value) || 0;
    }
    if (header) {
      rows.unshift(cellsIn(header, separator));
      headRows += 1;
    }
    if (rows.length < 2) return null;
    while (end > start + 1 && lines[end - 1]?.isBlank) end -= 1;
    const first = lines[start] as PlacedText;
    return {
      rows: rows.map((cells, row) =>
        cells.map((cell, column): TableCell => lineCell(cell, row < headRows || column < headColumns)),
      ),
      separator: separator === ',' || separator === ';' || separator === '\t' ? separator : null,
      caption: title === '' ? null : first.slice(whole.length - title.length).trim(),
      end,
    };
  },
};

/** The cells of a line, without the quotes around them. A doubled quote within quotes is one quote. */
function cellsIn(line: PlacedText, separator: string): readonly PlacedText[] {
  const cells: PlacedText[] = [];
  let at = 0;
  while (at <= line.text.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/u.exec(line.text.slice(at));
    const found = line.text.indexOf(separator, at + (quoted?.[0].length ?? 0));
    const end = found < 0 ? line.text.length : found;
    if (quoted) {
      const start = at + quoted[0].indexOf('"') + 1;
      const content = line.slice(start, start + (quoted[1] ?? '').length);
      cells.push(PlacedText.join(content.split(/"(?=")/gu)));
    } else cells.push(line.slice(at, end).trim());
    at = end + 1;
  }
  return cells;
}
