import { boundKindsOf, type BoundKinds, type QuantityMarks } from './quantity-marks.js';
import { distanceToZero } from './quantity-distance.js';
import type { MeasuredSpan, PreparedOperand, Scale } from './value-type.js';

/**
 * Integers up to this bound can be added and subtracted exactly as floats, and their quotients are correctly rounded.
 */
const maxExactInteger = 2 ** 51;
/** Powers of ten that floats represent exactly. */
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** A decimal as an integer, and the number of its digits after the point. */
interface Digits {
  readonly digits: number;
  readonly places: number;
}

const decimalPattern = /^-?\d+(?:\.\d+)?$/;
/** Every integer of this many digits is below `maxExactInteger`. */
const mostDigits = 15;

/** @returns null if the decimal has too many digits to be an exact float */
function digitsOf(decimal: string): Digits | null {
  if (decimal.length > mostDigits + 2 || !decimalPattern.test(decimal)) return null;
  const point = decimal.indexOf('.');
  const places = point < 0 ? 0 : decimal.length - point - 1;
  const digits = point < 0 ? decimal : decimal.slice(0, point) + decimal.slice(point + 1);
  if (digits.length > (decimal.startsWith('-') ? mostDigits + 1 : mostDigits)) return null;
  return { digits: Number(digits), places };
}

/** The numbers of a scale that distances need. */
interface ScaleDigits {
  readonly spread: MeasuredSpan | null | undefined;
  /** The two ends of the span; null without one. */
  readonly span: readonly [low: Digits, high: Digits] | null;
  readonly tolerance: Digits;
  /** How far the zero of the unit is above the zero of its kind. */
  readonly offset: Digits;
  /** The most digits after the point of all of them. */
  readonly places: number;
}

/** The digits of scales, parsed once; null if they have too many digits. */
const digitsByScale = new WeakMap<Scale, { readonly spread: unknown; readonly digits: ScaleDigits | null }>();

function scaleDigitsOf(scale: Scale, offset: string): ScaleDigits | null {
  const cached = digitsByScale.get(scale);
  // The span of a scale may be measured after the scale was first used.
  if (cached && cached.spread === scale.spread) return cached.digits;
  const digits = readScale(scale, offset);
  digitsByScale.set(scale, { spread: scale.spread, digits });
  return digits;
}

function readScale(scale: Scale, unitOffset: string): ScaleDigits | null {
  const { spread } = scale;
  const ends = endsOf(scale);
  const span = ends && [digitsOf(ends.minimum), digitsOf(ends.maximum)];
  const [tolerance, offset] = [digitsOf(scale.tolerance ?? '0'), digitsOf(unitOffset)];
  if (!tolerance || !offset) return null;
  const places = Math.max(tolerance.places, offset.places);
  if (!span) return { spread, span: null, tolerance, offset, places };
  const [low, high] = span;
  if (!low || !high) return null;
  const mostPlaces = Math.max(places, low.places, high.places);
  return { spread, span: [low, high], tolerance, offset, places: mostPlaces };
}

function endsOf({ minimum, maximum, spread }: Scale): MeasuredSpan | null {
  return minimum !== null && maximum !== null ? { minimum, maximum } : (spread ?? null);
}

/** The numbers of one amount and its scale, as integers in a power of ten. */
interface ScaledNumbers {
  /** NaN if the end is open. */
  readonly low: number;
  readonly high: number;
  /** NaN without a span. */
  readonly spanLow: number;
  readonly spanHigh: number;
  readonly tolerance: number;
  readonly offset: number;
}

/**
 * A prepared amount or range: integers in a power of ten, so that distances in floats are exact. The rules are those of
 * `distanceOfBounds`.
 */
export class PreparedQuantity implements PreparedOperand {
  readonly #places: number;
  readonly #numbers: ScaledNumbers;
  readonly #kinds: BoundKinds;

  private constructor(places: number, numbers: ScaledNumbers, kinds: BoundKinds) {
    this.#places = places;
    this.#numbers = numbers;
    this.#kinds = kinds;
  }

  /**
   * Prepares an amount in the dimension's unit directly from its digits; creating decimals would take most of the
   * time.
   * @param minimum decimals; null for an open end
   * @param offset how far the zero of the dimension's unit is above the zero of its kind
   * @returns null if a number has too many digits
   */
  static of(
    value: QuantityMarks & { readonly minimum: string | null; readonly maximum: string | null },
    scale: Scale,
    offset: string,
  ): PreparedQuantity | null {
    const { minimum, maximum } = value;
    const ofScale = scaleDigitsOf(scale, offset);
    if (!ofScale) return null;
    const low = minimum === null ? open : digitsOf(minimum);
    const high = minimum === maximum ? low : maximum === null ? open : digitsOf(maximum);
    if (!low || !high) return null;
    const places = Math.max(low.places, high.places, ofScale.places);
    const scaled = ({ digits, places: ownPlaces }: Digits): number =>
      digits * (powers[places - ownPlaces] as number);
    const [spanLow, spanHigh] = ofScale.span ?? [open, open];
    const numbers: ScaledNumbers = {
      low: scaled(low),
      high: scaled(high),
      spanLow: scaled(spanLow),
      spanHigh: scaled(spanHigh),
      tolerance: scaled(ofScale.tolerance),
      offset: scaled(ofScale.offset),
    };
    return Object.values(numbers).some((each) => Math.abs(each as number) > maxExactInteger)
      ? null
      : new PreparedQuantity(places, numbers, boundKindsOf(value));
  }

  distanceTo(other: PreparedQuantity): number | null {
    if (this.#places < other.#places) return other.distanceTo(this);
    const up = powers[this.#places - other.#places] as number;
    const [low, high] = [other.#numbers.low * up, other.#numbers.high * up];
    if (Math.abs(low) > maxExactInteger || Math.abs(high) > maxExactInteger) return null;
    const own = this.#numbers;
    const { spanLow, spanHigh } = own;
    const isSameLow = this.#kinds.low === other.#kinds.low;
    const isSameHigh = this.#kinds.high === other.#kinds.high;
    const lows = this.#distance(
      own.low,
      low,
      Math.min(spanLow, own.high),
      Math.min(spanLow, high),
      isSameLow,
    );
    const highs = this.#distance(
      own.high,
      high,
      Math.max(spanHigh, own.low),
      Math.max(spanHigh, low),
      isSameHigh,
    );
    return Math.max(lows, highs);
  }

  /**
   * @param one a bound of this amount, and of the other; NaN if it is open
   * @param oneEnd the position at which the bound reads if it is open; NaN without a span
   * @param isSameKind whether both bounds are excluded or neither, and both are approximate or neither
   */
  #distance(one: number, other: number, oneEnd: number, otherEnd: number, isSameKind: boolean): number {
    const { spanLow, spanHigh, tolerance, offset } = this.#numbers;
    const [isOneOpen, isOtherOpen] = [Number.isNaN(one), Number.isNaN(other)];
    if (isOneOpen && isOtherOpen) return 0;
    const difference = Math.abs((isOneOpen ? oneEnd : one) - (isOtherOpen ? otherEnd : other));
    if (!isOneOpen && !isOtherOpen && difference <= tolerance) return isSameKind ? 0 : Number.MIN_VALUE;
    if (!Number.isNaN(spanLow)) return withinBounds(difference / (spanHigh - spanLow));
    if (isOneOpen || isOtherOpen) return 1;
    const [oneSize, otherSize] = [Math.abs(one + offset), Math.abs(other + offset)];
    return oneSize === 0 || otherSize === 0
      ? distanceToZero
      : withinBounds(difference / (oneSize + otherSize));
  }
}

const open: Digits = { digits: NaN, places: 0 };

function withinBounds(distance: number): number {
  return Math.min(1, Math.max(Number.MIN_VALUE, distance));
}
