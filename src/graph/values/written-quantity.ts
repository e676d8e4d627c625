import { parseDecimal } from './decimal.js';
import type { QuantityMarks } from './quantity-marks.js';
import { quantityRule, type QuantityValue } from './quantity.js';
import { isCurrency, parseUnit } from './unit.js';
import { noScale, ValueError } from './value-type.js';
import { numberSource, parseWrittenNumber, type DecimalSeparator } from './written-number.js';
import { parseWrittenUnit } from './written-unit.js';

/** The context of an amount, such as the column of a table. */
export interface WrittenContext {
  /** Null or absent if it is not known: then a single point is a decimal point, and a single comma is rejected. */
  readonly decimalSeparator?: DecimalSeparator | null;
  /** The code of the unit of amounts that are written without a unit. */
  readonly unit?: string | null;
}

/** The bound that a sign or word states: `>5`, `≥5`, `<5`, `≤5`. */
type Bound = 'ABOVE' | 'FROM' | 'BELOW' | 'UP_TO';

/** One amount with the signs and words around it. */
interface Side {
  readonly amount: string;
  readonly unit: string | null;
  readonly bound: Bound | null;
  readonly approximate: boolean;
  /** The currency that is written before the amount, as written; otherwise empty. */
  readonly currency: string;
}

const expected = 'an amount or a range, such as 5, 5 kg, €49.90, <5, >5, ≤5, 5+, ~5, 5-10 or 5 to 10';

/** The maximum length of an amount in UTF-16 code units; it bounds the time that the patterns take. */
const maxLength = 200;

const approximation =
  /^(?:[~≈≃≅∼]|(?:about|around|approximately|roughly|circa|approx\.?|ca\.?|c\.)(?=[\s\d]))\s*/iu;

const prefixes: readonly (readonly [Bound, RegExp])[] = [
  ['FROM', /^(?:>=|≥|⩾|(?:at least|no less than|not less than|minimum|min\.?|starting at|from)(?=\s))\s*/iu],
  ['UP_TO', /^(?:<=|≤|⩽|(?:at most|no more than|not more than|maximum|max\.?|up to)(?=\s))\s*/iu],
  ['ABOVE', /^(?:>|(?:more than|greater than|over|above)(?=\s))\s*/iu],
  ['BELOW', /^(?:<|(?:less than|fewer than|under|below)(?=\s))\s*/iu],
];

/** The bounds between an amount and its unit, or after both. */
const suffixes: readonly (readonly [Bound, RegExp])[] = [
  ['FROM', /^\s*\+(?!\d)|\s*\+$|\s(?:or|and) (?:more|above|higher|greater|up)(?=\s|$)/iu],
  ['UP_TO', /\sor (?:less|fewer|below|lower)(?=\s|$)/iu],
];

const sidePattern = new RegExp(
  `^(?<sign>[-−+])?(?<currency>[^\\d\\s.,+−-]*(?: ?\\$)?)(?<space> ?)(?<innerSign>[-−+])?(?<number>${numberSource})(?<after>.*)$`,
  'u',
);
const hasNumber = new RegExp(numberSource, 'u');
const exponent = /\d ?(?:[eE][-−+]?\d|[x×*·] ?10(?!\d))/u;
const multiplier =
  /^(?:[kKMBGT](?![\p{L}°])|\s?(?:bn|mn|mio\.?|mrd\.?|thousand|million|billion|trillion)(?!\p{L}))/u;

/** The separators of ranges, the most certain first. A hyphen without spaces may also be part of a unit. */
const rangeSeparators = [
  / (?:to|until) /giu,
  / [-–—] /gu,
  /(?<=\d[^\d~]{0,8})[~～〜](?=\s?\d)/gu,
  /…|\.{2,3}/gu,
  /(?<=\S)[-–—](?=\S)/gu,
];

/** Currencies that are often written with a plain dollar sign before the amount and their code after it. */
const dollars: ReadonlySet<string> = new Set(['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'MXN', 'TWD']);

/**
 * Parses an amount or a range as people write it in tables and claim lines. Reads only texts with one certain reading:
 * amounts (`5`), also with a unit or a currency (`5kg`, `€49.90`, `$5/month`), bounds (`<5`, `≥5`, `5+`, `up to 5`), ranges
 * (`5-10`, `5 to 10 kg`, `between 5 and 10`), approximate amounts (`~5`, `ca. 5`), a minus sign (`−5`) and fractions
 * (`1½`). Units are read by `parseWrittenUnit`, numbers by `parseWrittenNumber`.
 * @throws {ValueError} for all other texts; the message names accepted forms
 */
export function parseWrittenQuantity(text: string, context: WrittenContext = {}): QuantityValue {
  const separator = context.decimalSeparator ?? null;
  const plain = parsePlainDecimal(text, separator);
  if (plain !== null) {
    const unit = context.unit ?? null;
    return {
      type: 'QUANTITY',
      minimum: plain,
      maximum: plain,
      unit: unit === null ? null : parseUnit(unit).code,
    };
  }
  if (text.length > maxLength) throw new ValueError(expected, text);
  const written = text.trim().replaceAll(/[ \t\r\n]+/gu, ' ');
  if (exponent.test(written)) throw new ValueError('a number without an exponent (1500 for 1.5e3)', text);
  const { unit, ...members } = parseRange(written, separator) ?? rangeOf(parseSide(written, separator));
  try {
    return quantityRule.parse({ ...members, unit: unit ?? context.unit ?? null }, noScale);
  } catch (error) {
    throw error instanceof ValueError ? new ValueError(error.expected, text) : error;
  }
}

const plainDecimal = /^-?\d{1,60}(?:\.\d{1,60})?$/;

/**
 * Parses a number that has one reading unless commas are decimal separators. Most cells of large tables are such
 * numbers. The other patterns would return an equal result, but take ten times as long.
 */
function parsePlainDecimal(text: string, separator: DecimalSeparator | null): string | null {
  return plainDecimal.test(text) && (separator !== ',' || !text.includes('.')) ? parseDecimal(text) : null;
}

/** The members of a value, as `quantityRule` parses them. */
interface Range extends QuantityMarks {
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly unit: string | null;
}

function rangeOf({ amount, unit, bound, approximate }: Side): Range {
  return {
    minimum: bound === 'BELOW' || bound === 'UP_TO' ? null : amount,
    maximum: bound === 'ABOVE' || bound === 'FROM' ? null : amount,
    unit,
    ...(bound === 'ABOVE' && { exclusiveMinimum: true }),
    ...(bound === 'BELOW' && { exclusiveMaximum: true }),
    ...(approximate && { approximate: true }),
  };
}

/** Parses a range with two amounts; null if the text has no separator between two numbers. */
function parseRange(written: string, separator: DecimalSeparator | null): Range | null {
  const [, between, words = written] = /^(?:(between)|from) (.*)$/iu.exec(written) ?? [];
  const sides = splitRange(words, between === undefined ? rangeSeparators : [/ and /giu]);
  if (!sides) return null;
  const low = parseSide(sides[0], separator);
  const high = parseSide(sides[1], separator, low.currency);
  const isBelow = low.bound === null || low.bound === 'ABOVE' || low.bound === 'FROM';
  const isAbove = high.bound === null || high.bound === 'BELOW' || high.bound === 'UP_TO';
  if (!isBelow || !isAbove || (high.approximate && !low.approximate)) throw new ValueError(expected, written);
  return {
    minimum: low.amount,
    maximum: high.amount,
    unit: commonUnit(low, high, written),
    ...(low.bound === 'ABOVE' && { exclusiveMinimum: true }),
    ...(high.bound === 'BELOW' && { exclusiveMaximum: true }),
    ...(low.approximate && { approximate: true }),
  };
}

/** Splits a text at the first separator that has a number on both sides; null if there is none. */
function splitRange(words: string, separators: readonly RegExp[]): readonly [string, string] | null {
  for (const pattern of separators) {
    for (const { 0: found, index } of words.matchAll(pattern)) {
      const sides = [words.slice(0, index), words.slice(index + found.length)] as const;
      if (sides.every((side) => hasNumber.test(side))) return sides;
    }
  }
  return null;
}

/** The unit of both ends of a range. It is written at both ends, or only after the second amount or before the first. */
function commonUnit(low: Side, high: Side, written: string): string | null {
  if (low.unit === null || low.unit === high.unit) return high.unit;
  // $5–10/month: the unit of the second amount includes the currency.
  if (low.currency !== '' && high.unit?.startsWith(`${low.unit}/`)) return high.unit;
  throw new ValueError('a range with one unit, after the second amount', written);
}

/**
 * Parses one side of a range, or a single amount.
 * @param currency the currency of the first side, which applies to a second side without a currency
 */
function parseSide(written: string, separator: DecimalSeparator | null, currency = ''): Side {
  const [isAboutAll, withoutAbout] = strip(approximation, written);
  const prefix = prefixes.find(([, pattern]) => pattern.test(withoutAbout));
  const bounded = prefix ? withoutAbout.replace(prefix[1], '') : withoutAbout;
  const [isAbout, bare] = isAboutAll ? [true, bounded] : strip(approximation, bounded);
  const parts = sidePattern.exec(bare)?.groups;
  if (!parts) throw new ValueError(expected, written);
  const { sign, innerSign, number = '', after = '' } = parts;
  const ownCurrency = parts['currency'] ?? '';
  const isDetached = sign !== undefined && ownCurrency === '' && parts['space'] !== '';
  if ((sign !== undefined && innerSign !== undefined) || isDetached) throw new ValueError(expected, written);
  const suffix = suffixes.find(([, pattern]) => pattern.test(after));
  if (suffix && prefix) throw new ValueError(expected, written);
  const unitText = suffix ? after.replace(suffix[1], '') : after;
  checkAfterNumber(unitText, written);
  const minus = [sign, innerSign].some((each) => each === '-' || each === '−') ? '-' : '';
  return {
    amount: `${minus}${parseWrittenNumber(number, separator)}`,
    unit: parseUnitOfSide(ownCurrency || currency, unitText.trim(), written),
    bound: prefix?.[0] ?? suffix?.[0] ?? null,
    approximate: isAbout,
    currency: ownCurrency,
  };
}

function strip(pattern: RegExp, text: string): readonly [isFound: boolean, remainder: string] {
  const remainder = text.replace(pattern, '');
  return [remainder !== text, remainder];
}

/** Rejects texts that only look like a number with a unit; the message names the accepted form. */
function checkAfterNumber(after: string, written: string): void {
  if (multiplier.test(after))
    throw new ValueError('a number in full (1500 for 1.5k, 2000000 for 2 million)', written);
  if (/^\s\d/u.test(after))
    throw new ValueError('a number without spaces (1640), or a range with a hyphen or "to" (5-10)', written);
  if (/^\s*[-–—:/]\s*\d|^[.,]/u.test(after)) throw new ValueError(expected, written);
}

/** Parses the unit of an amount. @param currency as written before the amount; empty if there is none */
function parseUnitOfSide(currency: string, after: string, written: string): string | null {
  if (currency === '') return after === '' ? null : parseWrittenUnit(after);
  const code = codeOfCurrency(currency, written);
  if (after === '') return code;
  if (/^(?:\/|per )/u.test(after)) return parseWrittenUnit(`${code} ${after}`);
  const unit = parseWrittenUnit(after);
  if (unit === code || (currency === '$' && dollars.has(unit))) return unit;
  throw new ValueError(`one unit, either ${currency} before the amount or ${after} after it`, written);
}

function codeOfCurrency(currency: string, written: string): string {
  try {
    const code = parseWrittenUnit(currency);
    if (isCurrency(code)) return code;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
  }
  throw new ValueError(expected, written);
}
