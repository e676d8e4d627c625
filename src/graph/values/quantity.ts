import { decimalRule, ExactDecimal, parseDecimal } from './decimal.js';
import { PreparedQuantity } from './prepared-quantity.js';
import { convert, convertsExactly, one, parseUnit, type Unit } from './unit.js';
import { noScale, ValueError, type Related, type Scale, type Span, type ValueRule } from './value-type.js';

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
      ? relateBounds(
          leftBounds,
          rightBounds,
          unit.offset,
          unit.code === (scale.unit ?? one) ? scale : noScale,
        )
      : null;
  },
  prepare([value], scale) {
    const plain =
      value && value.unit === (scale.unit ?? null) ? PreparedQuantity.ofPlain(value, scale) : null;
    if (plain) return plain;
    const bounds = value ? boundsIn(value, parseUnit(scale.unit ?? one)) : null;
    if (!bounds?.isExact) return null;
    const span = declaredSpan(scale);
    const length = span && span.high.minus(span.low);
    return PreparedQuantity.of(bounds, { length, tolerance: new ExactDecimal(scale.tolerance ?? 0) });
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
    span: declaredSpan,
    inWords: ({ minimum, maximum, unit }) => [displayAmount(minimum, unit), displayAmount(maximum, unit)],
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

interface Bounds {
  readonly minimum: ExactDecimal | null;
  readonly maximum: ExactDecimal | null;
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

function declaredSpan({ minimum, maximum }: Scale): Span | null {
  return minimum !== null && maximum !== null
    ? { low: new ExactDecimal(minimum), high: new ExactDecimal(maximum) }
    : null;
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

/** The declared span and tolerance, in the unit of the bounds. */
type Declared = Pick<Scale, 'minimum' | 'maximum' | 'tolerance'>;

/** @param offset how far the unit's zero is above the zero of its kind: 273.15 for Cel, 0 for most units */
function relateBounds(left: Bounds, right: Bounds, offset: ExactDecimal, declared: Declared): Related {
  const isExact = left.isExact && right.isExact;
  const gaps = [
    gap(left.minimum, right.minimum, declared, { isExact, offset }),
    gap(left.maximum, right.maximum, declared, { isExact, offset }),
  ] as const;
  if (gaps.every((each) => each === 0)) return { relation: 'EQUIVALENT', distance: 0 };
  return { relation: overlap(left, right) ? 'OVERLAPPING' : 'DIFFERENT', distance: Math.max(...gaps) };
}

/**
 * The largest rounding error of a converted amount. It is relative to the zero of the kind of unit, so that degrees
 * near 0 have an error too.
 */
function rounding(amount: ExactDecimal, offset: ExactDecimal): ExactDecimal {
  return amount.plus(offset).abs().times('1e-12');
}

/**
 * The distance of two bounds, from 0 to 1; 1 for an open against a closed bound. Amounts that differ by no more than
 * their rounding errors are equal.
 */
function gap(
  left: ExactDecimal | null,
  right: ExactDecimal | null,
  declared: Declared,
  { isExact, offset }: { readonly isExact: boolean; readonly offset: ExactDecimal },
): number {
  if (left === null || right === null) return left === right ? 0 : 1;
  const difference = left.minus(right).abs();
  const roundings = isExact ? [] : [rounding(left, offset), rounding(right, offset)];
  if (difference.lte(ExactDecimal.max(declared.tolerance ?? 0, ...roundings))) return 0;
  const { minimum, maximum } = declared;
  const length =
    minimum !== null && maximum !== null
      ? new ExactDecimal(maximum).minus(minimum)
      : left.abs().plus(right.abs());
  // Never 0, since 0 means agreement: a very small quotient becomes the smallest float.
  return Math.min(1, Math.max(Number.MIN_VALUE, difference.div(length).toNumber()));
}

function overlap(left: Bounds, right: Bounds): boolean {
  const isAbove = (low: ExactDecimal | null, high: ExactDecimal | null): boolean =>
    low !== null && high !== null && low.gt(high);
  return !isAbove(left.minimum, right.maximum) && !isAbove(right.minimum, left.maximum);
}
