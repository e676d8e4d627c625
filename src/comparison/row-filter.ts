import { fold } from '../graph/fold.js';
import type { ClaimValue } from '../graph/values/claim-value.js';
import { ExactDecimal } from '../graph/values/decimal.js';
import { canonicalRange, type QuantityRange } from '../graph/values/quantity.js';
import type { Support } from '../graph/values/support.js';
import { measureOf } from './axis.js';
import type { Cell } from './cell.js';
import type { CellState } from './statement.js';
import type { ComparisonRow } from './row.js';

/** What one approach's cell must answer; what is left out does not restrict. */
export interface CellCondition {
  /** The approach's id. */
  readonly approach: string;
  readonly states?: readonly CellState[] | null;
  readonly supports?: readonly Support[] | null;
  /** Decimals in the dimension's unit: the whole amount or range lies between them. */
  readonly minimum?: string | null;
  readonly maximum?: string | null;
  readonly levels?: readonly string[] | null;
  /** Every one of them is among the cell's terms. */
  readonly terms?: readonly string[] | null;
}

/**
 * Whether a row's cells answer all conditions. A condition on values is answered by one of the cell's
 * values, so that a contested cell answers by either; with `states` it can be kept to what is undisputed.
 */
export function answersAll(row: ComparisonRow, conditions: readonly CellCondition[]): boolean {
  return conditions.every((condition) => {
    const cell = row.cells.find(({ approach }) => approach.id === condition.approach);
    return cell !== undefined && answers(cell, row, condition);
  });
}

function answers(cell: Cell, row: ComparisonRow, condition: CellCondition): boolean {
  const { states, supports, minimum, maximum, levels, terms } = condition;
  const values = cell.said.flatMap(({ value }) => (value ? [value] : []));
  if (states && !states.includes(cell.state)) return false;
  if (supports && !values.some((value) => value.type === 'SUPPORT' && supports.includes(value.support)))
    return false;
  if (levels && !values.some((value) => value.type === 'ORDINAL' && levels.includes(value.level)))
    return false;
  if (terms && !holdsTerms(values, terms)) return false;
  if (isGiven(minimum) || isGiven(maximum)) {
    const ranges = values.flatMap((value) => rangeOf(value, row) ?? []);
    return ranges.some((range) => liesWithin(range, minimum ?? null, maximum ?? null));
  }
  return true;
}

function isGiven(bound: string | null | undefined): boolean {
  return bound !== null && bound !== undefined;
}

function holdsTerms(values: readonly ClaimValue[], wanted: readonly string[]): boolean {
  const held = new Set(values.flatMap((value) => (value.type === 'TERMS' ? value.terms.map(fold) : [])));
  return wanted.length > 0 && wanted.every((term) => held.has(fold(term)));
}

function rangeOf(value: ClaimValue, row: ComparisonRow): QuantityRange | null {
  return value.type === 'QUANTITY' ? canonicalRange(value, measureOf(row.axis).scale) : null;
}

function liesWithin(range: QuantityRange, minimum: string | null, maximum: string | null): boolean {
  const isAbove =
    minimum === null || (range.minimum !== null && new ExactDecimal(range.minimum).gte(minimum));
  const isBelow =
    maximum === null || (range.maximum !== null && new ExactDecimal(range.maximum).lte(maximum));
  return isAbove && isBelow;
}
