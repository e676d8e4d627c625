import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleFor, ruleOf } from '../../graph/values/value-rules.js';
import { supports, type SupportValue } from '../../graph/values/support.js';
import { ValueError, type Interval } from '../../graph/values/value-type.js';
import type { ScoreScale } from './score-scale.js';

/** The outcome of a must-have for one cell. */
export const requirementOutcomes = ['MET', 'NOT_MET', 'NOT_SHOWN'] as const;
export type RequirementOutcome = (typeof requirementOutcomes)[number];

/** A must-have: a value that has to be reached or exceeded in the better direction. */
export interface Requirement {
  /** The position on the scale that is good enough. */
  readonly threshold: ExactDecimal;
  /** The value as text. */
  readonly inWords: string;
}

/**
 * Parses a must-have, by the value type of its axis: a decimal in the dimension's unit; a level; YES or PARTIAL (NO
 * or PARTIAL if lower is better); a date, of which any day is good enough; a version.
 * @throws {ValueError} if the text is not such a value
 */
export function parseRequirement(text: string, scoreScale: ScoreScale): Requirement {
  const { scale, valueType, betterWhen } = scoreScale;
  const value =
    valueType === 'SUPPORT' ? parseSupport(text, scoreScale) : ruleFor(valueType).parse(text, scale);
  const interval = ruleOf(value).order?.interval(value, scale);
  const threshold = betterWhen === 'HIGHER' ? interval?.low : interval?.high;
  if (!threshold) throw new ValueError('a value that is not open at the end that has to be reached', text);
  return { threshold, inWords: ruleOf(value).display(value) };
}

/** The worst of the three values is rejected: it would exclude no approach, which is hardly intended. */
function parseSupport(text: string, { betterWhen }: ScoreScale): SupportValue {
  const [worst] = betterWhen === 'HIGHER' ? supports : supports.toReversed();
  const accepted = supports.filter((support) => support !== worst).toReversed();
  const support = accepted.find((each) => each === text);
  if (support === undefined) throw new ValueError(accepted.join(' or '), text);
  return { type: 'SUPPORT', support, note: null };
}

/**
 * Checks the values of a cell against a must-have. MET or NOT_MET only if all stated values give the same outcome.
 * NOT_SHOWN otherwise: a missing cell, an absence, a range across the threshold, or sources that disagree about it.
 */
export function judgeRequirement(
  intervals: readonly (Interval | null)[],
  { threshold }: Requirement,
  { betterWhen }: ScoreScale,
): RequirementOutcome {
  const isHigherBetter = betterWhen === 'HIGHER';
  const meetsThreshold = (end: ExactDecimal | null, tolerance: ExactDecimal, isExcluded = false): boolean => {
    if (end === null) return true;
    const excess = isHigherBetter
      ? end.plus(tolerance).minus(threshold)
      : threshold.minus(end).plus(tolerance);
    return isExcluded ? excess.gt(0) : excess.gte(0);
  };
  const outcomes = new Set(
    intervals.map((interval): RequirementOutcome => {
      if (interval === null) return 'NOT_SHOWN';
      const [worst, best] = isHigherBetter ? [interval.low, interval.high] : [interval.high, interval.low];
      // `<5` never reaches 5.
      const excludesBest = isHigherBetter ? interval.excludesHigh : interval.excludesLow;
      if (!meetsThreshold(best, interval.slack, excludesBest)) return 'NOT_MET';
      return worst !== null && meetsThreshold(worst, interval.slack) ? 'MET' : 'NOT_SHOWN';
    }),
  );
  const [only] = outcomes;
  return only !== undefined && outcomes.size === 1 ? only : 'NOT_SHOWN';
}
