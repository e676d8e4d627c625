import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { kindWords } from '../../graph/concept.js';
import { rowsOf, type ComparisonTable } from './comparison-table.js';

/** The column heads before and after the approaches. */
export const csvHead = Object.freeze({ before: ['Kind', 'Group', 'Axis'], after: 'Verdict' });

/** The texts of the column `Group` for axes without a group, by kind. */
export const kindNames = Object.freeze(
  Object.fromEntries(axisKinds.map((kind) => [kind, kindWords[kind].plural])),
) as Readonly<Record<AxisKind, string>>;

/**
 * Matches texts that need a guard unless they are numbers: they start with a character that starts a formula in spreadsheets
 * (ASCII or full-width), after any number of single quotes. Texts with such quotes are guarded too, so that
 * `removeGuard` does not remove a quote of the text.
 */
const formula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
const guard = "'";
const number = /^[+-]\d+(?:\.\d+)?$/u;

/**
 * Prints a field as in RFC 4180, always quoted. A single quote is added before texts that a spreadsheet
 * would run as a formula, as OWASP recommends against CSV injection. Numbers are not formulas.
 */
function field(text: string): string {
  const guarded = formula.test(text) && !number.test(text) ? `${guard}${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** Removes the guarding quote from the text of a field. */
export function removeGuard(text: string): string {
  return text.startsWith(guard) && formula.test(text.slice(1)) ? text.slice(1) : text;
}

function record(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}

/**
 * Prints a comparison as CSV. After the record of the column heads, each record has the kind, group and name of an axis, a cell for
 * each approach, and the verdict. Cells are in the notation that imports read. Each record is one chunk.
 */
export function* printCsvTable({ approaches, sections }: ComparisonTable): Generator<string, void> {
  yield record([...csvHead.before, ...approaches.map(({ name }) => name), csvHead.after]);
  for (const { axis, cells, verdict } of rowsOf(sections)) {
    const { kind, group, name } = axis;
    yield record([kind, group ?? kindNames[kind], name, ...cells.map(({ notation }) => notation), verdict]);
  }
}
