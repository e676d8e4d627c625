import { fold } from '../../graph/text/fold.js';
import { intervalOfQuantity } from '../../graph/values/quantity.js';
import type { TermsValue } from '../../graph/values/terms.js';
import { valueTypes, type ClaimValue, type ValueOf, type ValueType } from '../../graph/values/value-rules.js';
import type { Interval, Scale } from '../../graph/values/value-type.js';
import { liesBetween } from '../../graph/values/version.js';
import { valueDefinitionOf } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import type { CellState } from '../cells/statement.js';
import type { ValueCondition } from '../conditions/value-condition.js';
import type { ComparisonRow } from './row.js';

/** Conditions on the cell of one approach. */
export interface CellCondition extends ValueCondition {
  /** The approach's id. */
  readonly approach: string;
  readonly states?: readonly CellState[] | null;
}

/** The conditions that apply to values of one type. */
interface ValueFilter<Value> {
  /** Whether a condition restricts values of this type. */
  applies(condition: ValueCondition): boolean;
  /** Whether one of a cell's values of this type meets the condition. */
  isMet(values: readonly Value[], condition: ValueCondition, scale: Scale): boolean;
}

/** Null for types that no condition restricts. */
const filters: { readonly [Type in ValueType]: ValueFilter<ValueOf<Type>> | null } = {
  TEXT: null,
  SUPPORT: {
    applies: ({ supports }) => isGiven(supports),
    isMet: (values, { supports }) => values.some(({ support }) => supports?.includes(support)),
  },
  QUANTITY: {
    applies: ({ minimum, maximum }) => isGiven(minimum) || isGiven(maximum),
    isMet: (values, condition, scale) =>
      values.some((value) => {
        const interval = intervalOfQuantity(value, scale);
        return interval !== null && liesWithin(interval, condition);
      }),
  },
  ORDINAL: {
    applies: ({ levels }) => isGiven(levels),
    isMet: (values, { levels }) => values.some(({ level }) => levels?.includes(level)),
  },
  DATE: null,
  VERSION: {
    applies: ({ oldest, newest }) => isGiven(oldest) || isGiven(newest),
    isMet: (values, { oldest = null, newest = null }) =>
      values.some((value) => liesBetween(value, oldest, newest)),
  },
  TERMS: {
    applies: ({ terms }) => isGiven(terms),
    isMet: (values, { terms }) => holdsTerms(values, terms ?? []),
  },
};

/**
 * Creates a predicate that returns whether the cells of a row meet all conditions of one list and at least one of another.
 * One value of a cell is enough, so a contested cell matches by any of its values; `states` can exclude contested cells.
 * @param any does not restrict if it is empty
 */
export function rowFilter(
  where: readonly CellCondition[],
  any: readonly CellCondition[] = [],
): (row: ComparisonRow) => boolean {
  const [required, alternatives] = [where.map(cellCheck), any.map(cellCheck)];
  return (row) =>
    required.every((isMet) => isMet(row)) &&
    (alternatives.length === 0 || alternatives.some((isMet) => isMet(row)));
}

function cellCheck(condition: CellCondition): (row: ComparisonRow) => boolean {
  const types = restrictedTypes(condition);
  return (row) => {
    const cell = row.cells.find(({ approach }) => approach.id === condition.approach);
    return cell !== undefined && meets(cell, row, condition, types);
  };
}

/** The value types that a condition restricts; computed once for all rows. */
function restrictedTypes(condition: CellCondition): readonly ValueType[] {
  return valueTypes.filter((type) => filters[type]?.applies(condition) ?? false);
}

function meets(
  cell: Cell,
  row: ComparisonRow,
  condition: CellCondition,
  types: readonly ValueType[],
): boolean {
  if (condition.states && !condition.states.includes(cell.state)) return false;
  return types.every((type) => {
    const filter: ValueFilter<ClaimValue> | null = filters[type];
    const values = cell.stated.flatMap(({ value }) => (value?.type === type ? [value] : []));
    return filter?.isMet(values, condition, valueDefinitionOf(row.axis).scale) ?? true;
  });
}

function isGiven(part: unknown): boolean {
  return part !== null && part !== undefined;
}

function holdsTerms(values: readonly TermsValue[], wanted: readonly string[]): boolean {
  const terms = new Set(values.flatMap(({ terms }) => terms.map(fold)));
  return wanted.length > 0 && wanted.every((term) => terms.has(fold(term)));
}

/** Whether all of an interval meets a condition on amounts. The slack does not count. */
function liesWithin(
  { low, high, excludesLow, excludesHigh }: Interval,
  { minimum = null, maximum = null, exclusiveMinimum, exclusiveMaximum }: ValueCondition,
): boolean {
  const isAbove =
    minimum === null ||
    (low !== null && (low.gt(minimum) || (low.eq(minimum) && (excludesLow || !exclusiveMinimum))));
  const isBelow =
    maximum === null ||
    (high !== null && (high.lt(maximum) || (high.eq(maximum) && (excludesHigh || !exclusiveMaximum))));
  return isAbove && isBelow;
}
