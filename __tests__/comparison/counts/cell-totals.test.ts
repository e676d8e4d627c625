import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AxisCondition } from '../../../src/comparison/conditions/axis-condition.js';
import { CompiledCondition } from '../../../src/comparison/conditions/compiled-condition.js';
import { countCells } from '../../../src/comparison/counts/cell-counts.js';
import {
  countAllCells,
  countByApproach,
  countRowsByCells,
} from '../../../src/comparison/counts/cell-totals.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { runs } from '../../support/test-run.js';
import { largeParts, smallParts } from '../arbitraries.js';
import { breads, compareParts, dimension, feature, nameLookup, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const keeps = feature('keeps');
const slices = feature('slices');
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const crumb = dimension('crumb', 'ORDINAL', { levels: ['dense', 'firm'] });
const rowsOf = (...rows: readonly (readonly [typeof keeps, string])[]) =>
  rows.map(([axis, cells]) => rowAlong(axis, cellsIn(axis, cells)));
const compiled = (condition: AxisCondition): CompiledCondition =>
  new CompiledCondition(condition, nameLookup([]));

describe('the cells of several rows', () => {
  it('are counted by state, support and level, and ordered by state, then by frequency', () => {
    const rows = rowsOf(
      [keeps, 'Yes ¦ No ¦ — ¦ No'],
      [slices, 'No ¦ Unknown ¦ — ¦ Yes'],
      [crust, 'hard ¦ firm ¦ — ¦ firm'],
      [crumb, 'firm ¦ — ¦ — ¦ —'],
    );
    expect(
      runToEnd(countAllCells(rows)).map(({ state, support, level, count }) => [
        state,
        support ?? level,
        count,
      ]),
    ).toEqual([
      ['STATED', 'NO', 3],
      ['STATED', 'firm', 3],
      ['STATED', 'YES', 2],
      ['STATED', 'hard', 1],
      ['UNKNOWN', null, 1],
      ['NOT_STATED', null, 6],
    ]);
  });

  it('that meet a condition are counted per approach, the highest count first, and equal counts in the given order', () => {
    const rows = rowsOf([keeps, 'Yes ¦ No ¦ Yes ¦ —'], [slices, 'Yes ¦ Unknown ¦ No ¦ Yes']);
    expect(
      runToEnd(countByApproach(rows, breads, compiled({ supports: ['YES'] }))).map(({ approach, count }) => [
        approach.slug,
        count,
      ]),
    ).toEqual([
      ['rye', 2],
      ['spelt', 1],
      ['oats', 1],
      ['wheat', 0],
    ]);
  });

  it('that meet a condition are counted per row, and rows are grouped by this count, the highest first', () => {
    const rows = rowsOf(
      [keeps, 'Yes ¦ No ¦ Yes ¦ —'],
      [slices, 'No ¦ Yes ¦ Yes ¦ No'],
      [crust, 'hard ¦ — ¦ — ¦ —'],
    );
    expect(runToEnd(countRowsByCells(rows, compiled({ supports: ['YES'] })))).toEqual([
      { count: 2, rows: 2 },
      { count: 0, rows: 1 },
    ]);
  });

  const conditions: readonly AxisCondition[] = [
    { supports: ['YES'] },
    { states: ['UNKNOWN', 'NOT_STATED'] },
    { supports: ['NO'], not: true, under: [{ key: 'season', value: 'Winter' }] },
  ];

  it.each([
    ['small', smallParts, 500],
    ['large', largeParts, 100],
  ])(
    'have totals that are the sums of the counts per row; counts of cells that meet a condition have equal sums per approach and per row, for %s random matrices',
    (_, parts, numRuns) => {
      fc.assert(
        fc.property(parts, fc.constantFrom(...conditions), (given, of) => {
          const rows = compareParts(given);
          const approaches = rows[0]?.cells.map(({ approach }) => approach) ?? [];
          const condition = compiled(of);
          const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);

          const totals = runToEnd(countAllCells(rows));
          for (const total of totals) {
            const ofRows = rows.map((row) =>
              countCells(row).filter(
                ({ state, support, level }) =>
                  state === total.state && support === total.support && level === total.level,
              ),
            );
            expect(sumOf(ofRows.flat().map(({ count }) => count))).toBe(total.count);
          }
          expect(sumOf(totals.map(({ count }) => count))).toBe(rows.length * approaches.length);

          const byApproach = runToEnd(countByApproach(rows, approaches, condition));
          const byCells = runToEnd(countRowsByCells(rows, condition));
          expect(sumOf(byApproach.map(({ count }) => count))).toBe(
            sumOf(byCells.map(({ count, rows: ofRows }) => count * ofRows)),
          );
          expect(sumOf(byCells.map(({ rows: ofRows }) => ofRows))).toBe(rows.length);
          for (const counts of [byApproach, byCells].map((list) => list.map(({ count }) => count)))
            expect(counts).toEqual([...counts].sort((left, right) => right - left));
        }),
        { numRuns: runs(numRuns) },
      );
    },
  );
});
