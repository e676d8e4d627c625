import { describe, expect, it } from '@jest/globals';
import { leadersOf } from '../../../src/comparison/rows/leaders.js';
import type { BetterWhen, Dimension } from '../../../src/graph/concept.js';
import type { ValueType } from '../../../src/graph/values/value-rules.js';
import { dimension, feature, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const levels = ['soft', 'firm', 'hard'];

function leaders(valueType: ValueType, betterWhen: BetterWhen, cells: string): readonly string[] {
  const axis = dimension('crust', valueType, { betterWhen, levels: valueType === 'ORDINAL' ? levels : null });
  return leadersOf(rowAlong(axis, cellsIn(axis, cells))).map(({ name }) => name);
}

describe('the leaders of a row', () => {
  it.each([
    ['the approach with the highest level', 'ORDINAL', 'HIGHER', 'firm ¦ hard ¦ soft', 'Wheat'],
    [
      'the approach with the lowest level, if lower is better',
      'ORDINAL',
      'LOWER',
      'firm ¦ hard ¦ soft',
      'Spelt',
    ],
    [
      'all approaches with the best level, in the row’s order',
      'ORDINAL',
      'HIGHER',
      'hard ¦ soft ¦ hard',
      'Rye Spelt',
    ],
    [
      'the approach with yes, not with partly or no',
      'SUPPORT',
      'HIGHER',
      'Partly (crust) ¦ Yes ¦ No',
      'Wheat',
    ],
    ['the approach with no, if lower is better', 'SUPPORT', 'LOWER', 'Partly (crust) ¦ Yes ¦ No', 'Spelt'],
    [
      'the approaches with partly, if no cell is yes',
      'SUPPORT',
      'HIGHER',
      'No ¦ Partly (crust) ¦ Partly (crumb)',
      'Wheat Spelt',
    ],
    ['an approach whose sources agree', 'ORDINAL', 'HIGHER', 'hard / hard ¦ soft', 'Rye'],
  ] as const)('are %s', (_, valueType, betterWhen, cells, names) => {
    expect(leaders(valueType, betterWhen, cells).join(' ')).toBe(names);
  });

  it.each([
    ['all levels are equal', 'ORDINAL', 'HIGHER', 'firm ¦ firm'],
    ['every value is no', 'SUPPORT', 'HIGHER', 'No ¦ No (planned) ¦ No'],
    ['every value is yes', 'SUPPORT', 'HIGHER', 'Yes ¦ Yes'],
    ['two values hold under different conditions', 'ORDINAL', 'HIGHER', 'winter: hard ¦ summer: soft'],
    ['the dimension declares no better end', 'ORDINAL', 'NEITHER', 'hard ¦ soft'],
    ['a cell is not stated', 'ORDINAL', 'HIGHER', 'hard ¦ soft ¦ —'],
    ['a cell is unknown', 'ORDINAL', 'HIGHER', 'hard ¦ soft ¦ Unknown'],
    ['a cell is not applicable', 'ORDINAL', 'HIGHER', 'hard ¦ Not applicable'],
    ['a cell is contested', 'ORDINAL', 'HIGHER', 'hard ¦ soft / firm'],
    ['a cell has several values', 'ORDINAL', 'HIGHER', 'hard ¦ winter: soft / summer: firm'],
    ['a cell has a value and an absence', 'ORDINAL', 'HIGHER', 'hard ¦ winter: soft / summer: Unknown'],
    ['the values are texts, which have no order', 'TEXT', 'HIGHER', 'hard ¦ soft'],
    ['the values are terms, which have no order', 'TERMS', 'HIGHER', 'hard ¦ soft, firm'],
  ] as const)('are none if %s', (_, valueType, betterWhen, cells) => {
    expect(leaders(valueType, betterWhen, cells)).toHaveLength(0);
  });

  const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
  const since = dimension('since', 'DATE');
  const recipe = dimension('recipe', 'VERSION');
  const oven = dimension('oven', 'QUANTITY', { unit: 'Cel' });
  const loaves = dimension('loaves', 'QUANTITY');
  const leadersAlong = (axis: Dimension, betterWhen: BetterWhen, cells: string): string =>
    leadersOf(rowAlong({ ...axis, betterWhen }, cellsIn(axis, cells)))
      .map(({ name }) => name)
      .join(' ');

  it.each([
    ['the highest amount', flour, 'HIGHER', '9 kg ¦ 10 kg ¦ -20 kg', 'Wheat'],
    ['the lowest amount, if lower is better', flour, 'LOWER', '9 kg ¦ 10 kg ¦ -20 kg', 'Spelt'],
    ['the highest of amounts in several units', flour, 'HIGHER', '1 kg ¦ 999 g ¦ 2 [lb_av]', 'Rye'],
    ['equal amounts in several units', flour, 'HIGHER', '1 kg ¦ 1000 g ¦ 2 [lb_av]', 'Rye Wheat'],
    [
      'equal temperatures in several units',
      oven,
      'HIGHER',
      '230 Cel ¦ 446 [degF] ¦ 503.15 K ¦ 0 Cel',
      'Rye Wheat Spelt',
    ],
    ['a range above every other amount', flour, 'HIGHER', '1 kg ¦ 1 to 3 kg ¦ 0 kg', 'Wheat'],
    ['a range below every other amount, if lower is better', flour, 'LOWER', '2 kg ¦ 1 to 2 kg', 'Wheat'],
    ['an open range above every other amount', flour, 'HIGHER', '1 kg ¦ 2 or more kg', 'Wheat'],
    ['an amount below an open range, if lower is better', flour, 'LOWER', '1 kg ¦ 2 or more kg', 'Rye'],
    [
      'a day that one of two agreeing sources states',
      since,
      'HIGHER',
      '2024 / 2024-09-02 ¦ 2024-09-01',
      'Rye',
    ],
    ['an open range of versions above every other version', recipe, 'HIGHER', '3.9 ¦ 3.10 or newer', 'Wheat'],
    ['a value under a condition', flour, 'HIGHER', '1 kg ¦ winter: 2 kg', 'Wheat'],
    [
      'the greater of two amounts that are equal as floats',
      loaves,
      'HIGHER',
      '9007199254740992 ¦ 9007199254740993',
      'Wheat',
    ],
    ['the highest of amounts in percent and plain numbers', loaves, 'HIGHER', '0.5 ¦ 60 %', 'Wheat'],
    ['an amount whose sources agree word for word', flour, 'HIGHER', '2 kg / 2 kg ¦ 1 kg', 'Rye'],
    ['the latest date', since, 'HIGHER', '2023-12-31 ¦ 2024 ¦ 2023', 'Wheat'],
    ['the earliest date, if lower is better', since, 'LOWER', '2023-12-31 ¦ 2024 ¦ 2023-02', 'Spelt'],
    ['the newest version', recipe, 'HIGHER', '3.9 ¦ 3.10-rc.1 ¦ 3.10 ¦ 3.10.0', 'Spelt Oats'],
    ['the oldest version, if lower is better', recipe, 'LOWER', '3.9 ¦ 3.10-rc.1 ¦ 3.10', 'Rye'],
  ] as const)('are the approaches with %s', (_, axis, betterWhen, cells, names) => {
    expect(leadersAlong(axis, betterWhen, cells)).toBe(names);
  });

  it.each([
    ['a range includes the other amount', flour, '2 kg ¦ 1 to 3 kg'],
    ['two ranges are equal', flour, '1 to 2 kg ¦ 1 to 2 kg'],
    ['a year includes the other date', since, '2024 ¦ 2024-09'],
    ['two years are equal', since, '2024 ¦ 2024'],
    ['all amounts are equal in several units', flour, '1 kg ¦ 1000 g'],
    ['two ranges with open ends overlap', flour, 'up to 2 kg ¦ 1 or more kg'],
    ['a cell has an amount in a unit of another kind', flour, '1 kg ¦ 2 L'],
    ['all cells have amounts in units of another kind', flour, '1 L ¦ 2 L'],
    ['a dimension of plain numbers has amounts with units', loaves, '1 kg ¦ 500 g'],
    ['the sources of a cell disagree', flour, '1 kg ¦ 2 kg / 3 kg'],
    ['a range of versions includes the other version', recipe, '3.9 ¦ 3.8 to 3.10'],
    ['a date is unknown', since, '2024 ¦ Unknown'],
  ] as const)('are none if %s', (_, axis, cells) => {
    for (const betterWhen of ['HIGHER', 'LOWER'] as const) {
      expect(leadersAlong(axis, betterWhen, cells)).toBe('');
    }
  });

  it('are none along a feature, since links have no declared better end', () => {
    const keeps = feature('keeps-a-week');
    expect(leadersOf(rowAlong(keeps, cellsIn(keeps, 'Yes ¦ No')))).toEqual([]);
  });
});

describe('an amount within the tolerance of the best amount', () => {
  it('is also a leader, unless all amounts are within the tolerance', () => {
    const weight = dimension('weight', 'QUANTITY', { betterWhen: 'HIGHER', unit: 'g', tolerance: '5' });
    const names = (cells: string): readonly string[] =>
      leadersOf(rowAlong(weight, cellsIn(weight, cells))).map(({ name }) => name);

    expect(names('100 g ¦ 103 g ¦ 90 g')).toEqual(['Rye', 'Wheat']);
    expect(names('100 g ¦ 103 g ¦ 106 g')).toEqual(['Wheat', 'Spelt']);
    expect(names('100 g ¦ 103 g')).toEqual([]);
  });
});
