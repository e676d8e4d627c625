import { ExactDecimal } from '../../graph/values/decimal.js';

/**
 * Converts decimals to integers in one unit, the largest power of ten that divides all of them. Sums, products and
 * comparisons of these are exact in any order.
 */
export function toWholes(decimals: readonly ExactDecimal[]): readonly bigint[] {
  const places = Math.max(0, ...decimals.map((decimal) => decimal.decimalPlaces()));
  const unit = new ExactDecimal(`1e${places}`);
  return decimals.map((decimal) => BigInt(decimal.times(unit).toFixed()));
}

/** For quotients with more digits than a float has. */
const FloatDecimal = ExactDecimal.clone({ precision: 40 });

/** The float nearest to a quotient; monotonic: a greater quotient never gives a smaller float. */
export function quotient(dividend: bigint, divisor: bigint): number {
  return new FloatDecimal(dividend.toString()).div(divisor.toString()).toNumber();
}
