import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  canonicalRange,
  intervalOfQuantity,
  quantityRule,
  type QuantityValue,
} from '../../../src/graph/values/quantity.js';
import { convertsExactly, parseUnit } from '../../../src/graph/values/unit.js';
import { noScale, type Related, type Scale } from '../../../src/graph/values/value-type.js';
import { boundKindsOf, type QuantityMarks } from '../../../src/graph/values/quantity-marks.js';
import { runs } from '../../support/test-run.js';
import { itObeysTheLawsOfRelations, noNames, type RelationRow } from './laws.js';

const range = (
  minimum: string | null,
  maximum: string | null,
  unit: string | null = null,
): QuantityValue => ({
  type: 'QUANTITY',
  minimum,
  maximum,
  unit,
});
const amount = (decimal: string, unit: string | null = null): QuantityValue => range(decimal, decimal, unit);
const marked = (value: QuantityValue, marks: QuantityMarks): QuantityValue => ({ ...value, ...marks });
const about = (value: QuantityValue): QuantityValue => marked(value, { approximate: true });
const below = (decimal: string, unit: string | null = null): QuantityValue =>
  marked(range(null, decimal, unit), { exclusiveMaximum: true });
const above = (decimal: string, unit: string | null = null): QuantityValue =>
  marked(range(decimal, null, unit), { exclusiveMinimum: true });
const inUnit = (unit: string, more: Partial<Scale> = {}): Scale => ({ ...noScale, unit, ...more });

function relate(left: QuantityValue, right: QuantityValue, scale: Scale): Related | null {
  const related = quantityRule.relate([left], [right], scale, noNames);
  expect(quantityRule.relate([right], [left], scale, noNames)).toEqual(related);
  return related;
}

const largestDigits = '9'.repeat(60);

describe('QUANTITY', () => {
  it.each([
    [12.5, amount('12.5')],
    ['12.50', amount('12.5')],
    ['-0.0', amount('0')],
    [`-${largestDigits}.${largestDigits}`, amount(`-${largestDigits}.${largestDigits}`)],
    [1e21, amount('1000000000000000000000')],
    [{ amount: 5 }, amount('5')],
    [{ amount: 5, unit: 'ms' }, amount('5', 'ms')],
    [{ amount: '5', unit: 'EUR' }, amount('5', 'EUR')],
    [{ amount: 5, minimum: null, maximum: null, unit: null }, amount('5')],
    [{ amount: 0, unit: '%' }, amount('0', '%')],
    [{ minimum: 10, maximum: '20.0' }, range('10', '20')],
    [{ minimum: 10, maximum: 10 }, amount('10')],
    [{ minimum: '10.0', maximum: '10' }, amount('10')],
    [{ minimum: 10 }, range('10', null)],
    [{ minimum: null, maximum: 20, unit: 'GBy' }, range(null, '20', 'GBy')],
    [{ amount: null, minimum: 0, maximum: 0 }, amount('0')],
    [{ type: 'QUANTITY', minimum: '1', maximum: null, unit: 'kg' }, range('1', null, 'kg')],
    [{ maximum: 5, exclusiveMaximum: true }, below('5')],
    [{ minimum: 5, exclusiveMinimum: true, unit: 'kg' }, above('5', 'kg')],
    [
      { minimum: 5, maximum: 6, exclusiveMinimum: true, exclusiveMaximum: true },
      marked(range('5', '6'), { exclusiveMinimum: true, exclusiveMaximum: true }),
    ],
    [{ amount: 5, approximate: true }, about(amount('5'))],
    [{ minimum: 5, maximum: 6, approximate: true }, about(range('5', '6'))],
    [{ maximum: 5, exclusiveMaximum: true, approximate: true }, about(below('5'))],
    [{ amount: 5, approximate: false, exclusiveMinimum: false, exclusiveMaximum: null }, amount('5')],
  ])('parses %j', (written, parsed) => {
    expect(quantityRule.parse(written, noScale)).toStrictEqual(parsed);
  });

  it('is in the unit of its dimension if it names no unit', () => {
    expect(quantityRule.parse(5, inUnit('kg'))).toEqual(amount('5', 'kg'));
    expect(quantityRule.parse({ minimum: 5, unit: null }, inUnit('kg'))).toEqual(range('5', null, 'kg'));
    expect(quantityRule.parse({ amount: 5, unit: 'g' }, inUnit('kg'))).toEqual(amount('5', 'g'));
    expect(quantityRule.parse({ amount: 5, unit: 'L' }, inUnit('kg'))).toEqual(amount('5', 'L'));
  });

  const anAmount =
    'an amount (12.5), { amount: 12.5, unit: ms } or a range { minimum: 10, maximum: 20, unit: ms }';
  const aDecimal = 'a decimal number, such as 12.5, of 60 digits at most on each side of the point';
  it.each([
    [null, anAmount],
    [undefined, anAmount],
    [{}, anAmount],
    [{ unit: 'kg' }, anAmount],
    [{ amount: null }, anAmount],
    [{ minimum: null, maximum: null }, anAmount],
    [{ amount: 5, minimum: 5 }, anAmount],
    [{ amount: 5, maximum: 0 }, anAmount],
    ['', aDecimal],
    ['5 kg', aDecimal],
    ['1e3', aDecimal],
    [true, aDecimal],
    [[5], aDecimal],
    [NaN, aDecimal],
    [1e60, aDecimal],
    [`1${largestDigits}`, aDecimal],
    [{ amount: 'five' }, aDecimal],
    [{ minimum: 1, maximum: '2,5' }, aDecimal],
    [{ minimum: {}, maximum: 2 }, aDecimal],
    [{ minimum: 2, maximum: 1 }, 'a range whose minimum is not above its maximum'],
    [{ minimum: '0.1', maximum: '0.09' }, 'a range whose minimum is not above its maximum'],
    [{ minimum: '-1', maximum: '-2' }, 'a range whose minimum is not above its maximum'],
    [{ amount: 5, unit: 5 }, 'the code of a unit'],
    [{ amount: 5, approximate: 1 }, 'true or false for approximate'],
    [{ minimum: 5, exclusiveMinimum: 'true' }, 'true or false for exclusiveMinimum'],
    [{ maximum: 5, exclusiveMaximum: 0 }, 'true or false for exclusiveMaximum'],
    [{ maximum: 5, exclusiveMinimum: true }, 'a minimum, as exclusiveMinimum is true'],
    [{ minimum: 5, exclusiveMaximum: true }, 'a maximum, as exclusiveMaximum is true'],
    [{ amount: 5, exclusiveMaximum: true }, 'a range whose exclusive bound differs from the other bound'],
    [
      { minimum: 5, maximum: '5.0', exclusiveMinimum: true },
      'a range whose exclusive bound differs from the other bound',
    ],
    [{ amount: 5, unit: 'GB' }, 'a unit (did you mean GBy? B is the bel)'],
    [{ amount: 5, unit: '' }, 'a unit: a UCUM code (kg, ms, GBy, %) or an ISO 4217 currency (EUR, EUR/mo)'],
    [
      { amount: 5, unit: 'furlongs' },
      'a unit: a UCUM code (kg, ms, GBy, %) or an ISO 4217 currency (EUR, EUR/mo)',
    ],
  ])('rejects %j', (written, expected) => {
    expect(() => quantityRule.parse(written, noScale)).toThrow(`expected ${expected}, got `);
  });

  it.each([
    [amount('5'), '5'],
    [amount('-5.5'), '-5.5'],
    [amount('5', '1'), '5'],
    [amount('5', '%'), '5 %'],
    [amount('5', 'kg'), '5 kg'],
    [range('10', '20', 'ms'), '10 to 20 ms'],
    [range('10', null, 'EUR'), '10 or more EUR'],
    [range(null, '20'), 'up to 20'],
    [below('20', 'kg'), '<20 kg'],
    [above('20'), '>20'],
    [marked(range('10', '20', 'kg'), { exclusiveMinimum: true }), '>10 to 20 kg'],
    [marked(range('10', '20', 'kg'), { exclusiveMaximum: true }), '10 to <20 kg'],
    [about(amount('5', 'kg')), '~5 kg'],
    [about(range('5', '6')), '~5 to ~6'],
    [about(range('5', null)), '~5 or more'],
    [about(range(null, '5')), 'up to ~5'],
    [about(below('5')), '<~5'],
    [about(above('5')), '>~5'],
  ])('displays %j as %s', (value, text) => {
    expect(quantityRule.display(value)).toBe(text);
  });

  it('has a canonical form with the stated numbers, unit and marks', () => {
    expect(quantityRule.canonical(amount('5', 'kg'))).toBe('["5","5","kg"]');
    expect(quantityRule.canonical(range(null, '5'))).toBe('[null,"5",null]');
    expect(quantityRule.canonical(below('5'))).toBe('[null,"5",null,"exclusiveMaximum"]');
    expect(quantityRule.canonical(about(above('5', 'kg')))).toBe(
      '["5",null,"kg","exclusiveMinimum","approximate"]',
    );
    expect(quantityRule.canonical(amount('1', 'L'))).not.toBe(quantityRule.canonical(amount('1000', 'mL')));
  });

  const table: readonly (readonly [...RelationRow<QuantityValue>, scale?: Scale])[] = [
    ['equal amounts', [amount('5', 'kg')], [amount('5', 'kg')], 'SAME', 0],
    ['equal ranges', [range('1', null, 'kg')], [range('1', null, 'kg')], 'SAME', 0],
    ['litres and millilitres', [amount('1000', 'mL')], [amount('1', 'L')], 'EQUIVALENT', 0],
    ['speeds', [amount('36', 'km/h')], [amount('10', 'm/s')], 'EQUIVALENT', 0, inUnit('km/h')],
    [
      'speeds, on another scale',
      [amount('36', 'km/h')],
      [amount('10', 'm/s')],
      'EQUIVALENT',
      0,
      inUnit('m/s'),
    ],
    [
      'the capacity of a floppy disk',
      [amount('1474560', 'By')],
      [amount('1440', 'KiBy')],
      'EQUIVALENT',
      0,
      inUnit('By'),
    ],
    ['the freezing point', [amount('0', 'Cel')], [amount('32', '[degF]')], 'EQUIVALENT', 0, inUnit('Cel')],
    ['the freezing point, in kelvins', [amount('273.15', 'K')], [amount('32', '[degF]')], 'EQUIVALENT', 0],
    ['percent and plain numbers', [amount('50', '%')], [amount('0.5')], 'EQUIVALENT', 0],
    ['plain numbers and ones', [amount('5')], [amount('5', '1')], 'EQUIVALENT', 0],
    ['0 in two units', [amount('0', 'kg')], [amount('0', 'g')], 'EQUIVALENT', 0, inUnit('kg')],
    ['ranges in two units', [range('1', '2', 'L')], [range('1000', '2000', 'mL')], 'EQUIVALENT', 0],
    ['open ranges in two units', [range('1', null, 'L')], [range('1000', null, 'mL')], 'EQUIVALENT', 0],
    ['two amounts', [amount('1')], [amount('3')], 'DIFFERENT', 2 / 4],
    ['two amounts in two units', [amount('1', 'kg')], [amount('3000', 'g')], 'DIFFERENT', 2 / 4],
    ['0 and another amount', [amount('0')], [amount('3')], 'DIFFERENT', 1 / 2],
    [
      'a range from 0 and a range from another amount',
      [range('0', '2')],
      [range('1', '2')],
      'OVERLAPPING',
      1 / 2,
    ],
    [
      'temperatures, in kelvins',
      [amount('0', 'Cel')],
      [amount('20', 'Cel')],
      'DIFFERENT',
      20 / 566.3,
      inUnit('Cel'),
    ],
    [
      'temperatures in another unit, in kelvins',
      [amount('32', '[degF]')],
      [amount('68', '[degF]')],
      'DIFFERENT',
      20 / 566.3,
      inUnit('Cel'),
    ],
    [
      'absolute zero and another temperature',
      [amount('0', 'K')],
      [amount('20', 'K')],
      'DIFFERENT',
      1 / 2,
      inUnit('Cel'),
    ],
    ['a negative and a positive amount', [amount('-1')], [amount('3')], 'DIFFERENT', 1],
    ['two negative amounts', [amount('-1')], [amount('-3')], 'DIFFERENT', 2 / 4],
    ['amounts in one currency', [amount('5', 'EUR')], [amount('15', 'EUR')], 'DIFFERENT', 10 / 20],
    ['ranges that meet', [range('1', '3')], [range('2', '6')], 'OVERLAPPING', 3 / 9],
    ['a range within another range', [range('1', '4')], [range('2', '3')], 'OVERLAPPING', 1 / 3],
    ['ranges that touch', [range('1', '2')], [range('2', '3')], 'OVERLAPPING', 1 / 3],
    [
      'ranges that touch after conversion',
      [range('1', '2', 'L')],
      [range('2000', '3000', 'mL')],
      'OVERLAPPING',
      1 / 3,
    ],
    ['an amount at the end of a range', [amount('2')], [range('1', '2')], 'OVERLAPPING', 1 / 3],
    ['ranges that do not meet', [range('1', '2')], [range('3', '6')], 'DIFFERENT', 4 / 8],
    ['an open and a closed range that meet', [range('1', null)], [range('1', '3')], 'OVERLAPPING', 1],
    ['an open and a closed range that do not meet', [range('4', null)], [range('1', '3')], 'DIFFERENT', 1],
    ['two ranges open upwards', [range('1', null)], [range('3', null)], 'OVERLAPPING', 2 / 4],
    ['two ranges open downwards', [range(null, '1')], [range(null, '3')], 'OVERLAPPING', 2 / 4],
    [
      'ranges that are open at different ends and touch',
      [range('3', null)],
      [range(null, '3')],
      'OVERLAPPING',
      1,
    ],
    [
      'ranges that are open at different ends and do not touch',
      [range('3', null)],
      [range(null, '2')],
      'DIFFERENT',
      1,
    ],
    ['an open range and an amount in it', [range('3', null)], [amount('5')], 'OVERLAPPING', 1],
    ['an open range and an amount below it', [range('3', null)], [amount('2')], 'DIFFERENT', 1],
    ['an excluded bound and the same amount', [below('5')], [amount('5')], 'DIFFERENT', 1],
    ['an excluded bound and an amount in the range', [above('5')], [amount('5.01')], 'OVERLAPPING', 1],
    ['an excluded bound in two units', [below('1', 'L')], [below('1000', 'mL')], 'EQUIVALENT', 0],
    ['an excluded and an included bound', [below('5')], [range(null, '5')], 'OVERLAPPING', 0],
    ['an excluded and an included lower bound', [above('5')], [range('5', null)], 'OVERLAPPING', 0],
    ['ranges that exclude the bound at which they touch', [below('5')], [above('5')], 'DIFFERENT', 1],
    [
      'ranges that touch at a bound that is excluded after conversion',
      [marked(range('1', '2', '[lb_av]'), { exclusiveMaximum: true })],
      [range('0.90718474', '1.81436948', 'kg')],
      'DIFFERENT',
      1 / 3,
      inUnit('[lb_av]'),
    ],
    ['equal approximate amounts', [about(amount('5'))], [about(amount('5'))], 'SAME', 0],
    [
      'equal approximate amounts in two units',
      [about(amount('1', 'L'))],
      [about(amount('1000', 'mL'))],
      'EQUIVALENT',
      0,
    ],
    ['an approximate amount and the exact amount', [about(amount('5'))], [amount('5')], 'OVERLAPPING', 0],
    [
      'an approximate amount and an amount that rounds to it',
      [about(amount('5'))],
      [amount('4.5')],
      'OVERLAPPING',
      5 / 95,
    ],
    [
      'an approximate amount and an amount that does not round to it',
      [about(amount('5'))],
      [amount('4.49')],
      'DIFFERENT',
      51 / 949,
    ],
    [
      'an approximate round amount and an amount that rounds to it',
      [about(amount('1500'))],
      [amount('1550')],
      'OVERLAPPING',
      50 / 3050,
    ],
    [
      'an approximate round amount and an amount that does not round to it',
      [about(amount('1500'))],
      [amount('1551')],
      'DIFFERENT',
      51 / 3051,
    ],
    [
      'an approximate amount with decimals and an amount that rounds to it',
      [about(amount('1.5'))],
      [amount('1.55')],
      'OVERLAPPING',
      5 / 305,
    ],
    ['an approximate 0 and 0.5', [about(amount('0'))], [amount('0.5')], 'OVERLAPPING', 0.5],
    [
      'an approximate negative amount and an amount that rounds to it',
      [about(amount('-20'))],
      [amount('-25')],
      'OVERLAPPING',
      5 / 45,
    ],
    [
      'an approximate amount and an amount in another unit',
      [about(amount('5', 'kg'))],
      [amount('5500', 'g')],
      'OVERLAPPING',
      5 / 105,
      inUnit('g'),
    ],
    [
      'an approximate open range and an amount just below it',
      [about(range('5', null))],
      [amount('4.6')],
      'OVERLAPPING',
      1,
    ],
    [
      'an approximate excluded bound and the end of its range',
      [about(below('5'))],
      [amount('5.5')],
      'DIFFERENT',
      1,
    ],
  ];
  it.each(table)('relates %s', (_, [left], [right], relation, distance, scale = noScale) => {
    const related = left && right && relate(left, right, scale);
    expect(related?.relation).toBe(relation);
    expect(related?.distance).toBeCloseTo(distance, 12);
  });

  it.each([
    ['mass and length', amount('1', 'kg'), amount('1', 'm')],
    ['mass and plain numbers', amount('1', 'kg'), amount('1')],
    ['two currencies', amount('1', 'EUR'), amount('1', 'USD')],
    ['two currencies, even with amounts of 0', amount('0', 'EUR'), amount('0', 'USD')],
    ['bytes and plain numbers', amount('1', 'By'), amount('1')],
    ['bytes per second and hertz', amount('1', 'MBy/s'), amount('1', 'Hz')],
    ['bytes and bytes per second', amount('1', 'By'), amount('1', 'By/s')],
    ['bels and plain numbers', amount('1', 'B'), amount('1')],
  ])('does not relate %s', (_, left, right) => {
    for (const scale of [noScale, inUnit('kg'), inUnit('EUR'), inUnit('By')]) {
      expect(relate(left, right, scale)).toBeNull();
    }
  });

  describe('on a span', () => {
    const spanned = inUnit('kg', { minimum: '-10', maximum: '10' });

    it.each([
      ['two amounts', amount('1', 'kg'), amount('3', 'kg'), 2 / 20],
      ['two amounts in two units', amount('1', 'kg'), amount('3000', 'g'), 2 / 20],
      ['two amounts in another unit', amount('1000', 'g'), amount('3000', 'g'), 2 / 20],
      ['the two ends', amount('-10', 'kg'), amount('10', 'kg'), 1],
      ['amounts beyond the span', amount('-10', 'kg'), amount('100', 'kg'), 1],
      ['ranges, by the larger distance', range('1', '2', 'kg'), range('2', '5', 'kg'), 3 / 20],
      ['an open and a closed range', range('1', null, 'kg'), range('1', '2', 'kg'), 8 / 20],
      ['a range open downwards and a closed range', range(null, '2', 'kg'), range('1', '2', 'kg'), 11 / 20],
      ['ranges open at different ends', range('4', null, 'kg'), range(null, '2', 'kg'), 14 / 20],
      ['ranges open at the same end', range('4', null, 'kg'), range('2', null, 'kg'), 2 / 20],
      ['an open range beyond the span', range('14', null, 'kg'), amount('15', 'kg'), 1 / 20],
      ['an open range below the span', range(null, '-14', 'kg'), amount('-15', 'kg'), 1 / 20],
      [
        'an open range and the end of the span',
        range('10', null, 'kg'),
        amount('10', 'kg'),
        Number.MIN_VALUE,
      ],
      ['0 and another amount', amount('0', 'kg'), amount('3', 'kg'), 3 / 20],
      ['amounts of another kind, relative to their sum', amount('1', 'L'), amount('3', 'L'), 2 / 4],
    ])('computes the distance of %s', (_, left, right, distance) => {
      expect(relate(left, right, spanned)?.distance).toBeCloseTo(distance, 12);
      const measured = inUnit('kg', { spread: { minimum: '-10', maximum: '10' } });
      expect(relate(left, right, measured)).toEqual(relate(left, right, spanned));
    });

    it('prefers the declared span to the measured span', () => {
      const both = { ...spanned, spread: { minimum: '0', maximum: '1' } };
      expect(relate(amount('1', 'kg'), amount('3', 'kg'), both)?.distance).toBe(2 / 20);
      expect(quantityRule.ends?.span(both)).toEqual(quantityRule.ends?.span(spanned));
      expect(quantityRule.ends?.inWords(both)).toEqual(['-10 kg', '10 kg']);
      expect(quantityRule.ends?.inWords(inUnit('kg', { spread: both.spread }))).toEqual(['0 kg', '1 kg']);
    });

    it('distinguishes an open bound from a closed bound at the end of the span', () => {
      const related = relate(range('10', null, 'kg'), amount('10', 'kg'), spanned);
      expect(related?.relation).toBe('OVERLAPPING');
      expect(related?.distance).toBeGreaterThan(0);
    });

    it('computes the distance of amounts in thousandths of the unit', () => {
      const metres = inUnit('m', { minimum: '0', maximum: '1' });
      expect(relate(amount('1', 'mm'), amount('2', 'mm'), metres)?.distance).toBeCloseTo(0.001, 12);
    });
  });

  describe('with a tolerance', () => {
    const tolerant = inUnit('kg', { tolerance: '0.1' });

    it.each([
      ['amounts within the tolerance', amount('1', 'kg'), amount('1.05', 'kg'), 'EQUIVALENT'],
      ['amounts at the tolerance', amount('1', 'kg'), amount('1.1', 'kg'), 'EQUIVALENT'],
      [
        'amounts just outside the tolerance',
        amount('1', 'kg'),
        amount('1.10000000000000000001', 'kg'),
        'DIFFERENT',
      ],
      ['amounts within the tolerance after conversion', amount('1', 'kg'), amount('1100', 'g'), 'EQUIVALENT'],
      ['amounts outside the tolerance after conversion', amount('1', 'kg'), amount('1101', 'g'), 'DIFFERENT'],
      ['two amounts in another unit', amount('1000', 'g'), amount('1100', 'g'), 'EQUIVALENT'],
      [
        'amounts in grams, with a tolerance in kilograms',
        amount('1', 'g'),
        amount('1.05', 'g'),
        'EQUIVALENT',
      ],
      [
        'ranges with both ends within the tolerance',
        range('1', '2', 'kg'),
        range('1.1', '1.9', 'kg'),
        'EQUIVALENT',
      ],
      [
        'ranges with one end outside the tolerance',
        range('1', '2', 'kg'),
        range('1.1', '1.8', 'kg'),
        'OVERLAPPING',
      ],
      ['an open and a closed end', range('1', null, 'kg'), range('1', '2', 'kg'), 'OVERLAPPING'],
      ['equal amounts', amount('1', 'kg'), amount('1', 'kg'), 'SAME'],
      [
        'an approximate and an exact amount within the tolerance',
        about(amount('1', 'kg')),
        amount('1.1', 'kg'),
        'OVERLAPPING',
      ],
      [
        'approximate amounts within the tolerance',
        about(amount('1', 'kg')),
        about(amount('1.1', 'kg')),
        'EQUIVALENT',
      ],
      [
        'an excluded and an included bound within the tolerance',
        below('1', 'kg'),
        range(null, '1.1', 'kg'),
        'OVERLAPPING',
      ],
      [
        'amounts of another kind, to which the tolerance does not apply',
        amount('1', 'L'),
        amount('1.05', 'L'),
        'DIFFERENT',
      ],
    ])('relates %s', (_, left, right, relation) => {
      expect(relate(left, right, tolerant)?.relation).toBe(relation);
    });

    it('reads the tolerance in the unit of the dimension', () => {
      const inGrams = inUnit('g', { tolerance: '0.1' });
      expect(relate(amount('1', 'kg'), amount('1.05', 'kg'), inGrams)?.relation).toBe('DIFFERENT');
      expect(relate(amount('1', 'kg'), amount('1.0001', 'kg'), inGrams)?.relation).toBe('EQUIVALENT');
    });
  });

  describe('of exact decimals', () => {
    const almost = `${'9'.repeat(59)}8`;

    it.each([
      ['different amounts in one unit', amount(largestDigits), amount(almost), 'DIFFERENT'],
      [
        'amounts that floats cannot distinguish',
        amount('9007199254740992'),
        amount('9007199254740993'),
        'DIFFERENT',
      ],
      [
        'different amounts after an exact conversion',
        amount(`${largestDigits}000`, 'g'),
        amount(almost, 'kg'),
        'DIFFERENT',
      ],
      [
        'equal amounts after an exact conversion',
        amount(`${'9'.repeat(57)}000`, 'g'),
        amount('9'.repeat(57), 'kg'),
        'EQUIVALENT',
      ],
      [
        'different amounts with 60 decimals',
        amount(`0.${'0'.repeat(59)}1`),
        amount(`0.${'0'.repeat(58)}11`),
        'DIFFERENT',
      ],
    ])('relates amounts without rounding: %s', (_, left, right, relation) => {
      const related = relate(left, right, noScale);
      expect(related?.relation).toBe(relation);
      expect((related?.distance ?? 0) > 0).toBe(relation === 'DIFFERENT');
    });

    it('does not distinguish amounts within the rounding of a conversion', () => {
      expect(relate(amount('1', '[lb_av]'), amount('0.45359237', 'kg'), inUnit('[lb_av]'))?.relation).toBe(
        'EQUIVALENT',
      );
      expect(relate(amount('1', 'min'), amount('60.00000001', 's'), inUnit('h'))?.relation).toBe('DIFFERENT');
    });

    it('has a distance above 0 for different amounts, even on a very long span', () => {
      const long = { ...noScale, minimum: `-${largestDigits}`, maximum: largestDigits };
      const related = relate(amount('0'), amount(`0.${'0'.repeat(59)}1`), long);
      expect(related?.relation).toBe('DIFFERENT');
      expect(related?.distance).toBeGreaterThan(0);
    });
  });

  it('has different kinds of bounds for different marks', () => {
    const marks: readonly QuantityMarks[] = [
      ...([{}, { exclusiveMinimum: true }, { exclusiveMaximum: true }] as const),
      ...([{ approximate: true }, { exclusiveMinimum: true, approximate: true }] as const),
      ...([{ exclusiveMaximum: true, approximate: true }] as const),
    ];
    expect(marks.map((each) => boundKindsOf(each))).toEqual([
      ...[
        { low: 0, high: 0 },
        { low: 1, high: 0 },
        { low: 0, high: 1 },
      ],
      ...[
        { low: 2, high: 2 },
        { low: 3, high: 2 },
        { low: 2, high: 3 },
      ],
    ]);
  });

  it.each([
    ['in the unit of the dimension', about(amount('1', 'kg')), Number.MIN_VALUE],
    ['in another unit', about(amount('1000', 'g')), Number.MIN_VALUE],
    ['in another unit, with an excluded bound', below('1000', 'g'), 1],
    ['without marks', amount('1000', 'g'), 0],
  ])('is prepared with its marks: %s', (_, value, distance) => {
    const scale = inUnit('kg');
    const operand = quantityRule.prepare?.([value], scale);
    const other = quantityRule.prepare?.([amount('1', 'kg')], scale);
    expect(operand && other && operand.distanceTo(other, noNames)).toBe(distance);
    expect(relate(value, amount('1', 'kg'), scale)?.distance).toBe(distance);
  });

  it.each([
    [[], [amount('1')]],
    [[amount('1')], []],
  ])('rejects a relation if a side has no value', (left, right) => {
    expect(() => quantityRule.relate(left, right, noScale, noNames)).toThrow(
      'Expected one value of QUANTITY on each side, got none.',
    );
  });

  it.each([
    ['an amount', amount('5', 'kg'), inUnit('kg'), '5'],
    ['an amount in another unit', amount('500', 'g'), inUnit('kg'), '0.5'],
    ['a plain number', amount('5'), noScale, '5'],
    ['percent among plain numbers', amount('50', '%'), noScale, '0.5'],
    ['a range', range('5', '6', 'kg'), inUnit('kg'), undefined],
    ['an open range', range('5', null, 'kg'), inUnit('kg'), undefined],
    ['a range open downwards', range(null, '5', 'kg'), inUnit('kg'), undefined],
    ['an approximate amount', about(amount('5', 'kg')), inUnit('kg'), undefined],
    ['an amount of another kind', amount('5', 'L'), inUnit('kg'), undefined],
    ['an amount with a unit among plain numbers', amount('5', 'kg'), noScale, undefined],
    ['a plain number among amounts', amount('5'), inUnit('kg'), undefined],
  ])(
    'has its amount in the unit of the dimension as position, only if it is one exact amount: %s',
    (_, value, scale, position) => {
      expect(quantityRule.order?.position(value, scale)?.toFixed()).toBe(position);
    },
  );

  it.each([
    [amount('500', 'g'), inUnit('kg'), '0.5 0.5'],
    [range('5', null), noScale, '5 null'],
    [below('5000', 'g'), inUnit('kg'), 'null 5 without high'],
    [above('5'), noScale, '5 null without low'],
    [about(amount('5000', 'g')), inUnit('kg'), '4.5 5.5'],
    [about(range('-100', '2.5')), noScale, '-150 2.55'],
    [amount('5', 'L'), inUnit('kg'), undefined],
  ])(
    'has an interval of possible amounts, or null if it is of another kind than the scale',
    (value, scale, interval) => {
      const found = intervalOfQuantity(value, scale);
      expect(
        found &&
          [
            `${found.low?.toFixed() ?? null} ${found.high?.toFixed() ?? null}`,
            ...(found.excludesLow ? ['without low'] : []),
            ...(found.excludesHigh ? ['without high'] : []),
          ].join(' '),
      ).toBe(interval ?? null);
    },
  );

  const noMarks = { exclusiveMinimum: false, exclusiveMaximum: false, approximate: false };
  it.each([
    [amount('500', 'g'), inUnit('kg'), { minimum: '0.5', maximum: '0.5', unit: 'kg' }],
    [range('36', null, 'km/h'), inUnit('m/s'), { minimum: '10', maximum: null, unit: 'm/s' }],
    [range(null, '212', '[degF]'), inUnit('Cel'), { minimum: null, maximum: '100', unit: 'Cel' }],
    [amount('50', '%'), noScale, { minimum: '0.5', maximum: '0.5', unit: null }],
    [amount('5', 'L'), inUnit('kg'), null],
    [amount('5', 'kg'), noScale, null],
    [amount(largestDigits), noScale, { minimum: largestDigits, maximum: largestDigits, unit: null }],
    [below('500', 'g'), inUnit('kg'), { minimum: null, maximum: '0.5', unit: 'kg', exclusiveMaximum: true }],
    [
      about(above('500')),
      noScale,
      { minimum: '500', maximum: null, unit: null, exclusiveMinimum: true, approximate: true },
    ],
  ])(
    'is converted to the unit of the dimension with its marks, or to null if the kinds of the units differ',
    (value, scale, converted) => {
      expect(canonicalRange(value, scale)).toEqual(converted && { ...noMarks, ...converted });
    },
  );

  const decimal = fc.oneof(
    fc.constantFrom('0', '1', '-1', '1000', '0.001', '0.5'),
    fc.integer({ min: -2000, max: 2000 }).map(String),
    fc
      .tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 9 }))
      .map(([whole, part]) => `${whole}.${part}`),
  );
  const unit = fc.constantFrom(
    null,
    '1',
    '%',
    'kg',
    'g',
    '[lb_av]',
    'Cel',
    '[degF]',
    'K',
    'EUR',
    'USD',
    'By',
    'KiBy',
    's',
    'h',
    'wk',
  );
  const single = fc.tuple(decimal, unit).map(([each, code]) => amount(each, code));
  const bounds = fc.oneof(
    single,
    fc.tuple(decimal, unit).map(([each, code]) => range(each, null, code)),
    fc.tuple(decimal, unit).map(([each, code]) => range(null, each, code)),
    fc
      .tuple(decimal, decimal, unit)
      .map(([one, other, code]) =>
        Number(one) <= Number(other) ? range(one, other, code) : range(other, one, code),
      ),
  );
  const rarely = fc.integer({ min: 0, max: 3 }).map((each) => each === 0);
  const value = fc
    .tuple(bounds, rarely, rarely, rarely)
    .map(([each, excludesLow, excludesHigh, approximate]) => {
      const isRange = each.minimum !== each.maximum;
      return marked(each, {
        ...(excludesLow && isRange && each.minimum !== null && { exclusiveMinimum: true }),
        ...(excludesHigh && isRange && each.maximum !== null && { exclusiveMaximum: true }),
        ...(approximate && { approximate: true }),
      });
    });
  describe.each([
    ['no scale', noScale],
    ['a scale in kg', inUnit('kg', { tolerance: '0.5' })],
    ['a scale in wk, with a span', inUnit('wk', { minimum: '0', maximum: '52' })],
    ['a scale in Cel', inUnit('Cel')],
    ['a scale in kg, with a measured span', inUnit('kg', { spread: { minimum: '-2', maximum: '3' } })],
    ['a scale in °F', inUnit('[degF]', { minimum: '0', maximum: '100', tolerance: '1' })],
  ])('on %s', (_, scale) => {
    itObeysTheLawsOfRelations(
      quantityRule,
      value.map((each) => [each]),
      scale,
    );

    it('has equal distances for prepared operands and values, for any number of digits up to the limit', () => {
      const decimalPlaces = fc.integer({ min: 0, max: 12 });
      const decimal = fc
        .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), decimalPlaces)
        .map(([whole, point]) => amount(new Decimal(whole).times(`1e-${point}`).toFixed(), scale.unit));
      fc.assert(
        fc.property(decimal, decimal, (left, right) => {
          const [leftOperand, rightOperand] = [left, right].map((side) =>
            quantityRule.prepare?.([side], scale),
          );
          const distance = leftOperand && rightOperand ? leftOperand.distanceTo(rightOperand, noNames) : null;
          if (distance !== null) expect(distance).toBe(relate(left, right, scale)?.distance);
          if (left.minimum?.length === 1 && right.minimum?.length === 1) expect(distance).not.toBeNull();
        }),
        { numRuns: runs(500) },
      );
    });

    it('reports values as not comparable exactly if their kinds differ', () => {
      fc.assert(
        fc.property(single, single, (left, right) => {
          const isComparable = relate(left, right, scale) !== null;
          expect(isComparable).toBe(canonicalRange(left, inUnit(right.unit ?? '1')) !== null);
        }),
      );
    });
  });

  it('is not changed by a second parse, except that it gets the unit of its dimension if it has none', () => {
    fc.assert(
      fc.property(value, (each) => {
        const parsed = quantityRule.parse(each, noScale);
        expect(quantityRule.parse(parsed, inUnit('mol'))).toEqual({ ...parsed, unit: parsed.unit ?? 'mol' });
        expect(quantityRule.canonical(parsed)).toBe(
          quantityRule.canonical(quantityRule.parse(parsed, noScale)),
        );
      }),
    );
  });

  it('has the distance 0 to itself in another unit if the conversion is exact, and less than 1e-9 otherwise', () => {
    const kinds = [
      ['kg', 'g', '[lb_av]', '[oz_av]'],
      ['s', 'min', 'h', 'd', 'wk'],
      ['Cel', 'K', '[degF]'],
      ['By', 'bit', 'KiBy', 'MBy', 'GiBy'],
    ];
    const units = fc
      .constantFrom(...kinds)
      .chain((kind) =>
        fc.tuple(fc.constantFrom(...kind), fc.constantFrom(...kind), fc.constantFrom(...kind)),
      );
    fc.assert(
      fc.property(decimal, units, (each, [one, other, own]) => {
        const { minimum = null, maximum = null } = canonicalRange(amount(each, one), inUnit(other)) ?? {};
        const converted = range(minimum, maximum, other);
        const related = relate(amount(each, one), converted, inUnit(own));
        if (convertsExactly(parseUnit(one), parseUnit(other))) expect(related?.distance).toBe(0);
        expect(related?.distance).toBeLessThan(1e-9);
      }),
      { examples: [['0', ['[degF]', 'Cel', '[degF]']]] },
    );
  });
});
