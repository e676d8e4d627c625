import type { ComparisonTable } from './comparison-table.js';

/** What stands in the head before and after the approaches. */
export const csvHead = Object.freeze({ before: ['Kind', 'Group', 'Axis'], after: 'Verdict' });

/**
 * What spreadsheets take for the beginning of a formula, in its full width too. Words that have quotes before it of their own get one
 * more, so that reading takes none of theirs.
 */
const formula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
const guard = "'";
const number = /^[+-]\d+(?:\.\d+)?$/u;

/**
 * A field of RFC 4180, always in quotes. What a spreadsheet would run as a formula gets a single quote before
 * it, as OWASP advises against CSV injection; a number is none.
 */
function field(words: string): string {
  const guarded = formula.test(words) && !number.test(words) ? `${guard}${words}` : words;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** The words of a field without the quote that guards them. */
export function unguarded(words: string): string {
  return words.startsWith(guard) && formula.test(words.slice(1)) ? words.slice(1) : words;
}

function record(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}

/** A comparison as CSV: what a row is about, a cell for each approach, and the verdict. */
export function printCsvTable({ approaches, rows }: ComparisonTable): string {
  const head = record([...csvHead.before, ...approaches.map(({ name }) => name), csvHead.after]);
  const body = rows.map(({ axis: { kind, group, name }, cells, verdict }) =>
    record([kind, group, name, ...cells.map(({ text }) => text), verdict]),
  );
  return [head, ...body].join('');
}
