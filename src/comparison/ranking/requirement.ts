import type { ExactDecimal } from '../../graph/values/decimal.js';
import { FoldedTerms } from '../../graph/values/folded-terms.js';
import { supports, type SupportValue } from '../../graph/values/support.js';
import { ruleFor, ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import { ValueError, type Interval, type NameLookup } from '../../graph/values/value-type.js';
import type { Cell } from '../cells/cell.js';
import type { CellStatement } from '../cells/statement.js';
import type { ScoreScale } from './score-scale.js';

/** The outcome of a requirement for one cell. */
export const requirementOutcomes = ['MET', 'NOT_MET', 'NOT_SHOWN'] as const;
export type RequirementOutcome = (typeof requirementOutcomes)[number];

/** A must-have: a value that a cell must reach or exceed in the better direction. */
export interface Threshold {
  readonly type: 'AT_LEAST';
  /** The position on the scale that is good enough. */
  readonly threshold: ExactDecimal;
  /** The value that is good enough, as written. */
  readonly value: ClaimValue;
}

/** Values of which a cell must have all (CONTAINS) or none (MUST_NOT). */
export interface ListedValues {
  readonly type: 'CONTAINS' | 'MUST_NOT';
  readonly values: readonly string[];
}

/** A condition that a cell must meet, otherwise its approach is excluded. */
export type Requirement = Threshold | ListedValues;

/**
 * Parses a must-have, by the value type of its axis: a decimal in the dimension's unit; a level; YES or PARTIAL (NO
 * or PARTIAL if lower is better); a date, of which any day is good enough; a version.
 * @throws {ValueError} if the text is not such a value, or has no bound at its worse end
 */
export function parseAtLeast(text: string, scoreScale: ScoreScale): Threshold {
  const { scale, valueType, better } = scoreScale;
  const value =
    valueType === 'SUPPORT' ? parseSupport(text, scoreScale) : ruleFor(valueType).parse(text, scale);
  const interval = ruleOf(value).order?.interval(value, scale);
  const threshold = better === 'HIGHER' ? interval?.low : interval?.high;
  if (!threshold)
    throw new ValueError(`a value with ${better === 'HIGHER' ? 'a lower' : 'an upper'} bound`, text);
  return { type: 'AT_LEAST', threshold, value };
}

/**
 * Parses a support for a must-have. The worst of the three values is rejected, since it would not exclude any approach.
 */
function parseSupport(text: string, { better }: ScoreScale): SupportValue {
  const [worst] = better === 'HIGHER' ? supports : supports.toReversed();
  const accepted = supports.filter((support) => support !== worst).toReversed();
  const support = accepted.find((each) => each === text);
  if (support === undefined) throw new ValueError(accepted.join(' or '), text);
  return { type: 'SUPPORT', support, note: null };
}

/**
 * Parses terms of which a cell must have all.
 * @throws {ValueError} if values of this type are not texts, or if one of the terms is blank
 */
export function parseContains(terms: readonly string[], { valueType }: ScoreScale): ListedValues {
  if (!ruleFor(valueType).words)
    throw new ValueError(`no terms, since values of ${valueType} are not texts`, terms);
  return { type: 'CONTAINS', values: terms.map(parseTerm) };
}

/**
 * Parses values that a cell must not have, by the value type of its axis: YES, PARTIAL or NO; levels; texts or terms.
 * @throws {ValueError} if a text is not such a value, if all values of the axis are excluded, or if the type has no
 * list of values
 */
export function parseMustNot(excluded: readonly string[], { valueType, scale }: ScoreScale): ListedValues {
  if (ruleFor(valueType).words) {
    return { type: 'MUST_NOT', values: excluded.map(parseTerm) };
  }
  const all: readonly string[] | null = valueType === 'SUPPORT' ? supports : scale.levels;
  if (!all) {
    throw new ValueError(
      `no values, since ${valueType} has no list of values (use atLeast, with better)`,
      excluded,
    );
  }
  for (const value of excluded)
    if (!all.includes(value)) throw new ValueError(`one of ${all.join(', ')}`, value);
  if (all.every((value) => excluded.includes(value)))
    throw new ValueError(`not all of ${all.join(', ')}`, excluded);
  return { type: 'MUST_NOT', values: excluded };
}

function parseTerm(term: string): string {
  const trimmed = term.trim();
  if (trimmed === '') throw new ValueError('a term: a text that is not blank', term);
  return trimmed;
}

/**
 * Checks the values of a cell against a requirement. The outcome is MET or NOT_MET only if it is equal for all stated
 * values. Otherwise it is NOT_SHOWN: for a missing cell, for an absence, for a range across the threshold, for an amount
 * of another kind of unit, and for values with different outcomes.
 * @param intervals the intervals of the cell's values on the scale
 */
export function checkRequirement(
  cell: Cell,
  intervals: readonly (Interval | null)[],
  requirement: Requirement,
  scoreScale: ScoreScale,
  nameLookup: NameLookup,
): RequirementOutcome {
  return requirement.type === 'AT_LEAST'
    ? sharedOutcome(intervals.map((interval) => checkInterval(interval, requirement, scoreScale)))
    : sharedOutcome(cell.statements.map((statement) => checkStatement(statement, requirement, nameLookup)));
}

/** Combines the outcomes of several requirements, which must all be met; null if there are none. */
export function outcomeOfAll(outcomes: readonly RequirementOutcome[]): RequirementOutcome | null {
  if (outcomes.length === 0) return null;
  if (outcomes.includes('NOT_MET')) return 'NOT_MET';
  return outcomes.includes('NOT_SHOWN') ? 'NOT_SHOWN' : 'MET';
}

function sharedOutcome(outcomes: readonly RequirementOutcome[]): RequirementOutcome {
  const [first] = outcomes;
  return first !== undefined && outcomes.every((each) => each === first) ? first : 'NOT_SHOWN';
}

function checkInterval(
  interval: Interval | null,
  { threshold }: Threshold,
  { better }: ScoreScale,
): RequirementOutcome {
  if (interval === null) return 'NOT_SHOWN';
  const isHigherBetter = better === 'HIGHER';
  const isReached = (end: ExactDecimal | null, isExcluded = false): boolean => {
    if (end === null) return false;
    const excess = (isHigherBetter ? end.minus(threshold) : threshold.minus(end)).plus(interval.slack);
    return isExcluded ? excess.gt(0) : excess.gte(0);
  };
  const [worst, best] = isHigherBetter ? [interval.low, interval.high] : [interval.high, interval.low];
  // `<5` never reaches 5.
  const excludesBest = isHigherBetter ? interval.excludesHigh : interval.excludesLow;
  // An open end is beyond every threshold.
  if (best !== null && !isReached(best, excludesBest)) return 'NOT_MET';
  return isReached(worst) ? 'MET' : 'NOT_SHOWN';
}

function checkStatement(
  { values, absence }: CellStatement,
  { type, values: listedValues }: ListedValues,
  nameLookup: NameLookup,
): RequirementOutcome {
  if (absence !== null) return 'NOT_SHOWN';
  const isStated = matcherOf(values, nameLookup);
  const isMet =
    type === 'CONTAINS' ? listedValues.every(isStated) : !listedValues.some((value) => isStated(value));
  return isMet ? 'MET' : 'NOT_MET';
}

/**
 * Creates a function that returns whether a value is among the values of a statement. Texts match if they are equal
 * after folding or name the same concept.
 */
function matcherOf(values: readonly ClaimValue[], nameLookup: NameLookup): (value: string) => boolean {
  const texts = values.flatMap((value) => ruleOf(value).words?.of(value) ?? []);
  if (texts.length > 0) {
    const terms = new FoldedTerms(texts);
    return (value) => new FoldedTerms([value]).isWithin(terms, nameLookup);
  }
  return (listed) =>
    values.some(
      (value) =>
        (value.type === 'SUPPORT' && value.support === listed) ||
        (value.type === 'ORDINAL' && value.level === listed),
    );
}
