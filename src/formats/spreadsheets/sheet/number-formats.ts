import { ExactDecimal } from '../../../graph/values/decimal.js';

/**
 * The parts of a number format that say more about a number than its digits: zeros before it (postal codes), the number
 * of its decimals (versions), a percent sign, a currency or a unit.
 */
export interface NumberFormat {
  readonly prefix: string;
  readonly suffix: string;
  readonly isPercentage: boolean;
  readonly leastIntegerDigits: number;
  readonly leastDecimals: number;
}

/** The codes of the predefined formats for numbers, which have a number but no code in the file. */
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
/** A literal: quoted, after a backslash, or one of the signs that need neither. */
const literal = String.raw`(?:"[^"]*"|\\.|[ €$£¥])`;
const format = new RegExp(
  `^(?<prefix>${literal}*)(?<digits>[#0,?]*(?:\\.[0#?]*)?)(?<percent>%?)(?<suffix>${literal}*)$`,
  'u',
);

/**
 * Parses a number format. Only the section for positive numbers counts.
 * @returns null if the format says nothing more than `General`, or is of another kind, such as a fraction
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
    leastIntegerDigits: integer.replace(/[^0]/gu, '').length,
    leastDecimals: decimals.replace(/[^0]/gu, '').length,
  };
  const saysMore = parsed.prefix || parsed.suffix || parsed.isPercentage || parsed.leastDecimals > 0;
  return saysMore || parsed.leastIntegerDigits > 1 ? parsed : null;
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
 * Prints a number with the parts of its format. No digit of the number is lost or rounded, whatever the format shows.
 * @param number a decimal without an exponent
 */
export function formatNumber(number: string, { prefix, suffix, ...shown }: NumberFormat): string {
  const scaled = shown.isPercentage ? new ExactDecimal(number).times(100).toFixed() : number;
  const [, sign = '', integer = '', decimals = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/u.exec(scaled) ?? [];
  const paddedDecimals = decimals.padEnd(Math.min(shown.leastDecimals, maxPadding), '0');
  const paddedInteger =
    paddedDecimals === '' ? integer.padStart(Math.min(shown.leastIntegerDigits, maxPadding), '0') : integer;
  const digits = `${sign}${paddedInteger}${paddedDecimals === '' ? '' : `.${paddedDecimals}`}`;
  const amount = `${digits}${shown.isPercentage ? '%' : ''}`;
  return [prefix, amount, suffix].filter((part) => part !== '').join(' ');
}

/** A format can demand any number of digits. */
const maxPadding = 30;
