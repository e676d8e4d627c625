import type { CellSeparator } from '../model/table-grid.js';

/** The sign between the integer part and the fraction of the numbers of a table. */
export type DecimalSign = '.' | ',';

/** A cell that may show the decimal sign. */
interface NumberCell {
  readonly text: string;
  /** Whether the cell is a number of a spreadsheet, which has a decimal point and no separators of thousands. */
  readonly isNumber: boolean;
}

/**
 * The decimal sign of a set of cells.
 *
 * - `sign`: the cells or their table show the sign, or the cells have only one reading.
 * - `undecided`: a cell such as `1,640` could be 1640 or 1.64, and the other evidence does not show which.
 * - `mixed`: some cells have a decimal point, and other cells a decimal comma.
 */
export type SignDecision =
  | { readonly kind: 'sign'; readonly sign: DecimalSign; readonly isShown: boolean }
  | { readonly kind: 'undecided'; readonly cell: string }
  | { readonly kind: 'mixed'; readonly cells: readonly [withPoint: string, withComma: string] };

const numeral = /\d(?:[\d.,]*\d)?/gu;
const groups = { ',': /^\d{1,3}(?:,\d{3})+$/u, '.': /^\d{1,3}(?:\.\d{3})+$/u } as const;

/** Classifies a numeral by the decimal sign that it shows. Null if it is not a number. */
function shownBy(digits: string): DecimalSign | 'NOTHING' | 'AMBIGUOUS' | null {
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points === 0 && commas === 0) return 'NOTHING';
  if (points > 0 && commas > 0) {
    const sign = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    return isNumberWith(digits, sign) ? sign : null;
  }
  const [separator, other] = points > 0 ? (['.', ','] as const) : ([',', '.'] as const);
  if (points + commas > 1) return groups[separator].test(digits) ? other : null;
  const [integer = '', fraction = ''] = digits.split(separator);
  const canGroup = fraction.length === 3 && integer.length <= 3 && !integer.startsWith('0');
  return canGroup ? 'AMBIGUOUS' : separator;
}

/** Whether a numeral is a number with this decimal sign and, optionally, the other sign between groups of digits. */
function isNumberWith(digits: string, sign: DecimalSign): boolean {
  const [integer = '', fraction, another] = digits.split(sign);
  if (another !== undefined || (fraction !== undefined && !/^\d+$/u.test(fraction))) return false;
  return /^\d+$/u.test(integer) || groups[sign === '.' ? ',' : '.'].test(integer);
}

/** The evidence in cells: the first cell that shows each sign, and the first ambiguous cell with each separator. */
interface Evidence {
  readonly shown: ReadonlyMap<DecimalSign, string>;
  readonly ambiguous: ReadonlyMap<DecimalSign, string>;
}

function evidenceIn(cells: readonly NumberCell[]): Evidence {
  const shown = new Map<DecimalSign, string>();
  const ambiguous = new Map<DecimalSign, string>();
  for (const { text: cell, isNumber } of cells) {
    // The notation of numbers in spreadsheets is independent of the notation in their texts.
    if (isNumber || addsNothing(cell, shown)) continue;
    for (const [digits] of cell.matchAll(numeral)) {
      const evidence = shownBy(digits);
      if (evidence === '.' || evidence === ',') {
        if (!shown.has(evidence)) shown.set(evidence, cell);
      } else if (evidence === 'AMBIGUOUS') {
        const separator = digits.includes(',') ? ',' : '.';
        if (!ambiguous.has(separator)) ambiguous.set(separator, cell);
      }
    }
  }
  return { shown, ambiguous };
}

/**
 * Whether a cell adds nothing to the evidence: it has neither sign, or has one sign once, and an earlier cell has shown
 * this sign. In the second case, the cell shows the same sign again or is ambiguous, and ambiguous cells count only if no
 * cell shows a sign.
 */
function addsNothing(cell: string, shown: ReadonlyMap<DecimalSign, string>): boolean {
  const [point, comma] = [cell.indexOf('.'), cell.indexOf(',')];
  if (point < 0 && comma < 0) return true;
  if (point < 0) return shown.has(',') && comma === cell.lastIndexOf(',');
  return comma < 0 && shown.has('.') && point === cell.lastIndexOf('.');
}

/** Finds the decimal signs that the cells of a table show: neither, one or both. */
export function signsShownBy(cells: readonly NumberCell[]): readonly DecimalSign[] {
  return [...evidenceIn(cells).shown.keys()];
}

/** What the other cells of a table show about its numbers. */
export interface SignContext {
  readonly separator: CellSeparator;
  /**
   * The decimal sign that the cells of the table show, otherwise the sign of the other tables of the document;
   * null if there is none.
   */
  readonly sign: DecimalSign | null;
  /** Whether the other cells show that thousands are not separated. */
  readonly isUngrouped: boolean;
}

/**
 * Determines the decimal sign of the cells of one dimension: by the cells themselves, otherwise by the sign of the context,
 * otherwise by the separator of the table and by thousands that are not separated. Commas between the cells are evidence of
 * decimal points. Semicolons and tabs are not evidence: programs write semicolons in locales with a decimal comma, but
 * people use semicolons with both signs.
 */
export function decideSign(
  cells: readonly NumberCell[],
  { separator, sign: ofTable, isUngrouped }: SignContext,
): SignDecision {
  const { shown, ambiguous } = evidenceIn(cells);
  const [withPoint, withComma] = [shown.get('.'), shown.get(',')];
  if (withPoint !== undefined && withComma !== undefined)
    return { kind: 'mixed', cells: [withPoint, withComma] };
  if (withPoint !== undefined || withComma !== undefined)
    return { kind: 'sign', sign: withComma === undefined ? '.' : ',', isShown: true };
  const [[written, cell] = [null, undefined], another] = [...ambiguous];
  if (cell === undefined) return { kind: 'sign', sign: '.', isShown: false };
  if (another !== undefined) return { kind: 'undecided', cell };
  const shownSigns = new Set([
    ...(ofTable === null ? [] : [ofTable]),
    ...(isUngrouped && ofTable === null && written !== null ? [written] : []),
    ...(separator === ',' && ofTable === null ? (['.'] as const) : []),
  ]);
  const [sign, contradicting] = shownSigns;
  return sign === undefined || contradicting !== undefined
    ? { kind: 'undecided', cell }
    : { kind: 'sign', sign, isShown: true };
}

/** Matches numbers of five digits or more without separators. Numbers of four digits are not evidence: people also write 1500 where they write 12,500. */
const ungrouped = /(?<![\d.,])\d{5,}(?!\d)/u;
const grouped =
  /(?<!\d)\d{1,3}(?:(?<sign>[.,'’ \u00A0\u2009\u202F])\d{3})(?:\k<sign>\d{3}|[.,]\d)|\d['’\u00A0\u2009\u202F ]\d{3}(?!\d)/u;

/**
 * Whether the amounts of a table show that thousands are not separated.
 * @param measured the amounts with units: one of five digits or more without separators is evidence
 * @param all all amounts: one with separators of thousands is evidence to the contrary
 */
export function areUngrouped(measured: readonly NumberCell[], all: readonly NumberCell[]): boolean {
  const matches = (cells: readonly NumberCell[], pattern: RegExp): boolean =>
    cells.some(({ text, isNumber }) => !isNumber && pattern.test(text));
  return matches(measured, ungrouped) && !matches(all, grouped);
}
