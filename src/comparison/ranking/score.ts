import { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Reach, Span } from '../../graph/values/value-type.js';
import type { Cell, QualifiedValue } from '../cells/cell.js';
import type { Ruler } from './ruler.js';

/** How good a cell may be, at worst and at best: steps above the worse end, from 0 to the ruler's length. */
export interface CellScore {
  readonly worst: ExactDecimal;
  readonly best: ExactDecimal;
  /** Whether anything that is stated has a place on the ruler; where nothing has, the cell may be anything. */
  readonly isKnown: boolean;
  /** Whether something that is stated lies beyond an end, and counts as that end. */
  readonly isBeyond: boolean;
  /** Whether a range that is stated has an open end, which counts as the end of the ruler. */
  readonly isOpen: boolean;
  /** Whether an amount that is stated is of another kind of unit, so that it may be anything. */
  readonly isForeign: boolean;
}

/** The score of a cell along an axis without a score: it may be anything. */
const unmeasured = {
  worst: new ExactDecimal(0),
  isKnown: false,
  isBeyond: false,
  isOpen: false,
  isForeign: false,
} as const;

/**
 * Between which heights each value of a cell lies; null for an absence, and for an amount of another kind of
 * unit. Where sources agree on a value it is what they all allow, if anything: the day, where one knows the day
 * and another the year. Amounts that agree within the tolerance allow everything between them.
 */
export function reachesOf(cell: Cell, { scale }: Ruler): readonly (Reach | null)[] {
  return cell.values.map(({ claims }: QualifiedValue) => {
    const reaches = claims.map(({ value }) => (value && ruleOf(value).order?.reach(value, scale)) ?? null);
    return reaches.every((reach) => reach !== null) ? together(reaches) : null;
  });
}

/**
 * Scores a cell: from the worst to the best of its values, contested ones and those under other conditions
 * too. What is not known, not stated or not applicable may be anything.
 */
export function scoreCell(cell: Cell, reaches: readonly (Reach | null)[], ruler: Ruler): CellScore {
  if (!ruler.span) return { ...unmeasured, best: ruler.length };
  const placed = reaches.filter((reach) => reach !== null);
  const { low, high } = ruler.span;
  const lows = placed.map((reach) => reach.low ?? low);
  const highs = placed.map((reach) => reach.high ?? high);
  const isCertain = placed.length > 0 && placed.length === reaches.length;
  const lowest = isCertain ? within(ExactDecimal.min(...lows), ruler.span) : low;
  const highest = isCertain ? within(ExactDecimal.max(...highs), ruler.span) : high;
  const isHigherBetter = ruler.betterWhen === 'HIGHER';
  return {
    worst: isHigherBetter ? lowest.minus(low) : high.minus(highest),
    best: isHigherBetter ? highest.minus(low) : high.minus(lowest),
    isKnown: placed.length > 0,
    isBeyond: [...lows, ...highs].some((height) => height.lt(low) || height.gt(high)),
    isOpen: placed.some((reach) => reach.low === null || reach.high === null),
    isForeign: cell.values.some(({ value }, index) => value !== null && reaches[index] === null),
  };
}

function together(reaches: readonly Reach[]): Reach {
  const lows = reaches.map((reach) => reach.low);
  const highs = reaches.map((reach) => reach.high);
  const slack = ExactDecimal.max(...reaches.map((reach) => reach.slack));
  const [low, high] = [greatest(lows.filter(isClosed)), least(highs.filter(isClosed))];
  if (low === null || high === null || low.lte(high)) return { low, high, slack };
  return {
    low: lows.every(isClosed) ? least(lows) : null,
    high: highs.every(isClosed) ? greatest(highs) : null,
    slack,
  };
}

function isClosed(end: ExactDecimal | null): end is ExactDecimal {
  return end !== null;
}

function least(heights: readonly ExactDecimal[]): ExactDecimal | null {
  return heights.length === 0 ? null : ExactDecimal.min(...heights);
}

function greatest(heights: readonly ExactDecimal[]): ExactDecimal | null {
  return heights.length === 0 ? null : ExactDecimal.max(...heights);
}

function within(height: ExactDecimal, span: Span): ExactDecimal {
  return ExactDecimal.max(span.low, ExactDecimal.min(span.high, height));
}
