import { isCurrency, one } from '../../graph/values/unit.js';
import { locales, type Locale } from '../locale.js';
import { cldrUnits, namedUnits, perPeriod, pricePeriod, unitSymbols } from './unit-names.js';

/** The texts before and after an amount in a unit. */
export interface UnitText {
  readonly before: string;
  /** The text after an amount in the singular. */
  readonly afterOne: string;
  /** The text after any other amount. */
  readonly after: string;
  /** The minimum number of digits of a fraction of money, such as 2 for EUR; 0 for units. */
  readonly fractionDigits: number;
  readonly isMoney: boolean;
}

/** The no-break space between an amount and a symbol. An amount and a word are separated by a plain space. */
const noBreak = '\u00a0';
/** The maximum number of cached units per language. */
const maxCached = 10_000;

const plainNumber: UnitText = Object.freeze(unitTextOf('', ''));

const cached: Readonly<Record<Locale, Map<string, UnitText>>> = Object.freeze({
  en: new Map<string, UnitText>(),
  de: new Map<string, UnitText>(),
});

/**
 * Returns the texts before and after amounts in a unit, in a language. Texts of money come from `Intl`. Texts of other units come from
 * the first of these sources that has the unit: names of CLDR (through `Intl`), names of Tertium, products and quotients of symbols, and
 * the UCUM code itself. Two units with different meanings never have the same text in one language.
 * @param code a UCUM code, an ISO 4217 currency or a price (EUR/mo), as `parseUnit` accepts it; null for plain numbers
 */
export function unitText(locale: Locale, code: string | null): UnitText {
  if (code === null || code === one) return plainNumber;
  const texts = cached[locale];
  let text = texts.get(code);
  if (!text) {
    text = Object.freeze(findText(locale, code));
    // The oldest entry is evicted. A graph has few units.
    if (texts.size >= maxCached) texts.delete(texts.keys().next().value as string);
    texts.set(code, text);
  }
  return text;
}

/** Returns the name of a unit without an amount, in the plural: `years`, `GB`, `€`. Empty for plain numbers. */
export function unitName(locale: Locale, code: string | null): string {
  const { before, after } = unitText(locale, code);
  return `${before}${after}`.replaceAll(noBreak, ' ').trim();
}

function unitTextOf(afterOne: string, after: string): UnitText {
  return { before: '', afterOne, after, fractionDigits: 0, isMoney: false };
}

function findText(locale: Locale, code: string): UnitText {
  if (isCurrency(code)) return moneyText(locale, code);
  const [, currency = '', period = ''] = /^([A-Z]{3})\/(.+)$/u.exec(code) ?? [];
  if (isCurrency(currency)) {
    const money = moneyText(locale, currency);
    const per = pricePeriod[locale][period];
    const end = per === undefined ? `/${period}` : ` ${per}`;
    return { ...money, afterOne: money.afterOne + end, after: money.after + end };
  }
  return cldrText(locale, code) ?? namedText(locale, code) ?? symbolText(locale, code) ?? codeText(code);
}

function moneyText(locale: Locale, currency: string): UnitText {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const { before, after } = around(format.formatToParts(1));
  const fractionDigits = format.resolvedOptions().minimumFractionDigits ?? 0;
  return { before, afterOne: after, after, fractionDigits, isMoney: true };
}

function cldrText(locale: Locale, code: string): UnitText | null {
  const cldrUnit = cldrUnits.get(code);
  if (!cldrUnit) return null;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: cldrUnit.unit,
    unitDisplay: cldrUnit.length,
  });
  const [singular, plural] = [1, 2].map((amount) => around(format.formatToParts(amount)).after);
  const spaced = (text = ''): string =>
    text.replace(/^[\s\u00a0\u202f]+/u, cldrUnit.length === 'long' ? ' ' : noBreak);
  return unitTextOf(spaced(singular), spaced(plural));
}

/** Returns the texts before and after the digits of an amount. */
function around(parts: readonly Intl.NumberFormatPart[]): {
  readonly before: string;
  readonly after: string;
} {
  const types = parts.map(({ type }) => type);
  const textOf = (selected: readonly Intl.NumberFormatPart[]): string =>
    selected.map(({ value }) => value).join('');
  const last = Math.max(types.lastIndexOf('integer'), types.lastIndexOf('fraction'));
  return { before: textOf(parts.slice(0, types.indexOf('integer'))), after: textOf(parts.slice(last + 1)) };
}

function namedText(locale: Locale, code: string): UnitText | null {
  const name = namedUnits.get(code)?.[locale];
  if (!name) return null;
  const [singular, plural] = name;
  return plural === null
    ? unitTextOf(noBreak + singular, noBreak + singular)
    : unitTextOf(` ${singular}`, ` ${plural}`);
}

/** Writes products and quotients of units with known symbols: `m/s²`, `requests/s`, `km per day`. */
function symbolText(locale: Locale, code: string): UnitText | null {
  const [product = '', divisor, ...more] = code.split('/');
  // In UCUM, a.b/c.d is a·b·d/c.
  if (product === '' || more.length > 0 || divisor?.includes('.')) return null;
  const counted = namedUnits.get(product)?.[locale];
  const symbols = counted?.[1] ? counted[1] : productText(locale, product);
  if (symbols === null) return null;
  const end = divisor === undefined ? '' : divisorText(locale, divisor);
  if (end === null) return null;
  const singular = counted?.[1] ? counted[0] : symbols;
  const space = counted?.[1] ? ' ' : noBreak;
  return unitTextOf(space + singular + end, space + symbols + end);
}

function divisorText(locale: Locale, divisor: string): string | null {
  const period = perPeriod[locale][divisor];
  if (period !== undefined) return ` ${period}`;
  const symbols = productText(locale, divisor);
  return symbols === null ? null : `/${symbols}`;
}

const exponents: Readonly<Record<string, string>> = { '': '', 2: '²', 3: '³' };

function productText(locale: Locale, product: string): string | null {
  const factors: string[] = [];
  for (const factor of product.split('.')) {
    const [, unit = '', exponent = ''] = /^(.*?[^\d])(\d*)$/u.exec(factor) ?? [];
    const symbolOfUnit = unitSymbols[locale].get(unit);
    const power = exponents[exponent];
    if (symbolOfUnit === undefined || power === undefined) return null;
    factors.push(symbolOfUnit + power);
  }
  return factors.join('·');
}

/** Writes the UCUM code, with the prefix `ucum:` if the code or a factor of it equals the text of another unit. `parseWrittenUnit` accepts the prefix. */
function codeText(code: string): UnitText {
  const parts = [code, ...code.split(/[/.]/u)].map((part) => part.replace(/[+-]?\d+$/u, ''));
  const isAmbiguous = parts.some((part) => allUnitTexts().has(part));
  const shown = noBreak + (isAmbiguous ? `ucum:${code}` : code);
  return unitTextOf(shown, shown);
}

let unitTexts: ReadonlySet<string> | undefined;

/** Lists the names and symbols of units in all languages. A code that equals one of these texts is ambiguous. */
function allUnitTexts(): ReadonlySet<string> {
  return (unitTexts ??= new Set(
    locales.flatMap((locale) => [
      ...unitSymbols[locale].values(),
      ...[...namedUnits.values()].flatMap((names) => names[locale]).filter((name) => name !== null),
      ...[...cldrUnits.keys()].flatMap((code) => {
        const text = cldrText(locale, code);
        return text ? [text.afterOne.trim(), text.after.trim()] : [];
      }),
    ]),
  ));
}
