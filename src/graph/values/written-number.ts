import { decimalRule, ExactDecimal, parseDecimal } from './decimal.js';
import { ValueError } from './value-type.js';

/** The sign between the whole and the decimal part of a number. */
export type DecimalSeparator = '.' | ',';

/** Fractions of one character that are exact decimals. */
const fractions: ReadonlyMap<string, string> = new Map([
  ['½', '0.5'],
  ['¼', '0.25'],
  ['¾', '0.75'],
  ['⅕', '0.2'],
  ['⅖', '0.4'],
  ['⅗', '0.6'],
  ['⅘', '0.8'],
  ['⅛', '0.125'],
  ['⅜', '0.375'],
  ['⅝', '0.625'],
  ['⅞', '0.875'],
  ['⅒', '0.1'],
]);

/** Fractions of one character that are not exact decimals. */
const inexactFractions = '⅓⅔⅙⅚⅐⅑';

/** No-break spaces, thin spaces and apostrophes. Between digits, they can only separate thousands. */
const thinSeparators = "\u00A0\u202F\u2009'’";
const digits = `\\d(?:[\\d.,${thinSeparators}]*\\d)?`;
const anyFraction = `[${[...fractions.keys()].join('')}${inexactFractions}]`;

/** The source of a regular expression for texts that look like a number without a sign. */
export const numberSource = `(?:(?:${digits}|\\.\\d+)(?: ?${anyFraction})?|${anyFraction})`;

const mixedPattern = new RegExp(`^(?<whole>\\d*) ?(?<part>${anyFraction})$`, 'u');
const thinGroups = new RegExp(`^[1-9]\\d{0,2}(?:[${thinSeparators}]\\d{3})+(?=[.,]|$)`, 'u');
const pointGroups = /^[1-9]\d{0,2}(?:\.\d{3})+$/u;
const commaGroups = /^[1-9]\d{0,2}(?:,\d{3})+$/u;

/**
 * Parses a number without a sign as people write it: `1,640`, `49,90`, `1’640.5`, `½`, `.5`. Commas and points separate
 * thousands only between groups of three digits, and only if the context or the number itself shows it.
 * @param separator the decimal separator of the context, such as the column of a table; null if it is not known. Then a
 * single point is a decimal point, and a single comma has no certain reading
 * @returns a decimal as `parseDecimal` returns it
 * @throws {ValueError} if the text has no certain reading as a decimal; the message describes a certain form
 */
export function parseWrittenNumber(text: string, separator: DecimalSeparator | null): string {
  const { whole, part } = mixedPattern.exec(text)?.groups ?? {};
  if (part !== undefined) return mixedNumber(whole || '0', part, text);
  const decimal = parseDecimal(plainNumber(text, separator));
  if (decimal === null) throw new ValueError(decimalRule, text);
  return decimal;
}

/**
 * Finds the decimal separator of a number: a comma in `49,90`, a point in `1,640.5`; null if the number has no
 * separator (`5`) or two readings (`1,640`).
 */
function shownSeparator(number: string): DecimalSeparator | null {
  const [commas, points] = [number.split(',').length - 1, number.split('.').length - 1];
  if (commas > 0 && points > 0) return number.lastIndexOf(',') > number.lastIndexOf('.') ? ',' : '.';
  if (commas > 1) return '.';
  if (points > 1) return ',';
  if (commas + points === 0 || commaGroups.test(number) || pointGroups.test(number)) return null;
  return commas === 1 ? ',' : '.';
}

function mixedNumber(whole: string, part: string, text: string): string {
  const decimal = fractions.get(part);
  if (decimal === undefined)
    throw new ValueError(`a decimal (${part} is not an exact decimal), such as 0.33 or ~0.33`, text);
  return new ExactDecimal(whole).plus(decimal).toFixed();
}

/** Converts a number to plain digits with a decimal point. */
function plainNumber(text: string, separator: DecimalSeparator | null): string {
  const group = thinGroups.exec(text)?.[0];
  if (group !== undefined) {
    const [whole, tail] = [group.replaceAll(/\D/gu, ''), text.slice(group.length)];
    // The thousands have another separator, so this separator can only be the decimal separator.
    const shown = tail === '' ? null : (tail[0] as DecimalSeparator);
    return withDecimals(`${whole}${tail}`, agreed(shown, separator, text) ?? '.', text);
  }
  const shown = agreed(shownSeparator(text), separator, text);
  if (separator !== null) return withDecimals(text, separator, text);
  const isCertain = shown === '.' || (text.includes(',') ? text.includes('.') : text.split('.').length <= 2);
  if (isCertain) return withDecimals(text, shown ?? '.', text);
  throw new ValueError(
    'a number with one reading: without separators of thousands, and with a decimal point (1640 or 1.64), unless the numbers beside it show the decimal separator',
    text,
  );
}

/** Returns the separator that a number shows. @throws {ValueError} if its context has another separator */
function agreed(
  shown: DecimalSeparator | null,
  separator: DecimalSeparator | null,
  text: string,
): DecimalSeparator | null {
  if (shown === null || separator === null || shown === separator) return shown;
  const name = separator === ',' ? 'comma' : 'point';
  throw new ValueError(`a number with a decimal ${name}, like the numbers beside it`, text);
}

/** Removes the separators of thousands, which must be between groups of three digits, and prints a decimal point. */
function withDecimals(number: string, separator: DecimalSeparator, text: string): string {
  const [whole = '', ...parts] = number.split(separator);
  const groups = separator === '.' ? commaGroups : pointGroups;
  const digitsOfWhole = groups.test(whole) ? whole.replaceAll(/\D/gu, '') : whole;
  if (parts.length > 1 || !/^\d*$/u.test(digitsOfWhole) || !parts.every((each) => /^\d+$/u.test(each)))
    throw new ValueError('a number whose thousands are separated in groups of three digits', text);
  return [digitsOfWhole || '0', ...parts].join('.');
}
