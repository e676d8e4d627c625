import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { valueDefinitionOf } from '../../../src/comparison/cells/axis.js';
import { contentOf } from '../../../src/comparison/cells/cell.js';
import { problemOf, type AxisCondition } from '../../../src/comparison/conditions/axis-condition.js';
import { CellColumn, type ColumnCell } from '../../../src/comparison/conditions/cell-column.js';
import { CompiledCondition } from '../../../src/comparison/conditions/compiled-condition.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { amount, claim, dimension, quantity, rye, type CellClaim } from '../material.js';

const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const definition = valueDefinitionOf(flour);
const noNames = (): ReadonlySet<string> => new Set();

function cellOf(each: CellClaim): ColumnCell {
  const content = contentOf([claim(rye, flour, each)], definition, noNames);
  return { plainValue: each.value, contentUnder: () => content };
}

/** Decimals in ascending order; some are equal as doubles. */
const decimals = ['1', '2', '2.000000000000000000001', '2.000000000000000000002', '2.5', '3'];
const decimal = fc.constantFrom(...decimals);
const cell = fc.oneof(
  decimal.map((each) => amount(each, 'kg')),
  fc.tuple(decimal, decimal).map((ends) => {
    const [low = null, high = null] = ends.sort((a, b) => decimals.indexOf(a) - decimals.indexOf(b));
    return quantity(low, high, 'kg');
  }),
  decimal.map((each) => quantity(each, null, 'kg')),
  decimal.map((each) => quantity(null, each, 'kg')),
  decimal.map((each) => amount(each, 'L')),
);
const condition: fc.Arbitrary<AxisCondition> = fc
  .record(
    {
      minimum: decimal,
      maximum: decimal,
      exclusiveMinimum: fc.boolean(),
      exclusiveMaximum: fc.boolean(),
      not: fc.boolean(),
    },
    { requiredKeys: ['not'] },
  )
  .filter((each) => problemOf(each) === null);

describe('a column of cells', () => {
  it('finds exactly the cells that meet a condition, although it compares doubles first', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), condition, (claims, axisCondition) => {
        const cells = claims.map(cellOf);
        const indexes = [...cells.keys()];
        const compiled = new CompiledCondition(axisCondition, noNames);
        const met = runToEnd(new CellColumn(definition, indexes, indexes, cells).meeting(compiled));
        expect([...met]).toEqual(
          cells.map((each) => Number(compiled.isMetBy(each.contentUnder([]), definition))),
        );
      }),
      { seed: 17, numRuns: 2_000 },
    );
  });

  it('orders decimals that are equal as doubles', () => {
    const cells = decimals.toReversed().map((each) => cellOf(amount(each, 'kg')));
    const column = new CellColumn(definition, [...cells.keys()], [...cells.keys()], cells);
    for (const end of ['LOW', 'HIGH'] as const) {
      const { ranks, size } = runToEnd(column.order(end, []));
      expect([...ranks]).toEqual([5, 4, 3, 2, 1, 0]);
      expect(size).toBe(6);
    }
  });
});
