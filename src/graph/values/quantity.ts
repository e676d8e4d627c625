import { decimalRule, ExactDecimal, parseDecimal } from './decimal.js';
import { PreparedQuantity } from './prepared-quantity.js';
import { distanceOfBounds, spanOf } from './quantity-distance.js';
import { allMarks, boundKindsOf, namesOfMarks, parseMarks, type QuantityMarks } from './quantity-marks.js';
import { convert, convertsExactly, isMoney, one, parseUnit, shareDimension, type Unit } from './unit.js';
import {
  noScale,
  ValueError,
  type Interval,
  type Related,
  type Scale,
  type ValueRule,
} from './value-type.js';

/** An amount, or a range of amounts, as stated. */
export interface QuantityValue extends QuantityMarks {
  readonly type: 'QUANTITY';
  /**
   * Decimals as `parseDecimal` returns them. The minimum and the maximum of a single amount are equal. One of them may
   * be null, which is an open end.
   */
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** A UCUM code or an ISO 4217 currency; null for plain numbers. */
  readonly unit: string | null;
}

/** A range in a unit, with all marks. */
export interface QuantityRange extends Record<keyof QuantityMarks, boolean> {
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly unit: string | null;
}

const expected =
  'an amount (12.5), { amount: 12.5, unit: ms } or a range { minimum: 10, maximum: 20, unit: ms }';

export const quantityRule: ValueRule<QuantityValue> = {
  parse(written, scale) {
    const { amount, minimum, maximum, unit, ...others } = isMapping(written) ? written : { amount: written };
    const isSingle = amount !== undefined && amount !== null;
    if (isSingle && (isStated(minimum) || isStated(maximum))) throw new ValueError(expected, written);
    const low = bound(isSingle ? amount : minimum);
    const high = isSingle ? low : bound(maximum);
    if (low === null && high === null) throw new ValueError(expected, written);
    if (low !== null && high !== null && low !== high && new ExactDecimal(low).gt(high)) {
      throw new ValueError('a range whose minimum is not above its maximum', written);
    }
    const marks = parseMarks(others);
    checkExclusiveBounds({ minimum: low, maximum: high, ...marks }, written);
    return { type: 'QUANTITY', minimum: low, maximum: high, unit: unitOf(unit, scale), ...marks };
  },
  /** The marks are appended only if there are any: existing claim ids must not change. */
  canonical: (value) => JSON.stringify([value.minimum, value.maximum, value.unit, ...namesOfMarks(value)]),
  display: (value) => displayAmount(displayBounds(value), value.unit),
  written: ({ type: _, ...members }) => members,
  /** The key is in the dimension's unit if the amounts convert to it, so that equal amounts are counted together. */
  counted(value, scale) {
    const { minimum, maximum, unit } = canonicalRange(value, scale) ?? value;
    return [{ key: JSON.stringify([minimum, maximum, unit, namesOfMarks(value)]), value }];
  },
  searched: () => null,
  relate([left], [right], scale) {
    if (!left || !right) throw new TypeError('Expected one value of QUANTITY on each side, got none.');
    if (quantityRule.canonical(left) === quantityRule.canonical(right))
      return { relation: 'SAME', distance: 0 };
    const unit = commonUnit(left, right, scale);
    const [leftBounds, rightBounds] = [boundsIn(left, unit), boundsIn(right, unit)];
    return leftBounds && rightBounds
      ? relateBounds(leftBounds, rightBounds, unit, unit.code === (scale.unit ?? one) ? scale : noScale)
      : null;
  },
  prepare([value], scale) {
    if (!value) return null;
    if (value.unit === (scale.unit ?? null)) return PreparedQuantity.of(value, scale);
    const bounds = boundsIn(value, parseUnit(scale.unit ?? one));
    if (!bounds?.isExact) return null;
    const minimum = bounds.minimum?.toFixed() ?? null;
    const maximum = bounds.maximum?.toFixed() ?? null;
    return PreparedQuantity.of({ ...value, minimum, maximum }, scale);
  },
  words: null,
  order: {
    /** An approximate amount has no position, since it may be above or below a near amount. */
    position(value, scale) {
      if (value.minimum !== value.maximum || value.approximate) return null;
      return boundsIn(value, parseUnit(scale.unit ?? one))?.minimum ?? null;
    },
    interval: intervalOfQuantity,
  },
  ends: {
    span: spanOf,
    inWords: (scale) => {
      const span = spanOf(scale);
      const inUnit = (end: ExactDecimal | undefined): string =>
        displayAmount(end?.toFixed() ?? null, scale.unit);
      return [inUnit(span?.low), inUnit(span?.high)];
    },
    declaredBy: 'minimum and maximum',
  },
};

/**
 * Whether the unit of an amount fits a dimension: it converts to the unit of the dimension, or both are money. Every unit fits a dimension without
 * a unit. A plain number fits every dimension, because it may have been stated before the dimension had a unit. Storage accepts every unit, so a
 * stored amount may not fit.
 */
export function hasUnitOfScale({ unit: own }: QuantityValue, { unit }: Scale): boolean {
  if (unit === null || own === null || own === one || own === unit) return true;
  return shareDimension([parseUnit(unit), parseUnit(own)]);
}

/** Checks the unit of an amount by the rule of `hasUnitOfScale`. @throws {ValueError} */
export function expectUnitOfScale(value: QuantityValue, scale: Scale): void {
  if (scale.unit === null || hasUnitOfScale(value, scale)) return;
  const { unit } = scale;
  const expected = isMoney(parseUnit(unit))
    ? 'an amount of money'
    : `an amount in a unit that converts to ${unit}`;
  throw new ValueError(expected, quantityRule.display(value));
}

/**
 * Converts a value to the dimension's unit.
 * @returns null if the unit of the value is of another kind
 */
export function canonicalRange(value: QuantityValue, scale: Scale): QuantityRange | null {
  const bounds = boundsIn(value, parseUnit(scale.unit ?? one));
  if (!bounds) return null;
  return {
    minimum: bounds.minimum?.toFixed() ?? null,
    maximum: bounds.maximum?.toFixed() ?? null,
    unit: scale.unit ?? null,
    ...allMarks(value),
  };
}

/**
 * Computes the interval of the amounts that a value may be, in the dimension's unit. The interval of an approximate
 * value extends half a unit of the last significant digit beyond its bounds.
 * @returns null if the unit of the value is of another kind
 */
export function intervalOfQuantity(value: QuantityValue, scale: Scale): Interval | null {
  const unit = parseUnit(scale.unit ?? one);
  const bounds = boundsIn(value, unit);
  if (!bounds) return null;
  const { low, high, exclusiveMinimum, exclusiveMaximum } = bounds;
  const closedBounds = [low, high].filter((bound) => bound !== null);
  const roundings = bounds.isExact ? [] : closedBounds.map((bound) => rounding(bound, unit.offset));
  return {
    low,
    high,
    slack: ExactDecimal.max(scale.tolerance ?? 0, ...roundings),
    ...(exclusiveMinimum ? { excludesLow: true } : {}),
    ...(exclusiveMaximum ? { excludesHigh: true } : {}),
  };
}

interface Bounds extends QuantityMarks {
  /** The stated bounds, converted. */
  readonly minimum: ExactDecimal | null;
  readonly maximum: ExactDecimal | null;
  /** The lowest and the highest possible amount: the stated bounds, unless these are approximate. */
  readonly low: ExactDecimal | null;
  readonly high: ExactDecimal | null;
  /** Whether the amounts are exact, not rounded by a conversion. */
  readonly isExact: boolean;
}

/**
 * Checks the exclusive bounds of a range.
 * @throws {ValueError} if an exclusive bound is missing, or if the range excludes its only amount
 */
function checkExclusiveBounds(
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: QuantityMarks & StatedBounds,
  written: unknown,
): void {
  if (exclusiveMinimum && minimum === null)
    throw new ValueError('a minimum, as exclusiveMinimum is true', written);
  if (exclusiveMaximum && maximum === null)
    throw new ValueError('a maximum, as exclusiveMaximum is true', written);
  if ((exclusiveMinimum || exclusiveMaximum) && minimum === maximum) {
    throw new ValueError('a range whose exclusive bound differs from the other bound', written);
  }
}

type StatedBounds = Pick<QuantityValue, 'minimum' | 'maximum'>;

function isMapping(written: unknown): written is Readonly<Record<string, unknown>> {
  return typeof written === 'object' && written !== null && !Array.isArray(written);
}

function isStated(bound: unknown): boolean {
  return bound !== undefined && bound !== null;
}

function bound(written: unknown): string | null {
  if (!isStated(written)) return null;
  const decimal = parseDecimal(written);
  if (decimal === null) throw new ValueError(decimalRule, written);
  return decimal;
}

/** Parses the unit of a value. A value without a unit is in the dimension's unit. */
function unitOf(written: unknown, scale: Scale): string | null {
  if (!isStated(written)) return scale.unit ?? null;
  if (typeof written !== 'string') throw new ValueError('the code of a unit', written);
  return parseUnit(written).code;
}

function displayAmount(amount: string | null, unit: string | null): string {
  return unit === null || unit === one ? `${amount}` : `${amount} ${unit}`;
}

/**
 * Prints the bounds of a value: `5`, `5 to 10`, `5 or more`, `up to 5`; `>5`, `<5` with exclusive bounds; `~5` for
 * approximate amounts.
 */
function displayBounds(value: QuantityValue): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = value;
  const about = value.approximate ? '~' : '';
  const [low, high] = [`${about}${minimum}`, `${about}${maximum}`];
  if (minimum === maximum) return low;
  if (maximum === null) return exclusiveMinimum ? `>${low}` : `${low} or more`;
  if (minimum === null) return exclusiveMaximum ? `<${high}` : `up to ${high}`;
  return `${exclusiveMinimum ? '>' : ''}${low} to ${exclusiveMaximum ? '<' : ''}${high}`;
}

/** The dimension's unit if both values convert to it; otherwise their unit that is first in sort order. */
function commonUnit(left: QuantityValue, right: QuantityValue, scale: Scale): Unit {
  const units = [left.unit ?? one, right.unit ?? one].sort().map(parseUnit);
  const dimensionUnit = parseUnit(scale.unit ?? one);
  return units.every(({ kind }) => kind === dimensionUnit.kind) ? dimensionUnit : (units[0] ?? dimensionUnit);
}

function boundsIn(value: QuantityValue, unit: Unit): Bounds | null {
  const from = parseUnit(value.unit ?? one);
  if (from.kind !== unit.kind) return null;
  const inUnit = (amount: string | ExactDecimal | null): ExactDecimal | null =>
    amount === null ? null : convert(new ExactDecimal(amount), from, unit);
  const { minimum: statedMinimum, maximum: statedMaximum, type: _, unit: _unit, ...marks } = value;
  const [minimum, maximum] = [inUnit(statedMinimum), inUnit(statedMaximum)];
  const isExact = convertsExactly(from, unit) && convertsExactly(unit, from);
  if (!value.approximate) return { minimum, maximum, low: minimum, high: maximum, isExact, ...marks };
  const low = statedMinimum === null ? null : new ExactDecimal(statedMinimum).minus(halfUnit(statedMinimum));
  const high = statedMaximum === null ? null : new ExactDecimal(statedMaximum).plus(halfUnit(statedMaximum));
  return { minimum, maximum, low: inUnit(low), high: inUnit(high), isExact, ...marks };
}

/**
 * Half a unit of the last significant digit of a decimal: 0.5 for 5, 0.05 for 5.5, 50 for 100. This is the usual
 * reading of a rounded number.
 */
function halfUnit(decimal: string): ExactDecimal {
  const number = new ExactDecimal(decimal);
  return new ExactDecimal(10).pow(number.e - number.precision() + 1).div(2);
}

/** Relates two amounts or ranges. @param scale the span and tolerance, in the unit of the bounds */
function relateBounds(left: Bounds, right: Bounds, { offset }: Unit, scale: Scale): Related {
  const isExact = left.isExact && right.isExact;
  const [leftKinds, rightKinds] = [boundKindsOf(left), boundKindsOf(right)];
  const distanceOf = (end: 'minimum' | 'maximum', isSameKind: boolean): number => {
    if (!isEqual(left[end], right[end], scale, { isExact, offset }))
      return distanceOfBounds(left, right, end, { span: spanOf(scale), offset });
    // Equal amounts of which only one is approximate, or excluded, do not agree, but their difference has no size.
    return isSameKind || left[end] === null ? 0 : Number.MIN_VALUE;
  };
  const distance = Math.max(
    distanceOf('minimum', leftKinds.low === rightKinds.low),
    distanceOf('maximum', leftKinds.high === rightKinds.high),
  );
  if (distance === 0) return { relation: 'EQUIVALENT', distance: 0 };
  const relation = overlap(left, right, isExact ? null : offset) ? 'OVERLAPPING' : 'DIFFERENT';
  return { relation, distance };
}

/**
 * The assumed maximum rounding error of a converted amount. The error is relative to the zero of the kind of unit, so that
 * degrees near 0 also have an error.
 */
function rounding(amount: ExactDecimal, offset: ExactDecimal): ExactDecimal {
  return amount.plus(offset).abs().times('1e-12');
}

/** Whether two bounds are equal: both open, or with a difference of at most the tolerance or the rounding errors. */
function isEqual(
  left: ExactDecimal | null,
  right: ExactDecimal | null,
  { tolerance }: Pick<Scale, 'tolerance'>,
  { isExact, offset }: { readonly isExact: boolean; readonly offset: ExactDecimal },
): boolean {
  if (left === null || right === null) return left === right;
  const roundings = isExact ? [] : [rounding(left, offset), rounding(right, offset)];
  return left
    .minus(right)
    .abs()
    .lte(ExactDecimal.max(tolerance ?? 0, ...roundings));
}

/**
 * Whether two ranges have an amount in common.
 * @param offset the difference between the zero of the unit and the zero of its kind; null if the bounds are not
 * rounded
 */
function overlap(left: Bounds, right: Bounds, offset: ExactDecimal | null): boolean {
  const isAbove = (lower: Bounds, upper: Bounds): boolean => {
    const [{ low }, { high }] = [lower, upper];
    if (low === null || high === null) return false;
    const isEqual = offset
      ? low
          .minus(high)
          .abs()
          .lte(ExactDecimal.max(rounding(low, offset), rounding(high, offset)))
      : low.eq(high);
    if (isEqual) return Boolean(lower.exclusiveMinimum || upper.exclusiveMaximum);
    return low.gt(high);
  };
  return !isAbove(left, right) && !isAbove(right, left);
}
