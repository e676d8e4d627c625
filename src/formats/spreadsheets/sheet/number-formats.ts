import { ExactDecimal } from '../../../graph/values/decimal.js';
import type { CellContent } from '../../tables/model/grid-cell.js';
import type { CellNumber } from '../../tables/model/table-grid.js';

/**
 * The parts of a number format that add information to the digits of a number: leading zeros (postal codes), trailing
 * zeros (versions), a percent sign, a currency or a unit.
 */
export interface NumberFormat {
  readonly prefix: string;
  readonly suffix: string;
  readonly isPercentage: boolean;
  readonly minIntegerDigits: number;
  readonly minDecimals: number;
}

/**
 * The codes of predefined number formats that add information to digits, by the id with which a file refers to
 * them.
 */
export const builtInNumberFormats: ReadonlyMap<number, string> = new Map([
  [2, '0.00'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
]);

/** Colours, conditions and locales. `[$€-407]` is a currency with a locale. */
const brackets = /\[(?:\$([^\]-]*)(?:-[^\]]*)?|[^\]]*)\]/gu;
/** A literal: quoted, after a backslash, or a character that needs neither quotes nor a backslash. */
const literal = String.raw`(?:"[^"]*"|\\.|[ €$£¥])`;
const format = new RegExp(
  `^(?<prefix>${literal}*)(?<digits>[#0,?]*(?:\\.[0#?]*)?)(?<percent>%?)(?<suffix>${literal}*)$`,
  'u',
);

/**
 * Parses a number format. Only the section for positive numbers counts.
 * @returns null if the format adds nothing to `General`, or is not supported, such as the format of a fraction
 */
export function numberFormatOf(code: string): NumberFormat | null {
  const [section = ''] = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);
  if (/\[[<>=]/u.test(section)) return null;
  const plain = section
    .replace(/_.|\*./gu, '')
    .replace(brackets, (_, currency: string | undefined) => (currency ? `"${currency}"` : ''))
    .replace(/general/iu, '#');
  const { prefix = '', digits = '', percent = '', suffix = '' } = format.exec(plain)?.groups ?? {};
  if (digits === '') return null;
  const [integer = '', decimals = ''] = digits.split('.');
  const parsed = {
    prefix: textOf(prefix),
    suffix: textOf(suffix),
    isPercentage: percent !== '',
    minIntegerDigits: integer.replace(/[^0]/gu, '').length,
    minDecimals: decimals.replace(/[^0]/gu, '').length,
  };
  const addsText = parsed.prefix || parsed.suffix || parsed.isPercentage || parsed.minDecimals > 0;
  return addsText || parsed.minIntegerDigits > 1 ? parsed : null;
}

function textOf(literals: string): string {
  return literals
    .replace(
      /"([^"]*)"|\\(.)/gu,
      (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? '',
    )
    .trim();
}

/**
 * Prints a number with the additions of its format. The unit consists of the prefix, the percent sign and the suffix. No digit of the
 * number is lost or rounded, regardless of the format.
 * @param number a decimal without an exponent
 */
export function formatNumber(
  number: string,
  { prefix, suffix, ...digitFormat }: NumberFormat,
): CellContent & { readonly number: CellNumber } {
  const scaled = digitFormat.isPercentage ? new ExactDecimal(number).times(100).toFixed() : number;
  const [, sign = '', integer = '', decimals = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/u.exec(scaled) ?? [];
  const paddedDecimals = decimals.padEnd(Math.min(digitFormat.minDecimals, maxPadding), '0');
  const paddedInteger =
    paddedDecimals === ''
      ? integer.padStart(Math.min(digitFormat.minIntegerDigits, maxPadding), '0')
      : integer;
  const digits = `${sign}${paddedInteger}${paddedDecimals === '' ? '' : `.${paddedDecimals}`}`;
  const amount = `${digits}${digitFormat.isPercentage ? '%' : ''}`;
  const unit = [prefix, digitFormat.isPercentage ? '%' : '', suffix].filter((part) => part !== '').join(' ');
  return {
    text: [prefix, amount, suffix].filter((part) => part !== '').join(' '),
    number: { numeral: digits, unit: unit || null },
  };
}

/**
 * The maximum number of digits to which the integer part or the decimals are padded: a format can require any number of
 * digits.
 */
const maxPadding = 30;
