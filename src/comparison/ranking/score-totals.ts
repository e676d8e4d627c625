import { ExactDecimal } from '../../graph/values/decimal.js';
import type { CellScore } from './score.js';

/** The worst and best possible score of a cell, in the unit of the totals. */
export interface ScoreRange {
  readonly worst: bigint;
  readonly best: bigint;
}

/** The exact scores of all cells of a ranking, as integers in one unit, so that they can be added and compared. */
export interface ScoreTotals {
  /** The highest score that a cell can have, in the unit of the totals. */
  readonly fullScore: bigint;
  /** One list for each approach, with one range for each criterion. */
  readonly ranges: readonly (readonly ScoreRange[])[];
}

/**
 * Converts cell scores to one unit.
 * @param lengths of the score scales, one for each criterion
 * @param rows one for each approach, with a cell for each criterion
 */
export function scoreTotalsOf(
  lengths: readonly ExactDecimal[],
  rows: readonly (readonly CellScore[])[],
): ScoreTotals {
  const columns = lengths.map((length, along) => {
    const cells = rows.flatMap((row) => row[along] ?? []);
    const [fullScore = 1n, ...ends] = toIntegers([
      length,
      ...cells.flatMap(({ worst, best }) => [worst, best]),
    ]);
    return { fullScore, ends };
  });
  const fullScore = [...new Set(columns.map((column) => column.fullScore))].reduce(
    (product, each) => product * each,
    1n,
  );
  const ranges = rows.map((_, index) =>
    columns.map((column) => {
      const factor = fullScore / column.fullScore;
      const [worst = 0n, best = 0n] = column.ends.slice(2 * index);
      return { worst: worst * factor, best: best * factor };
    }),
  );
  return { fullScore, ranges };
}

/** Twice the middle of a range: an integer. */
export function doubleMiddle({ worst, best }: ScoreRange): bigint {
  return worst + best;
}

/** Computes the weighted sum of each approach. @param of returns the amount of a range that is weighted and added */
export function weightedSums(
  { ranges }: ScoreTotals,
  weights: readonly bigint[],
  of: (range: ScoreRange) => bigint,
): readonly bigint[] {
  return ranges.map((row) => row.reduce((sum, range, along) => sum + (weights[along] ?? 0n) * of(range), 0n));
}

/**
 * Converts decimals to integers in one unit, the largest power of ten, at most 1, that divides all of them. Sums,
 * products and comparisons of the integers are exact in any order.
 */
export function toIntegers(decimals: readonly ExactDecimal[]): readonly bigint[] {
  const decimalPlaces = Math.max(0, ...decimals.map((decimal) => decimal.decimalPlaces()));
  const unit = new ExactDecimal(`1e${decimalPlaces}`);
  return decimals.map((decimal) => BigInt(decimal.times(unit).toFixed()));
}

/** The precision of quotients: more digits than a float has. */
const FloatDecimal = ExactDecimal.clone({ precision: 40 });

/** Computes a quotient with 40 digits, rounded to a float. A greater quotient never gives a smaller float. */
export function quotient(dividend: bigint, divisor: bigint): number {
  return new FloatDecimal(dividend.toString()).div(divisor.toString()).toNumber();
}
