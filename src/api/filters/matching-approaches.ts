import type { Axis } from '../../comparison/cells/axis.js';
import {
  matchApproaches,
  type AxisTest,
  type MatchingApproaches,
} from '../../comparison/conditions/approach-filter.js';
import type { CellColumn } from '../../comparison/conditions/cell-column.js';
import { CompiledCondition } from '../../comparison/conditions/compiled-condition.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import type { RequestView } from '../request/request-view.js';
import { termsOf, type ReadCondition } from './axis-conditions.js';
import { loadColumns, type ConditionColumns } from './condition-columns.js';

/**
 * Finds the approaches that meet all conditions.
 * @returns a function that takes the id of an approach, and returns whether it meets all conditions
 */
export async function loadMatchTest(
  requestView: RequestView,
  where: readonly ReadCondition[],
): Promise<(approach: string) => boolean> {
  const columns = await loadColumns(requestView, axesOf(where), termsOf(where));
  const matches = await inSlices(findMatches(where, [], columns), requestView.pace);
  return matchTest(matches, columns.numbers);
}

/** Lists the axes of conditions without duplicates. */
export function axesOf(conditions: readonly { readonly axis: Axis }[]): readonly Axis[] {
  return [...new Map(conditions.map(({ axis }) => [axis.id, axis])).values()];
}

/** Finds the approaches that meet all conditions of `where` and, unless `any` is empty, at least one condition of `any`. */
export function* findMatches(
  where: readonly ReadCondition[],
  any: readonly ReadCondition[],
  columns: ConditionColumns,
): Steps<MatchingApproaches> {
  const compiled = (conditions: readonly ReadCondition[]): readonly AxisTest[] =>
    conditions.map(({ axis, condition }) => ({
      condition: new CompiledCondition(condition, columns.nameLookup),
      column: columnOf(axis, columns),
    }));
  const tests = { where: compiled(where), any: any.length === 0 ? null : compiled(any) };
  return yield* matchApproaches(tests, columns.numbers.size);
}

/**
 * Creates a function that takes the id of an approach, and returns whether it matches. Approaches without a number have no
 * claims along the axes.
 */
export function matchTest(
  { flags, others }: MatchingApproaches,
  numbers: ReadonlyMap<string, number>,
): (id: string) => boolean {
  return (id) => {
    const number = numbers.get(id);
    // Another request may have added numbers after the approaches were matched.
    return number === undefined || number >= flags.length ? others : flags[number] === 1;
  };
}

/** Returns the column of an axis. */
export function columnOf(axis: Axis, { byAxis }: ConditionColumns): CellColumn {
  const column = byAxis.get(axis.id);
  if (!column) throw new TypeError('Expected a column for every axis.');
  return column;
}
