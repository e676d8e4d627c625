import { describe, expect, it } from '@jest/globals';
import { leadersOf } from '../../../src/comparison/rows/leaders.js';
import type { BetterWhen, Dimension } from '../../../src/graph/concept.js';
import type { ValueType } from '../../../src/graph/values/value-rules.js';
import { dimension, feature, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const levels = ['soft', 'firm', 'hard'];

function leaders(valueType: ValueType, betterWhen: BetterWhen, cells: string): string {
  const axis = dimension('crust', valueType, { betterWhen, levels: valueType === 'ORDINAL' ? levels : null });
  return leadersOf(rowAlong(axis, cellsIn(axis, cells)))
    .map(({ name }) => name)
    .join(' ');
}

describe('the leaders of a row', () => {
  it.each([
    ['the highest level', 'ORDINAL', 'HIGHER', 'firm ¦ hard ¦ soft', 'Wheat'],
    ['the lowest level, where lower is better', 'ORDINAL', 'LOWER', 'firm ¦ hard ¦ soft', 'Spelt'],
    ['all that share the best, in the row’s order', 'ORDINAL', 'HIGHER', 'hard ¦ soft ¦ hard', 'Rye Spelt'],
    ['all where all are alike', 'ORDINAL', 'HIGHER', 'firm ¦ firm', 'Rye Wheat'],
    ['yes before partly before no', 'SUPPORT', 'HIGHER', 'Partly (crust) ¦ Yes ¦ No', 'Wheat'],
    ['no before partly, where lower is better', 'SUPPORT', 'LOWER', 'Partly (crust) ¦ Yes ¦ No', 'Spelt'],
    ['partly where none is yes', 'SUPPORT', 'HIGHER', 'No ¦ Partly (crust) ¦ Partly (crumb)', 'Wheat Spelt'],
    ['one whose sources agree', 'ORDINAL', 'HIGHER', 'hard / hard ¦ soft', 'Rye'],
  ] as const)('are %s', (_, valueType, betterWhen, cells, names) => {
    expect(leaders(valueType, betterWhen, cells)).toBe(names);
  });

  it.each([
    ['the dimension says of neither end that it is better', 'ORDINAL', 'NEITHER', 'hard ¦ soft'],
    ['a cell is not stated', 'ORDINAL', 'HIGHER', 'hard ¦ soft ¦ —'],
    ['a cell is not known', 'ORDINAL', 'HIGHER', 'hard ¦ soft ¦ Unknown'],
    ['the question does not arise', 'ORDINAL', 'HIGHER', 'hard ¦ Not applicable'],
    ['a cell is contested', 'ORDINAL', 'HIGHER', 'hard ¦ soft / firm'],
    ['a cell has several values', 'ORDINAL', 'HIGHER', 'hard ¦ winter: soft / summer: firm'],
    ['a cell has a value and an absence', 'ORDINAL', 'HIGHER', 'hard ¦ winter: soft / summer: Unknown'],
    ['texts have no order', 'TEXT', 'HIGHER', 'hard ¦ soft'],
    ['terms have no order', 'TERMS', 'HIGHER', 'hard ¦ soft, firm'],
  ] as const)('are none if %s', (_, valueType, betterWhen, cells) => {
    expect(leaders(valueType, betterWhen, cells)).toBe('');
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
    ['the lowest amount, where lower is better', flour, 'LOWER', '9 kg ¦ 10 kg ¦ -20 kg', 'Spelt'],
    ['the highest of several units', flour, 'HIGHER', '1 kg ¦ 999 g ¦ 2 [lb_av]', 'Rye'],
    ['all of one amount in several units', flour, 'HIGHER', '1 kg ¦ 1000 g ¦ 2 [lb_av]', 'Rye Wheat'],
    ['all of one temperature', oven, 'HIGHER', '230 Cel ¦ 446 [degF] ¦ 503.15 K', 'Rye Wheat Spelt'],
    ['amounts that no float tells apart', loaves, 'HIGHER', '9007199254740992 ¦ 9007199254740993', 'Wheat'],
    ['the highest of percent and plain numbers', loaves, 'HIGHER', '0.5 ¦ 60 %', 'Wheat'],
    ['one whose sources agree word for word', flour, 'HIGHER', '2 kg / 2 kg ¦ 1 kg', 'Rye'],
    ['the latest date', since, 'HIGHER', '2023-12-31 ¦ 2024 ¦ 2023', 'Wheat'],
    ['the earliest date, where lower is better', since, 'LOWER', '2023-12-31 ¦ 2024 ¦ 2023-02', 'Spelt'],
    ['the newest version', recipe, 'HIGHER', '3.9 ¦ 3.10-rc.1 ¦ 3.10 ¦ 3.10.0', 'Spelt Oats'],
    ['the oldest version, where lower is better', recipe, 'LOWER', '3.9 ¦ 3.10-rc.1 ¦ 3.10', 'Rye'],
  ] as const)('are %s', (_, axis, betterWhen, cells, names) => {
    expect(leadersAlong(axis, betterWhen, cells)).toBe(names);
  });

  it.each([
    ['a cell states a range', flour, '1 kg ¦ 2 to 3 kg'],
    ['a cell states an open range', flour, '1 kg ¦ 2 or more kg'],
    ['a cell states another kind of amount', flour, '1 kg ¦ 2 L'],
    ['all cells state another kind of amount', flour, '1 L ¦ 2 L'],
    ['amounts of some kind stand among plain numbers', loaves, '1 kg ¦ 500 g'],
    ['sources of a cell disagree', flour, '1 kg ¦ 2 kg / 3 kg'],
    ['a cell states a range of versions', recipe, '3.9 ¦ 3.10 or newer'],
    ['a date is not known', since, '2024 ¦ Unknown'],
  ] as const)('are none if %s', (_, axis, cells) => {
    for (const betterWhen of ['HIGHER', 'LOWER'] as const) {
      expect(leadersAlong(axis, betterWhen, cells)).toBe('');
    }
  });

  it('are none on links, because nothing states that having them is better', () => {
    const keeps = feature('keeps-a-week');
    expect(leadersOf(rowAlong(keeps, cellsIn(keeps, 'Yes ¦ No')))).toEqual([]);
  });
});

describe('a value that equals the best', () => {
  it('is a leader, too: amounts within the tolerance, and dates at their common precision', () => {
    const weight = dimension('weight', 'QUANTITY', { betterWhen: 'HIGHER', unit: 'g', tolerance: '5' });
    const names = (axis: Dimension, cells: string): readonly string[] =>
      leadersOf(rowAlong(axis, cellsIn(axis, cells))).map(({ name }) => name);

    expect(names(weight, '100 g ¦ 103 g ¦ 90 g')).toEqual(['Rye', 'Wheat']);
    expect(names(dimension('baked', 'DATE', { betterWhen: 'HIGHER' }), '2024 ¦ 2024-05-17')).toEqual([
      'Rye',
      'Wheat',
    ]);
  });
});
