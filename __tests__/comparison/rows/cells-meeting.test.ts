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
    ['all of them', yes, 'Yes ¦ Yes', 2, true],
    ['some of them', yes, 'Yes ¦ No ¦ Partly (crust)', 1, false],
    ['all that are stated', yes, 'Yes ¦ — ¦ Unknown ¦ Not applicable', 1, true],
    ['none, since none is stated', yes, '— ¦ Unknown ¦ Not applicable', 0, false],
    [
      'holes whose state is listed, which are not stated',
      { ...yes, states: ['NOT_STATED'] },
      '— ¦ —',
      2,
      false,
    ],
    ['none of the stated ones, but a hole', { ...yes, states: ['UNKNOWN'] }, 'Yes ¦ Unknown', 1, false],
    ['a contested one of which one value meets it', yes, 'Yes / No ¦ Yes', 2, true],
    [
      'no contested ones, since they are excluded',
      { ...yes, states: ['STATED'] },
      'Yes / No ¦ Yes',
      1,
      false,
    ],
    ['no contested one of which one value does not meet it', notNo, 'Yes / No ¦ Partly (crust)', 1, false],
    ['those that are yes in winter', inWinter, 'winter: Yes / summer: No ¦ Yes', 2, true],
    ['no cell without a claim that is true in winter', inWinter, 'summer: No ¦ Yes', 1, true],
    ['any stated value', {}, 'Yes ¦ No ¦ Yes / No ¦ —', 3, true],
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

  it('are those that meet it one by one, on random matrices', () => {
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
          const wanted = compiled(condition);
          const met = row.cells.filter((cell) => wanted.isMetBy(cell, row.definition));
          const stated = row.cells.filter(({ state }) => state === 'STATED' || state === 'CONTESTED');
          expect(countCellsMeeting(row, wanted)).toBe(met.length);
          expect(isMetByEveryStated(row, wanted)).toBe(
            stated.length > 0 && stated.every((cell) => met.includes(cell)),
          );
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});
