import { describe, expect, it } from '@jest/globals';
import { leadersOf } from '../../src/comparison/leaders.js';
import type { BetterWhen } from '../../src/graph/concept.js';
import type { ValueType } from '../../src/graph/values/value-type.js';
import { dimension, feature, rowAlong } from './material.js';
import { cellsIn } from './notation.js';

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
  ] as const)('are none where %s', (_, valueType, betterWhen, cells) => {
    expect(leaders(valueType, betterWhen, cells)).toBe('');
  });

  it('are none on links, of which nothing says that having them is better', () => {
    const keeps = feature('keeps-a-week');
    expect(leadersOf(rowAlong(keeps, cellsIn(keeps, 'Yes ¦ No')))).toEqual([]);
  });
});
