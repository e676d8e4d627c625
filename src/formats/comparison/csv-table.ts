import type { ComparisonTable } from './comparison-table.js';

/** The column heads before and after the approaches. */
export const csvHead = Object.freeze({ before: ['Kind', 'Group', 'Axis'], after: 'Verdict' });

/**
 * A text that spreadsheets run as a formula: it starts with one of these characters (ASCII or full-width),
 * after any number of quotes. A text that has quotes before the character gets one more, so that parsing
 * does not remove its own.
 */
const formula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
const guard = "'";
const number = /^[+-]\d+(?:\.\d+)?$/u;

/**
 * A field of RFC 4180, always quoted. A field that a spreadsheet would run as a formula gets a single quote
 * before it, as OWASP recommends against CSV injection. Numbers are not formulas.
 */
function field(text: string): string {
  const guarded = formula.test(text) && !number.test(text) ? `${guard}${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** The text of a field without the guarding quote. */
export function removeGuard(text: string): string {
  return text.startsWith(guard) && formula.test(text.slice(1)) ? text.slice(1) : text;
}

function record(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}

/**
 * Prints a comparison as CSV: kind, group and name of each axis, a cell for each approach, and the verdict.
 */
export function printCsvTable({ approaches, rows }: ComparisonTable): string {
  const head = record([...csvHead.before, ...approaches.map(({ name }) => name), csvHead.after]);
  const body = rows.map(({ axis: { kind, group, name }, cells, verdict }) =>
    record([kind, group, name, ...cells.map(({ text }) => text), verdict]),
  );
  return [head, ...body].join('');
}
