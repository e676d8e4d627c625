import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExactDecimal, parseDecimal } from '../../../src/graph/values/decimal.js';

const digits = (count: number): string => '1'.repeat(count);

describe('a decimal', () => {
  it.each([
    ['12.5', '12.5'],
    ['12.50', '12.5'],
    ['12.00', '12'],
    ['1200', '1200'],
    ['007', '7'],
    ['+5', '5'],
    ['-5.10', '-5.1'],
    ['-0', '0'],
    ['0.000', '0'],
    [' 5 ', '5'],
    [digits(60), digits(60)],
    [`0.${digits(60)}`, `0.${digits(60)}`],
    [`${digits(60)}.${digits(60)}`, `${digits(60)}.${digits(60)}`],
    [5, '5'],
    [-0, '0'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    [1.5e59, `15${'0'.repeat(58)}`],
  ])('is parsed from %j', (written, parsed) => {
    expect(parseDecimal(written)).toBe(parsed);
  });

  it('is equal to the output of exact arithmetic, or is rejected if it has more than 60 decimals', () => {
    const text = fc.stringMatching(/^-?0{0,2}\d{1,20}(?:\.\d{1,20}0{0,2})?$/u);
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e59, max: 1e59 }),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.oneof(text, number), (written) => {
        const printed = new ExactDecimal(written).toFixed();
        const [, decimals = ''] = printed.split('.');
        expect(parseDecimal(written)).toBe(decimals.length > 60 ? null : printed);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '',
    ' ',
    '5.',
    '.5',
    '1e3',
    '1,000',
    '1 000',
    '0x10',
    '--5',
    '5 kg',
    'NaN',
    'Infinity',
    '٣',
    digits(61),
    `0.${digits(61)}`,
    NaN,
    Infinity,
    -Infinity,
    1e60,
    5e-324,
    true,
    null,
    undefined,
    5n,
    ['5'],
    { amount: 5 },
  ])('is not parsed from %p', (written) => {
    expect(parseDecimal(written)).toBeNull();
  });

  it('is parsed from a number without loss', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (number) => {
        const parsed = parseDecimal(number);
        if (parsed !== null) expect(Number(parsed)).toBe(number === 0 ? 0 : number);
      }),
    );
  });

  it('is parsed from its own text as itself, and has no trailing zeros', () => {
    const written = fc
      .tuple(fc.bigInt({ min: -(10n ** 59n), max: 10n ** 59n }), fc.nat({ max: 10 ** 9 }))
      .map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(written, (each) => {
        const parsed = parseDecimal(each);
        expect(parseDecimal(parsed)).toBe(parsed);
        expect(parsed).not.toMatch(/\..*0$|e/);
      }),
    );
  });

  it('can be added and multiplied without loss, up to the largest decimal', () => {
    const largest = '9'.repeat(60);
    const square = new ExactDecimal(`${largest}.${largest}`).times(`${largest}.${largest}`);
    expect(square.toFixed()).toBe(`${'9'.repeat(119)}8${'0'.repeat(119)}1`.replace(/^(.{120})/, '$1.'));
    expect(new ExactDecimal(largest).plus(`0.${largest}`).toFixed()).toBe(`${largest}.${largest}`);
  });
});
