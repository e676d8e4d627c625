import type { DifferenceTable, DifferenceTableRow } from '../../api/comparison/difference-table.js';
import { printable } from '../terminal/printable.js';

const signs = { ADDED: '+', CHANGED: '~', ENDED: '-' } as const;

/**
 * Prints a difference as lines: the changed approaches; the changed rows with their verdicts, changed cells and changed leaders; and whether the
 * rows are in another order.
 */
export function comparisonDifferenceLines(table: DifferenceTable): readonly string[] {
  const lines = [
    ...table.approaches.map(
      ({ before, after }) => `~ approach ${before ?? 'not in the graph'} → ${after ?? 'not in the graph'}`,
    ),
    ...table.rows.flatMap(rowLines),
    ...(table.isReordered ? ['The rows are in another order.'] : []),
  ];
  return lines.length === 0 ? ['The comparison has not changed.'] : lines.map(printable);
}

function rowLines({ kind, axis, verdict, cells, newLeaders, formerLeaders }: DifferenceTableRow): string[] {
  return [
    `${signs[kind]} ${axis}: ${beforeAndAfter(verdict)}`,
    ...cells.map(({ approach, ...texts }) => `    ${approach}: ${beforeAndAfter(texts)}`),
    ...(newLeaders.length === 0 ? [] : [`    now best: ${newLeaders.join(', ')}`]),
    ...(formerLeaders.length === 0 ? [] : [`    no longer best: ${formerLeaders.join(', ')}`]),
  ];
}

/** Prints two texts with an arrow, or one text if both are equal or one is null. Empty if both are null. */
function beforeAndAfter({ before, after }: { before: string | null; after: string | null }): string {
  if (before === null || after === null || before === after) return after ?? before ?? '';
  return `${before} → ${after}`;
}
