import type { Approach } from '../../graph/concept.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Axis } from '../cells/axis.js';
import { byName } from '../rows/by-name.js';
import { standingsOf, type Candidate } from './standing.js';
import { doubleMiddle, weightedSums, type Tally } from './tally.js';
import { quotient, toWholes } from './wholes.js';

/** The most that a criterion may weigh. */
export const mostWeight = 1_000_000_000;

/** A change of one weight after which another approach comes first. */
export interface Flip {
  readonly axis: Axis;
  /** The weight as it is. */
  readonly from: number;
  /** The first weight, as floats go, at which the present winner is no longer ahead. */
  readonly weight: number;
  readonly winner: Approach;
}

/** What flips are looked for in. */
export interface FlipMaterial {
  readonly criteria: readonly { readonly axis: Axis; readonly weight: number }[];
  readonly candidates: readonly Candidate[];
  readonly tally: Tally;
}

/**
 * The smallest change of one criterion's weight, the others as they are, after which another approach is
 * strictly ahead of the winner; null where no weight from 0 to `mostWeight` does it. Of equal changes the one
 * of the criterion that comes first by name is told, and of its two an increase.
 *
 * As one weight changes, the sum of each approach moves along a straight line: another one overtakes where
 * its line crosses the winner's, and the crossing nearest to the present weight comes first.
 * @param winner the index of the candidate that comes first now
 */
export function findFlip(material: FlipMaterial, winner: number): Flip | null {
  const { criteria, candidates, tally } = material;
  const decimals = criteria.map(({ weight }) => new ExactDecimal(weight));
  const weights = toWholes([...decimals, new ExactDecimal(mostWeight), new ExactDecimal(1)]);
  const [most = 0n, one = 1n] = weights.slice(criteria.length);
  const sums = weightedSums(tally, weights, doubleMiddle);
  const partOf = (index: number, along: number): bigint => {
    const part = tally.parts[index]?.[along];
    return part ? doubleMiddle(part) : 0n;
  };
  let smallest: { along: number; weight: number; change: ExactDecimal } | null = null;
  for (const along of indexesByName(criteria.map(({ axis }) => axis))) {
    const own = weights[along] ?? 0n;
    const crossings = candidates.flatMap(({ isExcluded }, index) => {
      const slope = partOf(index, along) - partOf(winner, along);
      const gap = (sums[winner] ?? 0n) - (sums[index] ?? 0n);
      return isExcluded || slope === 0n ? [] : crossingOf(own, gap, slope);
    });
    for (const isRise of [true, false]) {
      const nearest = nearestOf(crossings.filter((each) => each.isRise === isRise && isInside(each, most)));
      if (!nearest) continue;
      const weight = firstBeyond(nearest.at, nearest.over * one, isRise);
      const change = new ExactDecimal(weight).minus(decimals[along] ?? 0).abs();
      if (!smallest || change.lt(smallest.change)) smallest = { along, weight, change };
    }
  }
  if (!smallest) return null;
  const { along, weight } = smallest;
  const { axis, weight: from } = criteria[along] as FlipMaterial['criteria'][number];
  const changed = toWholes(decimals.with(along, new ExactDecimal(weight)));
  const [first] = standingsOf(candidates, weightedSums(tally, changed, doubleMiddle));
  return { axis, from, weight, winner: (candidates[first?.index ?? winner] as Candidate).approach };
}

/** Where the line of another approach crosses the winner's: at the weight `at` / `over`. */
interface Crossing {
  readonly at: bigint;
  /** More than 0. */
  readonly over: bigint;
  /** How far from the present weight it is: `apart` / `over`. */
  readonly apart: bigint;
  readonly isRise: boolean;
}

function crossingOf(weight: bigint, gap: bigint, slope: bigint): Crossing {
  const isRise = slope > 0n;
  const over = isRise ? slope : -slope;
  return { at: weight * over + (isRise ? gap : -gap), over, apart: gap, isRise };
}

/** Whether there is a weight beyond the crossing that a criterion may have. */
function isInside({ at, over, isRise }: Crossing, most: bigint): boolean {
  return isRise ? at < most * over : at > 0n;
}

function nearestOf(crossings: readonly Crossing[]): Crossing | undefined {
  const [first, ...others] = crossings;
  if (!first) return undefined;
  return others.reduce(
    (nearest, each) => (each.apart * nearest.over < nearest.apart * each.over ? each : nearest),
    first,
  );
}

/** The float nearest to a quotient that is more than it, or less. */
function firstBeyond(dividend: bigint, divisor: bigint, isRise: boolean): number {
  const isBeyond = (float: number): boolean => {
    // A float is the shortest decimal that reads as it: the weight that was written.
    const [whole = 0n, one = 1n] = toWholes([new ExactDecimal(float), new ExactDecimal(1)]);
    const [here, there] = [whole * divisor, dividend * one];
    return isRise ? here > there : here < there;
  };
  let float = quotient(dividend, divisor);
  while (!isBeyond(float)) float = neighbour(float, isRise);
  return float;
}

/** The next float up, or down, from one that is not negative. */
function neighbour(float: number, isRise: boolean): number {
  const bits = new BigInt64Array(new Float64Array([float]).buffer);
  bits[0] = (bits[0] ?? 0n) + (isRise ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] ?? float;
}

function indexesByName(axes: readonly Axis[]): readonly number[] {
  return axes
    .map((axis, index) => ({ axis, index }))
    .sort((left, right) => byName(left.axis, right.axis))
    .map(({ index }) => index);
}
