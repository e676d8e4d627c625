import { ExactDecimal } from '../../../graph/values/decimal.js';
import type { QuantityValue } from '../../../graph/values/quantity.js';
import { isCurrency } from '../../../graph/values/unit.js';
import type { AmountShape } from './amount-shapes.js';
import { maxAmountLength, type CellParsers, type Reading } from './cell-parsers.js';
import type { CellWords } from './cell-sense.js';
import type { DecimalSign } from './decimal-signs.js';

/** The amount of a cell, and whether the cell has other words. */
export interface CellAmount extends Reading<QuantityValue> {
  /** Whether the cell has words beside the amount, such as a remark in parentheses; true for every cell with a shape. */
  readonly hasRemark: boolean;
}

const remarkPattern = /^(?<amount>[^()]*\d[^()]*?)(?<space>\s*)\((?<remark>[^()]*)\)$/u;
/** A second number beside an amount, such as a share or a multiple of it: `468 (0.8)`. */
const secondNumber = /^[+~±-]?\d+(?:[.,]\d+)?\s?(?:[%x×]|st|nd|rd|th)?$/u;
const sum = /^(?<amount>[^+]*\d[^+]*?)\s\+\s[^\d+]*\p{L}[^\d+]*\+{0,2}$/u;
const deviation = /^(?<amount>[^±]*\d[^±]*?)\s*(?:±|\+\/-)\s*\d+(?:[.,]\d+)?%?(?<unit>[^\d±]*)$/u;
/** Remarks that change the meaning of an amount: a bound or an approximation. */
const bounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:min(?:imum|\.)?|at least|or more|and (?:up|more|above))$/iu, 'at least '],
  [/^(?:max(?:imum|\.)?|at most|up to|or less)$/iu, 'at most '],
  [/^(?:approx(?:imately|imate|\.)?|about|est(?:imated|imate|\.)|roughly|circa|ca\.)$/iu, 'about '],
];
const spacedGroups = /(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?!\d)/gu;
const largeKilobyte = /(?<=\d\s?)KB(?![\p{L}\d])/gu;

/** The notation of the amounts of a dimension. */
export interface AmountNotation {
  readonly sign: DecimalSign;
  /** The shape that the cells of the dimension share; null if there is none. */
  readonly shape: AmountShape | null;
}

/** Parses the amount of a cell in the given notation of numbers. */
export function amountIn(
  words: CellWords,
  { sign, shape }: AmountNotation,
  parsers: CellParsers,
): CellAmount {
  if (words.number !== null) {
    const { numeral, unit } = words.number;
    return { ...parsers.amount(unit === null ? numeral : `${numeral} ${unit}`, '.'), hasRemark: false };
  }
  if (words.text.length > maxAmountLength) return noAmount;
  const shaped = shape?.strip(words.text) ?? null;
  if (shaped !== null)
    return { ...scaled(parsers.amount(shaped.text, sign), shaped.exponent), hasRemark: true };
  const text = preparedAmount(words.text);
  const amount = parsers.amount(text, sign);
  if (amount.value !== null) return { ...amount, hasRemark: words.hasOtherMarks };
  const { amount: mean, unit = '' } = deviation.exec(text)?.groups ?? {};
  if (mean !== undefined) {
    const isRepeated = unit.trim() !== '' && mean.endsWith(unit.trim());
    return { ...parsers.amount(isRepeated ? mean : `${mean}${unit}`, sign), hasRemark: true };
  }
  // "5 MB + libraries" states a minimum.
  const added = sum.exec(text)?.groups?.['amount'];
  if (added !== undefined) return { ...parsers.amount(`at least ${added}`, sign), hasRemark: true };
  const { amount: bare, space, remark = '' } = remarkPattern.exec(text)?.groups ?? {};
  const isRemark = /\p{L}/u.test(remark) || (space !== '' && secondNumber.test(remark));
  if (bare === undefined || !isRemark) return { ...amount, hasRemark: false };
  const bound = bounds.find(([pattern]) => pattern.test(remark))?.[1] ?? '';
  return { ...parsers.amount(`${bound}${bare}`, sign), hasRemark: bound === '' };
}

const noAmount: CellAmount = Object.freeze({ value: null, problem: null, hasRemark: false });

/** Multiplies an amount by a power of ten. */
function scaled(amount: Reading<QuantityValue>, exponent: number): Reading<QuantityValue> {
  if (amount.value === null || exponent === 0) return amount;
  const times = (bound: string | null): string | null =>
    bound === null ? null : new ExactDecimal(bound).times(new ExactDecimal(10).pow(exponent)).toFixed();
  const { minimum, maximum } = amount.value;
  return { ...amount, value: { ...amount.value, minimum: times(minimum), maximum: times(maximum) } };
}

/**
 * Converts notations of table cells: spaces between thousands become no-break spaces, and KB becomes kB (1000 bytes),
 * because MB and GB are powers of 1000.
 */
function preparedAmount(text: string): string {
  const grouped = / \d{3}(?!\d)/u.test(text)
    ? text.replace(spacedGroups, (group) => group.replaceAll(' ', '\u00A0'))
    : text;
  return grouped.includes('KB') ? grouped.replace(largeKilobyte, 'kB') : grouped;
}

/** Matches words for a price of zero, with or without a remark. */
const freeOfCharge = /^(?:free(?: of charge)?|gratis|no charge)(?:\s*\([^()]*\))?$/iu;

/** The amount of a cell that states a price of zero in words, such as `free`; null for other cells, and for units without a currency. */
export function freeAmount({ text }: CellWords, unit: string | null): QuantityValue | null {
  const [currency = ''] = unit?.split('/') ?? [];
  if (unit === null || !isCurrency(currency) || !freeOfCharge.test(text)) return null;
  return { type: 'QUANTITY', minimum: '0', maximum: '0', unit };
}

/** Digits in groups of three, as in telephone numbers. */
const equalGroups = /^\d{3}(?: \d{3}){2,}$/u;

/** Finds a number with spaces between thousands that may also be a telephone number; null unless all cells are such numbers and have no unit. */
export function findDoubtfulGroups(stated: readonly CellWords[], hasUnit: boolean): string | null {
  return !hasUnit && stated.every(({ text }) => equalGroups.test(text)) ? (stated[0]?.text ?? null) : null;
}

/** Describes the signs of units that were read in their most common meaning; empty if there are none. */
export function commonReadingsIn(
  stated: readonly CellWords[],
  head: string,
  units: ReadonlySet<string | null>,
): string {
  const readings: string[] = [];
  const has = (pattern: RegExp): boolean =>
    pattern.test(head) || stated.some(({ text }) => pattern.test(text));
  if ([...units].some((unit) => unit?.startsWith('USD') === true) && has(/(?<![\p{L}])\$/u))
    readings.push('"$" read as USD');
  if ([...units].some((unit) => unit?.startsWith('JPY') === true) && has(/(?<![\p{L}])¥/u))
    readings.push('"¥" read as JPY');
  if (has(/(?<=\d\s?|[([])KB(?![\p{L}\d])/u)) readings.push('"KB" read as 1000 bytes');
  if (units.has('By') && has(/\d\s?B$/u)) readings.push('"B" read as bytes');
  return readings.map((each) => `, ${each}`).join('');
}
