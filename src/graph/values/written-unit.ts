import {
  annotationsOfCounted,
  codesOfSymbols,
  codesOfWords,
  plainAtoms,
  readingsOfAmbiguous,
} from './unit-list.js';
import { isCurrency, parseUnit } from './unit.js';
import { ValueError } from './value-type.js';

/** The prefix of a UCUM code that is taken literally. */
const ucumPrefix = 'ucum:';
const maxLength = 60;

export interface WrittenUnitOptions {
  /**
   * Whether every UCUM code that is neither listed nor ambiguous is accepted. Claim lines accept such codes for files that
   * were written for earlier versions; in tables, a text that equals such a code usually has another meaning.
   */
  readonly acceptsAnyUcum?: boolean;
}

/**
 * Parses a unit as people write it in tables and claim lines: by the reviewed list (`unit-list.ts`), as a quotient of
 * units of that list (`GB/s`, `€ per month`, `l/100km`), or as a UCUM code or ISO 4217 currency that people do not use
 * for anything else. `ucum:` before a code takes it literally.
 * @returns a code that `parseUnit` accepts; UCUM codes are returned unchanged
 * @throws {ValueError} if the writing is unknown or has several usual readings; the message names these readings
 */
export function parseWrittenUnit(text: string, { acceptsAnyUcum = false }: WrittenUnitOptions = {}): string {
  const cache = acceptsAnyUcum ? codesInLines : codesInTables;
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const code = readUnit(text, acceptsAnyUcum);
  if (cache.size < maxCachedCodes && text.length <= maxLength) cache.set(text, code);
  return code;
}

/**
 * The cached codes of units, by the unit as written. A file has few units, each of them many times, and the code of a
 * unit does not depend on earlier units.
 */
const codesInTables = new Map<string, string>();
const codesInLines = new Map<string, string>();
const maxCachedCodes = 10_000;

const vulgarFraction = /[¼-¾⅐-⅞↉]/u;

function readUnit(text: string, acceptsAnyUcum: boolean): string {
  if (text.startsWith(ucumPrefix)) return parseUnit(text.slice(ucumPrefix.length)).code;
  const written = normalise(text);
  // NFKC turns ½ into 1⁄2, which would be read as a quotient.
  const isFraction = vulgarFraction.test(text);
  const listedCode =
    written.length > maxLength || isFraction ? null : (factor(written, text) ?? quotient(written, text));
  const code = listedCode ?? (acceptsAnyUcum && !isFraction ? checked(text) : null);
  if (code === null) {
    throw new ValueError(
      `a unit as people write it, such as kg, km/h, GB, °C or €, or "${ucumPrefix}" and a UCUM code, such as ${ucumPrefix}kat`,
      text,
    );
  }
  return code;
}

/** Prints the code of a unit so that `parseWrittenUnit` returns it. */
export function printWrittenUnit(code: string): string {
  try {
    if (parseWrittenUnit(code) === code) return code;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
  }
  return `${ucumPrefix}${code}`;
}

/** Converts a unit to one notation for exponents, micro, ohm, primes, fraction bars, products and spaces. */
function normalise(text: string): string {
  return (
    text
      // NFKC turns the ordinal sign, which many people write for the degree sign, into the letter o.
      .replaceAll('º', '°')
      // NFKC turns 10³ into 103.
      .replaceAll(/(?<=\d)(?=[⁻⁺⁰¹²³⁴-⁹])/gu, '^')
      .normalize('NFKC')
      .trim()
      .replaceAll(/\s+/gu, ' ')
      .replaceAll('μ', 'u')
      .replaceAll('Ω', 'Ohm')
      .replaceAll(/''|′′|[”″]/gu, '"')
      .replaceAll(/[’′]/gu, "'")
      .replaceAll(/[⁄∕÷]/gu, '/')
      .replaceAll(/[·⋅∙]/gu, '.')
      .replaceAll('−', '-')
      .replaceAll(/(?<!\d)\^(?=-?\d)/gu, '')
      .replaceAll(/° (?=[CF]\b)/gu, '°')
      .replaceAll(/\b(sq|cu)\. ?/gu, '$1 ')
  );
}

/** Looks up a text in the list. @throws {ValueError} if the text is ambiguous */
function listed(written: string, text: string): string | null {
  const readings = readingsOfAmbiguous.get(written);
  if (readings) throw new ValueError(`a unit (did you mean ${inWords(readings)}?)`, text);
  const symbol = codesOfSymbols.get(written);
  if (symbol !== undefined) return symbol;
  const word = written.toLowerCase();
  const found =
    codesOfWords.get(word) ?? (word.endsWith('s') ? codesOfWords.get(word.slice(0, -1)) : undefined);
  if (found !== undefined) return found;
  // An abbreviation with its period: mo., hrs.
  return /[a-z]\.$/u.test(written) && !written.slice(0, -1).includes('.')
    ? (listed(written.slice(0, -1), text) ?? plain(written.slice(0, -1)))
    : null;
}

/** Parses a unit of the list, the square or cube of a symbol of the list, or a plain code; null for all other texts. */
function factor(written: string, text: string): string | null {
  const [, base = '', exponent = ''] = /^(\D+)([23])$/u.exec(written) ?? [];
  const power = codesOfSymbols.get(base);
  return listed(written, text) ?? (power === undefined ? plain(written) : checked(`${power}${exponent}`));
}

/**
 * Parses a quotient of the units that `factor` parses; null for all other texts. The numerator can also be a counted item,
 * as in `requests/s`, or missing, as in `per month` and `/month`.
 */
function quotient(written: string, text: string): string | null {
  const [first = '', ...others] = written.split(/ ?\/ ?|(?:^| )per /u);
  if (others.length === 0) return null;
  const numerator =
    first === '' ? '' : (annotationsOfCounted.get(first.toLowerCase()) ?? factor(first, text));
  const denominators = others.map((each) => divisor(each, text));
  if (numerator === null || denominators.includes(null)) return null;
  return checked([numerator, ...denominators].join('/'));
}

/** Parses a unit after the fraction bar, with its number if it has one: 100 km, 100g. */
function divisor(written: string, text: string): string | null {
  const [, number, unit = ''] = /^(?:(\d+) ?)?(.+)$/u.exec(written) ?? [];
  const code = factor(unit, text);
  if (code === null) return null;
  if (number !== undefined) return `(${number}.${code})`;
  return /[./]/u.test(code) ? `(${code})` : code;
}

const annotation = '(?:\\{[^{}]*\\})?';
const atomPattern = new RegExp(
  `^(?:(?<atom>%|[A-Za-z]*)(?<bracket>\\[[^\\]]+\\])?(?:[+-]?\\d+)?${annotation}|10[*^][+-]?\\d+|\\d+)$`,
  'u',
);

/** Parses a UCUM code or currency that people do not use for anything else; null for all other texts. */
function plain(written: string): string | null {
  const isPlain = written.split(/[./()]+/u).every((each) => {
    const { atom, bracket } = atomPattern.exec(each)?.groups ?? {};
    return each === '' || /^(?:10[*^][+-]?)?\d+$/u.test(each) || isPlainAtom(atom, bracket, each);
  });
  if (isMoney(written)) return checked(written);
  // UCUM has numbers as units. In a table, a number alone is not a unit, except for "1", the unit of plain numbers.
  return isPlain && (written === '1' || /[^\d./()]/u.test(written)) ? checked(written) : null;
}

/**
 * Whether an atom is accepted as written. Atoms in brackets, such as [lb_av] and mm[Hg], are not written by accident.
 */
function isPlainAtom(atom: string | undefined, bracket: string | undefined, text: string): boolean {
  if (atom === undefined) return false;
  if (bracket !== undefined) return true;
  return plainAtoms.has(atom) || text.startsWith('{');
}

function isMoney(written: string): boolean {
  const [, currency] = /^([A-Z]{3})(?:\/|$)/u.exec(written) ?? [];
  return currency !== undefined && isCurrency(currency);
}

/** Returns the code if it is a unit; otherwise null. */
function checked(code: string): string | null {
  try {
    return parseUnit(code).code;
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}

function inWords(readings: readonly string[]): string {
  return `${readings.slice(0, -1).join(', ')} or ${readings.at(-1)}`;
}
