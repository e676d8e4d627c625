import type { ExactDecimal } from './decimal.js';
import { boundKindsOf, type BoundKinds, type QuantityMarks } from './quantity-marks.js';
import type { PreparedOperand, Scale } from './value-type.js';

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

/** Decimals whose digits a float represents exactly, whatever they are. */
const plainPattern = /^-?\d{1,9}(?:\.\d{1,5})?$/;

function digitsOf(decimal: string | null): Digits | null {
  if (decimal === null || !plainPattern.test(decimal)) return null;
  const point = decimal.indexOf('.');
  if (point < 0) return { digits: Number(decimal), places: 0 };
  return {
    digits: Number(decimal.slice(0, point) + decimal.slice(point + 1)),
    places: decimal.length - point - 1,
  };
}

interface DeclaredDigits {
  readonly length: Digits;
  readonly tolerance: Digits;
  readonly places: number;
}

const declaredByScale = new WeakMap<Scale, DeclaredDigits | null>();

/** The declared span and tolerance of a scale, parsed once; null if they have too many digits. */
function declaredOf(scale: Scale): DeclaredDigits | null {
  let declared = declaredByScale.get(scale);
  if (declared === undefined) {
    declared = readDeclared(scale);
    declaredByScale.set(scale, declared);
  }
  return declared;
}

function readDeclared({ minimum, maximum, tolerance }: Scale): DeclaredDigits | null {
  const maxDifference = digitsOf(tolerance ?? '0');
  const hasSpan = minimum !== null && maximum !== null;
  const [low, high] = hasSpan ? [digitsOf(minimum), digitsOf(maximum)] : [none, none];
  if (!maxDifference || !low || !high) return null;
  const places = Math.max(low.places, high.places);
  const at = ({ digits, places: ownPlaces }: Digits): number =>
    digits * (powers[places - ownPlaces] as number);
  const length = { digits: hasSpan ? at(high) - at(low) : NaN, places };
  return { length, tolerance: maxDifference, places: Math.max(places, maxDifference.places) };
}

const none: Digits = { digits: 0, places: 0 };

/** The declared span and tolerance of a dimension, in its unit. */
export interface DeclaredScale {
  /** The length of the declared span; null without one. */
  readonly length: ExactDecimal | null;
  readonly tolerance: ExactDecimal;
}

export interface QuantityBounds extends QuantityMarks {
  readonly minimum: ExactDecimal | null;
  readonly maximum: ExactDecimal | null;
}

/** A prepared amount or range: integers in a power of ten, so that distances in floats are exact. */
export class PreparedQuantity implements PreparedOperand {
  readonly #places: number;
  /** NaN if the end is open. */
  readonly #low: number;
  readonly #high: number;
  /** NaN without a declared span. */
  readonly #length: number;
  readonly #tolerance: number;
  readonly #kinds: BoundKinds;

  private constructor(
    places: number,
    [low, high, length, tolerance]: readonly [number, number, number, number],
    kinds: BoundKinds,
  ) {
    this.#places = places;
    this.#low = low;
    this.#high = high;
    this.#length = length;
    this.#tolerance = tolerance;
    this.#kinds = kinds;
  }

  /**
   * Prepares bounds in the dimension's unit.
   * @returns null if a number has too many digits
   */
  static of(bounds: QuantityBounds, { length, tolerance }: DeclaredScale): PreparedQuantity | null {
    const { minimum, maximum } = bounds;
    const numbers = [minimum, maximum, length, tolerance];
    const places = Math.max(...numbers.map((each) => each?.decimalPlaces() ?? 0));
    const unit = powers[places];
    if (unit === undefined) return null;
    const [low, high, fullLength, maxDifference] = numbers.map((each) => each?.times(unit).toNumber() ?? NaN);
    if (
      [low, high, fullLength, maxDifference].some(
        (each) => each !== undefined && Math.abs(each) > maxExactInteger,
      )
    )
      return null;
    return new PreparedQuantity(
      places,
      [low ?? NaN, high ?? NaN, fullLength ?? NaN, maxDifference ?? NaN],
      boundKindsOf(bounds),
    );
  }

  /**
   * Prepares an amount in the dimension's unit directly from its digits; creating decimals would take most of the
   * time.
   * @returns null if a number has too many digits
   */
  static ofPlain(
    value: QuantityMarks & { readonly minimum: string | null; readonly maximum: string | null },
    scale: Scale,
  ): PreparedQuantity | null {
    const { minimum, maximum } = value;
    const declared = declaredOf(scale);
    if (!declared) return null;
    const [low, high] = [digitsOf(minimum), minimum === maximum ? null : digitsOf(maximum)];
    if ((low === null && minimum !== null) || (high === null && maximum !== null && minimum !== maximum))
      return null;
    const top = minimum === maximum ? low : high;
    const places = Math.max(low?.places ?? 0, top?.places ?? 0, declared.places);
    const scaled = ({ digits, places: ownPlaces }: Digits): number =>
      digits * (powers[places - ownPlaces] as number);
    const numbers = [
      low ? scaled(low) : NaN,
      top ? scaled(top) : NaN,
      scaled(declared.length),
      scaled(declared.tolerance),
    ] as const;
    if (numbers.some((each) => Math.abs(each) > maxExactInteger)) return null;
    return new PreparedQuantity(places, numbers, boundKindsOf(value));
  }

  distanceTo(other: PreparedQuantity): number | null {
    if (this.#places < other.#places) return other.distanceTo(this);
    const up = powers[this.#places - other.#places] as number;
    const low = other.#low * up;
    const high = other.#high * up;
    if (Math.abs(low) > maxExactInteger || Math.abs(high) > maxExactInteger) return null;
    return Math.max(
      this.#gap(this.#low, low, this.#kinds.low === other.#kinds.low),
      this.#gap(this.#high, high, this.#kinds.high === other.#kinds.high),
    );
  }

  #gap(one: number, other: number, isSameKind: boolean): number {
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) === Number.isNaN(other) ? 0 : 1;
    const difference = Math.abs(one - other);
    if (difference <= this.#tolerance) return isSameKind ? 0 : Number.MIN_VALUE;
    const length = Number.isNaN(this.#length) ? Math.abs(one) + Math.abs(other) : this.#length;
    return Math.min(1, difference / length);
  }
}
