import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { QuantityValue } from '../../src/graph/values/quantity.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { locales } from '../../src/words/locale.js';
import { decimalText } from '../../src/words/numbers.js';
import { quantityText } from '../../src/words/values/quantity-text.js';
import { claimValueText, valueText, withConditions } from '../../src/words/values/value-text.js';
import { runs } from '../support/test-run.js';
import { reviewedUnits } from './all-units.js';

const page = readFileSync(new URL('../../docs/languages.md', import.meta.url), 'utf8');

function amount(written: string, unit: string | null, marks: Partial<QuantityValue> = {}): QuantityValue {
  return { type: 'QUANTITY', minimum: written, maximum: written, unit, ...marks };
}

/** Returns the texts in all languages, with plain spaces. */
function textsOf(value: ClaimValue): readonly string[] {
  return locales.map((locale) => valueText(locale, value).replaceAll('\u00a0', ' '));
}

it('docs/languages.md has amounts with their texts', () => {
  const [, section = ''] = page.split('## Amounts\n');
  const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `.+?\| (.+?) +\| (.+?) +\|$/gmu)];
  const open = { minimum: null } as const;
  const values = [
    amount('18', 'TBy'),
    amount('18000', 'GBy'),
    amount('21.5', 'Cel'),
    amount('49.9', 'EUR'),
    amount('9.99', 'EUR/mo'),
    amount('1', 'a'),
    amount('30', 'a', { maximum: null }),
    amount('5', 'kg', { maximum: '10' }),
    amount('5', null, { approximate: true }),
    amount('5', 'ms', { ...open, exclusiveMaximum: true }),
    amount('500', '{requests}/s', open),
  ];
  expect(rows.map(([, en, de]) => [en, de])).toEqual(values.map(textsOf));
});

describe('an amount', () => {
  it.each<readonly [QuantityValue, string, string]>([
    [amount('49', 'EUR'), '€49', '49 €'],
    [amount('1299', 'EUR'), '€1,299', '1.299 €'],
    [amount('49.995', 'EUR'), '€49.995', '49,995 €'],
    [amount('-5', 'EUR'), '-€5', '-5 €'],
    [amount('-0.5', 'Cel'), '-0.5°C', '-0,5 °C'],
    [amount('2024', null), '2024', '2024'],
    [amount('12345.5', null), '12,345.5', '12.345,5'],
    [amount('0', 'a'), '0 years', '0 Jahre'],
    [amount('-1', 'a'), '-1 year', '-1 Jahr'],
    [
      amount('1.0000000000000000000001', 'a'),
      '1.0000000000000000000001 years',
      '1,0000000000000000000001 Jahre',
    ],
    [amount('5', 'EUR', { maximum: '10' }), '€5 to €10', '5 bis 10 €'],
    [amount('1', 'a', { maximum: '2' }), '1 to 2 years', '1 bis 2 Jahre'],
    [amount('5', 'kg', { maximum: '10', approximate: true }), 'about 5 to 10 kg', 'etwa 5 bis 10 kg'],
    [
      amount('5', 'kg', { maximum: '10', exclusiveMinimum: true }),
      'more than 5 kg, up to 10 kg',
      'mehr als 5 kg, höchstens 10 kg',
    ],
    [
      amount('5', 'kg', { maximum: '10', exclusiveMaximum: true }),
      '5 kg to less than 10 kg',
      'mindestens 5 kg, weniger als 10 kg',
    ],
    [
      amount('5', 'kg', { maximum: '10', exclusiveMinimum: true, exclusiveMaximum: true }),
      'more than 5 kg and less than 10 kg',
      'mehr als 5 kg und weniger als 10 kg',
    ],
    [amount('5', 'kg', { maximum: null, exclusiveMinimum: true }), 'more than 5 kg', 'mehr als 5 kg'],
    [amount('5', 'kg', { maximum: null, approximate: true }), 'about 5 kg or more', 'etwa 5 kg oder mehr'],
  ])('%j is %s', (value, en, de) => {
    expect(textsOf(value)).toEqual([en, de]);
  });

  it('keeps every digit, in every language', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 60 });
    const decimal = fc
      .tuple(fc.boolean(), digits, fc.option(digits))
      .map(([isNegative, integer, fraction]) => {
        const integerPart = integer.replace(/^0+(?=\d)/u, '');
        const decimals = fraction?.replace(/0+$/u, '') ?? '';
        const text = decimals === '' ? integerPart : `${integerPart}.${decimals}`;
        return isNegative && /[1-9]/u.test(text) ? `-${text}` : text;
      });
    const signs = { en: [',', '.'], de: ['.', ','] } as const;
    fc.assert(
      fc.property(decimal, (written) => {
        for (const locale of locales) {
          const [group, point] = signs[locale];
          const digitsOnly = decimalText(locale, written).replaceAll(group, '').replace(point, '.');
          expect(digitsOnly).toBe(written);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('has the same digits in every language', () => {
    const bound = fc.option(fc.integer({ min: -99_999, max: 99_999 }).map((each) => String(each / 8)));
    fc.assert(
      fc.property(bound, bound, fc.constantFrom(...reviewedUnits), (one, other, unit) => {
        fc.pre(one !== null || other !== null);
        const [minimum, maximum] =
          one !== null && other !== null && Number(one) > Number(other) ? [other, one] : [one, other];
        const [en, de] = locales.map((locale) =>
          quantityText(locale, { minimum, maximum, unit }).match(/\d|(?<!\p{L})-/gu),
        );
        expect(de).toEqual(en);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

describe('a value', () => {
  it.each<readonly [ClaimValue, string, string]>([
    [{ type: 'TEXT', text: 'Steam' }, 'Steam', 'Steam'],
    [{ type: 'SUPPORT', support: 'YES', note: null }, 'Yes', 'Ja'],
    [
      { type: 'SUPPORT', support: 'PARTIAL', note: 'one generation back' },
      'Partly (one generation back)',
      'Teilweise (one generation back)',
    ],
    [{ type: 'ORDINAL', level: 'high' }, 'high', 'high'],
    [{ type: 'DATE', date: '2024' }, '2024', '2024'],
    [{ type: 'DATE', date: '2024-05' }, 'May 2024', 'Mai 2024'],
    [{ type: 'DATE', date: '2024-05-17' }, 'May 17, 2024', '17. Mai 2024'],
    [{ type: 'DATE', date: '2024-05-17/..' }, 'May 17, 2024 or later', '17. Mai 2024 oder später'],
    [{ type: 'DATE', date: '../2024' }, '2024 or earlier', '2024 oder früher'],
    [{ type: 'DATE', date: '0000-05-17' }, '0000-05-17', '0000-05-17'],
    [{ type: 'VERSION', oldest: '3.10', newest: '3.10' }, '3.10', '3.10'],
    [{ type: 'VERSION', oldest: '3.9', newest: '3.12' }, '3.9 to 3.12', '3.9 bis 3.12'],
    [{ type: 'VERSION', oldest: '3.9', newest: null }, '3.9 or newer', '3.9 oder neuer'],
    [{ type: 'VERSION', oldest: null, newest: '3.9' }, '3.9 or older', '3.9 oder älter'],
    [{ type: 'TERMS', terms: ['rye', 'oats'] }, 'rye, oats', 'rye, oats'],
    [{ type: 'TERMS', terms: [] }, 'none', 'keine'],
  ])('%j is %s', (value, en, de) => {
    expect(textsOf(value)).toEqual([en, de]);
  });

  it('is followed by its conditions', () => {
    const conditions = [
      { key: 'plan', value: 'Free' },
      { key: 'region', value: 'EU' },
    ];
    expect(withConditions('de', 'Ja', conditions)).toBe('Ja (plan: Free, region: EU)');
  });
});

it('the value text of a claim has its value or absence, and its conditions; without both, the text is null', () => {
  const qualifiers = [{ key: 'plan', value: 'Business' }];
  const nothing = { value: null, absence: null, qualifiers };
  expect(claimValueText('en', { ...nothing, value: amount('30', 'a') })).toBe('30 years (plan: Business)');
  expect(claimValueText('de', { ...nothing, absence: 'NOT_APPLICABLE' })).toBe(
    'Nicht anwendbar (plan: Business)',
  );
  expect(claimValueText('en', nothing)).toBeNull();
});
