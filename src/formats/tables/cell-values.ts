import type { Absence } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import type { SupportValue } from '../../graph/values/support.js';

const affirmative = /^(?:yes|y|true|supported|✓|✔|✔️|✅|☑)$/iu;
const negative = /^(?:no|n|false|not supported|unsupported|✗|✘|❌|✖|☒)$/iu;
const partial = /^(?:partly|partial|partially)$/iu;
const emptyCell =
  /^(?:[-–—]*|not stated|#(?:N\/A|DIV\/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA))$/iu;

/**
 * Whether a cell states nothing. Errors of spreadsheets, and the period of statistics programs for a missing value, state nothing;
 * this is not the same as a statement that the value is unknown.
 */
export function isEmptyCell(text: string): boolean {
  if (startsWithDigit(text)) return false;
  // Folding does not remove letters and digits.
  return emptyCell.test(text) || (!/[\p{L}\p{N}]/u.test(text) && fold(text) === '');
}

/** Whether a cell states a value: it is neither empty nor an absence. */
export function statesValue(text: string): boolean {
  return !isEmptyCell(text) && absenceIn(text) === null;
}

/** Whether a text starts with a digit. Most cells of large tables do, and then match no pattern of this file. */
function startsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

const maxAbsenceLength = 'not applicable'.length;
const maxSupportLength = 'not supported'.length;

/** The absence that a cell states; null if the cell does not state an absence. */
export function absenceIn(text: string): Absence | null {
  if (text.length > maxAbsenceLength || startsWithDigit(text)) return null;
  if (/^(?:n\/a|n\.a\.|not applicable)$/iu.test(text)) return 'NOT_APPLICABLE';
  return /^(?:\?|unknown|not known|tbd|tba|undisclosed|not disclosed)$/iu.test(text) ? 'UNKNOWN' : null;
}

/** Parses a cell with yes, no or partly. A text in parentheses is the note; partly needs a note. Returns null for other cells. */
export function parseSupportCell(cell: string): SupportValue | null {
  if (startsWithDigit(cell)) return null;
  const open = cell.endsWith(')') ? cell.indexOf('(') : -1;
  const word = open < 0 ? cell : cell.slice(0, open).trimEnd();
  if (word.length > maxSupportLength) return null;
  const parenthesis = open < 0 ? '' : cell.slice(open + 1, -1).trim();
  const note = fold(parenthesis) === '' ? null : parenthesis;
  if (affirmative.test(word)) return { type: 'SUPPORT', support: 'YES', note };
  if (negative.test(word)) return { type: 'SUPPORT', support: 'NO', note };
  return partial.test(word) && note !== null ? { type: 'SUPPORT', support: 'PARTIAL', note } : null;
}
