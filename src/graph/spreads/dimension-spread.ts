import type { Dimension } from '../concept.js';
import { fold } from '../text/fold.js';
import { sorted } from '../work/sort.js';
import type { Steps } from '../work/steps.js';
import { ExactDecimal } from '../values/decimal.js';
import { canonicalRange } from '../values/quantity.js';
import type { MeasuredSpan } from '../values/value-type.js';
import type { ClaimValue } from '../values/value-rules.js';

/** How the values along a dimension spread over the approaches of a view. It never depends on a comparison. */
export interface DimensionSpread {
  /** The measured span of a QUANTITY; null for other types, with a declared span, and if nothing can be measured. */
  readonly span: MeasuredSpan | null;
  /** Whether the values identify approaches, as names and addresses do: such a dimension does not weigh. */
  readonly isIdentifying: boolean;
}

/** The values of some approaches along one dimension: those of the claims of the best rank. */
export interface StatedSet {
  /** At least one. */
  readonly values: readonly ClaimValue[];
  /** The number of approaches that state exactly these values. */
  readonly approaches: number;
}

export const noSpread: DimensionSpread = Object.freeze({ span: null, isIdentifying: false });

/** With fewer approaches, percentiles say little about the dimension. */
export const fewestForSpan = 20;
/** The percentiles between which the span is measured: one approach in twenty may be an outlier at each end. */
const [lowPercentile, highPercentile] = [5, 95];
export const fewestForIdentity = 10;
/** A TEXT dimension identifies approaches if it has distinct values for this many tenths of them. */
const identifyingTenths = 9;

/** Whether a dimension has a spread that must be measured; the spread of all others is `noSpread`. */
export function hasSpread({ valueType, minimum }: Pick<Dimension, 'valueType' | 'minimum'>): boolean {
  return valueType === 'TEXT' || (valueType === 'QUANTITY' && minimum === null);
}

/**
 * Measures the spread of a dimension from what all approaches of a view state along it, in steps.
 *
 * The span of a QUANTITY reaches from the 5th percentile of the lowest amounts of the approaches to the 95th percentile
 * of their highest amounts. Its length is rounded up to 1, 2 or 5 × 10ⁿ, and its lower end down to a tenth of that, so
 * that it rarely changes when claims are added. Amounts in another kind of unit do not count.
 * @param sets in any order
 */
export function* measureSpread(dimension: Dimension, sets: Iterable<StatedSet>): Steps<DimensionSpread> {
  if (dimension.valueType === 'TEXT') return yield* measureIdentity(sets);
  return hasSpread(dimension) ? yield* measureSpan(dimension, sets) : noSpread;
}

const setsAtATime = 512;

function* measureIdentity(sets: Iterable<StatedSet>): Steps<DimensionSpread> {
  const distinct = new Set<string>();
  let [approaches, count] = [0, 0];
  for (const { values, approaches: some } of sets) {
    const texts = values.flatMap((value) => (value.type === 'TEXT' ? [fold(value.text)] : []));
    distinct.add(JSON.stringify([...new Set(texts)].sort()));
    approaches += some;
    if ((count += 1) % setsAtATime === 0) yield;
  }
  const isIdentifying =
    approaches >= fewestForIdentity && distinct.size * 10 >= approaches * identifyingTenths;
  return Object.freeze({ span: null, isIdentifying });
}

/** An amount, and the number of approaches that have it as their lowest, or highest, amount. */
interface CountedAmount {
  readonly amount: ExactDecimal;
  readonly approaches: number;
}

function* measureSpan(dimension: Dimension, sets: Iterable<StatedSet>): Steps<DimensionSpread> {
  const lows: CountedAmount[] = [];
  const highs: CountedAmount[] = [];
  let [approaches, count] = [0, 0];
  for (const { values, approaches: some } of sets) {
    if ((count += 1) % setsAtATime === 0) yield;
    const amounts = amountsIn(values, dimension);
    if (amounts.length === 0) continue;
    lows.push({ amount: ExactDecimal.min(...amounts), approaches: some });
    highs.push({ amount: ExactDecimal.max(...amounts), approaches: some });
    approaches += some;
  }
  if (approaches < fewestForSpan) return noSpread;
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

/** The percentile of a weighted list, by nearest rank: the least amount at or below which this share of them is. */
function* percentile(
  amounts: readonly CountedAmount[],
  percent: number,
  approaches: number,
): Steps<ExactDecimal> {
  const inOrder = yield* sorted(amounts, (left, right) => left.amount.comparedTo(right.amount));
  const rank = Math.ceil((approaches * percent) / 100);
  let passed = 0;
  for (const { amount, approaches: some } of inOrder) {
    passed += some;
    if (passed >= rank) return amount;
  }
  throw new TypeError('Expected as many approaches as the amounts have, got more.');
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
