import type { Dimension } from '../concept.js';
import { fold } from '../text/fold.js';
import { sorted } from '../work/sort.js';
import type { Steps } from '../work/steps.js';
import { ExactDecimal } from '../values/decimal.js';
import { canonicalRange } from '../values/quantity.js';
import type { MeasuredSpan } from '../values/value-type.js';
import type { ClaimValue } from '../values/value-rules.js';

/** The spread of the values along a dimension over the approaches of a view. It is independent of comparisons. */
export interface DimensionSpread {
  /** The measured span of a QUANTITY; null for other types, with a declared span, and if nothing can be measured. */
  readonly span: MeasuredSpan | null;
  /** Whether the values identify approaches, as names and addresses do: such a dimension does not count in similarities. */
  readonly isIdentifying: boolean;
}

/** A set of values along one dimension, from the claims of the highest rank, with the approaches that state it. */
export interface StatedSet {
  /** At least one. */
  readonly values: readonly ClaimValue[];
  /** The number of approaches that state exactly these values. */
  readonly approaches: number;
}

export const noSpread: DimensionSpread = Object.freeze({ span: null, isIdentifying: false });

/** The minimum number of approaches for a measured span: percentiles of fewer approaches carry little information. */
export const minForSpan = 20;
/** The percentiles between which the span is measured: one approach in twenty may be an outlier at each end. */
const [lowPercentile, highPercentile] = [5, 95];
/** The minimum number of approaches with values before the values can count as identifying. */
export const minForIdentity = 10;
/** The minimum share of distinct values in a TEXT dimension that identifies approaches, in tenths of the approaches. */
const identifyingTenths = 9;

/** Whether a dimension has a spread that must be measured; the spread of all other dimensions is `noSpread`. */
export function hasSpread({ valueType, minimum }: Pick<Dimension, 'valueType' | 'minimum'>): boolean {
  return valueType === 'TEXT' || (valueType === 'QUANTITY' && minimum === null);
}

/**
 * Measures the spread of a dimension from the values of all approaches of a view, in steps.
 *
 * The span of a QUANTITY reaches from the 5th percentile of the lowest amounts of the approaches to the 95th percentile
 * of their highest amounts. Its length is rounded up to 1, 2 or 5 × 10ⁿ, and its lower end down to a multiple of a
 * tenth of the length, so that the span rarely changes when claims are added. Amounts in another kind of unit do not
 * count.
 * @param sets in any order
 */
export function* measureSpread(dimension: Dimension, sets: Iterable<StatedSet>): Steps<DimensionSpread> {
  if (dimension.valueType === 'TEXT') return yield* measureIdentity(sets);
  return hasSpread(dimension) ? yield* measureSpan(dimension, sets) : noSpread;
}

const setsPerStep = 512;

function* measureIdentity(sets: Iterable<StatedSet>): Steps<DimensionSpread> {
  const distinct = new Set<string>();
  let [approaches, count] = [0, 0];
  for (const { values, approaches: weight } of sets) {
    const texts = values.flatMap((value) => (value.type === 'TEXT' ? [fold(value.text)] : []));
    distinct.add(JSON.stringify([...new Set(texts)].sort()));
    approaches += weight;
    if ((count += 1) % setsPerStep === 0) yield;
  }
  const isIdentifying = approaches >= minForIdentity && distinct.size * 10 >= approaches * identifyingTenths;
  return Object.freeze({ span: null, isIdentifying });
}

/** An amount, and the number of approaches whose lowest, or highest, amount it is. */
interface CountedAmount {
  readonly amount: ExactDecimal;
  readonly approaches: number;
}

function* measureSpan(dimension: Dimension, sets: Iterable<StatedSet>): Steps<DimensionSpread> {
  const lows: CountedAmount[] = [];
  const highs: CountedAmount[] = [];
  let [approaches, count] = [0, 0];
  for (const { values, approaches: weight } of sets) {
    if ((count += 1) % setsPerStep === 0) yield;
    const amounts = amountsIn(values, dimension);
    if (amounts.length === 0) continue;
    lows.push({ amount: ExactDecimal.min(...amounts), approaches: weight });
    highs.push({ amount: ExactDecimal.max(...amounts), approaches: weight });
    approaches += weight;
  }
  if (approaches < minForSpan) return noSpread;
  const low = yield* percentile(lows, lowPercentile, approaches);
  const high = yield* percentile(highs, highPercentile, approaches);
  return high.lte(low) ? noSpread : Object.freeze({ span: roundedSpan(low, high), isIdentifying: false });
}

/** The closed bounds of amounts, in the dimension's unit. */
function amountsIn(values: readonly ClaimValue[], dimension: Dimension): readonly ExactDecimal[] {
  return values.flatMap((value) => {
    const range = value.type === 'QUANTITY' ? canonicalRange(value, dimension) : null;
    const bounds = range === null ? [] : [range.minimum, range.maximum].filter((bound) => bound !== null);
    return bounds.map((bound) => new ExactDecimal(bound));
  });
}

/**
 * Computes a percentile of a weighted list by nearest rank: the lowest amount that is not below the amounts of this
 * share of the approaches.
 */
function* percentile(
  amounts: readonly CountedAmount[],
  percent: number,
  approaches: number,
): Steps<ExactDecimal> {
  const inOrder = yield* sorted(amounts, (left, right) => left.amount.comparedTo(right.amount));
  const rank = Math.ceil((approaches * percent) / 100);
  let cumulative = 0;
  for (const { amount, approaches: weight } of inOrder) {
    cumulative += weight;
    if (cumulative >= rank) return amount;
  }
  throw new TypeError('Expected the amounts to cover all approaches.');
}

function roundedSpan(low: ExactDecimal, high: ExactDecimal): MeasuredSpan {
  const length = roundedUp(high.minus(low));
  const step = length.div(10);
  const minimum = low.div(step).floor().times(step);
  return Object.freeze({ minimum: minimum.toFixed(), maximum: minimum.plus(length).toFixed() });
}

/** Rounds a positive number up to 1, 2 or 5 × 10ⁿ. */
function roundedUp(length: ExactDecimal): ExactDecimal {
  const power = new ExactDecimal(`1e${length.e}`);
  const factor = [1, 2, 5].find((each) => power.times(each).gte(length)) ?? 10;
  return power.times(factor);
}
