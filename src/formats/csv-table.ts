import type { ComparisonTable } from './comparison-table.js';

/** What spreadsheets take for the beginning of a formula, in its full width too. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
const number = /^[+-]\d+(?:\.\d+)?$/u;

/**
 * A field of RFC 4180, always in quotes. What a spreadsheet would run as a formula gets a single quote before
 * it, as OWASP advises against CSV injection; a number is none.
 */
function field(words: string): string {
  const guarded = formula.test(words) && !number.test(words) ? `'${words}` : words;
  return `"${guarded.replaceAll('"', '""')}"`;
}

function record(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}

/** A comparison as CSV: what a row is about, a cell for each approach, and the verdict. */
export function printCsvTable({ approaches, rows }: ComparisonTable): string {
  const head = record(['Kind', 'Group', 'Axis', ...approaches.map(({ name }) => name), 'Verdict']);
  const body = rows.map(({ axis: { kind, group, name }, cells, verdict }) =>
    record([kind, group, name, ...cells.map(({ text }) => text), verdict]),
  );
  return [head, ...body].join('');
}
