import { foldForComparison } from '../../graph/text/comparison-fold.js';
import { dateRule } from '../../graph/values/date.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf, valueTypes, type ClaimValue, type ValueType } from '../../graph/values/value-rules.js';
import { noScale, type Interval, type NameLookup, type Scale } from '../../graph/values/value-type.js';
import { versionRule } from '../../graph/values/version.js';
import { isInRange, type RequiredRange, type ValueCondition } from './value-condition.js';

/** The members of a condition that restrict values; omitted members do not. */
export interface ValueRestriction extends ValueCondition {
  /** A text that one of the stated texts, terms or notes must contain. */
  readonly text?: string | null;
  /** ISO 8601: a year, a month or a day. The whole date must be between `from` and `to`, both included. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** The members that restrict values, with the value types to which they can apply. */
const appliesTo = {
  supports: ['SUPPORT'],
  minimum: ['QUANTITY'],
  maximum: ['QUANTITY'],
  oldest: ['VERSION'],
  newest: ['VERSION'],
  from: ['DATE'],
  to: ['DATE'],
  levels: ['ORDINAL'],
  terms: ['TEXT', 'TERMS'],
  text: ['TEXT', 'TERMS', 'SUPPORT'],
} as const satisfies Partial<Record<keyof ValueRestriction, readonly ValueType[]>>;
export type ValueMember = keyof typeof appliesTo;
const valueMembers = Object.freeze(Object.keys(appliesTo)) as readonly ValueMember[];

/** The members of a condition that restrict values. */
export function valueMembersOf(condition: ValueRestriction): readonly ValueMember[] {
  return valueMembers.filter((member) => isGiven(condition[member]));
}

/** Whether a member can apply to values of a type. */
export function canApplyTo(member: ValueMember, type: ValueType): boolean {
  return (appliesTo[member] as readonly ValueType[]).includes(type);
}

/**
 * The result of a condition on the values of a cell statement: true if they certainly meet it, false if they certainly do
 * not, null if neither is certain. The result is null only for a condition that requires a range. One of the values is
 * then a range, an approximate amount or an imprecise date that is partly within the required range, an amount that
 * cannot be converted, or a value of a type without a scale.
 */
export type Truth = boolean | null;

/** The values of one cell statement, all of one type. */
export type Values = readonly ClaimValue[];

/** Checks the values of one cell statement against a part of a condition. */
export type ValueTest = (values: Values, scale: Scale) => Truth;

/**
 * Creates the tests of all members of a condition that restrict values.
 * @param range the range that `rangeOf` returns for the condition
 */
export function testsOf(
  condition: ValueRestriction,
  range: RequiredRange | null,
  nameLookup: NameLookup,
): readonly ValueTest[] {
  const tests: ValueTest[] = [];
  const { supports, levels, terms, text = null } = condition;
  if (supports) {
    tests.push((values) =>
      values.some((value) => value.type === 'SUPPORT' && supports.includes(value.support)),
    );
  }
  if (levels) {
    tests.push((values) => values.some((value) => value.type === 'ORDINAL' && levels.includes(value.level)));
  }
  if (range) tests.push((values, scale) => isSomeInRange(values, scale, range));
  if (terms) tests.push(terms.length === 0 ? isNone : termsTest(terms, nameLookup));
  if (text !== null) {
    const folded = foldForComparison(text);
    tests.push((values) => textsOf(values).some((each) => foldForComparison(each).includes(folded)));
  }
  return tests;
}

/** For each value type, the range that a condition requires of its values; null for types without ranges. */
const ranges: {
  readonly [Type in ValueType]: ((condition: ValueRestriction) => RequiredRange | null) | null;
} = {
  TEXT: null,
  SUPPORT: null,
  QUANTITY({ minimum = null, maximum = null, exclusiveMinimum, exclusiveMaximum }) {
    if (minimum === null && maximum === null) return null;
    return {
      low: minimum === null ? null : new ExactDecimal(minimum),
      high: maximum === null ? null : new ExactDecimal(maximum),
      excludesLow: exclusiveMinimum === true,
      excludesHigh: exclusiveMaximum === true,
    };
  },
  ORDINAL: null,
  DATE({ from = null, to = null }) {
    if (from === null && to === null) return null;
    return { low: dateInterval(from)?.low ?? null, high: dateInterval(to)?.high ?? null };
  },
  VERSION({ oldest = null, newest = null }) {
    if (oldest === null && newest === null) return null;
    return versionRule.order?.interval({ type: 'VERSION', oldest, newest }, noScale) ?? null;
  },
  TERMS: null,
};

/** The range that a condition requires of values of a type; null if it requires none. */
export function rangeFor(type: ValueType, condition: ValueRestriction): RequiredRange | null {
  return ranges[type]?.(condition) ?? null;
}

/** The range of amounts, dates or versions that a condition requires; null if it requires none. */
export function rangeOf(condition: ValueRestriction): RequiredRange | null {
  for (const type of valueTypes) {
    const range = rangeFor(type, condition);
    if (range) return range;
  }
  return null;
}

function dateInterval(date: string | null): Interval | null {
  return date === null ? null : (dateRule.order?.interval({ type: 'DATE', date }, noScale) ?? null);
}

/** Whether at least one value is in a range. Each value can be any position of its interval. */
export function isSomeInRange(values: Values, scale: Scale, range: RequiredRange): Truth {
  let result: Truth = false;
  for (const value of values) {
    const interval = ruleOf(value).order?.interval(value, scale) ?? null;
    const truth = interval && isInRange(interval, range);
    if (truth === true) return true;
    if (truth === null) result = null;
  }
  return result;
}

/** Whether the values of a statement are the empty set of terms. */
function isNone(values: Values): boolean {
  return values.length > 0 && values.every((value) => value.type === 'TERMS' && value.terms.length === 0);
}

/**
 * Creates a test for statements that have all terms. Terms match if they are equal after folding, or name the same
 * concept. The concepts that a cell's terms name are looked up only if the condition's term names a concept.
 */
function termsTest(terms: readonly string[], nameLookup: NameLookup): ValueTest {
  const matchers = terms.map((term) => termMatcher(term, nameLookup));
  return (values) => {
    const stated = values.flatMap((value) => ruleOf(value).words?.of(value) ?? []);
    return matchers.every((matches) => stated.some(matches));
  };
}

function termMatcher(term: string, nameLookup: NameLookup): (stated: string) => boolean {
  const folded = foldForComparison(term);
  const named = nameLookup(term);
  return (stated) => {
    if (foldForComparison(stated) === folded) return true;
    if (named.size === 0) return false;
    for (const id of nameLookup(stated)) if (named.has(id)) return true;
    return false;
  };
}

/** The stated texts, terms and notes. */
function textsOf(values: Values): readonly string[] {
  return values.flatMap((value) => {
    if (value.type === 'SUPPORT') return value.note ?? [];
    return ruleOf(value).words?.of(value) ?? [];
  });
}

function isGiven(part: unknown): boolean {
  return part !== null && part !== undefined;
}
