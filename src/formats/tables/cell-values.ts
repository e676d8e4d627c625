import type { Absence } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import type { SupportValue } from '../../graph/values/support.js';

const affirmative = /^(?:yes|y|true|supported|✓|✔|✔️|✅|☑)$/iu;
const negative = /^(?:no|n|false|not supported|unsupported|✗|✘|❌|✖|☒)$/iu;
const partial = /^(?:partly|partial|partially)$/iu;
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

/** Parses yes, no or partly; a text in parentheses is the note. Null if the cell is none of them. */
export function parseSupportCell(cell: string): SupportValue | null {
  const open = cell.endsWith(')') ? cell.indexOf('(') : -1;
  const word = open < 0 ? cell : cell.slice(0, open).trimEnd();
  const parenthesis = open < 0 ? '' : cell.slice(open + 1, -1).trim();
  const note = fold(parenthesis) === '' ? null : parenthesis;
  if (affirmative.test(word)) return { type: 'SUPPORT', support: 'YES', note };
  if (negative.test(word)) return { type: 'SUPPORT', support: 'NO', note };
  return partial.test(word) && note !== null ? { type: 'SUPPORT', support: 'PARTIAL', note } : null;
}
