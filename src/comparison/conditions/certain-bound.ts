import { qualifiersOverlap } from '../../graph/identity.js';
import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Interval } from '../../graph/values/value-type.js';
import { agreedInterval } from '../cells/agreed-interval.js';
import type { ValueDefinition } from '../cells/axis.js';
import type { CellStatement } from '../cells/statement.js';
import type { ConditionedCell } from './compiled-condition.js';

/** An end of a scale. */
export type ScaleEnd = 'LOW' | 'HIGH';

/**
 * Finds the certain bound of a cell: its lowest possible position on the scale (LOW), or its highest (HIGH). For a
 * single amount, level, version or day, both are its position. A range, an imprecise date and an approximate amount can
 * be any position within their bounds. A cell that is contested, or that has values under conditions that do not
 * overlap, can be any of its values. Wordings that agree count as the value on which they agree.
 * @returns null if the end is open, if a value has no position on the scale, or if the cell states no value
 */
export function certainBoundOf(
  { state, statements }: ConditionedCell,
  { scale }: ValueDefinition,
  end: ScaleEnd,
): ExactDecimal | null {
  const intervals: Interval[] = [];
  for (const value of statements.flatMap(({ values }) => values)) {
    const interval = ruleOf(value).order?.interval(value, scale) ?? null;
    if (interval === null) return null;
    intervals.push(interval);
  }
  if (intervals.length === 0) return null;
  const alternatives =
    state === 'STATED' && canAllBeTrue(statements) ? [agreedInterval(intervals)] : intervals;
  return boundOf(alternatives, end);
}

/** The lowest or highest position of intervals; null if one of them is open at this end. */
function boundOf(intervals: readonly Interval[], end: ScaleEnd): ExactDecimal | null {
  let bound: ExactDecimal | null = null;
  for (const { low, high } of intervals) {
    const each = end === 'LOW' ? low : high;
    if (each === null) return null;
    if (bound === null || (end === 'LOW' ? each.lt(bound) : each.gt(bound))) bound = each;
  }
  return bound;
}

/** Whether all statements of a cell can be true together, so that they agree unless the cell is contested. */
function canAllBeTrue(statements: readonly CellStatement[]): boolean {
  return statements.every(({ qualifiers }, index) =>
    statements.slice(index + 1).every((other) => qualifiersOverlap(qualifiers, other.qualifiers)),
  );
}
