import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { ExactDecimal } from '../../../src/graph/values/decimal.js';
import { convert, convertsExactly, parseUnit, shareDimension } from '../../../src/graph/values/unit.js';

const converted = (amount: string, from: string, to: string): string | undefined =>
  convert(new ExactDecimal(amount), parseUnit(from), parseUnit(to))?.toFixed();

const notAUnit = 'expected a unit: a UCUM code (kg, ms, GBy, %) or an ISO 4217 currency (EUR, EUR/mo), got ';

describe('a unit', () => {
  it.each([
    [['a', 'mo'], true],
    [['EUR', 'USD'], true],
    [['EUR/mo', 'USD'], true],
    [['a', 'kg'], false],
    [['EUR', 'kg'], false],
  ])('can be used in one dimension with the other unit of %j: %s', (units, expected) => {
    expect(shareDimension(units.map(parseUnit))).toBe(expected);
  });

  it.each([
    '1',
    '%',
    'kg',
    'ms',
    'L',
    'mL',
    'km/h',
    'GBy',
    'KiBy/s',
    'Mbit/s',
    'Cel',
    '[degF]',
    '[lb_av]',
    'EUR',
    'EUR/mo',
    'USD/a',
    'JPY/h',
  ])('is parsed from its code: %s', (code) => {
    expect(parseUnit(code).code).toBe(code);
    expect(parseUnit(code)).toBe(parseUnit(code));
  });

  it.each([
    ['GB', 'GBy'],
    ['MB', 'MBy'],
    ['kB', 'kBy'],
    ['KB', 'kBy'],
    ['TB', 'TBy'],
    ['KiB', 'KiBy'],
    ['MiB', 'MiBy'],
    ['GiB', 'GiBy'],
    ['TiB', 'TiBy'],
    ['GB/s', 'GBy/s'],
    ['MiB/s', 'MiBy/s'],
  ])('of bytes must not be written as bels: %s is rejected, %s is suggested', (code, suggested) => {
    expect(() => parseUnit(code)).toThrow(
      `expected a unit (did you mean ${suggested}? B is the bel), got "${code}"`,
    );
    expect(parseUnit(suggested).kind).toBe(parseUnit(suggested.includes('/') ? 'By/s' : 'By').kind);
  });

  it.each(['1.5', '0.5', '10.25', 'kg/1.5m', '(1.5.m)', '2.5.kg', 'm/(100.5)', '10*3.5'])(
    'must not contain a decimal number, which UCUM reads as a product of integers: %s is rejected',
    (code) => {
      expect(() => parseUnit(code)).toThrow(
        `expected a unit without a decimal number (UCUM reads 1.5 as 1 times 5), got "${code}"`,
      );
    },
  );

  it.each([
    ['100.km', '100000', 'm'],
    ['m2.10*-6', '0.000001', 'm2'],
    ['10*3.m', '1000', 'm'],
    ['/(100.km)', '0.00001', '/m'],
  ])('may have factors and exponents: %s is %s %s', (code, amount, unit) => {
    expect(converted('1', code, unit)).toBe(amount);
  });

  it.each([
    '',
    ' ',
    'foo',
    'Kg',
    'KG',
    'meter',
    'seconds',
    'degrees',
    'usd',
    'XXX',
    '€',
    '°C',
    '-5',
    'm//s',
    'usd/mo',
    'XXX/mo',
    '/',
    '10*400',
    '10*-400',
    '1e400',
    'constructor',
    'toString',
    '__proto__',
  ])('must be a supported UCUM code or currency: %j is rejected', (code) => {
    expect(() => parseUnit(code)).toThrow(notAUnit + JSON.stringify(code));
  });

  it.each(['EUR/kg', 'EUR/', 'EUR/month', 'EUR/USD', 'EUR/m', 'EUR//s', 'EUR/constructor'])(
    'may divide a currency only by a unit of time: %s is rejected',
    (code) => {
      expect(() => parseUnit(code)).toThrow(
        `expected a currency per UCUM unit of time, such as EUR/mo (mo, a, wk, d, h are month, year, week, day, hour), got "${code}"`,
      );
    },
  );

  it('of money per time is converted exactly if the factor is an exact decimal', () => {
    expect(convertsExactly(parseUnit('EUR/mo'), parseUnit('EUR/a'))).toBe(true);
    expect(convertsExactly(parseUnit('EUR/a'), parseUnit('EUR/mo'))).toBe(false);
  });

  it('has at most 60 characters', () => {
    const metres = (factors: number): string => `km${'.m'.repeat(factors)}`;
    expect(parseUnit(metres(29)).code).toHaveLength(60);
    expect(() => parseUnit(`${metres(29)}2`)).toThrow(notAUnit);
  });

  describe('with white space', () => {
    let logged: jest.SpiedFunction<typeof console.log>;
    beforeEach(() => {
      logged = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    });
    afterEach(() => logged.mockRestore());

    it.each(['10 kg', 'USD ', ' kg', 'm\n', 'm /s'])('is rejected, and nothing is printed: %j', (code) => {
      expect(() => parseUnit(code)).toThrow(notAUnit + JSON.stringify(code));
      expect(logged).not.toHaveBeenCalled();
    });
  });

  it.each([
    ['kg', 'g'],
    ['L', 'm3'],
    ['km/h', 'm/s'],
    ['%', '1'],
    ['10*6', '1'],
    ['{loaves}', '1'],
    ['Hz', '/s'],
    ['EUR/mo', 'EUR/a'],
    ['Cel', 'K'],
    ['Cel', '[degF]'],
    ['By', 'bit'],
    ['GBy', 'KiBy'],
    ['MBy/s', 'Mbit/s'],
    ['KiBy.s-1', 'By/s'],
    ['(KiBy)/s', 'By/s'],
    ['By{raw}', 'By'],
    ['10*3.By', 'kBy'],
    ['By/By', '1'],
    ['By/(By.s)', 'Hz'],
    ['{files}/By', '1/bit'],
    ['By2', 'By.bit'],
  ])('is convertible to a unit of the same kind: %s and %s', (one, other) => {
    expect(parseUnit(one).kind).toBe(parseUnit(other).kind);
    expect(converted('1', one, other)).toBeDefined();
  });

  it.each([
    ['kg', 'm'],
    ['EUR', 'USD'],
    ['EUR/mo', 'USD/mo'],
    ['EUR/mo', 'EUR'],
    ['EUR/mo', '/mo'],
    ['EUR', '1'],
    ['By', '1'],
    ['By', '%'],
    ['(By)', '1'],
    ['1/By', '1'],
    ['1/(By)', 'By'],
    ['By2', 'By'],
    ['MBy/s', 'Hz'],
    ['s/By', 's'],
    ['cd', 'By'],
    ['bit_s', 'bit'],
    ['B', '1'],
    ['B', 'Np'],
    ['B[V]', 'V'],
    ['[pH]', 'mol/L'],
    ['[IU]', '1'],
    ['[IU]', "[arb'U]"],
    ['[degRe]', 'Cel'],
    ['deg', '1'],
  ])('is not convertible to a unit of another kind: %s and %s', (one, other) => {
    expect(parseUnit(one).kind).not.toBe(parseUnit(other).kind);
    expect(converted('1', one, other)).toBeUndefined();
  });
});

describe('an amount in another unit', () => {
  it.each([
    ['1', 'L', 'mL', '1000'],
    ['1000', 'mL', 'L', '1'],
    ['36', 'km/h', 'm/s', '10'],
    ['10', 'm/s', 'km/h', '36'],
    ['1474560', 'By', 'KiBy', '1440'],
    ['1', 'GiBy', 'GBy', '1.073741824'],
    ['1', 'TiBy', 'By', '1099511627776'],
    ['1', 'By', 'bit', '8'],
    ['1', 'MBy/s', 'Mbit/s', '8'],
    ['50', '%', '1', '0.5'],
    ['1', 'wk', 'h', '168'],
    ['1', 'a', 'mo', '12'],
    ['1', 'EUR/mo', 'EUR/a', '12'],
    ['100', 'EUR/a', 'EUR/mo', '8.333333333333'],
    ['1', 'USD/h', 'USD/d', '24'],
    ['7', 'EUR/wk', 'EUR/d', '1'],
    ['20', 'min', 'h', '0.3333333333333'],
    ['90', 's', 'min', '1.5'],
    ['12', '[in_i]', '[ft_i]', '1'],
    ['1', '[mi_i]', 'km', '1.609344'],
    ['1', '[lb_av]', 'kg', '0.45359237'],
    ['0.45359237', 'kg', '[lb_av]', '1'],
    ['7', 'EUR', 'EUR', '7'],
    ['20', 'Cel', '[degF]', '68'],
    ['68', '[degF]', 'Cel', '20'],
    ['32', '[degF]', 'Cel', '0'],
    ['0', 'Cel', '[degF]', '32'],
    ['-40', 'Cel', '[degF]', '-40'],
    ['0', 'Cel', 'K', '273.15'],
    ['0', 'K', 'Cel', '-273.15'],
    ['0', 'K', '[degF]', '-459.67'],
    ['1500', 'mCel', 'Cel', '1.5'],
    ['1', 'kCel', 'K', '1273.15'],
    ['491.67', '[degR]', '[degF]', '32'],
  ])('is converted: %s %s in %s is %s', (amount, from, to, expected) => {
    expect(converted(amount, from, to)).toBe(expected);
  });

  it('keeps every digit if the factor between the units is exact', () => {
    const long = '123456789012345678901234567890123456789012345678901234567890';
    expect(converted(`${long}.${long}`, 'L', 'mL')).toBe(`${long}123.${long.slice(3, -1)}`);
    expect(converted(`${long}.${long}`, 'g', 'g')).toBe(`${long}.${long.slice(0, -1)}`);
    expect(convertsExactly(parseUnit('L'), parseUnit('mL'))).toBe(true);
    expect(convertsExactly(parseUnit('s'), parseUnit('min'))).toBe(false);
    expect(convertsExactly(parseUnit('min'), parseUnit('s'))).toBe(true);
  });

  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat({ max: 999_999_999 }))
    .map(([whole, part]) => new ExactDecimal(`${whole}.${part}`));

  it('converts back without loss if the factors in both directions are exact', () => {
    const exact = fc.constantFrom(
      ['L', 'mL'],
      ['kg', 'ug'],
      ['km', 'm'],
      ['By', 'bit'],
      ['GBy', 'kBy'],
      ['%', '1'],
    );
    fc.assert(
      fc.property(decimal, exact, (amount, [one = '', other = '']) => {
        const converted = convert(amount, parseUnit(one), parseUnit(other));
        expect(converted && convert(converted, parseUnit(other), parseUnit(one))?.eq(amount)).toBe(true);
      }),
    );
  });

  it('converts back with 12 correct digits, even if a factor is rounded', () => {
    const families = [
      ['km/h', 'm/s', '[mi_i]/h', '[kn_i]'],
      ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'],
      ['KiBy', 'MBy', 'GiBy', 'bit'],
      ['kg', '[lb_av]', '[oz_av]'],
    ];
    const pair = fc
      .constantFrom(...families)
      .chain((family) => fc.tuple(fc.constantFrom(...family), fc.constantFrom(...family)));
    fc.assert(
      fc.property(decimal, pair, (amount, [one, other]) => {
        const converted = convert(amount, parseUnit(one), parseUnit(other)) ?? new ExactDecimal(0);
        const back = convert(converted, parseUnit(other), parseUnit(one)) ?? new ExactDecimal(0);
        expect(back.minus(amount).abs().lte(amount.abs().times('1e-12'))).toBe(true);
      }),
    );
  });
});
