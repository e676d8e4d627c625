import { qualifiersOverlap } from '../../graph/identity.js';
import type { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Interval } from '../../graph/values/value-type.js';
import { agreedInterval } from '../cells/agreed-interval.js';
import type { ValueDefinition } from '../cells/axis.js';
import type { CellStatement } from '../cells/statement.js';
import type { ConditionedCell } from './compiled-condition.js';

/**
 * The position of a cell on the scale of its axis, by which approaches are sorted. If several wordings agree on the
 * value, it is the lowest position on which they agree: if one source states a day and another its year, the day.
 * @returns null for a cell that is contested, or that states different values under conditions that do not overlap, and
 * for a value without a position: a range, an approximate amount, an open date, an amount in another kind of unit
 */
export function positionOfCell(
  { state, statements }: ConditionedCell,
  { scale }: ValueDefinition,
): ExactDecimal | null {
  if (state !== 'STATED') return null;
  const positions: ExactDecimal[] = [];
  const intervals: Interval[] = [];
  for (const { values, absence } of statements) {
    if (absence !== null) return null;
    for (const value of values) {
      const { order } = ruleOf(value);
      const [position, interval] = [order?.position(value, scale), order?.interval(value, scale)];
      if (!position || !interval) return null;
      positions.push(position);
      intervals.push(interval);
    }
  }
  const [first, ...others] = positions;
  if (!first || others.every((position) => position.eq(first))) return first ?? null;
  return overlapPairwise(statements) ? agreedInterval(intervals).low : null;
}

/** Whether all statements of a cell can hold at once, so that they agree unless the cell is contested. */
function overlapPairwise(statements: readonly CellStatement[]): boolean {
  return statements.every(({ qualifiers }, index) =>
    statements.slice(index + 1).every((other) => qualifiersOverlap(qualifiers, other.qualifiers)),
  );
}
