import { decimalRule, ExactDecimal, parseDecimal } from './decimal.js';
import { PreparedQuantity } from './prepared-quantity.js';
import { distanceOfBounds, spanOf, type QuantityBounds } from './quantity-distance.js';
import { convert, convertsExactly, one, parseUnit, type Unit } from './unit.js';
import { noScale, ValueError, type Related, type Scale, type ValueRule } from './value-type.js';

/** An amount, or a range of amounts, as stated. */
export interface QuantityValue {
  readonly type: 'QUANTITY';
  /**
   * Decimals without trailing zeros. Both are equal for a single amount; one of them may be null, which is an open
   * end.
   */
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** A UCUM code or an ISO 4217 currency; null for plain numbers. */
  readonly unit: string | null;
}

/** A range in some unit. */
export interface QuantityRange {
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly unit: string | null;
}

const expected =
  'an amount (12.5), { amount: 12.5, unit: ms } or a range { minimum: 10, maximum: 20, unit: ms }';

export const quantityRule: ValueRule<QuantityValue> = {
  parse(written, scale) {
    const { amount, minimum, maximum, unit } = isMapping(written) ? written : { amount: written };
    const isSingle = amount !== undefined && amount !== null;
    if (isSingle && (isStated(minimum) || isStated(maximum))) throw new ValueError(expected, written);
    const [low, high] = isSingle ? [bound(amount), bound(amount)] : [bound(minimum), bound(maximum)];
    if (low === null && high === null) throw new ValueError(expected, written);
    if (low !== null && high !== null && new ExactDecimal(low).gt(high)) {
      throw new ValueError('a range whose minimum is not above its maximum', written);
    }
    return { type: 'QUANTITY', minimum: low, maximum: high, unit: unitOf(unit, scale) };
  },
  canonical: ({ minimum, maximum, unit }) => JSON.stringify([minimum, maximum, unit]),
  display({ minimum, maximum, unit }) {
    return displayAmount(minimum === maximum ? minimum : displayRange(minimum, maximum), unit);
  },
  written: ({ minimum, maximum, unit }) => ({ minimum, maximum, unit }),
  searched: () => null,
  relate([left], [right], scale) {
    if (!left || !right) throw new TypeError('QUANTITY relates one value with one value.');
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
    const unit = parseUnit(scale.unit ?? one);
    const offset = unit.offset.toFixed();
    if (value.unit === (scale.unit ?? null)) return PreparedQuantity.of(value, scale, offset);
    const bounds = boundsIn(value, unit);
    if (!bounds?.isExact) return null;
    const decimals = {
      minimum: bounds.minimum?.toFixed() ?? null,
      maximum: bounds.maximum?.toFixed() ?? null,
    };
    return PreparedQuantity.of(decimals, scale, offset);
  },
  words: null,
  order: {
    position(value, scale) {
      if (value.minimum !== value.maximum) return null;
      return boundsIn(value, parseUnit(scale.unit ?? one))?.minimum ?? null;
    },
    interval(value, scale) {
      const unit = parseUnit(scale.unit ?? one);
      const bounds = boundsIn(value, unit);
      if (!bounds) return null;
      const { minimum: low, maximum: high } = bounds;
      const closedBounds = [low, high].filter((bound) => bound !== null);
      const roundings = bounds.isExact ? [] : closedBounds.map((bound) => rounding(bound, unit.offset));
      return { low, high, slack: ExactDecimal.max(scale.tolerance ?? 0, ...roundings) };
    },
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
 * Converts a value to the dimension's unit.
 * @returns null if its unit is of another kind
 */
export function canonicalRange(value: QuantityValue, scale: Scale): QuantityRange | null {
  const bounds = boundsIn(value, parseUnit(scale.unit ?? one));
  if (!bounds) return null;
  return {
    minimum: bounds.minimum?.toFixed() ?? null,
    maximum: bounds.maximum?.toFixed() ?? null,
    unit: scale.unit ?? null,
  };
}

interface Bounds extends QuantityBounds {
  /** Whether the amounts are exact, not rounded by a conversion. */
  readonly isExact: boolean;
}

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

/** A value without a unit is in the dimension's unit. */
function unitOf(written: unknown, scale: Scale): string | null {
  if (!isStated(written)) return scale.unit ?? null;
  if (typeof written !== 'string') throw new ValueError('the code of a unit', written);
  return parseUnit(written).code;
}

function displayAmount(amount: string | null, unit: string | null): string {
  return unit === null || unit === one ? `${amount}` : `${amount} ${unit}`;
}

function displayRange(minimum: string | null, maximum: string | null): string {
  if (maximum === null) return `${minimum} or more`;
  return minimum === null ? `up to ${maximum}` : `${minimum} to ${maximum}`;
}

/** The dimension's unit if both values convert to it; otherwise the one of their units that sorts first. */
function commonUnit(left: QuantityValue, right: QuantityValue, scale: Scale): Unit {
  const units = [left.unit ?? one, right.unit ?? one].sort().map(parseUnit);
  const dimensionUnit = parseUnit(scale.unit ?? one);
  return units.every(({ kind }) => kind === dimensionUnit.kind) ? dimensionUnit : (units[0] ?? dimensionUnit);
}

function boundsIn(value: QuantityValue, unit: Unit): Bounds | null {
  const from = parseUnit(value.unit ?? one);
  if (from.kind !== unit.kind) return null;
  const inUnit = (amount: string | null): ExactDecimal | null =>
    amount === null ? null : convert(new ExactDecimal(amount), from, unit);
  return {
    minimum: inUnit(value.minimum),
    maximum: inUnit(value.maximum),
    isExact: convertsExactly(from, unit) && convertsExactly(unit, from),
  };
}

/** @param scale the span and tolerance, in the unit of the bounds */
function relateBounds(left: Bounds, right: Bounds, { offset }: Unit, scale: Scale): Related {
  const isExact = left.isExact && right.isExact;
  const ends = (['minimum', 'maximum'] as const).filter(
    (end) => !isEqual(left[end], right[end], scale, { isExact, offset }),
  );
  if (ends.length === 0) return { relation: 'EQUIVALENT', distance: 0 };
  const distanceScale = { span: spanOf(scale), offset };
  return {
    relation: overlap(left, right) ? 'OVERLAPPING' : 'DIFFERENT',
    distance: Math.max(...ends.map((end) => distanceOfBounds(left, right, end, distanceScale))),
  };
}

/**
 * The largest rounding error of a converted amount. It is relative to the zero of the kind of unit, so that degrees
 * near 0 have an error too.
 */
function rounding(amount: ExactDecimal, offset: ExactDecimal): ExactDecimal {
  return amount.plus(offset).abs().times('1e-12');
}

/** Whether two bounds are equal: both open, or no further apart than the tolerance and their rounding errors. */
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

function overlap(left: Bounds, right: Bounds): boolean {
  const isAbove = (low: ExactDecimal | null, high: ExactDecimal | null): boolean =>
    low !== null && high !== null && low.gt(high);
  return !isAbove(left.minimum, right.maximum) && !isAbove(right.minimum, left.maximum);
}
