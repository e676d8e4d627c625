import { fold } from '../graph/fold.js';
import type { ComparisonRow } from './row.js';

export const rowOrders = ['EDITORIAL', 'NAME', 'MOST_DIFFERENT', 'MOST_ALIKE'] as const;
export type RowOrder = (typeof rowOrders)[number];

/**
 * Orders rows that stand in editorial order, which decides between equals. Rows without a distance come
 * after those that have one.
 */
export function orderRows(rows: readonly ComparisonRow[], order: RowOrder): readonly ComparisonRow[] {
  switch (order) {
    case 'EDITORIAL':
      return rows;
    case 'NAME': {
      const names = new Map(rows.map((row) => [row, fold(row.axis.name)]));
      return [...rows].sort((left, right) => compareTexts(names.get(left) ?? '', names.get(right) ?? ''));
    }
    case 'MOST_DIFFERENT':
      return [...rows].sort((left, right) => (right.distance ?? -1) - (left.distance ?? -1));
    case 'MOST_ALIKE':
      return [...rows].sort((left, right) => (left.distance ?? 2) - (right.distance ?? 2));
  }
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
