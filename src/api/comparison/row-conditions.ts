import { problemOf, type AxisCondition } from '../../comparison/conditions/axis-condition.js';
import { CompiledCondition } from '../../comparison/conditions/compiled-condition.js';
import type { ComparisonRow } from '../../comparison/rows/row.js';
import { fold } from '../../graph/text/fold.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badArgument, plainQualifiers } from '../filters/axis-conditions.js';
import { shortened } from '../references/reference.js';
import type { RequestView } from '../request/request-view.js';
import type { AxisConditionInput } from './axis-condition.type.js';

/**
 * Reads a condition on the cells of rows, which applies to the axis of each row.
 * @param argument the name of the argument, for messages
 * @throws {TertiumError} BAD_USER_INPUT if the condition names an axis or is malformed
 */
export function readRowCondition(
  { axis, ...condition }: AxisConditionInput,
  argument: string,
): AxisCondition {
  if (axis !== null && axis !== undefined) {
    const actual = `"${shortened(axis)}"`;
    throw badArgument(
      `${argument}.axis`,
      `expected no axis, since the condition applies to the axis of each row, got ${actual}`,
    );
  }
  const problem = problemOf(condition);
  if (problem) {
    throw badArgument(`${argument}.${problem.member}`, `expected ${problem.expected}, got ${problem.actual}`);
  }
  const { under } = condition;
  return under ? { ...condition, under: plainQualifiers(under) } : condition;
}

/** Compiles a condition for the rows of one comparison. Loads the concepts that the terms of the condition name, in one batch. */
export function compileForRows(
  { loaders }: RequestView,
  condition: AxisCondition,
  [row]: readonly Pick<ComparisonRow, 'nameLookup'>[],
): MaybePromise<CompiledCondition> {
  const nameLookup = row?.nameLookup ?? ((): ReadonlySet<string> => noNames);
  const terms = (condition.terms ?? []).map(fold);
  if (terms.length === 0) return new CompiledCondition(condition, nameLookup);
  // From a SQL view, the name look-up of the rows has only the names in the claims of the rows. From an in-memory view, the look-up does not record what is looked up.
  return mapMaybe(loaders.conceptsNamed.loadMany(terms), (ids) => {
    const named = new Map(terms.map((term, index) => [term, new Set(ids[index])]));
    const lookUp: NameLookup = (text) => named.get(fold(text)) ?? nameLookup(text);
    return new CompiledCondition(condition, lookUp);
  });
}

const noNames: ReadonlySet<string> = new Set();
