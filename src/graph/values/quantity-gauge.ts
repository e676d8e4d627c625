import type { ExactDecimal } from './decimal.js';
import type { Gauge } from './value-type.js';

/** Sums and differences of two such are whole numbers that a float holds, and its quotients of these the nearest. */
const mostWhole = 2 ** 51;
/** Floats hold these powers of ten exactly. */
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** What a dimension declares, and the bounds of an amount, in its unit. */
export interface DeclaredScale {
  /** From its minimum to its maximum; null where it does not declare both. */
  readonly whole: ExactDecimal | null;
  readonly tolerance: ExactDecimal;
}

export interface GaugedBounds {
  readonly minimum: ExactDecimal | null;
  readonly maximum: ExactDecimal | null;
}

/** An amount, or a range, as whole numbers of some power of ten, so that floats tell exact distances. */
export class QuantityGauge implements Gauge {
  readonly #places: number;
  /** NaN for an open end. */
  readonly #low: number;
  readonly #high: number;
  /** NaN where none is declared. */
  readonly #whole: number;
  readonly #tolerance: number;

  private constructor(places: number, low: number, high: number, whole: number, tolerance: number) {
    this.#places = places;
    this.#low = low;
    this.#high = high;
    this.#whole = whole;
    this.#tolerance = tolerance;
  }

  /** @returns null where a number has too many digits */
  static of({ minimum, maximum }: GaugedBounds, { whole, tolerance }: DeclaredScale): QuantityGauge | null {
    const numbers = [minimum, maximum, whole, tolerance];
    const places = Math.max(...numbers.map((each) => each?.decimalPlaces() ?? 0));
    const unit = powers[places];
    if (unit === undefined) return null;
    const [low, high, all, slack] = numbers.map((each) => each?.times(unit).toNumber() ?? NaN);
    if ([low, high, all, slack].some((each) => each !== undefined && Math.abs(each) > mostWhole)) return null;
    return new QuantityGauge(places, low ?? NaN, high ?? NaN, all ?? NaN, slack ?? NaN);
  }

  distanceTo(other: QuantityGauge): number | null {
    if (this.#places < other.#places) return other.distanceTo(this);
    const up = powers[this.#places - other.#places] as number;
    const low = other.#low * up;
    const high = other.#high * up;
    if (Math.abs(low) > mostWhole || Math.abs(high) > mostWhole) return null;
    return Math.max(this.#gap(this.#low, low), this.#gap(this.#high, high));
  }

  #gap(one: number, other: number): number {
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) === Number.isNaN(other) ? 0 : 1;
    const apart = Math.abs(one - other);
    if (apart <= this.#tolerance) return 0;
    const whole = Number.isNaN(this.#whole) ? Math.abs(one) + Math.abs(other) : this.#whole;
    return Math.min(1, apart / whole);
  }
}
