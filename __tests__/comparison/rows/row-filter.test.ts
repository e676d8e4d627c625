import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { rowFilter, type CellCondition } from '../../../src/comparison/rows/row-filter.js';
import { dimension, feature, oats, rowAlong, rye, spelt, wheat } from '../material.js';
import { cellsIn } from '../notation.js';

const vegan = dimension('vegan', 'SUPPORT');
const keeps = feature('keeps-a-week');
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const flours = dimension('flours', 'TERMS');
const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const loaves = dimension('loaves', 'QUANTITY');
const oven = dimension('oven', 'QUANTITY', { unit: 'Cel' });
const leavening = dimension('leavening', 'TEXT');
const recipe = dimension('recipe', 'VERSION');
const since = dimension('since', 'DATE');

/** Whether a row with these cells (of Rye, Wheat, Spelt and Oats) meets all conditions. */
function matches(axis: Axis, cells: string, ...conditions: readonly CellCondition[]): boolean {
  return rowFilter(conditions)(rowAlong(axis, cellsIn(axis, cells)));
}

type ConditionPart = Omit<CellCondition, 'approach'>;
const table: readonly (readonly [
  title: string,
  axis: Axis,
  cell: string,
  condition: ConditionPart,
  expected: boolean,
])[] = [
  ['without members matches a stated cell', leavening, 'Levain', {}, true],
  ['without members matches a missing cell', leavening, '—', {}, true],
  [
    'treats null members like omitted members',
    leavening,
    '—',
    {
      states: null,
      supports: null,
      minimum: null,
      maximum: null,
      oldest: null,
      newest: null,
      levels: null,
      terms: null,
    },
    true,
  ],

  ['matches the required state', leavening, 'Levain', { states: ['STATED'] }, true],
  ['does not match another state', leavening, 'Levain', { states: ['UNKNOWN'] }, false],
  ['matches one of several states', leavening, '—', { states: ['UNKNOWN', 'NOT_STATED'] }, true],
  ['matches no cell for an empty list of states', leavening, 'Levain', { states: [] }, false],
  ['matches an unknown cell', leavening, 'Unknown', { states: ['UNKNOWN'] }, true],
  [
    'matches a cell that is not applicable',
    leavening,
    'Not applicable',
    { states: ['NOT_APPLICABLE'] },
    true,
  ],
  ['matches a contested cell', leavening, 'Levain / Steam', { states: ['CONTESTED'] }, true],

  ['matches the required support', vegan, 'Yes', { supports: ['YES'] }, true],
  ['does not match another support', vegan, 'No', { supports: ['YES'] }, false],
  ['matches one of several supports', vegan, 'Partly (no egg)', { supports: ['YES', 'PARTIAL'] }, true],
  ['matches no cell for an empty list of supports', vegan, 'Yes', { supports: [] }, false],
  ['matches the support of a link', keeps, 'Yes', { supports: ['YES'] }, true],
  ['does not match support if nothing is stated', keeps, '—', { supports: ['NO'] }, false],
  [
    'does not match support if the support is unknown',
    keeps,
    'Unknown',
    { supports: ['YES', 'PARTIAL', 'NO'] },
    false,
  ],
  [
    'does not match support along an axis without support values',
    leavening,
    'Yes',
    { supports: ['YES'] },
    false,
  ],
  ['matches the first support of a contested cell', keeps, 'Yes / No', { supports: ['YES'] }, true],
  ['matches the second support of a contested cell', keeps, 'Yes / No', { supports: ['NO'] }, true],
  [
    'does not match a contested support if the state must be STATED',
    keeps,
    'Yes / No',
    { supports: ['YES'], states: ['STATED'] },
    false,
  ],
  ['does not match an outranked support', keeps, 'preferred Yes / No', { supports: ['NO'] }, false],
  ['matches a support under a condition', keeps, 'winter: Yes / summer: No', { supports: ['NO'] }, true],

  ['matches one of the required levels', crust, 'firm', { levels: ['firm', 'hard'] }, true],
  ['does not match another level', crust, 'soft', { levels: ['firm', 'hard'] }, false],
  ['matches no cell for an empty list of levels', crust, 'soft', { levels: [] }, false],
  ['does not match a level along an axis without levels', leavening, 'soft', { levels: ['soft'] }, false],
  ['matches one level of a contested cell', crust, 'soft / hard', { levels: ['hard'] }, true],

  ['matches one of the terms', flours, 'rye, oats', { terms: ['rye'] }, true],
  ['matches all of the terms', flours, 'rye, oats', { terms: ['oats', 'rye'] }, true],
  ['matches terms that are equal after folding', flours, 'Rye, oats', { terms: ['rye.', 'OATS'] }, true],
  [
    'does not match if one of the required terms is missing',
    flours,
    'rye',
    { terms: ['rye', 'oats'] },
    false,
  ],
  ['does not match another term', flours, 'rye', { terms: ['oats'] }, false],
  ['matches no cell for an empty list of terms', flours, 'rye', { terms: [] }, false],
  ['matches terms of accumulated lists', seeds, 'poppy / flax', { terms: ['poppy', 'flax'] }, true],
  ['does not match a term if nothing is stated', flours, '—', { terms: ['rye'] }, false],
  ['does not match a term along an axis without terms', leavening, 'rye', { terms: ['rye'] }, false],

  ['matches an amount at the minimum', flour, '2 kg', { minimum: '2' }, true],
  ['matches an amount at the maximum', flour, '2 kg', { maximum: '2' }, true],
  ['matches an amount between minimum and maximum', flour, '2 kg', { minimum: '1.5', maximum: '2.5' }, true],
  [
    'does not match an amount below the minimum',
    flour,
    '2 kg',
    { minimum: '2.000000000000000000001' },
    false,
  ],
  ['does not match an amount above the maximum', flour, '2 kg', { maximum: '1.9' }, false],
  ['compares decimals as numbers, not as texts', flour, '10 kg', { minimum: '9' }, true],
  ['does not match a negative amount against the minimum 0', flour, '-1 kg', { minimum: '0' }, false],
  ['matches an amount in another unit', flour, '2000 g', { minimum: '2', maximum: '2' }, true],
  [
    'does not match an amount in another unit above the maximum',
    flour,
    '2001 g',
    { minimum: '2', maximum: '2' },
    false,
  ],
  [
    'matches an amount after a rounded conversion',
    oven,
    '446 [degF]',
    { minimum: '230', maximum: '230' },
    true,
  ],
  [
    'does not match an amount in a unit of another kind',
    flour,
    '2 L',
    { minimum: '0', maximum: '10' },
    false,
  ],
  [
    'does not match an amount with a unit among plain numbers',
    loaves,
    '2 kg',
    { minimum: '0', maximum: '10' },
    false,
  ],
  ['matches a percentage among plain numbers', loaves, '50 %', { minimum: '0.5', maximum: '0.5' }, true],
  ['matches a range between minimum and maximum', flour, '1 to 3 kg', { minimum: '1', maximum: '3' }, true],
  ['does not match a range that starts below the minimum', flour, '1 to 3 kg', { minimum: '2' }, false],
  ['does not match a range that ends above the maximum', flour, '1 to 3 kg', { maximum: '2' }, false],
  ['matches a range with its lower end at the minimum', flour, '1 to 3 kg', { minimum: '1' }, true],
  ['matches a range with its upper end at the maximum', flour, '1 to 3 kg', { maximum: '3' }, true],
  ['matches a range open upwards that starts at the minimum', flour, '2 or more kg', { minimum: '2' }, true],
  [
    'does not match a range open upwards against a maximum',
    flour,
    '2 or more kg',
    { maximum: '1000' },
    false,
  ],
  ['matches a range open downwards that ends at the maximum', flour, 'up to 2 kg', { maximum: '2' }, true],
  [
    'does not match a range open downwards against a minimum',
    flour,
    'up to 2 kg',
    { minimum: '-1000' },
    false,
  ],
  ['matches one amount of a contested cell', flour, '1 kg / 5 kg', { minimum: '4' }, true],
  [
    'does not match if different values of a contested cell meet minimum and maximum',
    flour,
    '1 kg / 5 kg',
    { minimum: '2', maximum: '4' },
    false,
  ],
  ['matches a range that excludes the minimum', flour, '>2 kg', { minimum: '2' }, true],
  ['matches a range that excludes the maximum', flour, '<2 kg', { maximum: '2' }, true],
  [
    'matches an amount above an exclusive minimum',
    flour,
    '2.1 kg',
    { minimum: '2', exclusiveMinimum: true },
    true,
  ],
  [
    'does not match an amount at an exclusive minimum',
    flour,
    '2000 g',
    { minimum: '2', exclusiveMinimum: true },
    false,
  ],
  [
    'does not match a range that starts at an exclusive minimum',
    flour,
    '2 to 3 kg',
    { minimum: '2', exclusiveMinimum: true },
    false,
  ],
  [
    'matches a range that excludes an exclusive minimum',
    flour,
    '>2 kg',
    { minimum: '2', exclusiveMinimum: true },
    true,
  ],
  [
    'matches an amount below an exclusive maximum',
    flour,
    '1.9 kg',
    { maximum: '2', exclusiveMaximum: true },
    true,
  ],
  [
    'does not match an amount at an exclusive maximum',
    flour,
    '2 kg',
    { maximum: '2', exclusiveMaximum: true },
    false,
  ],
  [
    'matches a range that excludes an exclusive maximum',
    flour,
    '<2 kg',
    { maximum: '2', exclusiveMaximum: true },
    true,
  ],
  [
    'matches an amount at a minimum that is explicitly inclusive',
    flour,
    '2 kg',
    { minimum: '2', exclusiveMinimum: false },
    true,
  ],
  [
    'ignores exclusive flags without bounds',
    flour,
    '2 kg',
    { exclusiveMinimum: true, exclusiveMaximum: true },
    true,
  ],
  ['does not match an approximate amount at the minimum', flour, '~2 kg', { minimum: '2' }, false],
  ['does not match an approximate amount at the maximum', flour, '~2 kg', { maximum: '2' }, false],
  [
    'matches an approximate amount whose range is between minimum and maximum',
    flour,
    '~2 kg',
    { minimum: '1.5', maximum: '2.5' },
    true,
  ],
  ['does not match an amount if nothing is stated', flour, '—', { minimum: '0' }, false],
  ['does not match an amount if the amount is unknown', flour, 'Unknown', { maximum: '10' }, false],
  ['does not match a date against a minimum', since, '2024', { minimum: '0' }, false],
  ['does not match a level against a minimum', crust, 'hard', { minimum: '0' }, false],

  ['matches a version newer than the oldest', recipe, '3.10', { oldest: '3.9' }, true],
  ['matches a version equal to the newest', recipe, '3.10.0', { newest: '3.10' }, true],
  ['does not match a version older than the oldest', recipe, '3.9', { oldest: '3.10' }, false],
  ['does not match a version newer than the newest', recipe, '3.10', { newest: '3.9' }, false],
  ['does not match a pre-release of the oldest version', recipe, '3.10-rc.1', { oldest: '3.10' }, false],
  [
    'matches a range of versions between oldest and newest',
    recipe,
    '3.9 to 3.12',
    { oldest: '3.9', newest: '3.12' },
    true,
  ],
  [
    'does not match a range of versions that starts before the oldest',
    recipe,
    '3.9 to 3.12',
    { oldest: '3.10' },
    false,
  ],
  [
    'does not match a range of versions open upwards against a newest version',
    recipe,
    '3.9 or newer',
    { newest: '99' },
    false,
  ],
  [
    'does not match a range of versions open downwards against an oldest version',
    recipe,
    '3 or older',
    { oldest: '0' },
    false,
  ],
  ['does not match an amount against an oldest version', loaves, '3', { oldest: '1' }, false],

  ['matches if all members match', flour, '2 kg', { states: ['STATED'], minimum: '1' }, true],
  ['does not match if the first member fails', flour, '2 kg', { states: ['UNKNOWN'], minimum: '1' }, false],
  ['does not match if the last member fails', flour, '2 kg', { states: ['STATED'], minimum: '3' }, false],
  [
    'does not match if it requires both a support and a level',
    vegan,
    'Yes',
    { supports: ['YES'], levels: ['soft'] },
    false,
  ],
];

describe('a condition on a cell', () => {
  it.each(table)('%s', (_, axis, cell, condition, expected) => {
    expect(matches(axis, `${cell} ¦ —`, { approach: rye.id, ...condition })).toBe(expected);
    expect(matches(axis, `— ¦ ${cell}`, { approach: wheat.id, ...condition })).toBe(expected);
  });

  it('does not match for an approach that is not compared, or for a slug', () => {
    expect(matches(keeps, 'Yes ¦ Yes', { approach: oats.id })).toBe(false);
    expect(matches(keeps, 'Yes ¦ Yes', { approach: rye.slug })).toBe(false);
  });
});

describe('conditions on cells', () => {
  const yesInRyeOnly: readonly CellCondition[] = [
    { approach: rye.id, supports: ['YES'] },
    { approach: wheat.id, supports: ['NO'] },
    { approach: spelt.id, supports: ['NO'] },
  ];

  it.each([
    ['Yes ¦ No ¦ No', true],
    ['No ¦ No ¦ No', false],
    ['Yes ¦ Yes ¦ No', false],
    ['Yes ¦ No ¦ Yes', false],
    ['Yes ¦ No ¦ —', false],
  ])('must all match: %s', (cells, expected) => {
    expect(matches(keeps, cells, ...yesInRyeOnly)).toBe(expected);
    expect(matches(keeps, cells, ...yesInRyeOnly.toReversed())).toBe(expected);
  });

  it('can be several for one cell; different values of a contested cell can match different conditions', () => {
    const both = [
      { approach: rye.id, supports: ['YES'] as const },
      { approach: rye.id, supports: ['NO'] as const },
    ];
    expect(matches(keeps, 'Yes / No ¦ —', ...both)).toBe(true);
    expect(matches(keeps, 'Yes ¦ —', ...both)).toBe(false);
  });

  it('match every row if the list is empty', () => {
    expect(matches(keeps, '— ¦ —')).toBe(true);
  });
});
