import type { Absence } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import type { ClaimValue, ValueType } from '../../graph/values/value-rules.js';
import { isDate } from '../../graph/values/date.js';
import { parseDecimal } from '../../graph/values/decimal.js';

const affirmative = /^(?:yes|y|true|supported|✓|✔|✔️|✅|☑)$/iu;
const negative = /^(?:no|n|false|not supported|unsupported|✗|✘|❌|✖|☒)$/iu;
const partial = /^(?:partly|partial|partially)$/iu;
const thousands = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u;
const emptyCell =
  /^(?:[-–—]*|not stated|#(?:N\/A|DIV\/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA))$/iu;

/**
 * Whether a cell states nothing. Spreadsheet errors and the period of statistics programs state nothing;
 * this is not the same as a statement that the value is unknown.
 */
export function isEmptyCell(text: string): boolean {
  return emptyCell.test(text) || fold(text) === '';
}

/** The absence that a cell states; null if it states none. */
export function absenceIn(text: string): Absence | null {
  if (/^(?:n\/a|n\.a\.|not applicable)$/iu.test(text)) return 'NOT_APPLICABLE';
  return /^(?:\?|unknown|not known|tbd|tba|undisclosed|not disclosed)$/iu.test(text) ? 'UNKNOWN' : null;
}

/** The value type that fits all cells of one dimension. */
export function typeOfCells(cells: readonly string[]): ValueType {
  const stated = cells.filter((cell) => !isEmptyCell(cell) && absenceIn(cell) === null);
  if (stated.length === 0) return 'TEXT';
  const fits = (type: ValueType): boolean => stated.every((cell) => valueOfCell(type, cell, null) !== null);
  return (['SUPPORT', 'QUANTITY', 'DATE'] as const).find(fits) ?? 'TEXT';
}

/** Parses yes, no or partly; a text in parentheses is the note. */
function parseSupport(cell: string): ClaimValue | null {
  const open = cell.endsWith(')') ? cell.indexOf('(') : -1;
  const word = open < 0 ? cell : cell.slice(0, open).trimEnd();
  const parenthesis = open < 0 ? '' : cell.slice(open + 1, -1).trim();
  const note = fold(parenthesis) === '' ? null : parenthesis;
  if (affirmative.test(word)) return { type: 'SUPPORT', support: 'YES', note };
  if (negative.test(word)) return { type: 'SUPPORT', support: 'NO', note };
  return partial.test(word) && note !== null ? { type: 'SUPPORT', support: 'PARTIAL', note } : null;
}

/** Parses a cell as a value of a type; null if it is none. A year without a month is a number. */
export function valueOfCell(type: ValueType, cell: string, unit: string | null): ClaimValue | null {
  switch (type) {
    case 'SUPPORT':
      return parseSupport(cell);
    case 'QUANTITY': {
      const amount = parseDecimal(thousands.test(cell) ? cell.replaceAll(',', '') : cell);
      return amount === null ? null : { type, minimum: amount, maximum: amount, unit };
    }
    case 'DATE':
      return isDate(cell) ? { type, date: cell } : null;
    default:
      return { type: 'TEXT', text: cell };
  }
}
