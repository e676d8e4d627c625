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
  /** The measured span of a QUANTITY; null for other types, if the span is declared, and if nothing can be measured. */
  readonly span: MeasuredSpan | null;
  /** Whether the values identify approaches, as names and addresses do: such a dimension does not count in similarities. */
  readonly isIdentifying: boolean;
}

/** A set of values along one dimension, from claims of the highest rank, and the number of approaches that state it. */
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
/** The values of fewer approaches do not count as identifying. */
export const minForIdentity = 10;
/** The minimum number of distinct values that identify approaches, in tenths of the number of approaches. */
const identifyingTenths = 9;

/** Whether a dimension has a spread that must be measured; the spread of all other dimensions is `noSpread`. */
export function hasSpread({ valueType, minimum }: Pick<Dimension, 'valueType' | 'minimum'>): boolean {
  return valueType === 'TEXT' || (valueType === 'QUANTITY' && minimum === null);
}

/** A measured spread, and its slack. */
export interface MeasuredSpread {
  readonly spread: DimensionSpread;
  /** The number of approaches whose values can change, in any way, without changing the spread; a lower bound. */
  readonly slack: number;
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
  return (yield* measureSpreadWithSlack(dimension, sets)).spread;
}

/** Measures a spread as `measureSpread` does, and its slack. The spread must be measured again only after more approaches than the slack have changed. */
export function* measureSpreadWithSlack(
  dimension: Dimension,
  sets: Iterable<StatedSet>,
): Steps<MeasuredSpread> {
  if (dimension.valueType === 'TEXT') return yield* measureIdentity(sets);
  return hasSpread(dimension)
    ? yield* measureSpan(dimension, sets)
    : { spread: noSpread, slack: Number.POSITIVE_INFINITY };
}

const setsPerStep = 512;

function* measureIdentity(sets: Iterable<StatedSet>): Steps<MeasuredSpread> {
  const distinct = new Set<string>();
  let [approaches, count] = [0, 0];
  for (const { values, approaches: weight } of sets) {
    const texts = values.flatMap((value) => (value.type === 'TEXT' ? [fold(value.text)] : []));
    distinct.add(JSON.stringify([...new Set(texts)].sort()));
    approaches += weight;
    if ((count += 1) % setsPerStep === 0) yield;
  }
  const surplus = distinct.size * 10 - approaches * identifyingTenths;
  const isIdentifying = approaches >= minForIdentity && surplus >= 0;
  // A change of one approach's texts changes the number of approaches by at most 1, and the surplus by at most 10.
  const slack = isIdentifying
    ? Math.min(approaches - minForIdentity, Math.floor(surplus / 10))
    : Math.max(minForIdentity - 1 - approaches, Math.floor((-surplus - 1) / 10));
  return { spread: Object.freeze({ span: null, isIdentifying }), slack };
}

/** The lowest or the highest amount of a set, and the number of approaches that state the set. */
interface CountedAmount {
  readonly amount: ExactDecimal;
  readonly approaches: number;
}

function* measureSpan(dimension: Dimension, sets: Iterable<StatedSet>): Steps<MeasuredSpread> {
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
  if (approaches < minForSpan) return { spread: noSpread, slack: minForSpan - 1 - approaches };
  const low = new RankedAmounts(yield* sorted(lows, byAmount), lowPercentile);
  const high = new RankedAmounts(yield* sorted(highs, byAmount), highPercentile);
  const spread = spanBetween(low.percentile, high.percentile);
  return { spread, slack: slackOf(spread, low, high) };
}

function spanBetween(low: ExactDecimal, high: ExactDecimal): DimensionSpread {
  return high.lte(low) ? noSpread : Object.freeze({ span: roundedSpan(low, high), isIdentifying: false });
}

/** Finds a slack of the form 2ⁿ − 1, with the largest n for which the check succeeds. */
function slackOf(spread: DimensionSpread, low: RankedAmounts, high: RankedAmounts): number {
  let slack = 0;
  while (isStill(spread, low.range(slack * 2 + 1), high.range(slack * 2 + 1))) slack = slack * 2 + 1;
  return slack;
}

type AmountRange = readonly [lowest: ExactDecimal, highest: ExactDecimal] | null;

/**
 * Whether every two percentiles within two ranges have this spread. The length of a span is monotonic in both percentiles, and for equal
 * lengths its start is monotonic in the lower percentile, so it is enough to check the ends of the ranges.
 */
function isStill(spread: DimensionSpread, lows: AmountRange, highs: AmountRange): boolean {
  if (!lows || !highs) return false;
  return lows.every((low) => highs.every((high) => isEqualSpread(spanBetween(low, high), spread)));
}

/** Whether two spreads are equal. */
export function isEqualSpread(one: DimensionSpread, other: DimensionSpread): boolean {
  return (
    one.isIdentifying === other.isIdentifying &&
    one.span?.minimum === other.span?.minimum &&
    one.span?.maximum === other.span?.maximum
  );
}

/** Returns the ends of the amounts in the dimension's unit, without open ends and without amounts in another kind of unit. */
function amountsIn(values: readonly ClaimValue[], dimension: Dimension): readonly ExactDecimal[] {
  return values.flatMap((value) => {
    const range = value.type === 'QUANTITY' ? canonicalRange(value, dimension) : null;
    const bounds = range === null ? [] : [range.minimum, range.maximum].filter((bound) => bound !== null);
    return bounds.map((bound) => new ExactDecimal(bound));
  });
}

const byAmount = (left: CountedAmount, right: CountedAmount): number => left.amount.comparedTo(right.amount);

/**
 * One percentile of a weighted list by the nearest-rank method: the amount whose rank is this percentage of the number of approaches, rounded up.
 */
class RankedAmounts {
  readonly #amounts: readonly CountedAmount[];
  readonly #percent: number;
  /** The number of approaches up to each amount. */
  readonly #upTo: readonly number[];
  readonly #approaches: number;

  /** @param amounts in order, of at least one approach */
  constructor(amounts: readonly CountedAmount[], percent: number) {
    let count = 0;
    this.#amounts = amounts;
    this.#percent = percent;
    this.#upTo = amounts.map(({ approaches }) => (count += approaches));
    this.#approaches = count;
  }

  get percentile(): ExactDecimal {
    return this.#at(this.#rankAmong(this.#approaches));
  }

  /**
   * Returns the range in which the percentile stays if the amounts of a number of approaches change. A change moves the rank of the
   * percentile by at most one, and shifts the other amounts by at most one rank. Null if an end of the range is beyond the amounts, or if
   * too few approaches might remain for a span.
   */
  range(changes: number): AmountRange {
    if (this.#approaches - changes < minForSpan) return null;
    const lowest = this.#rankAmong(this.#approaches - changes) - changes;
    const highest = this.#rankAmong(this.#approaches + changes) + changes;
    return lowest < 1 || highest > this.#approaches ? null : [this.#at(lowest), this.#at(highest)];
  }

  #rankAmong(approaches: number): number {
    return Math.ceil((approaches * this.#percent) / 100);
  }

  #at(rank: number): ExactDecimal {
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] as number) >= rank) high = middle;
      else low = middle + 1;
    }
    return (this.#amounts[low] as CountedAmount).amount;
  }
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
