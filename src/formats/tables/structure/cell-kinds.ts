import { fold } from '../../../graph/text/fold.js';
import type { TableCell } from '../model/table-grid.js';

/**
 * The rough kind of the content of a cell, to compare cells with each other: `BLANK` for cells that state nothing or an
 * absence, `MARK` for signs and for words such as yes and no, `NUMBER` with the letters or the sign after the number,
 * `LINK` for an address, and `TEXT` for all other texts.
 */
export type CellKind = 'BLANK' | 'MARK' | 'TEXT' | 'LINK' | `NUMBER ${string}`;

const blankText =
  /^(?:[-–—.…?❓]*|n\/?a|n\.a\.|tb[ad]|unknown|not applicable|not stated|#(?:n\/a|ref!|value!))$/iu;
const markText =
  /^\(?(?:y|n|yes|no|true|false|partly|partial(?:ly)?|none|full|limited|planned|optional|supported|unsupported|not supported)\)?(?:\s*[(,;:–—-].*)?$/iu;
const signs =
  /^(?:[\p{Extended_Pictographic}\p{So}✓✔✗✘✕✖☑☒●○◐◯+−–x×]\uFE0F?|:[a-z0-9_+-]+:)(?:\s|[(\p{L}]|$)/iu;
const number = /^[^\p{L}\p{N}]{0,3}\p{N}[\p{N}\s.,'’–—/:+-]*(?<unit>\p{L}*|%|[^\p{L}\p{N}\s]+)/u;
const bareMark = /^(?:yes|no|true|false|partly|partial(?:ly)?|none|supported|unsupported|not supported)$/iu;
const address = /^(?:https?:\/\/|www\.)\S+$/iu;
const maxLength = 60;

/** Classifies the content of a cell; null positions are blank. */
export function kindOf(cell: TableCell | null): CellKind {
  if (cell === null) return 'BLANK';
  const { text } = cell.content;
  if (cell.number !== null) return `NUMBER ${cell.number.unit ?? ''}`;
  if (text === '+' || text === '−') return 'MARK';
  if (blankText.test(text)) return 'BLANK';
  if (text.length <= maxLength) {
    if (markText.test(text) || signs.test(text)) return 'MARK';
    // Codes with leading zeros are not numbers.
    if (/^0\d/u.test(text)) return 'TEXT';
    const unit = number.exec(text)?.groups?.['unit'];
    if (unit !== undefined) return `NUMBER ${unit.toLowerCase()}`;
    if (address.test(text)) return 'LINK';
  }
  return fold(text) === '' ? 'BLANK' : 'TEXT';
}

/** Whether a text is only the address of a page. */
export function isAddress(text: string): boolean {
  return address.test(text);
}

/** Whether a text is a mark without a remark: a sign, a word such as yes, no or partly, or a text for an absence such as n/a. */
export function isBareMark(text: string): boolean {
  return blankText.test(text) || bareMark.test(text) || text === 'x' || isSign(text);
}

/** Whether a text is a sign that can be a mark, and not a letter or word: rows can be named x and y. */
export function isSign(text: string): boolean {
  return (
    /^(?:[-–—×]|:[a-z0-9_+-]+:)$/u.test(text) || (/^[^\p{L}\p{N}]{1,2}$/u.test(text) && signs.test(text))
  );
}

/** Whether a cell has text that is not empty after folding, so that it can be a name. */
export function isName(cell: TableCell | null): cell is TableCell {
  if (cell === null) return false;
  // A folded text is empty only if the text is white space, or a period with white space.
  const text = cell.content.text.trim();
  return text !== '' && text !== '.';
}

/**
 * Whether a cell is a number as measurements have: with at least three digits after a decimal point or comma, or with
 * separated thousands and at least four significant digits. 12,500 is a round number.
 */
export function isPrecise(cell: TableCell | null): boolean {
  if (!kindOf(cell).startsWith('NUMBER')) return false;
  const [numeral = ''] = /\d[\d.,]*/u.exec(cell?.content.text ?? '') ?? [];
  const significant = numeral.replace(/\D/gu, '').replace(/^0+|0+$/gu, '');
  const isGrouped = /^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:\.\d{3}){2,}$/u.test(numeral);
  return isGrouped ? significant.length >= 4 : /[.,]\d{3}/u.test(numeral);
}

/** Whether a cell can be a head: a text, a number of four digits, such as a year, or a number with letters. */
export function canBeHead(cell: TableCell | null): cell is TableCell {
  if (!isName(cell)) return false;
  const kind = kindOf(cell);
  return kind === 'TEXT' || (kind.startsWith('NUMBER') && /^\p{N}{4}$|\p{L}/u.test(cell.content.text));
}
