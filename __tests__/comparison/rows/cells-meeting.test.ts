import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AxisCondition } from '../../../src/comparison/conditions/axis-condition.js';
import { CompiledCondition } from '../../../src/comparison/conditions/compiled-condition.js';
import { countCellsMeeting, isMetByEveryStated } from '../../../src/comparison/rows/cells-meeting.js';
import { cellStates } from '../../../src/comparison/cells/statement.js';
import { runs } from '../../support/test-run.js';
import { smallParts } from '../arbitraries.js';
import { compareParts, dimension, feature, nameLookup, qualifiers, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const keeps = feature('keeps');
const loaves = dimension('loaves', 'QUANTITY');
const compiled = (condition: AxisCondition): CompiledCondition =>
  new CompiledCondition(condition, nameLookup([]));
const yes: AxisCondition = { supports: ['YES'] };
const notNo: AxisCondition = { supports: ['NO'], not: true };
const inWinter: AxisCondition = { ...yes, under: qualifiers({ season: 'Winter' }) };

describe('the cells of a row that meet a condition', () => {
  it.each<[string, AxisCondition, string, number, boolean]>([
    ['all cells', yes, 'Yes ¦ Yes', 2, true],
    ['one of several cells', yes, 'Yes ¦ No ¦ Partly (crust)', 1, false],
    ['all stated cells', yes, 'Yes ¦ — ¦ Unknown ¦ Not applicable', 1, true],
    ['none if no cell is stated', yes, '— ¦ Unknown ¦ Not applicable', 0, false],
    ['missing cells whose state is listed', { ...yes, states: ['NOT_STATED'] }, '— ¦ —', 2, false],
    [
      'a missing cell whose state is listed, but no stated cell',
      { ...yes, states: ['UNKNOWN'] },
      'Yes ¦ Unknown',
      1,
      false,
    ],
    ['a contested cell if one of its values meets the condition', yes, 'Yes / No ¦ Yes', 2, true],
    [
      'no contested cells if the listed states exclude them',
      { ...yes, states: ['STATED'] },
      'Yes / No ¦ Yes',
      1,
      false,
    ],
    ['no contested cell if `not` excludes one of its values', notNo, 'Yes / No ¦ Partly (crust)', 1, false],
    ['cells that are yes in winter', inWinter, 'winter: Yes / summer: No ¦ Yes', 2, true],
    ['no cell without a claim that can be true in winter', inWinter, 'summer: No ¦ Yes', 1, true],
    ['all stated and contested cells for an empty condition', {}, 'Yes ¦ No ¦ Yes / No ¦ —', 3, true],
  ])('are %s', (_, condition, cells, count, isEvery) => {
    const row = rowAlong(keeps, cellsIn(keeps, cells));
    expect(countCellsMeeting(row, compiled(condition))).toBe(count);
    expect(isMetByEveryStated(row, compiled(condition))).toBe(isEvery);
  });

  it('are none if the condition does not apply to the values of the axis', () => {
    const row = rowAlong(loaves, cellsIn(loaves, '1 ¦ 2'));
    expect(countCellsMeeting(row, compiled(notNo))).toBe(0);
    expect(isMetByEveryStated(row, compiled(notNo))).toBe(false);
    expect(isMetByEveryStated(row, compiled({ minimum: '1' }))).toBe(true);
  });

  it('equal the cells that meet the condition one by one, on random matrices', () => {
    const conditions = fc.record(
      {
        supports: fc.subarray(['YES', 'NO', 'PARTIAL'] as const, { minLength: 1 }),
        minimum: fc.constantFrom('0', '1', '2'),
        states: fc.subarray([...cellStates], { minLength: 1 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(smallParts, conditions, (parts, condition) => {
        for (const row of compareParts(parts)) {
          const compiledCondition = compiled(condition);
          const met = row.cells.filter((cell) => compiledCondition.isMetBy(cell, row.definition));
          const stated = row.cells.filter(({ state }) => state === 'STATED' || state === 'CONTESTED');
          expect(countCellsMeeting(row, compiledCondition)).toBe(met.length);
          expect(isMetByEveryStated(row, compiledCondition)).toBe(
            stated.length > 0 && stated.every((cell) => met.includes(cell)),
          );
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});
