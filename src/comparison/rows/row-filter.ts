import { fold } from '../../graph/text/fold.js';
import type { TermsValue } from '../../graph/values/terms.js';
import { valueTypes, type ClaimValue, type ValueOf, type ValueType } from '../../graph/values/value-rules.js';
import type { Scale } from '../../graph/values/value-type.js';
import { valueDefinitionOf } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import type { CellState } from '../cells/statement.js';
import type { ValueCondition } from '../conditions/value-condition.js';
import { isSomeInRange, rangeFor } from '../conditions/value-members.js';
import type { ComparisonRow } from './row.js';

/** Conditions on the cell of one approach. */
export interface CellCondition extends ValueCondition {
  /** The approach's id. */
  readonly approach: string;
  /** States of which the cell must have one; any state if null or omitted. */
  readonly states?: readonly CellState[] | null;
}

/** Checks values of one type against a member of a condition that is not a range. */
interface ValueFilter<Value> {
  /** Whether a condition restricts values of this type. */
  applies(condition: ValueCondition): boolean;
  /** Whether a cell with these values of this type meets the condition. */
  isMet(values: readonly Value[], condition: ValueCondition): boolean;
}

const filters: { readonly [Type in ValueType]?: ValueFilter<ValueOf<Type>> } = {
  SUPPORT: {
    applies: ({ supports }) => isGiven(supports),
    isMet: (values, { supports }) => values.some(({ support }) => supports?.includes(support)),
  },
  ORDINAL: {
    applies: ({ levels }) => isGiven(levels),
    isMet: (values, { levels }) => values.some(({ level }) => levels?.includes(level)),
  },
  TERMS: {
    applies: ({ terms }) => isGiven(terms),
    isMet: (values, { terms }) => hasAllTerms(values, terms ?? []),
  },
};

/**
 * Creates a function that returns whether the cells of a row meet all conditions of `where` and at least one condition
 * of `any`. A cell meets a member of a condition if one of its values does, so a contested cell can match by any of its
 * values; `states` can exclude contested cells. A cell meets `terms` if its values together have all terms; no cell meets
 * an empty list.
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
  const checks = valueChecks(condition);
  return (row) => {
    const cell = row.cells.find(({ approach }) => approach.id === condition.approach);
    return cell !== undefined && meets(cell, row, condition, checks);
  };
}

/** Whether the values of one type in a cell meet a condition. */
interface ValueCheck {
  readonly type: ValueType;
  readonly isMet: (values: readonly ClaimValue[], scale: Scale) => boolean;
}

/** The checks of the value types that a condition restricts; created once for all rows. */
function valueChecks(condition: CellCondition): readonly ValueCheck[] {
  return valueTypes.flatMap((type): readonly ValueCheck[] => {
    const range = rangeFor(type, condition);
    if (range) return [{ type, isMet: (values, scale) => isSomeInRange(values, scale, range) === true }];
    const filter: ValueFilter<ClaimValue> | undefined = filters[type];
    return filter?.applies(condition) ? [{ type, isMet: (values) => filter.isMet(values, condition) }] : [];
  });
}

function meets(
  cell: Cell,
  row: ComparisonRow,
  { states }: CellCondition,
  checks: readonly ValueCheck[],
): boolean {
  if (states && !states.includes(cell.state)) return false;
  return checks.every(({ type, isMet }) => {
    const values = cell.stated.flatMap(({ value }) => (value?.type === type ? [value] : []));
    return isMet(values, valueDefinitionOf(row.axis).scale);
  });
}

function isGiven(part: unknown): boolean {
  return part !== null && part !== undefined;
}

function hasAllTerms(values: readonly TermsValue[], required: readonly string[]): boolean {
  const terms = new Set(values.flatMap(({ terms }) => terms.map(fold)));
  return required.length > 0 && required.every((term) => terms.has(fold(term)));
}
