import { type Approach, compareByName } from '../../graph/concept.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Axis } from '../cells/axis.js';
import { orderCandidates, type Candidate } from './rank-order.js';
import { doubleMiddle, weightedSums, type ScoreTotals, quotient, toIntegers } from './score-totals.js';

/** The maximum weight of a criterion. */
export const maxWeight = 1_000_000_000;

/** A change of one weight that changes the winner. */
export interface Flip {
  readonly axis: Axis;
  /** The current weight. */
  readonly from: number;
  /** Of the floats at which another approach is ahead of the current winner, the nearest to the current weight. */
  readonly weight: number;
  /** The approach that is first after the change. */
  readonly winner: Approach;
}

/** The criteria, candidates and scores of a ranking. */
export interface FlipInput {
  readonly criteria: readonly { readonly axis: Axis; readonly weight: number }[];
  readonly candidates: readonly Candidate[];
  readonly totals: ScoreTotals;
}

/**
 * Finds the smallest change of one criterion's weight, with the other weights unchanged, that puts another approach
 * strictly ahead of the winner. Between equal changes, the criterion that is first by name is preferred, then the
 * increase.
 *
 * As one weight changes, the sum of each approach moves along a straight line. Another approach overtakes at the
 * intersection of its line with the winner's line, and the intersection nearest to the current weight is reached first.
 * @param winner the index of the candidate that is first now
 * @returns null if no weight from 0 to `maxWeight` changes the winner
 */
export function findFlip(input: FlipInput, winner: number): Flip | null {
  const { criteria, candidates, totals } = input;
  const decimals = criteria.map(({ weight }) => new ExactDecimal(weight));
  const weights = toIntegers([...decimals, new ExactDecimal(maxWeight), new ExactDecimal(1)]);
  const [max = 0n, one = 1n] = weights.slice(criteria.length);
  const sums = weightedSums(totals, weights, doubleMiddle);
  const rangeOf = (index: number, along: number): bigint => {
    const range = totals.ranges[index]?.[along];
    return range ? doubleMiddle(range) : 0n;
  };
  let smallest: { along: number; weight: number; change: ExactDecimal } | null = null;
  for (const along of indexesByName(criteria.map(({ axis }) => axis))) {
    const own = weights[along] ?? 0n;
    const crossings = candidates.flatMap(({ isExcluded }, index) => {
      const slope = rangeOf(index, along) - rangeOf(winner, along);
      const gap = (sums[winner] ?? 0n) - (sums[index] ?? 0n);
      return isExcluded || slope === 0n ? [] : crossingOf(own, gap, slope);
    });
    for (const isRise of [true, false]) {
      const nearest = nearestOf(crossings.filter((each) => each.isRise === isRise && isInside(each, max)));
      if (!nearest) continue;
      const weight = firstBeyond(nearest.at, nearest.over * one, isRise);
      const change = new ExactDecimal(weight).minus(decimals[along] ?? 0).abs();
      if (!smallest || change.lt(smallest.change)) smallest = { along, weight, change };
    }
  }
  if (!smallest) return null;
  const { along, weight } = smallest;
  const { axis, weight: from } = criteria[along] as FlipInput['criteria'][number];
  const changed = toIntegers(decimals.with(along, new ExactDecimal(weight)));
  const [first] = orderCandidates(candidates, weightedSums(totals, changed, doubleMiddle));
  return { axis, from, weight, winner: (candidates[first?.index ?? winner] as Candidate).approach };
}

/** The intersection of another approach's line with the winner's line, at the weight `at` / `over`. */
interface Crossing {
  readonly at: bigint;
  /** The positive denominator of the weight. */
  readonly over: bigint;
  /** The distance to the current weight is `gap` / `over`. */
  readonly gap: bigint;
  readonly isRise: boolean;
}

function crossingOf(weight: bigint, gap: bigint, slope: bigint): Crossing {
  const isRise = slope > 0n;
  const over = isRise ? slope : -slope;
  return { at: weight * over + (isRise ? gap : -gap), over, gap, isRise };
}

/** Whether a valid weight is beyond the intersection. */
function isInside({ at, over, isRise }: Crossing, max: bigint): boolean {
  return isRise ? at < max * over : at > 0n;
}

function nearestOf(crossings: readonly Crossing[]): Crossing | undefined {
  const [first, ...others] = crossings;
  if (!first) return undefined;
  return others.reduce(
    (nearest, each) => (each.gap * nearest.over < nearest.gap * each.over ? each : nearest),
    first,
  );
}

/** Finds the nearest float above a quotient, or below it. */
function firstBeyond(dividend: bigint, divisor: bigint, isRise: boolean): number {
  const isBeyond = (float: number): boolean => {
    // A float is read as the shortest decimal that parses to it: the weight as written.
    const [integer = 0n, one = 1n] = toIntegers([new ExactDecimal(float), new ExactDecimal(1)]);
    const [scaledFloat, scaledQuotient] = [integer * divisor, dividend * one];
    return isRise ? scaledFloat > scaledQuotient : scaledFloat < scaledQuotient;
  };
  let float = quotient(dividend, divisor);
  while (!isBeyond(float)) float = neighbour(float, isRise);
  return float;
}

/** The next float above a float that is not negative, or below a positive float. */
function neighbour(float: number, isRise: boolean): number {
  const bits = new BigInt64Array(new Float64Array([float]).buffer);
  bits[0] = (bits[0] ?? 0n) + (isRise ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] ?? float;
}

function indexesByName(axes: readonly Axis[]): readonly number[] {
  return axes
    .map((axis, index) => ({ axis, index }))
    .sort((left, right) => compareByName(left.axis, right.axis))
    .map(({ index }) => index);
}
