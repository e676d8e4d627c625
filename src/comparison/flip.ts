import type { Approach } from '../graph/concept.js';
import { ExactDecimal } from '../graph/values/decimal.js';
import type { Axis } from './axis.js';
import { byName } from './by-name.js';
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
  const weights = toWholes([...criteria.map((each) => each.weight), mostWeight, 1].map(toDecimal));
  const [most = 0n, one = 1n] = weights.slice(criteria.length);
  const sums = weightedSums(tally, weights, doubleMiddle);
  const partOf = (index: number, along: number): bigint => {
    const part = tally.parts[index]?.[along];
    return part ? doubleMiddle(part) : 0n;
  };
  let nearest: Crossing | null = null;
  for (const along of indexesByName(criteria.map(({ axis }) => axis))) {
    for (const [index, { isExcluded }] of candidates.entries()) {
      const slope = partOf(index, along) - partOf(winner, along);
      if (isExcluded || slope === 0n) continue;
      const gap = (sums[winner] ?? 0n) - (sums[index] ?? 0n);
      const crossing = crossingOf(along, weights[along] ?? 0n, gap, slope);
      if (isInside(crossing, most) && (!nearest || isNearer(crossing, nearest))) nearest = crossing;
    }
  }
  if (!nearest) return null;
  const { along, isRise } = nearest;
  const { axis, weight: from } = criteria[along] as FlipMaterial['criteria'][number];
  const weight = firstBeyond(nearest.at, nearest.over * one, isRise);
  const changed = criteria.map((each, index) => toDecimal(index === along ? weight : each.weight));
  const [first] = standingsOf(candidates, weightedSums(tally, toWholes(changed), doubleMiddle));
  return { axis, from, weight, winner: (candidates[first?.index ?? winner] as Candidate).approach };
}

/** Where the line of another approach crosses the winner's: at the weight `at` / `over`. */
interface Crossing {
  readonly along: number;
  readonly at: bigint;
  /** More than 0. */
  readonly over: bigint;
  /** How far from the present weight it is: `apart` / `over`. */
  readonly apart: bigint;
  readonly isRise: boolean;
}

function crossingOf(along: number, weight: bigint, gap: bigint, slope: bigint): Crossing {
  const isRise = slope > 0n;
  const over = isRise ? slope : -slope;
  return { along, at: weight * over + (isRise ? gap : -gap), over, apart: gap, isRise };
}

/** Whether there is a weight beyond the crossing that a criterion may have. */
function isInside({ at, over, isRise }: Crossing, most: bigint): boolean {
  return isRise ? at < most * over : at > 0n;
}

function isNearer(one: Crossing, other: Crossing): boolean {
  const [here, there] = [one.apart * other.over, other.apart * one.over];
  return here < there || (here === there && one.along === other.along && one.isRise && !other.isRise);
}

/** The float nearest to a quotient that is more than it, or less. */
function firstBeyond(dividend: bigint, divisor: bigint, isRise: boolean): number {
  const isBeyond = (float: number): boolean => {
    const [whole = 0n, one = 1n] = toWholes([float, 1].map(toDecimal));
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

/** As the shortest decimal that reads as the float: the weight that was written. */
function toDecimal(float: number): ExactDecimal {
  return new ExactDecimal(float);
}

function indexesByName(axes: readonly Axis[]): readonly number[] {
  return axes
    .map((axis, index) => ({ axis, index }))
    .sort((left, right) => byName(left.axis, right.axis))
    .map(({ index }) => index);
}
