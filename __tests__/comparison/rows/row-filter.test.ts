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

/** Whether a row of these cells (of Rye, Wheat, Spelt and Oats) matches. */
function matches(axis: Axis, cells: string, ...conditions: readonly CellCondition[]): boolean {
  return rowFilter(conditions)(rowAlong(axis, cellsIn(axis, cells)));
}

type Wanted = Omit<CellCondition, 'approach'>;
const table: readonly (readonly [
  shows: string,
  axis: Axis,
  cell: string,
  wanted: Wanted,
  answered: boolean,
])[] = [
  ['nothing, which every cell answers', leavening, 'Levain', {}, true],
  ['nothing, which a hole answers too', leavening, '—', {}, true],
  [
    'nothing by null',
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

  ['its state', leavening, 'Levain', { states: ['STATED'] }, true],
  ['another state', leavening, 'Levain', { states: ['UNKNOWN'] }, false],
  ['one of several states', leavening, '—', { states: ['UNKNOWN', 'NOT_STATED'] }, true],
  ['none of no states', leavening, 'Levain', { states: [] }, false],
  ['that it is not known', leavening, 'Unknown', { states: ['UNKNOWN'] }, true],
  ['that it does not arise', leavening, 'Not applicable', { states: ['NOT_APPLICABLE'] }, true],
  ['that it is contested', leavening, 'Levain / Steam', { states: ['CONTESTED'] }, true],

  ['its support', vegan, 'Yes', { supports: ['YES'] }, true],
  ['another support', vegan, 'No', { supports: ['YES'] }, false],
  ['one of several supports', vegan, 'Partly (no egg)', { supports: ['YES', 'PARTIAL'] }, true],
  ['none of no supports', vegan, 'Yes', { supports: [] }, false],
  ['the support of a link', keeps, 'Yes', { supports: ['YES'] }, true],
  ['support where nothing is stated', keeps, '—', { supports: ['NO'] }, false],
  ['support where it is not known', keeps, 'Unknown', { supports: ['YES', 'PARTIAL', 'NO'] }, false],
  ['support of an axis without support values', leavening, 'Yes', { supports: ['YES'] }, false],
  ['either support of a contested cell, the one', keeps, 'Yes / No', { supports: ['YES'] }, true],
  ['either support of a contested cell, the other', keeps, 'Yes / No', { supports: ['NO'] }, true],
  ['an undisputed support', keeps, 'Yes / No', { supports: ['YES'], states: ['STATED'] }, false],
  ['no support that is outranked', keeps, 'preferred Yes / No', { supports: ['NO'] }, false],
  ['support under a condition', keeps, 'winter: Yes / summer: No', { supports: ['NO'] }, true],

  ['its level', crust, 'firm', { levels: ['firm', 'hard'] }, true],
  ['another level', crust, 'soft', { levels: ['firm', 'hard'] }, false],
  ['none of no levels', crust, 'soft', { levels: [] }, false],
  ['a level of an axis without levels', leavening, 'soft', { levels: ['soft'] }, false],
  ['either level of a contested cell', crust, 'soft / hard', { levels: ['hard'] }, true],

  ['a term', flours, 'rye, oats', { terms: ['rye'] }, true],
  ['all its terms', flours, 'rye, oats', { terms: ['oats', 'rye'] }, true],
  ['terms that fold alike', flours, 'Rye, oats', { terms: ['rye.', 'OATS'] }, true],
  ['a term more', flours, 'rye', { terms: ['rye', 'oats'] }, false],
  ['another term', flours, 'rye', { terms: ['oats'] }, false],
  ['no terms: nothing answers, as with the other lists', flours, 'rye', { terms: [] }, false],
  ['terms of lists that accumulate', seeds, 'poppy / flax', { terms: ['poppy', 'flax'] }, true],
  ['a term where nothing is stated', flours, '—', { terms: ['rye'] }, false],
  ['a term of an axis without terms', leavening, 'rye', { terms: ['rye'] }, false],

  ['an amount from a minimum', flour, '2 kg', { minimum: '2' }, true],
  ['an amount up to a maximum', flour, '2 kg', { maximum: '2' }, true],
  ['an amount between both', flour, '2 kg', { minimum: '1.5', maximum: '2.5' }, true],
  ['an amount below the minimum', flour, '2 kg', { minimum: '2.000000000000000000001' }, false],
  ['an amount above the maximum', flour, '2 kg', { maximum: '1.9' }, false],
  ['decimals and not their words', flour, '10 kg', { minimum: '9' }, true],
  ['a minimum of 0', flour, '-1 kg', { minimum: '0' }, false],
  ['an amount in another unit', flour, '2000 g', { minimum: '2', maximum: '2' }, true],
  ['an amount in another unit, out of reach', flour, '2001 g', { minimum: '2', maximum: '2' }, false],
  ['an amount after a rounded conversion', oven, '446 [degF]', { minimum: '230', maximum: '230' }, true],
  ['an amount of another kind', flour, '2 L', { minimum: '0', maximum: '10' }, false],
  ['an amount of some kind among plain numbers', loaves, '2 kg', { minimum: '0', maximum: '10' }, false],
  ['percent among plain numbers', loaves, '50 %', { minimum: '0.5', maximum: '0.5' }, true],
  ['a whole range', flour, '1 to 3 kg', { minimum: '1', maximum: '3' }, true],
  ['a range that begins too low', flour, '1 to 3 kg', { minimum: '2' }, false],
  ['a range that ends too high', flour, '1 to 3 kg', { maximum: '2' }, false],
  ['a range by its lower end', flour, '1 to 3 kg', { minimum: '1' }, true],
  ['a range by its upper end', flour, '1 to 3 kg', { maximum: '3' }, true],
  ['a range open upwards, from its minimum', flour, '2 or more kg', { minimum: '2' }, true],
  ['a range open upwards, which has no end', flour, '2 or more kg', { maximum: '1000' }, false],
  ['a range open downwards, up to its maximum', flour, 'up to 2 kg', { maximum: '2' }, true],
  ['a range open downwards, which has no beginning', flour, 'up to 2 kg', { minimum: '-1000' }, false],
  ['either amount of a contested cell', flour, '1 kg / 5 kg', { minimum: '4' }, true],
  ['no two halves of a contested cell', flour, '1 kg / 5 kg', { minimum: '2', maximum: '4' }, false],
  ['a range that excludes the minimum', flour, '>2 kg', { minimum: '2' }, true],
  ['a range that excludes the maximum', flour, '<2 kg', { maximum: '2' }, true],
  ['an exclusive minimum, by more', flour, '2.1 kg', { minimum: '2', exclusiveMinimum: true }, true],
  ['an exclusive minimum, by the same', flour, '2000 g', { minimum: '2', exclusiveMinimum: true }, false],
  ['an exclusive minimum, by a range', flour, '2 to 3 kg', { minimum: '2', exclusiveMinimum: true }, false],
  [
    'an exclusive minimum, by an excluded one',
    flour,
    '>2 kg',
    { minimum: '2', exclusiveMinimum: true },
    true,
  ],
  ['an exclusive maximum, by less', flour, '1.9 kg', { maximum: '2', exclusiveMaximum: true }, true],
  ['an exclusive maximum, by the same', flour, '2 kg', { maximum: '2', exclusiveMaximum: true }, false],
  [
    'an exclusive maximum, by an excluded one',
    flour,
    '<2 kg',
    { maximum: '2', exclusiveMaximum: true },
    true,
  ],
  ['a minimum that is explicitly inclusive', flour, '2 kg', { minimum: '2', exclusiveMinimum: false }, true],
  [
    'exclusive bounds that are missing',
    flour,
    '2 kg',
    { exclusiveMinimum: true, exclusiveMaximum: true },
    true,
  ],
  ['about the minimum', flour, '~2 kg', { minimum: '2' }, false],
  ['about the maximum', flour, '~2 kg', { maximum: '2' }, false],
  ['about an amount well between both', flour, '~2 kg', { minimum: '1.5', maximum: '2.5' }, true],
  ['an amount where nothing is stated', flour, '—', { minimum: '0' }, false],
  ['an amount where it is not known', flour, 'Unknown', { maximum: '10' }, false],
  ['an amount of a date', since, '2024', { minimum: '0' }, false],
  ['an amount of a level', crust, 'hard', { minimum: '0' }, false],

  ['a version from the oldest on', recipe, '3.10', { oldest: '3.9' }, true],
  ['a version up to the newest', recipe, '3.10.0', { newest: '3.10' }, true],
  ['no version that is too old', recipe, '3.9', { oldest: '3.10' }, false],
  ['no version that is too new', recipe, '3.10', { newest: '3.9' }, false],
  ['no pre-release of the oldest', recipe, '3.10-rc.1', { oldest: '3.10' }, false],
  ['the whole of a range of versions', recipe, '3.9 to 3.12', { oldest: '3.9', newest: '3.12' }, true],
  ['no half of a range of versions', recipe, '3.9 to 3.12', { oldest: '3.10' }, false],
  ['a range of versions open upwards, which has no end', recipe, '3.9 or newer', { newest: '99' }, false],
  [
    'a range of versions open downwards, which has no beginning',
    recipe,
    '3 or older',
    { oldest: '0' },
    false,
  ],
  ['a version of an amount', loaves, '3', { oldest: '1' }, false],

  ['several things of one cell', flour, '2 kg', { states: ['STATED'], minimum: '1' }, true],
  ['several things, of which one fails first', flour, '2 kg', { states: ['UNKNOWN'], minimum: '1' }, false],
  ['several things, of which one fails last', flour, '2 kg', { states: ['STATED'], minimum: '3' }, false],
  ['a support and a level', vegan, 'Yes', { supports: ['YES'], levels: ['soft'] }, false],
];

describe('a condition on a cell', () => {
  it.each(table)('may require %s', (_, axis, cell, wanted, answered) => {
    expect(matches(axis, `${cell} ¦ —`, { approach: rye.id, ...wanted })).toBe(answered);
    expect(matches(axis, `— ¦ ${cell}`, { approach: wheat.id, ...wanted })).toBe(answered);
  });

  it('does not match for an approach that is not compared', () => {
    expect(matches(keeps, 'Yes ¦ Yes', { approach: oats.id })).toBe(false);
    expect(matches(keeps, 'Yes ¦ Yes', { approach: rye.slug })).toBe(false);
  });
});

describe('several conditions', () => {
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
  ])('must all match: %s', (cells, answered) => {
    expect(matches(keeps, cells, ...yesInRyeOnly)).toBe(answered);
    expect(matches(keeps, cells, ...yesInRyeOnly.toReversed())).toBe(answered);
  });

  it('may concern one cell; different values of a contested cell may match them', () => {
    const both = [
      { approach: rye.id, supports: ['YES'] as const },
      { approach: rye.id, supports: ['NO'] as const },
    ];
    expect(matches(keeps, 'Yes / No ¦ —', ...both)).toBe(true);
    expect(matches(keeps, 'Yes ¦ —', ...both)).toBe(false);
  });

  it('match every row if there are none', () => {
    expect(matches(keeps, '— ¦ —')).toBe(true);
  });
});
