import { describe, expect, it } from '@jest/globals';
import { PreparedQuantity } from '../../../src/graph/values/prepared-quantity.js';
import { quantityRule, type QuantityValue } from '../../../src/graph/values/quantity.js';
import { noScale, type MeasuredSpan, type Scale } from '../../../src/graph/values/value-type.js';
import { noNames } from './laws.js';

const kilograms: Scale = { ...noScale, unit: 'kg' };
const onSpan: Scale = { ...kilograms, minimum: '-10', maximum: '10' };
const onFineSpan: Scale = { ...kilograms, minimum: '0.25', maximum: '1.5' };
const onMeasuredSpan: Scale = { ...kilograms, spread: { minimum: '-10', maximum: '10' } };
const withTolerance: Scale = { ...kilograms, tolerance: '0.5' };
const celsius: Scale = { ...noScale, unit: 'Cel' };

const range = (minimum: string | null, maximum: string | null, unit = 'kg'): QuantityValue => ({
  type: 'QUANTITY',
  minimum,
  maximum,
  unit,
});
const amount = (decimal: string, unit = 'kg'): QuantityValue => range(decimal, decimal, unit);

function preparedDistance(
  left: QuantityValue,
  right: QuantityValue,
  scale: Scale,
): number | null | undefined {
  const [one, other] = [left, right].map((value) => quantityRule.prepare?.([value], scale));
  return one && other ? one.distanceTo(other, noNames) : undefined;
}

describe('the distance of prepared amounts', () => {
  it.each<[QuantityValue, QuantityValue, Scale]>([
    [amount('1'), amount('3'), kilograms],
    [amount('-1'), amount('-3'), kilograms],
    [amount('-1'), amount('3'), kilograms],
    [amount('0'), amount('3'), kilograms],
    [amount('3'), amount('0'), kilograms],
    [amount('0'), amount('0'), kilograms],
    [amount('0.5'), amount('0.25'), kilograms],
    [amount('2'), amount('0.125'), kilograms],
    [amount('0.125'), amount('2'), kilograms],
    [amount('3000', 'g'), amount('1'), kilograms],
    [range('1', '4'), range('2', '3'), kilograms],
    [range('1', null), range('3', null), kilograms],
    [range(null, '1'), range(null, '3'), kilograms],
    [range('1', null), amount('3'), kilograms],
    [amount('3'), range(null, '3'), kilograms],
    [range('3', null), range(null, '3'), kilograms],
    [amount('1'), amount('3'), onSpan],
    [amount('-10'), amount('100'), onSpan],
    [range('1', null), range('1', '2'), onSpan],
    [range('1', '2'), range('1', null), onSpan],
    [range(null, '2'), range('1', '2'), onSpan],
    [range('1', '2'), range(null, '2'), onSpan],
    [range('4', null), range(null, '2'), onSpan],
    [range('14', null), amount('15'), onSpan],
    [amount('15'), range('14', null), onSpan],
    [range(null, '-14'), amount('-15'), onSpan],
    [amount('-15'), range(null, '-14'), onSpan],
    [range('10', null), amount('10'), onSpan],
    [range(null, '-10'), amount('-10'), onSpan],
    [range('14', null), range(null, '-14'), onSpan],
    [amount('0'), amount('3'), onSpan],
    [amount('0.5'), amount('0.75'), onFineSpan],
    [range('1', null), amount('1.25'), onFineSpan],
    [amount('1'), amount('3'), onMeasuredSpan],
    [range('1', null), amount('3'), onMeasuredSpan],
    [amount('1'), amount('1.5'), withTolerance],
    [amount('1'), amount('1.51'), withTolerance],
    [range('1', '2'), range('1.5', '3'), withTolerance],
    [range('1', null), range('1.25', '2'), withTolerance],
    [amount('0', 'Cel'), amount('20', 'Cel'), celsius],
    [amount('-273.15', 'Cel'), amount('20', 'Cel'), celsius],
    [amount('20', 'Cel'), amount('-273.15', 'Cel'), celsius],
    [amount('293.15', 'K'), amount('30', 'Cel'), celsius],
    [{ ...amount('5000', 'g'), exclusiveMaximum: true }, amount('5'), kilograms],
    [{ ...amount('5000', 'g'), approximate: true }, { ...amount('5'), approximate: true }, kilograms],
    [{ ...amount('5'), approximate: true }, amount('5'), onSpan],
    [{ ...range('1', '2'), exclusiveMinimum: true }, range('1', '2'), kilograms],
    [{ ...range(null, '2'), exclusiveMaximum: true }, range(null, '2'), onSpan],
    [amount('123456789012345'), amount('123456789012344'), kilograms],
    [amount('-123456789012345'), amount('12345678901234.5'), kilograms],
    [amount('1.23456789012345'), amount('1'), kilograms],
  ])('equals the distance of the values: %j and %j on %j', (left, right, scale) => {
    const distance = preparedDistance(left, right, scale);
    expect(distance).toBe(quantityRule.relate([left], [right], scale, noNames)?.distance);
    expect(preparedDistance(right, left, scale)).toBe(distance);
  });

  it('uses the span that was measured after the scale was first used', () => {
    let spread: MeasuredSpan | null = null;
    const scale: Scale = {
      ...kilograms,
      get spread() {
        return spread;
      },
    };
    expect(preparedDistance(amount('1'), amount('3'), scale)).toBe(0.5);
    spread = { minimum: '0', maximum: '20' };
    expect(preparedDistance(amount('1'), amount('3'), scale)).toBe(0.1);
  });
});

describe('an amount is not prepared', () => {
  it.each<[string, QuantityValue, Scale]>([
    ['with more than 15 digits', amount('1234567890123456'), kilograms],
    ['with more than 15 digits on both sides of the point together', amount('12345678.90123456'), kilograms],
    ['of 60 digits', amount('9'.repeat(60)), kilograms],
    ['if it has too many digits at the decimal places of the scale', amount('123456789012345'), onFineSpan],
    ['on a span whose end has too many digits', amount('1'), { ...onSpan, maximum: '1234567890123456' }],
    ['on a span whose start has too many digits', amount('1'), { ...onSpan, minimum: '-1234567890123456' }],
    ['with a tolerance of too many digits', amount('1'), { ...kilograms, tolerance: '0.0000000000000001' }],
    ['in another kind of unit', amount('1', 'L'), kilograms],
    ['after a rounded conversion', amount('1', '[lb_av]'), kilograms],
  ])('%s', (_, value, scale) => {
    expect(quantityRule.prepare?.([value], scale)).toBeNull();
  });

  it('as a range with a bound that has too many digits, or that is not a decimal', () => {
    for (const maximum of ['1234567890123456', 'much', '1.', '-', '1e5', '1.2.3']) {
      expect(PreparedQuantity.of({ minimum: '1', maximum }, kilograms)).toBeNull();
      expect(PreparedQuantity.of({ minimum: maximum, maximum: null }, kilograms)).toBeNull();
    }
  });
});

it('two prepared amounts have no prepared distance if they have too many digits at common decimal places', () => {
  const large = quantityRule.prepare?.([amount('123456789012345')], kilograms);
  const small = quantityRule.prepare?.([range('0.12345', null)], kilograms);
  const onlyUpper = quantityRule.prepare?.([range(null, '123456789012345')], kilograms);
  expect(large && small?.distanceTo(large, noNames)).toBeNull();
  expect(large && small && large.distanceTo(small, noNames)).toBeNull();
  expect(onlyUpper && small?.distanceTo(onlyUpper, noNames)).toBeNull();
});
