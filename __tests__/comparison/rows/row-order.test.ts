import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import { orderRows, rowOrders, type RowOrder } from '../../../src/comparison/rows/row-order.js';
import { CompiledCondition } from '../../../src/comparison/conditions/compiled-condition.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { runs } from '../../support/test-run.js';
import { largeParts } from '../arbitraries.js';
import { compareParts, dimension, feature, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

function row(name: string, cells: string): ComparisonRow {
  const axis = dimension(name, 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] });
  return { ...rowAlong(axis, cellsIn(axis, cells)), axis: { ...axis, name } };
}

const rows = [
  row('beta', '1 ¦ 2'),
  row('Delta', '1 ¦ —'),
  row('alpha', '3 ¦ 3'),
  row('Ärger', '1 ¦ 5'),
  row('gamma', '4 ¦ 5'),
  row('Alpha', '2 ¦ Not applicable'),
  row('epsilon', '2 ¦ 2'),
];
const anyStated = new CompiledCondition({}, () => new Set());
const names = (order: RowOrder, of: readonly ComparisonRow[] = rows): readonly string[] =>
  runToEnd(orderRows(of, order)).map(({ axis }) => axis.name);

describe('the order of rows', () => {
  it('can be the editorial order', () => {
    expect(runToEnd(orderRows(rows, 'EDITORIAL'))).toEqual(rows);
  });

  it('can be by folded name; rows with equal names stay in input order', () => {
    expect(names('NAME')).toEqual(['alpha', 'Alpha', 'beta', 'Delta', 'epsilon', 'gamma', 'Ärger']);
  });

  it('can be by distance, the greatest first; rows with equal distances stay in input order, and rows without a distance are last', () => {
    expect(names('MOST_DIFFERENT')).toEqual(['Ärger', 'beta', 'gamma', 'alpha', 'epsilon', 'Delta', 'Alpha']);
  });

  it('can be by distance, the smallest first; rows with equal distances stay in input order, and rows without a distance are last', () => {
    expect(names('MOST_ALIKE')).toEqual(['alpha', 'epsilon', 'beta', 'gamma', 'Ärger', 'Delta', 'Alpha']);
  });

  it('treats a one-sided row like the other rows without a distance', () => {
    const keeps = feature('keeps');
    const oneSided = rowAlong(keeps, cellsIn(keeps, 'Yes ¦ —'));
    for (const order of ['MOST_ALIKE', 'MOST_DIFFERENT'] as const) {
      expect(names(order, [oneSided, ...rows]).slice(-3)).toEqual(['Keeps', 'Delta', 'Alpha']);
    }
  });

  it('can be by the number of cells that meet a condition, the greatest first; rows with equal numbers stay in input order', () => {
    const low = new CompiledCondition({ levels: ['1', '2'] }, () => new Set());
    const ordered = runToEnd(orderRows(rows, 'COUNT', low));
    expect(ordered.map(({ axis }) => axis.name)).toEqual([
      ...['beta', 'epsilon', 'Delta', 'Ärger', 'Alpha'],
      ...['alpha', 'gamma'],
    ]);
  });

  it('by name takes a step for every few hundred rows', () => {
    const manyRows = Array.from({ length: 1_000 }, () => rows[0] as ComparisonRow);
    const steps = orderRows(manyRows, 'NAME');
    let count = 0;
    while (steps.next().done !== true) count += 1;
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(10);
  });

  it.each(rowOrders)(
    '%s contains every row once, does not change its input, and does not reorder rows that are in order',
    (order) => {
      fc.assert(
        fc.property(largeParts, (parts) => {
          const given = compareParts(parts);
          const before = [...given];
          const ordered = runToEnd(orderRows(given, order, anyStated));
          expect(new Set(ordered)).toEqual(new Set(before));
          expect(ordered).toHaveLength(before.length);
          expect(given).toEqual(before);
          expect(runToEnd(orderRows(ordered, order, anyStated))).toEqual(ordered);
        }),
        { numRuns: runs(50) },
      );
    },
  );
});
