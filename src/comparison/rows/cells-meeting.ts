import { qualifiersOverlap } from '../../graph/identity.js';
import { contentOf, type Cell } from '../cells/cell.js';
import type { CompiledCondition, ConditionedCell } from '../conditions/compiled-condition.js';
import type { ComparisonRow } from './row.js';

/** The part of a row that conditions read. */
type ConditionedRow = Pick<ComparisonRow, 'cells' | 'definition' | 'nameLookup'>;

/** Counts the cells of a row that meet a condition. */
export function countCellsMeeting(row: ConditionedRow, condition: CompiledCondition): number {
  let count = 0;
  for (const cell of row.cells) if (isMetByCell(cell, row, condition)) count += 1;
  return count;
}

/** Whether a cell of a row meets a condition. */
export function isMetByCell(cell: Cell, row: ConditionedRow, condition: CompiledCondition): boolean {
  return condition.isMetBy(underQualifiers(cell, row, condition), row.definition);
}

/**
 * Whether at least one cell of a row is stated or contested under the qualifiers of a condition, and each of these cells
 * meets the condition. The other cells do not count.
 */
export function isMetByEveryStated(row: ConditionedRow, condition: CompiledCondition): boolean {
  let isStated = false;
  for (const cell of row.cells) {
    const content = underQualifiers(cell, row, condition);
    if (content.state !== 'STATED' && content.state !== 'CONTESTED') continue;
    if (!condition.isMetBy(content, row.definition)) return false;
    isStated = true;
  }
  return isStated;
}

/** Derives the content of a cell from the claims that can be true under the qualifiers of a condition. */
function underQualifiers(
  cell: Cell,
  { definition, nameLookup }: ConditionedRow,
  { under }: CompiledCondition,
): ConditionedCell {
  if (under.length === 0) return cell;
  const claims = cell.claims.filter(({ qualifiers }) => qualifiersOverlap(qualifiers, under));
  return contentOf(claims, definition, nameLookup);
}
