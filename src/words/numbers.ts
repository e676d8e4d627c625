import { ExactDecimal } from '../graph/values/decimal.js';
import type { Locale } from './locale.js';

/** The signs and number formats with which a language writes decimals. */
interface DecimalSigns {
  readonly minus: string;
  readonly point: string;
  /** Groups the digits of numbers of at least five digits, so that a year is not grouped. */
  readonly integers: Intl.NumberFormat;
  /** Groups the digits of numbers of at least four digits. */
  readonly money: Intl.NumberFormat;
}

const signs: Readonly<Record<Locale, DecimalSigns>> = Object.freeze({ en: signsOf('en'), de: signsOf('de') });

function signsOf(locale: Locale): DecimalSigns {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1.5);
  const signOf = (type: Intl.NumberFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  return {
    minus: signOf('minusSign'),
    point: signOf('decimal'),
    // `min2` is ES2023; the types of TypeScript do not have it.
    integers: new Intl.NumberFormat(locale, { useGrouping: 'min2' as never }),
    money: new Intl.NumberFormat(locale),
  };
}

/**
 * Writes a decimal with all its digits. Only the integer part is passed to `Intl.NumberFormat`, as a BigInt, because
 * `Intl.NumberFormat` rounds fractions to 20 or 100 digits, depending on the version of Node.js.
 * @param decimal without an exponent
 * @param fractionDigits zeros are added to a fraction with fewer digits; nothing is added to an integer
 */
export function decimalText(
  locale: Locale,
  decimal: string,
  { isMoney = false, fractionDigits = 0 }: { isMoney?: boolean; fractionDigits?: number } = {},
): string {
  const { minus, point, integers, money } = signs[locale];
  const isNegative = decimal.startsWith('-');
  const [integer = '0', fraction = ''] = (isNegative ? decimal.slice(1) : decimal).split('.');
  const grouped = integer.length < 4 ? integer : (isMoney ? money : integers).format(BigInt(integer));
  const digits = fraction === '' ? '' : point + fraction.padEnd(fractionDigits, '0');
  return `${isNegative ? minus : ''}${grouped}${digits}`;
}

/** Writes a number with at most four significant digits, without groups of digits. */
export function figureText(locale: Locale, number: number): string {
  const figure = new ExactDecimal(number).toSignificantDigits(4).toFixed();
  return figure.replace('.', signs[locale].point);
}

const plurals: Readonly<Record<Locale, Intl.PluralRules>> = Object.freeze({
  en: new Intl.PluralRules('en'),
  de: new Intl.PluralRules('de'),
});

/** A decimal with a fraction does not become an integer as a JavaScript number if it has at most this many characters. */
const exactLength = 15;

/** Whether a noun after an amount is in the singular: `1 year`, but `1.5 years`. */
export function isSingular(locale: Locale, decimal: string): boolean {
  return decimal.length <= exactLength && plurals[locale].select(Math.abs(Number(decimal))) === 'one';
}
