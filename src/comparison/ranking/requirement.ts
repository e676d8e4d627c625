import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleFor, ruleOf } from '../../graph/values/value-rules.js';
import { supports, type SupportValue } from '../../graph/values/support.js';
import { ValueError, type Reach } from '../../graph/values/value-type.js';
import type { Ruler } from './ruler.js';

/** What came of a must-have in one cell. */
export const requirementOutcomes = ['MET', 'NOT_MET', 'NOT_SHOWN'] as const;
export type RequirementOutcome = (typeof requirementOutcomes)[number];

/** A must-have: a value that has to be reached, or something better. */
export interface Requirement {
  /** The height that is good enough. */
  readonly threshold: ExactDecimal;
  readonly inWords: string;
}

/**
 * Reads what a criterion must reach, by the type of its axis: a decimal in the dimension's unit, a level, YES
 * or PARTIAL (NO or PARTIAL where lower is better), a date, of which any day is good enough.
 * @throws {ValueError} where it is not such a value
 */
export function readRequirement(written: string, ruler: Ruler): Requirement {
  const { scale, valueType, betterWhen } = ruler;
  const value =
    valueType === 'SUPPORT' ? readSupport(written, ruler) : ruleFor(valueType).parse(written, scale);
  const reach = ruleOf(value).order?.reach(value, scale);
  const threshold = betterWhen === 'HIGHER' ? reach?.low : reach?.high;
  if (!threshold) throw new TypeError(`${valueType} has an order, so that what is written has a height.`);
  return { threshold, inWords: ruleOf(value).display(value) };
}

/** The worst of the three would exclude nothing, and was hardly meant. */
function readSupport(written: string, { betterWhen }: Ruler): SupportValue {
  const [worst] = betterWhen === 'HIGHER' ? supports : supports.toReversed();
  const able = supports.filter((support) => support !== worst).toReversed();
  const support = able.find((each) => each === written);
  if (support === undefined) throw new ValueError(able.join(' or '), written);
  return { type: 'SUPPORT', support, note: null };
}

/**
 * Whether the values of a cell reach what it must: MET or NOT_MET where all that is stated does, or does not. Everything
 * else shows neither: a hole, an absence, a range across the threshold, sources that disagree about it.
 */
export function judgeRequirement(
  reaches: readonly (Reach | null)[],
  { threshold }: Requirement,
  { betterWhen }: Ruler,
): RequirementOutcome {
  const isHigherBetter = betterWhen === 'HIGHER';
  const reachesIt = (end: ExactDecimal | null | undefined, slack: ExactDecimal): boolean =>
    !end || (isHigherBetter ? end.plus(slack).gte(threshold) : end.minus(slack).lte(threshold));
  const outcomes = new Set(
    reaches.map((reach): RequirementOutcome => {
      if (reach === null) return 'NOT_SHOWN';
      const [worst, best] = isHigherBetter ? [reach.low, reach.high] : [reach.high, reach.low];
      if (!reachesIt(best, reach.slack)) return 'NOT_MET';
      return worst !== null && reachesIt(worst, reach.slack) ? 'MET' : 'NOT_SHOWN';
    }),
  );
  const [only] = outcomes;
  return only !== undefined && outcomes.size === 1 ? only : 'NOT_SHOWN';
}
