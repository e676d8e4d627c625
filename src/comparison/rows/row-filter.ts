import { fold } from '../../graph/text/fold.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import { canonicalRange, type QuantityRange } from '../../graph/values/quantity.js';
import type { Support } from '../../graph/values/support.js';
import type { TermsValue } from '../../graph/values/terms.js';
import { valueTypes, type ClaimValue, type ValueOf, type ValueType } from '../../graph/values/value-rules.js';
import type { Scale } from '../../graph/values/value-type.js';
import { liesBetween } from '../../graph/values/version.js';
import { measureOf } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import type { CellState } from '../cells/statement.js';
import type { ComparisonRow } from './row.js';

/** What the value of a cell must be; what is left out does not restrict. */
export interface ValueCondition {
  readonly supports?: readonly Support[] | null;
  /** Decimals in the dimension's unit: the whole amount or range lies between them. */
  readonly minimum?: string | null;
  readonly maximum?: string | null;
  /** The whole version, or range of versions, lies between them. */
  readonly oldest?: string | null;
  readonly newest?: string | null;
  readonly levels?: readonly string[] | null;
  /** Every one of them is among the cell's terms. */
  readonly terms?: readonly string[] | null;
}

/** What one approach's cell must answer. */
export interface CellCondition extends ValueCondition {
  /** The approach's id. */
  readonly approach: string;
  readonly states?: readonly CellState[] | null;
}

/** How conditions are put to values of one type. */
interface ValueFilter<Value> {
  /** Whether a condition asks something of values of this type. */
  isAsked(condition: ValueCondition): boolean;
  /** Whether the values of a cell, those of this type, answer it. */
  isAnswered(values: readonly Value[], condition: ValueCondition, scale: Scale): boolean;
}

/** Null for types that no condition asks about. */
const filters: { readonly [Type in ValueType]: ValueFilter<ValueOf<Type>> | null } = {
  TEXT: null,
  SUPPORT: {
    isAsked: ({ supports }) => isGiven(supports),
    isAnswered: (values, { supports }) => values.some(({ support }) => supports?.includes(support)),
  },
  QUANTITY: {
    isAsked: ({ minimum, maximum }) => isGiven(minimum) || isGiven(maximum),
    isAnswered: (values, { minimum = null, maximum = null }, scale) =>
      values.some((value) => {
        const range = canonicalRange(value, scale);
        return range !== null && liesWithin(range, minimum, maximum);
      }),
  },
  ORDINAL: {
    isAsked: ({ levels }) => isGiven(levels),
    isAnswered: (values, { levels }) => values.some(({ level }) => levels?.includes(level)),
  },
  DATE: null,
  VERSION: {
    isAsked: ({ oldest, newest }) => isGiven(oldest) || isGiven(newest),
    isAnswered: (values, { oldest = null, newest = null }) =>
      values.some((value) => liesBetween(value, oldest, newest)),
  },
  TERMS: {
    isAsked: ({ terms }) => isGiven(terms),
    isAnswered: (values, { terms }) => holdsTerms(values, terms ?? []),
  },
};

/**
 * Tells of rows whether their cells answer all conditions. A condition on values is answered by one of the cell's
 * values, so that a contested cell answers by either; with `states` it can be kept to what is undisputed.
 */
export function rowFilter(conditions: readonly CellCondition[]): (row: ComparisonRow) => boolean {
  const asking = conditions.map((condition) => ({ condition, asked: askedOf(condition) }));
  return (row) =>
    asking.every(({ condition, asked }) => {
      const cell = row.cells.find(({ approach }) => approach.id === condition.approach);
      return cell !== undefined && answers(cell, row, condition, asked);
    });
}

/** The types of value that a condition asks something of: found once for all rows. */
function askedOf(condition: CellCondition): readonly ValueType[] {
  return valueTypes.filter((type) => filters[type]?.isAsked(condition) ?? false);
}

function answers(
  cell: Cell,
  row: ComparisonRow,
  condition: CellCondition,
  asked: readonly ValueType[],
): boolean {
  if (condition.states && !condition.states.includes(cell.state)) return false;
  return asked.every((type) => {
    const filter: ValueFilter<ClaimValue> | null = filters[type];
    const values = cell.said.flatMap(({ value }) => (value?.type === type ? [value] : []));
    return filter?.isAnswered(values, condition, measureOf(row.axis).scale) ?? true;
  });
}

function isGiven(part: unknown): boolean {
  return part !== null && part !== undefined;
}

function holdsTerms(values: readonly TermsValue[], wanted: readonly string[]): boolean {
  const held = new Set(values.flatMap(({ terms }) => terms.map(fold)));
  return wanted.length > 0 && wanted.every((term) => held.has(fold(term)));
}

function liesWithin(range: QuantityRange, minimum: string | null, maximum: string | null): boolean {
  const isAbove =
    minimum === null || (range.minimum !== null && new ExactDecimal(range.minimum).gte(minimum));
  const isBelow =
    maximum === null || (range.maximum !== null && new ExactDecimal(range.maximum).lte(maximum));
  return isAbove && isBelow;
}
