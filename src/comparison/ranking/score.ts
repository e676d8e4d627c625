import { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Interval, Span } from '../../graph/values/value-type.js';
import { agreedInterval } from '../cells/agreed-interval.js';
import type { Cell, QualifiedValue } from '../cells/cell.js';
import type { ScoreScale } from './score-scale.js';

/**
 * The worst and best possible score of a cell: the distance from the worse end, from 0 to the length of the score
 * scale. On a score scale without a span, every score is possible, and the four flags are false.
 */
export interface CellScore {
  readonly worst: ExactDecimal;
  readonly best: ExactDecimal;
  /** Whether at least one stated value has an interval on the scale; otherwise every score is possible. */
  readonly isKnown: boolean;
  /** Whether an end of a stated value is beyond an end of the scale. A position beyond the scale counts as its nearer end. */
  readonly isBeyond: boolean;
  /** Whether the interval of a stated value has an open end. An open end counts as the end of the scale. */
  readonly isOpen: boolean;
  /** Whether a stated amount has another kind of unit, so that every score is possible. */
  readonly isForeign: boolean;
}

/** The score, except `best`, of a cell on a score scale without a span. */
const unscored = {
  worst: new ExactDecimal(0),
  isKnown: false,
  isBeyond: false,
  isOpen: false,
  isForeign: false,
} as const;

/**
 * Computes the interval of each value of a cell on the scale; null for an absence, for an amount of another kind of
 * unit, and for a value of a type without an order. If sources agree on a value, its interval is their agreed interval.
 */
export function intervalsOf(cell: Cell, { scale }: ScoreScale): readonly (Interval | null)[] {
  return cell.values.map(({ claims }: QualifiedValue) => {
    const intervals = claims.map(
      ({ value }) => (value && ruleOf(value).order?.interval(value, scale)) ?? null,
    );
    return intervals.every((interval) => interval !== null) ? agreedInterval(intervals) : null;
  });
}

/**
 * Scores a cell: from the worst to the best score of its values, including contested values and values under different
 * conditions. If the cell is missing or not applicable, or one of its values has no interval on the scale, every score
 * is possible. Every score is also possible on a score scale without a span.
 * @param intervals as `intervalsOf` returns them
 */
export function scoreCell(
  cell: Cell,
  intervals: readonly (Interval | null)[],
  scoreScale: ScoreScale,
): CellScore {
  if (!scoreScale.span) return { ...unscored, best: scoreScale.length };
  const known = intervals.filter((interval) => interval !== null);
  const { low, high } = scoreScale.span;
  const lows = known.map((interval) => interval.low ?? low);
  const highs = known.map((interval) => interval.high ?? high);
  const isCertain = known.length > 0 && known.length === intervals.length;
  const lowest = isCertain ? within(ExactDecimal.min(...lows), scoreScale.span) : low;
  const highest = isCertain ? within(ExactDecimal.max(...highs), scoreScale.span) : high;
  const isHigherBetter = scoreScale.better === 'HIGHER';
  return {
    worst: isHigherBetter ? lowest.minus(low) : high.minus(highest),
    best: isHigherBetter ? highest.minus(low) : high.minus(lowest),
    isKnown: known.length > 0,
    isBeyond: [...lows, ...highs].some((position) => position.lt(low) || position.gt(high)),
    isOpen: known.some((interval) => interval.low === null || interval.high === null),
    isForeign: cell.values.some(({ value }, index) => value !== null && intervals[index] === null),
  };
}

function within(position: ExactDecimal, span: Span): ExactDecimal {
  return ExactDecimal.max(span.low, ExactDecimal.min(span.high, position));
}
