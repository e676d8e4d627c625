import type { Approach } from '../../../src/graph/concept.js';
import type { ComparedRows, ComparisonDifference } from '../../../src/comparison/difference/difference.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import { plainRow } from '../material.js';

/** Computes the later comparison from only the earlier comparison and the difference. */
export function applyDifference(
  before: ComparedRows,
  { approaches, rows, order }: ComparisonDifference,
): ComparedRows {
  const renamed = before.approaches.map((approach, column) => {
    const change = approaches.find((each) => each.column === column);
    return change ? change.after : approach;
  });
  const replacements = new Map(rows.map((change) => [change.axis.id, change.after]));
  const remaining = before.rows.flatMap((row): ComparisonRow[] => {
    const replacement = replacements.get(row.axis.id);
    if (replacement === null) return [];
    return [replacement ?? withApproaches(row, renamed)];
  });
  for (const { kind, after, index } of rows) {
    if (kind === 'ADDED' && after && index !== null) remaining.splice(index, 0, after);
  }
  return {
    approaches: renamed,
    rows: order
      ? remaining.sort((left, right) => order.indexOf(left.axis.id) - order.indexOf(right.axis.id))
      : remaining,
  };
}

/** Returns an unchanged row with the approaches of the later view. */
function withApproaches(row: ComparisonRow, approaches: readonly (Approach | null)[]): ComparisonRow {
  const cells = row.cells.map((cell, column) => ({ ...cell, approach: approaches[column] ?? cell.approach }));
  return plainRow({ ...row, cells, nameLookup: row.nameLookup });
}
