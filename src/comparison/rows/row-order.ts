import { fold } from '../../graph/text/fold.js';
import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import { evaluateAll } from './row-selection.js';
import type { ComparisonRow } from './row.js';

export const rowOrders = ['EDITORIAL', 'NAME', 'MOST_DIFFERENT', 'MOST_ALIKE'] as const;
export type RowOrder = (typeof rowOrders)[number];

/**
 * Sorts rows.
 * @param rows in editorial order, which breaks ties
 * @returns rows without a distance after those that have one
 */
export function* orderRows(rows: readonly ComparisonRow[], order: RowOrder): Steps<readonly ComparisonRow[]> {
  switch (order) {
    case 'EDITORIAL':
      return rows;
    case 'NAME': {
      const named: { row: ComparisonRow; name: string }[] = [];
      for (const row of rows) {
        named.push({ row, name: fold(row.axis.name) });
        if (named.length % namesAtATime === 0) yield;
      }
      const inOrder = yield* sorted(named, (left, right) => compareTexts(left.name, right.name));
      return inOrder.map(({ row }) => row);
    }
    case 'MOST_DIFFERENT':
      yield* evaluateAll(rows);
      return yield* sorted(rows, (left, right) => (right.distance ?? -1) - (left.distance ?? -1));
    case 'MOST_ALIKE':
      yield* evaluateAll(rows);
      return yield* sorted(rows, (left, right) => (left.distance ?? 2) - (right.distance ?? 2));
  }
}

const namesAtATime = 256;

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
