import { boundKindsOf, type BoundKinds, type QuantityMarks } from './quantity-marks.js';
import { distanceToZero } from './quantity-distance.js';
import { one, parseUnit } from './unit.js';
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
/** The maximum number of digits of an integer that is certainly below `maxExactInteger`. */
const maxDigits = 15;

/** Parses a decimal. @returns null if it has more than `maxDigits` digits, or is not a decimal */
function digitsOf(decimal: string): Digits | null {
  if (decimal.length > maxDigits + 2 || !decimalPattern.test(decimal)) return null;
  const point = decimal.indexOf('.');
  const places = point < 0 ? 0 : decimal.length - point - 1;
  const digits = point < 0 ? decimal : decimal.slice(0, point) + decimal.slice(point + 1);
  if (digits.length > (decimal.startsWith('-') ? maxDigits + 1 : maxDigits)) return null;
  return { digits: Number(digits), places };
}

/** The numbers of a scale from which distances are computed. */
interface ScaleDigits {
  readonly spread: MeasuredSpan | null | undefined;
  /** The two ends of the span; null without a span. */
  readonly span: readonly [low: Digits, high: Digits] | null;
  readonly tolerance: Digits;
  /** The difference between the zero of the unit and the zero of its kind, in the unit. */
  readonly offset: Digits;
  /** The maximum number of digits after the point in the numbers of the scale. */
  readonly places: number;
  /**
   * The numbers of the scale as integers, by the number of digits after the point; null if one of them is too large.
   */
  readonly scaled: (ScaledScale | null | undefined)[];
}

/** The numbers of a scale as integer multiples of a power of ten. Without a span, its ends and its length are NaN. */
interface ScaledScale {
  readonly spanLow: number;
  readonly spanHigh: number;
  readonly length: number;
  readonly tolerance: number;
  readonly offset: number;
}

/** The parsed digits of each scale and its last spread; null if a number of the scale has too many digits. */
const digitsByScale = new WeakMap<Scale, { readonly spread: unknown; readonly digits: ScaleDigits | null }>();

function scaleDigitsOf(scale: Scale): ScaleDigits | null {
  const cached = digitsByScale.get(scale);
  // The span of a scale may be measured after the scale was first used.
  if (cached && cached.spread === scale.spread) return cached.digits;
  const digits = readScale(scale);
  digitsByScale.set(scale, { spread: scale.spread, digits });
  return digits;
}

function readScale(scale: Scale): ScaleDigits | null {
  const { spread } = scale;
  const ends = endsOf(scale);
  const span = ends && [digitsOf(ends.minimum), digitsOf(ends.maximum)];
  const tolerance = digitsOf(scale.tolerance ?? '0');
  const offset = digitsOf(parseUnit(scale.unit ?? one).offset.toFixed());
  if (!tolerance || !offset) return null;
  const places = Math.max(tolerance.places, offset.places);
  if (!span) return { spread, span: null, tolerance, offset, places, scaled: [] };
  const [low, high] = span;
  if (!low || !high) return null;
  const maxPlaces = Math.max(places, low.places, high.places);
  return { spread, span: [low, high], tolerance, offset, places: maxPlaces, scaled: [] };
}

function endsOf({ minimum, maximum, spread }: Scale): MeasuredSpan | null {
  return minimum !== null && maximum !== null ? { minimum, maximum } : (spread ?? null);
}

function scaledTo(places: number, digits: ScaleDigits): ScaledScale | null {
  return (digits.scaled[places] ??= scaleTo(places, digits));
}

function scaleTo(places: number, { span, tolerance, offset }: ScaleDigits): ScaledScale | null {
  const [low, high] = span ?? [open, open];
  const [spanLow, spanHigh] = [integerOf(low, places), integerOf(high, places)];
  const scaled: ScaledScale = {
    spanLow,
    spanHigh,
    length: spanHigh - spanLow,
    tolerance: integerOf(tolerance, places),
    offset: integerOf(offset, places),
  };
  return [spanLow, spanHigh, scaled.tolerance, scaled.offset].some(isTooLarge) ? null : scaled;
}

/** Converts a decimal to an integer with `places` digits after the point; NaN for an open end. */
function integerOf({ digits, places: ownPlaces }: Digits, places: number): number {
  return digits * (powers[places - ownPlaces] as number);
}

function isTooLarge(integer: number): boolean {
  return Math.abs(integer) > maxExactInteger;
}

/**
 * A prepared amount or range: integer multiples of a power of ten, so that distances in floats are correctly rounded.
 * Distances follow the rules of `distanceOfBounds`.
 */
export class PreparedQuantity implements PreparedOperand {
  readonly #places: number;
  readonly #scale: ScaledScale;
  /** NaN if the end is open. */
  readonly #low: number;
  readonly #high: number;
  readonly #kinds: BoundKinds;

  private constructor(places: number, scale: ScaledScale, low: number, high: number, kinds: BoundKinds) {
    this.#places = places;
    this.#scale = scale;
    this.#low = low;
    this.#high = high;
    this.#kinds = kinds;
  }

  /**
   * Prepares an amount in the dimension's unit directly from its digits; creating decimals would take most of the
   * time.
   * @param value its bounds are decimals; null for an open end
   * @returns null if a number of the value or the scale has too many digits, or is too large as an integer
   */
  static of(
    value: QuantityMarks & { readonly minimum: string | null; readonly maximum: string | null },
    scale: Scale,
  ): PreparedQuantity | null {
    const { minimum, maximum } = value;
    const ofScale = scaleDigitsOf(scale);
    if (!ofScale) return null;
    const low = minimum === null ? open : digitsOf(minimum);
    const high = minimum === maximum ? low : maximum === null ? open : digitsOf(maximum);
    if (!low || !high) return null;
    const places = Math.max(low.places, high.places, ofScale.places);
    const scaled = scaledTo(places, ofScale);
    const [lowInteger, highInteger] = [integerOf(low, places), integerOf(high, places)];
    if (!scaled || isTooLarge(lowInteger) || isTooLarge(highInteger)) return null;
    return new PreparedQuantity(places, scaled, lowInteger, highInteger, boundKindsOf(value));
  }

  distanceTo(other: PreparedQuantity): number | null {
    if (this.#places < other.#places) return other.distanceTo(this);
    let [low, high] = [other.#low, other.#high];
    if (this.#places !== other.#places) {
      const factor = powers[this.#places - other.#places] as number;
      [low, high] = [low * factor, high * factor];
      if (isTooLarge(low) || isTooLarge(high)) return null;
    }
    const isSameLow = this.#kinds.low === other.#kinds.low;
    const isSameHigh = this.#kinds.high === other.#kinds.high;
    // A pair of single amounts has only one distance.
    if (this.#low === this.#high && low === high)
      return this.#closedDistance(low, this.#low, isSameLow && isSameHigh);
    const { spanLow, spanHigh } = this.#scale;
    const lows =
      Number.isNaN(this.#low) || Number.isNaN(low)
        ? this.#openDistance(this.#low, low, Math.min(spanLow, this.#high), Math.min(spanLow, high))
        : this.#closedDistance(this.#low, low, isSameLow);
    const highs =
      Number.isNaN(this.#high) || Number.isNaN(high)
        ? this.#openDistance(this.#high, high, Math.max(spanHigh, this.#low), Math.max(spanHigh, low))
        : this.#closedDistance(this.#high, high, isSameHigh);
    return Math.max(lows, highs);
  }

  /**
   * Computes the distance of two closed bounds.
   * @param isSameKind whether both bounds are excluded or neither, and both are approximate or neither
   */
  #closedDistance(bound: number, other: number, isSameKind: boolean): number {
    const { length, tolerance, offset } = this.#scale;
    const difference = Math.abs(bound - other);
    if (difference <= tolerance) return isSameKind ? 0 : Number.MIN_VALUE;
    if (length > 0) return difference >= length ? 1 : difference / length;
    const size = Math.abs(bound + offset);
    const otherSize = Math.abs(other + offset);
    if (size === 0 || otherSize === 0) return distanceToZero;
    return Math.min(1, difference / (size + otherSize));
  }

  /**
   * Computes the distance of two bounds, of which at least one is open.
   * @param end the position that an open bound counts as; NaN without a span
   */
  #openDistance(bound: number, other: number, end: number, otherEnd: number): number {
    const [isOpen, isOtherOpen] = [Number.isNaN(bound), Number.isNaN(other)];
    if (isOpen && isOtherOpen) return 0;
    const { length } = this.#scale;
    if (Number.isNaN(length)) return 1;
    const difference = Math.abs((isOpen ? end : bound) - (isOtherOpen ? otherEnd : other));
    return Math.min(1, Math.max(Number.MIN_VALUE, difference / length));
  }
}

const open: Digits = { digits: NaN, places: 0 };
