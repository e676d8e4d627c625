import type { Qualifier } from '../../graph/claim.js';
import { fold } from '../../graph/text/fold.js';
import { dateRuleInWords, isDate } from '../../graph/values/date.js';
import type { ValueDefinition } from '../cells/axis.js';
import type { CellState } from '../cells/statement.js';
import { canApplyTo, valueMembersOf, type ValueRestriction } from './value-members.js';

/**
 * A condition on the cell of an approach along one axis. Omitted members other than `states` do not restrict.
 * `CompiledCondition` checks whether a cell meets the condition.
 */
export interface AxisCondition extends ValueRestriction {
  /** The states of the cell. Default: STATED and CONTESTED. */
  readonly states?: readonly CellState[] | null;
  /** Only claims that can be true under these conditions count. */
  readonly under?: readonly Qualifier[] | null;
  /** Whether the conditions on values are inverted. `states` and `under` are not inverted. */
  readonly not?: boolean | null;
}

/** The maximum length of `text`, in UTF-16 code units. */
export const maxConditionText = 200;
/** The maximum number of conditions in one list. */
export const maxConditions = 50;
/** The maximum number of items in each list member of a condition, such as `levels`. */
export const maxListedValues = 50;

/** A problem with a member of a condition. `expected` and `actual` are texts for a message. */
export interface ConditionProblem {
  readonly member: keyof AxisCondition;
  readonly expected: string;
  readonly actual: string;
}

/** Finds the first problem that a condition has regardless of its axis; null if there is none. */
export function problemOf(condition: AxisCondition): ConditionProblem | null {
  for (const member of ['supports', 'levels', 'terms', 'states', 'under'] as const) {
    const length = condition[member]?.length;
    const minLength = member === 'terms' ? 0 : 1;
    if (length === undefined || (length >= minLength && length <= maxListedValues)) continue;
    return {
      member,
      expected: `${minLength} to ${maxListedValues} values or no list`,
      actual: String(length),
    };
  }
  for (const member of ['from', 'to'] as const) {
    const date = condition[member] ?? null;
    if (date !== null && !isDate(date)) return { member, expected: dateRuleInWords, actual: printPart(date) };
  }
  const text = condition.text ?? null;
  if (text !== null && (fold(text) === '' || text.length > maxConditionText)) {
    const actual = text.length > maxConditionText ? `${text.length} characters` : printPart(text);
    return {
      member: 'text',
      expected: `a text that is not blank, of at most ${maxConditionText} characters`,
      actual,
    };
  }
  const emptyTerm = condition.terms?.find((term) => fold(term) === '');
  if (emptyTerm !== undefined)
    return { member: 'terms', expected: 'a term: a text that is not blank', actual: printPart(emptyTerm) };
  if (condition.not === true && valueMembersOf(condition).length === 0) {
    const expected =
      'a condition on values to invert (to exclude a state, list the other states in `states`)';
    return { member: 'not', expected, actual: 'none' };
  }
  return null;
}

/**
 * Finds the first member that does not fit an axis: it does not apply to the value type, is an empty list of terms for values
 * other than TERMS, or names a level that the axis does not have. Null if all members fit.
 */
export function misfitOf(
  condition: AxisCondition,
  { valueType, scale }: ValueDefinition,
): ConditionProblem | null {
  for (const member of valueMembersOf(condition)) {
    if (canApplyTo(member, valueType)) continue;
    const expected = `none, since values are of type ${valueType}`;
    return { member, expected, actual: printPart(condition[member]) };
  }
  if (condition.terms?.length === 0 && valueType !== 'TERMS') {
    return { member: 'terms', expected: 'at least one term, since only TERMS can be empty', actual: '[]' };
  }
  const unknown = condition.levels?.find((level) => !scale.levels?.includes(level));
  if (unknown === undefined) return null;
  return {
    member: 'levels',
    expected: `one of the levels ${scale.levels?.join(', ') ?? ''}`,
    actual: printPart(unknown),
  };
}

function printPart(part: unknown): string {
  const text = JSON.stringify(part);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
