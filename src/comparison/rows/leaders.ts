import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Interval, Scale } from '../../graph/values/value-type.js';
import { agreedInterval } from '../cells/agreed-interval.js';
import type { Cell } from '../cells/cell.js';
import type { ComparisonRow } from './row.js';

/**
 * Finds the approaches whose value is certainly at least as good as every other value of the row, in the row's order. A
 * date without a day can be any of its days, and a range any of its values: "2024" does not lead beside "2024-09". Amounts
 * within the dimension's tolerance are equally good. An approach does not lead if its conditions do not overlap those of
 * another approach.
 * @returns an empty list if the axis is not a dimension with a better end, if a cell does not state exactly one value on the
 * scale, if all values are equally good, or if no approach leads
 */
export function leadersOf({ axis, cells }: Pick<ComparisonRow, 'axis' | 'cells'>): readonly Approach[] {
  if (axis.kind !== 'DIMENSION' || axis.betterWhen === 'NEITHER') return [];
  const isHigherBetter = axis.betterWhen === 'HIGHER';
  const positioned: PositionedCell[] = [];
  for (const cell of cells) {
    const interval = cell.state === 'STATED' && cell.stated.length === 1 ? intervalOf(cell, axis) : null;
    if (interval === null) return [];
    positioned.push({ cell, interval });
  }
  const isAsGood = (one: PositionedCell, other: PositionedCell): boolean =>
    conditionsOverlap(one.cell, other.cell) &&
    (isHigherBetter ? isNotLower(one.interval, other.interval) : isNotLower(other.interval, one.interval));
  const leaders = positioned.filter((one) =>
    positioned.every((other) => other === one || isAsGood(one, other)),
  );
  return leaders.length === positioned.length ? [] : leaders.map(({ cell }) => cell.approach);
}

/** A cell with the interval of its value on the scale. */
interface PositionedCell {
  readonly cell: Cell;
  readonly interval: Interval;
}

/** The interval on which all wordings of a cell agree; null if one of them has no interval on the scale. */
function intervalOf({ statements }: Cell, scale: Scale): Interval | null {
  const intervals: Interval[] = [];
  for (const value of statements.flatMap(({ values }) => values)) {
    const interval = ruleOf(value).order?.interval(value, scale) ?? null;
    if (interval === null) return null;
    intervals.push(interval);
  }
  return intervals.length === 0 ? null : agreedInterval(intervals);
}

function conditionsOverlap(one: Cell, other: Cell): boolean {
  return one.statements.some(({ qualifiers }) =>
    other.statements.some((against) => qualifiersOverlap(qualifiers, against.qualifiers)),
  );
}

/** Whether every position of one interval is at least as high as every position of the other, within the larger slack. */
function isNotLower(one: Interval, other: Interval): boolean {
  if (one.low === null || other.high === null) return false;
  const slack = one.slack.gt(other.slack) ? one.slack : other.slack;
  return one.low.plus(slack).gte(other.high);
}
