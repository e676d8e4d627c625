import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Interval } from '../../graph/values/value-type.js';

/**
 * Computes the interval of a value on which several statements agree: the intersection of their intervals. If one
 * source states a day and another source states its year, the interval is the day. Intervals of amounts that agree
 * only within the tolerance may not intersect; the result then spans all of them.
 * @param intervals at least one
 */
export function agreedInterval(intervals: readonly Interval[]): Interval {
  const [only, ...others] = intervals;
  if (only && others.length === 0) return only;
  const lows = intervals.map((interval) => interval.low);
  const highs = intervals.map((interval) => interval.high);
  const slack = ExactDecimal.max(...intervals.map((interval) => interval.slack));
  const [low, high] = [greatest(lows.filter(isClosed)), least(highs.filter(isClosed))];
  if (low === null || high === null || low.lte(high)) {
    const excludesLow = intervals.some((each) => each.excludesLow && low !== null && each.low?.eq(low));
    const excludesHigh = intervals.some((each) => each.excludesHigh && high !== null && each.high?.eq(high));
    return { low, high, slack, excludesLow, excludesHigh };
  }
  return {
    low: lows.every(isClosed) ? least(lows) : null,
    high: highs.every(isClosed) ? greatest(highs) : null,
    slack,
  };
}

function isClosed(end: ExactDecimal | null): end is ExactDecimal {
  return end !== null;
}

function least(positions: readonly ExactDecimal[]): ExactDecimal | null {
  return positions.length === 0 ? null : ExactDecimal.min(...positions);
}

function greatest(positions: readonly ExactDecimal[]): ExactDecimal | null {
  return positions.length === 0 ? null : ExactDecimal.max(...positions);
}
