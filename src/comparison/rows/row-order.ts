import { fold } from '../../graph/text/fold.js';
import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import type { CompiledCondition } from '../conditions/compiled-condition.js';
import { countEachMeeting, evaluateAll } from './row-selection.js';
import type { ComparisonRow } from './row.js';

export const rowOrders = ['EDITORIAL', 'NAME', 'MOST_DIFFERENT', 'MOST_ALIKE', 'COUNT'] as const;
export type RowOrder = (typeof rowOrders)[number];

/**
 * Sorts rows, in steps.
 * @param rows in editorial order, which breaks ties
 * @param countOf a condition: COUNT sorts by the number of cells that meet the condition, the highest number first; the other orders ignore it
 * @returns the sorted rows; if they are sorted by distance, rows without a distance are last
 * @throws {TypeError} if the order is COUNT, and there is no condition
 */
export function* orderRows(
  rows: readonly ComparisonRow[],
  order: RowOrder,
  countOf: CompiledCondition | null = null,
): Steps<readonly ComparisonRow[]> {
  switch (order) {
    case 'EDITORIAL':
      return rows;
    case 'NAME': {
      const named: { row: ComparisonRow; name: string }[] = [];
      for (const row of rows) {
        named.push({ row, name: fold(row.axis.name) });
        if (named.length % namesPerStep === 0) yield;
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
    case 'COUNT': {
      if (!countOf) throw new TypeError('Expected a condition for the order COUNT, got none.');
      const counts = yield* countEachMeeting(rows, countOf);
      const counted = rows.map((row, index) => ({ row, count: counts[index] ?? 0 }));
      return (yield* sorted(counted, (left, right) => right.count - left.count)).map(({ row }) => row);
    }
  }
}

const namesPerStep = 256;

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
