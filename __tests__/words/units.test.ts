import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { UnitTables } from '@lhncbc/ucum-lhc';
import { parseUnit, isCurrency, type Unit } from '../../src/graph/values/unit.js';
import { readingsOfAmbiguous } from '../../src/graph/values/unit-list.js';
import { ValueError } from '../../src/graph/values/value-type.js';
import { parseWrittenUnit } from '../../src/graph/values/written-unit.js';
import { locales, type Locale } from '../../src/words/locale.js';
import { unitName, unitText } from '../../src/words/units/unit-text.js';
import { quantityText } from '../../src/words/values/quantity-text.js';
import { reviewedUnits } from './all-units.js';

const page = readFileSync(new URL('../../docs/languages.md', import.meta.url), 'utf8');
const currencies = Intl.supportedValuesOf('currency');

function amountText(locale: Locale, amount: string, unit: string): string {
  return quantityText(locale, { minimum: amount, maximum: amount, unit });
}

/** Returns the text of a unit as the page lists it: with the amount 2.5, and also with the amount 1 if the singular differs. */
function listedText(locale: Locale, unit: string): string {
  const { afterOne, after } = unitText(locale, unit);
  const amounts = afterOne === after ? ['2.5'] : ['1', '2.5'];
  return amounts.map((amount) => amountText(locale, amount, unit).replaceAll('\u00a0', ' ')).join(', ');
}

function parsed(code: string): Unit | null {
  try {
    return parseUnit(code);
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}

/** Lists the codes of UCUM's units, without and with each prefix, and some codes that resemble usual texts of other units. Not every code is valid. */
function allUnits(): readonly string[] {
  const prefixes = ['', ...'yzafpnumcdhkMGTPEZY', 'da', 'Ki', 'Mi', 'Gi', 'Ti'];
  const atoms = UnitTables.getInstance()
    .getAllUnitCodes()
    .filter((code) => !code.includes(' '));
  const prefixed = atoms.flatMap((atom) => prefixes.map((prefix) => prefix + atom));
  const traps = [
    'U/min',
    'ft/s',
    'yd/s',
    'ha/a',
    'kt/h',
    'ct/s',
    'mph',
    'G/s',
    'B/s',
    'dBy',
    'dB',
    'm.s',
    'm/s2',
  ];
  return [...new Set([...prefixed, ...traps])];
}

describe('docs/languages.md', () => {
  it('lists the texts of every reviewed unit', () => {
    const [, table = ''] = page.split('## List of units\n');
    const rows = [...table.matchAll(/^\| `(.+?)` +\| (.+?) +\| (.+?) +\|$/gmu)];
    expect(rows.map(([, code, en, de]) => [code, en, de])).toEqual(
      reviewedUnits.map((code) => [code, listedText('en', code), listedText('de', code)]),
    );
  });
});

describe.each(locales)('in %s, the text of a unit', (locale) => {
  it('is not the text of a different unit', () => {
    const units = [
      ...reviewedUnits,
      ...currencies,
      ...currencies.flatMap((currency) => [`${currency}/mo`, `${currency}/h`, `${currency}/ks`]),
      ...allUnits(),
    ];
    const byText = new Map<string, Unit>();
    const clashes: unknown[] = [];
    let count = 0;
    for (const code of units) {
      const unit = parsed(code);
      if (!unit) continue;
      count += 1;
      for (const amount of ['1', '2.5']) {
        const text = amountText(locale, amount, code);
        const other = byText.get(text);
        if (other && !isSameUnit(unit, other)) clashes.push([text, unit.code, other.code]);
        byText.set(text, unit);
      }
    }
    expect(clashes).toEqual([]);
    expect(count).toBeGreaterThan(2_000);
  });

  it('is unambiguous, except for the calorie and the degree', () => {
    const ambiguous = reviewedUnits.filter((code) => readingsOfAmbiguous.has(unitName(locale, code)));
    // Imports reject `cal`, which many people write for the kilocalorie, and `°`, which many people write for °C or °F.
    expect(ambiguous.sort()).toEqual(['cal', 'deg']);
  });
});

it('the English text of a unit that is not a currency is parsed as this unit, if imports accept it', () => {
  let count = 0;
  for (const code of reviewedUnits.filter((each) => !isCurrency(each))) {
    const name = unitName('en', code);
    let parsedCode: string;
    try {
      parsedCode = parseWrittenUnit(name);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      continue;
    }
    count += 1;
    const [unit, parsedUnit] = [parseUnit(code), parseUnit(parsedCode)];
    if (!isSameUnit(unit, parsedUnit)) expect([name, code]).toEqual([name, parsedCode]);
  }
  expect(count).toBeGreaterThan(reviewedUnits.length / 2);
});

function isSameUnit(unit: Unit, other: Unit): boolean {
  return unit.kind === other.kind && unit.factor.eq(other.factor) && unit.offset.eq(other.offset);
}

it('the text of a unit without a listed text is its code, after "ucum:" if the code is the text of another unit', () => {
  expect(amountText('en', '5', 'kat')).toBe('5\u00a0kat');
  expect(amountText('en', '5', 'ft')).toBe('5\u00a0ucum:ft');
  expect(amountText('de', '5', '{users}')).toBe('5\u00a0{users}');
});
