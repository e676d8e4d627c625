import type { Support } from '../../graph/values/support.js';
import type { Interval } from '../../graph/values/value-type.js';

/** Conditions on the value of a cell; omitted members do not restrict. */
export interface ValueCondition {
  readonly supports?: readonly Support[] | null;
  /**
   * Decimals in the dimension's unit. The whole amount or range must be between `minimum` and `maximum`, which are
   * included unless they are exclusive.
   */
  readonly minimum?: string | null;
  readonly maximum?: string | null;
  readonly exclusiveMinimum?: boolean | null;
  readonly exclusiveMaximum?: boolean | null;
  /** The whole version, or range of versions, must be between `oldest` and `newest`, both included. */
  readonly oldest?: string | null;
  readonly newest?: string | null;
  readonly levels?: readonly string[] | null;
  /**
   * Terms that are all required: by `CompiledCondition` in one statement, by `rowFilter` in the values of a cell together.
   * With an empty list, `CompiledCondition` requires an empty set of terms, and `rowFilter` selects no row.
   */
  readonly terms?: readonly string[] | null;
}

/** The range that a condition requires. The slack is not used. */
export type RequiredRange = Omit<Interval, 'slack'>;

/**
 * Whether a value is in a range. The value can be any position of `interval`; the slack of the interval does not count.
 * @returns true or false if all positions give the same result; null if only some of them are in the range
 */
export function isInRange(interval: RequiredRange, range: RequiredRange): boolean | null {
  if (isEmptyRange(range) || isOutside(interval, range)) return false;
  const { low, high, excludesLow = false, excludesHigh = false } = interval;
  const isAbove =
    range.low === null ||
    (low !== null && (low.gt(range.low) || (low.eq(range.low) && (excludesLow || !range.excludesLow))));
  const isBelow =
    range.high === null ||
    (high !== null &&
      (high.lt(range.high) || (high.eq(range.high) && (excludesHigh || !range.excludesHigh))));
  return isAbove && isBelow ? true : null;
}

/** Whether a range contains no position: its ends are in the wrong order, or equal and not both included. */
export function isEmptyRange(range: RequiredRange): boolean {
  return isBelowAll(range, range);
}

/** Whether two intervals have no position in common. */
function isOutside(one: RequiredRange, other: RequiredRange): boolean {
  return isBelowAll(one, other) || isBelowAll(other, one);
}

/** Whether all positions of one interval are below all positions of another. */
function isBelowAll(lower: RequiredRange, upper: RequiredRange): boolean {
  const [{ high, excludesHigh = false }, { low, excludesLow = false }] = [lower, upper];
  if (high === null || low === null) return false;
  return high.lt(low) || (high.eq(low) && (excludesHigh || excludesLow));
}
