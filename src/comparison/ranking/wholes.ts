import { ExactDecimal } from '../../graph/values/decimal.js';

/**
 * Decimals as whole numbers of one unit, the largest power of ten that divides them all: sums, products and
 * comparisons of these are exact, in whatever order they are made.
 */
export function toWholes(decimals: readonly ExactDecimal[]): readonly bigint[] {
  const places = Math.max(0, ...decimals.map((decimal) => decimal.decimalPlaces()));
  const unit = new ExactDecimal(`1e${places}`);
  return decimals.map((decimal) => BigInt(decimal.times(unit).toFixed()));
}

/** Quotients to more digits than a float has. */
const FloatDecimal = ExactDecimal.clone({ precision: 40 });

/** The float next to a quotient; a greater quotient never gives a smaller float. */
export function quotient(dividend: bigint, divisor: bigint): number {
  return new FloatDecimal(dividend.toString()).div(divisor.toString()).toNumber();
}
