import type { Qualifier } from '../../graph/claim.js';
import { foldForComparison } from '../../graph/text/comparison-fold.js';
import { dateRule } from '../../graph/values/date.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf, type ClaimValue, type ValueType } from '../../graph/values/value-rules.js';
import { noScale, type Interval, type NameLookup, type Scale } from '../../graph/values/value-type.js';
import { versionRule } from '../../graph/values/version.js';
import type { ValueDefinition } from '../cells/axis.js';
import type { CellState, CellStatement } from '../cells/statement.js';
import { canApplyTo, valueMembersOf, type AxisCondition, type ValueMember } from './axis-condition.js';
import { isInRange, type RequiredRange } from './value-condition.js';

/** The part of a cell that conditions read. */
export interface ConditionedCell {
  readonly state: CellState;
  readonly statements: readonly CellStatement[];
}

/**
 * The result of a condition on values: true if a value certainly meets it, false if it certainly does not, null if
 * neither is certain: a range or an imprecise date that is partly within the condition, an amount that cannot be
 * converted, or a value of a type to which the condition does not apply.
 */
type Truth = boolean | null;

/** The values of one statement, all of one type. */
type Values = readonly ClaimValue[];

/** Decides a part of a condition for the values of one statement. */
type ValueTest = (values: Values, scale: Scale) => Truth;

/**
 * A condition that is prepared to be checked against many cells along any axes.
 *
 * - A cell must be in one of the condition's states: by default, STATED or CONTESTED.
 * - A cell that is UNKNOWN, NOT_APPLICABLE or NOT_STATED meets the condition exactly if `states` lists its state.
 * - Any other cell meets the condition if one of its statements, under any qualifiers, certainly meets all given
 *   members that restrict values; with `not`, if each of its statements certainly does not meet one of them.
 */
export class CompiledCondition {
  /** Only claims that can be true under these qualifiers count: the caller has to select them. */
  readonly under: readonly Qualifier[];
  /** The range that values must be in; null if the condition requires none, or anything else of values. */
  readonly range: RequiredRange | null;
  readonly not: boolean;
  readonly #states: ReadonlySet<CellState>;
  readonly #members: readonly ValueMember[];
  readonly #tests: readonly ValueTest[];

  /**
   * @param condition without problems: see `problemOf`
   * @param nameLookup knows the names of the terms, and of the terms and texts of the cells
   */
  constructor(condition: AxisCondition, nameLookup: NameLookup) {
    this.under = condition.under ?? [];
    this.not = condition.not === true;
    this.#states = new Set(condition.states ?? statedStates);
    this.#members = valueMembersOf(condition);
    const range = rangeOf(condition);
    this.#tests = testsOf(condition, range, nameLookup);
    this.range = this.#tests.length === 1 ? range : null;
  }

  /** Whether the condition restricts the values of stated cells. */
  get restrictsValues(): boolean {
    return this.#tests.length > 0;
  }

  /** Whether a cell without claims meets the condition. */
  get includesNotStated(): boolean {
    return this.#states.has('NOT_STATED');
  }

  /** Whether the condition can apply to values of a type. */
  appliesTo(type: ValueType): boolean {
    return this.#members.every((member) => canApplyTo(member, type));
  }

  /** Whether a cell along an axis meets the condition. @param definition of the axis */
  isMetBy({ state, statements }: ConditionedCell, { valueType, scale }: ValueDefinition): boolean {
    if (!this.#states.has(state)) return false;
    if (this.#tests.length === 0 || !statedStates.includes(state)) return true;
    if (!this.appliesTo(valueType)) return false;
    let isStated = false;
    for (const { values, absence } of statements) {
      if (absence !== null) continue;
      isStated = true;
      const truth = this.truthFor(values, scale);
      if (!this.not && truth === true) return true;
      if (this.not && truth !== false) return false;
    }
    return this.not && isStated;
  }

  /** Whether the values of one statement meet the members that restrict values, without `not`. */
  truthFor(values: Values, scale: Scale): Truth {
    let result: Truth = true;
    for (const test of this.#tests) {
      const truth = test(values, scale);
      if (truth === false) return false;
      result &&= truth;
    }
    return result;
  }

  /** Whether a result for the only statement of a stated cell meets the condition. */
  isMetByTruth(truth: Truth): boolean {
    return this.#states.has('STATED') && truth === !this.not;
  }
}

const statedStates: readonly CellState[] = ['STATED', 'CONTESTED'];

function testsOf(
  condition: AxisCondition,
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
    const wanted = foldForComparison(text);
    tests.push((values) => textsOf(values).some((each) => foldForComparison(each).includes(wanted)));
  }
  return tests;
}

/** The range of amounts, dates or versions that a condition requires; null if it requires none. */
function rangeOf(condition: AxisCondition): RequiredRange | null {
  const { minimum = null, maximum = null, from = null, to = null, oldest = null, newest = null } = condition;
  if (minimum !== null || maximum !== null) {
    return {
      low: minimum === null ? null : new ExactDecimal(minimum),
      high: maximum === null ? null : new ExactDecimal(maximum),
      excludesLow: condition.exclusiveMinimum === true,
      excludesHigh: condition.exclusiveMaximum === true,
    };
  }
  if (from !== null || to !== null) {
    return { low: dateInterval(from)?.low ?? null, high: dateInterval(to)?.high ?? null };
  }
  if (oldest === null && newest === null) return null;
  return versionRule.order?.interval({ type: 'VERSION', oldest, newest }, noScale) ?? null;
}

function dateInterval(date: string | null): Interval | null {
  return date === null ? null : (dateRule.order?.interval({ type: 'DATE', date }, noScale) ?? null);
}

function isSomeInRange(values: Values, scale: Scale, range: RequiredRange): Truth {
  let result: Truth = false;
  for (const value of values) {
    const interval = ruleOf(value).order?.interval(value, scale) ?? null;
    const truth = interval && isInRange(interval, range);
    if (truth === true) return true;
    if (truth === null) result = null;
  }
  return result;
}

/** Whether a statement is the empty set of terms. */
function isNone(values: Values): boolean {
  return values.length > 0 && values.every((value) => value.type === 'TERMS' && value.terms.length === 0);
}

/**
 * Tests whether a statement has all terms. Terms match if they are equal after folding, or name the same concept. The
 * names of a cell's terms are looked up only if the condition's term names a concept.
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
