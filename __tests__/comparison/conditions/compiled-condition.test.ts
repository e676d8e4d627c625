import { describe, expect, it } from '@jest/globals';
import { valueDefinitionOf, type Axis } from '../../../src/comparison/cells/axis.js';
import { contentOf } from '../../../src/comparison/cells/cell.js';
import {
  misfitOf,
  problemOf,
  type AxisCondition,
} from '../../../src/comparison/conditions/axis-condition.js';
import { CompiledCondition } from '../../../src/comparison/conditions/compiled-condition.js';
import { claimsAlong, dimension, drawback, feature, nameLookup } from '../material.js';
import { cellsIn } from '../notation.js';

const vegan = dimension('vegan', 'SUPPORT');
const keeps = feature('keeps-a-week');
const crumbles = drawback('crumbles');
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const flours = dimension('flours', 'TERMS');
const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const notes = dimension('notes', 'TEXT', { cardinality: 'MULTIPLE' });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg', tolerance: '0.1' });
const rent = dimension('rent', 'QUANTITY', { unit: 'EUR' });
const loaves = dimension('loaves', 'QUANTITY');
const oven = dimension('oven', 'QUANTITY', { unit: 'Cel' });
const leavening = dimension('leavening', 'TEXT');
const recipe = dimension('recipe', 'VERSION');
const since = dimension('since', 'DATE');

const lookup = nameLookup([['levain', 'sourdough']]);

function meets(axis: Axis, cell: string, condition: AxisCondition): boolean {
  const definition = valueDefinitionOf(axis);
  const content = contentOf(claimsAlong(axis, cellsIn(axis, cell)), definition, lookup);
  return new CompiledCondition(condition, lookup).isMetBy(content, definition);
}

/**
 * Cells and conditions. `yes`: the cell meets the condition. `no`: the cell meets the condition with `not`. `neither`: the
 * cell meets neither the condition nor the condition with `not`.
 */
const table: readonly (readonly [
  axis: Axis,
  cell: string,
  condition: AxisCondition,
  meets: 'yes' | 'no' | 'neither',
])[] = [
  // Support of dimensions and links.
  [vegan, 'Yes', { supports: ['YES'] }, 'yes'],
  [vegan, 'No', { supports: ['YES'] }, 'no'],
  [vegan, 'Partly (no egg)', { supports: ['YES', 'PARTIAL'] }, 'yes'],
  [keeps, 'Yes', { supports: ['YES'] }, 'yes'],
  [keeps, 'No', { supports: ['YES'] }, 'no'],
  [crumbles, 'No', { supports: ['NO'] }, 'yes'],
  // Missing cells, and cells that are not applicable.
  [keeps, '—', { supports: ['YES'] }, 'neither'],
  [keeps, 'Unknown', { supports: ['YES'] }, 'neither'],
  [keeps, 'Not applicable', { supports: ['YES'] }, 'neither'],
  // Contested cells, ranks and qualifiers.
  [keeps, 'Yes / No', { supports: ['YES'] }, 'yes'],
  [keeps, 'Yes / No', { supports: ['NO'] }, 'yes'],
  [keeps, 'Yes / No', { supports: ['PARTIAL'] }, 'no'],
  [keeps, 'preferred Yes / No', { supports: ['NO'] }, 'no'],
  [keeps, 'winter: Yes / summer: No', { supports: ['NO'] }, 'yes'],
  [keeps, 'Yes / Not applicable', { supports: ['YES'] }, 'yes'],
  [keeps, 'Yes / Not applicable', { supports: ['NO'] }, 'no'],
  [keeps, 'winter: Unknown / summer: No', { supports: ['YES'] }, 'no'],
  // Levels.
  [crust, 'firm', { levels: ['firm', 'hard'] }, 'yes'],
  [crust, 'soft', { levels: ['firm', 'hard'] }, 'no'],
  [crust, 'soft / hard', { levels: ['hard'] }, 'yes'],
  // Amounts.
  [flour, '2 kg', { minimum: '2' }, 'yes'],
  [flour, '2000 g', { minimum: '2', maximum: '2' }, 'yes'],
  [flour, '2 kg', { minimum: '2.000000000000000000001' }, 'no'],
  [flour, '1.95 kg', { minimum: '2' }, 'no'],
  [flour, '2 kg', { minimum: '2', exclusiveMinimum: true }, 'no'],
  [flour, '2 kg', { maximum: '2', exclusiveMaximum: true }, 'no'],
  [flour, '2 kg', { minimum: '1', maximum: '3', exclusiveMinimum: true, exclusiveMaximum: true }, 'yes'],
  [flour, '1 to 3 kg', { minimum: '1', maximum: '3' }, 'yes'],
  [flour, '1 to 3 kg', { minimum: '2' }, 'neither'],
  [flour, '1 to 3 kg', { minimum: '4' }, 'no'],
  [flour, '1 to 3 kg', { maximum: '0.5' }, 'no'],
  [flour, '1 to 3 kg', { minimum: '3' }, 'neither'],
  [flour, '1 to 3 kg', { minimum: '2', maximum: '1' }, 'no'],
  [flour, '1 to 3 kg', { minimum: '2', maximum: '2', exclusiveMinimum: true }, 'no'],
  [flour, '1 to <3 kg', { minimum: '3' }, 'no'],
  [flour, '1 to 3 kg', { minimum: '3', exclusiveMinimum: true }, 'no'],
  [flour, '>2 kg', { minimum: '2', exclusiveMinimum: true }, 'yes'],
  [flour, '2 or more kg', { minimum: '2' }, 'yes'],
  [flour, '2 or more kg', { maximum: '1' }, 'no'],
  [flour, '2 or more kg', { maximum: '10' }, 'neither'],
  [flour, 'up to 2 kg', { minimum: '1' }, 'neither'],
  [flour, 'up to 2 kg', { minimum: '3' }, 'no'],
  [flour, '~2 kg', { minimum: '2' }, 'neither'],
  [flour, '~2 kg', { minimum: '1.5' }, 'yes'],
  [flour, '1 kg / 5 kg', { minimum: '4' }, 'yes'],
  [flour, '1 kg / 5 kg', { minimum: '2', maximum: '4' }, 'no'],
  [flour, '1 to 3 kg / 5 kg', { minimum: '2', maximum: '4' }, 'neither'],
  // Units.
  [oven, '446 [degF]', { minimum: '200' }, 'yes'],
  [oven, '446 [degF]', { maximum: '200' }, 'no'],
  [rent, '5 USD', { minimum: '0' }, 'neither'],
  [rent, '5 USD / 1 EUR', { minimum: '2' }, 'neither'],
  [rent, '5 USD / 1 EUR', { minimum: '1' }, 'yes'],
  [loaves, '50 %', { maximum: '0.5' }, 'yes'],
  // Dates.
  [since, '2024-05-17', { from: '2024', to: '2024' }, 'yes'],
  [since, '2024-05-17', { from: '2024-05-18' }, 'no'],
  [since, '2024-05-17', { to: '2024-05' }, 'yes'],
  [since, '2024', { from: '2024' }, 'yes'],
  [since, '2024', { from: '2024-02' }, 'neither'],
  [since, '2024', { to: '2024-12-31' }, 'yes'],
  [since, '2024', { to: '2023' }, 'no'],
  [since, '2024/..', { from: '2023' }, 'yes'],
  [since, '2024/..', { to: '2030' }, 'neither'],
  [since, '2024/..', { to: '2023' }, 'no'],
  [since, '../2024', { from: '2025' }, 'no'],
  // Versions.
  [recipe, '3.10', { oldest: '3.9' }, 'yes'],
  [recipe, '3.9', { oldest: '3.10' }, 'no'],
  [recipe, '3.10-rc.1', { oldest: '3.10' }, 'no'],
  [recipe, '3.10.0', { oldest: '3.10', newest: '3.10' }, 'yes'],
  [recipe, '3.9 to 3.12', { oldest: '3.10' }, 'neither'],
  [recipe, '3.9 or newer', { newest: '3.8' }, 'no'],
  // Terms and texts.
  [flours, 'rye, oats', { terms: ['oats', 'RYE.'] }, 'yes'],
  [flours, 'rye', { terms: ['rye', 'oats'] }, 'no'],
  [flours, 'none', { terms: [] }, 'yes'],
  [flours, 'rye', { terms: [] }, 'no'],
  [flours, 'none', { terms: ['rye'] }, 'no'],
  [seeds, 'poppy / flax', { terms: ['poppy', 'flax'] }, 'yes'],
  [seeds, 'winter: poppy / summer: flax', { terms: ['poppy', 'flax'] }, 'no'],
  [leavening, 'Levain', { terms: ['levain'] }, 'yes'],
  [leavening, 'Levain', { terms: ['Sourdough'] }, 'yes'],
  [leavening, 'Levain', { terms: ['lev'] }, 'no'],
  [leavening, 'Levain', { text: 'lev' }, 'yes'],
  [leavening, 'Levain', { text: 'sourdough' }, 'no'],
  [leavening, 'Made with a sour-dough', { text: 'Sour dough' }, 'yes'],
  [flours, 'rye, whole oats', { text: 'OATS' }, 'yes'],
  [notes, 'Soft / Dark', { terms: ['soft', 'dark'] }, 'yes'],
  [vegan, 'Partly (no egg)', { text: 'egg' }, 'yes'],
  [vegan, 'Yes', { text: 'egg' }, 'no'],
  [vegan, 'Partly (no egg)', { supports: ['PARTIAL'], text: 'milk' }, 'no'],
  // One value has to meet all members.
  [vegan, 'Yes / Partly (egg)', { supports: ['YES'], text: 'egg' }, 'no'],
  // Members that do not apply to the type.
  [leavening, 'Yes', { supports: ['YES'] }, 'neither'],
  [since, '2024', { minimum: '0' }, 'neither'],
  [vegan, 'Yes', { supports: ['YES'], levels: ['soft'] }, 'neither'],
  [flour, '2 kg', { minimum: '0', from: '2024' }, 'neither'],
];

describe('a condition on the values of a cell', () => {
  it.each(table)(
    'is met only by a cell with a value that certainly meets all members: along %j, "%s": %j',
    (axis, cell, condition, expected) => {
      const found = [meets(axis, cell, condition), meets(axis, cell, { ...condition, not: true })];
      expect(found).toEqual([expected === 'yes', expected === 'no']);
    },
  );

  it.each<readonly [cell: string, condition: AxisCondition, expected: boolean]>([
    ['Yes', {}, true],
    ['Yes / No', {}, true],
    ['Unknown', {}, false],
    ['Not applicable', {}, false],
    ['—', {}, false],
    ['Yes', { states: ['STATED'] }, true],
    ['Yes / No', { states: ['STATED'] }, false],
    ['Yes / No', { states: ['CONTESTED'], supports: ['YES'] }, true],
    ['Yes / No', { states: ['STATED'], supports: ['YES'] }, false],
    ['—', { states: ['NOT_STATED'] }, true],
    ['Yes', { states: ['NOT_STATED'] }, false],
    ['Unknown', { states: ['UNKNOWN', 'NOT_APPLICABLE'] }, true],
    ['—', { states: ['STATED', 'NOT_STATED'], supports: ['YES'] }, true],
    ['No', { states: ['STATED', 'NOT_STATED'], supports: ['YES'] }, false],
    ['—', { states: ['STATED', 'NOT_STATED'], supports: ['YES'], not: true }, true],
    ['Not applicable', { states: ['STATED', 'NOT_STATED'], supports: ['YES'] }, false],
    ['No', { states: ['STATED', 'UNKNOWN'], supports: ['YES'], not: true }, true],
    ['Yes / Not applicable', { states: ['NOT_APPLICABLE'] }, false],
  ])('is evaluated on the state of the cell "%s": %j', (cell, condition, expected) => {
    expect(meets(keeps, cell, condition)).toBe(expected);
  });

  it('treats members that are null like omitted members', () => {
    const nothing = { supports: null, minimum: null, maximum: null, oldest: null, newest: null, from: null };
    const more = { to: null, levels: null, terms: null, text: null, states: null, under: null, not: null };
    expect(meets(leavening, 'Levain', { ...nothing, ...more })).toBe(true);
    expect(problemOf({ ...nothing, ...more })).toBeNull();
  });
});

describe('the problem of a condition', () => {
  const tooManyTerms = Array.from({ length: 51 }, (_, index) => `t${index}`);

  it.each<readonly [AxisCondition, member: string, actual: string]>([
    [{ supports: [] }, 'supports', '0'],
    [{ levels: [] }, 'levels', '0'],
    [{ states: [] }, 'states', '0'],
    [{ under: [] }, 'under', '0'],
    [{ terms: tooManyTerms }, 'terms', '51'],
    [{ terms: ['rye', ' . '] }, 'terms', '" . "'],
    [{ from: '2024-13' }, 'from', '"2024-13"'],
    [{ to: '2024/..' }, 'to', '"2024/.."'],
    [{ text: '  ' }, 'text', '"  "'],
    [{ text: 'x'.repeat(201) }, 'text', '201 characters'],
    [{ not: true }, 'not', 'none'],
    [{ not: true, states: ['STATED'] }, 'not', 'none'],
  ])('names the invalid member and its actual value or size: %j', (condition, member, actual) => {
    expect(problemOf(condition)).toMatchObject({ member, actual });
  });

  it.each<AxisCondition>([
    {},
    { terms: [] },
    { terms: tooManyTerms.slice(1) },
    { text: 'x'.repeat(200) },
    { from: '2024', to: '2024-02-29' },
    { not: false },
    { not: true, text: 'rye' },
  ])('is null for a valid condition: %j', (condition) => {
    expect(problemOf(condition)).toBeNull();
  });
});

describe('the misfit of a condition and an axis', () => {
  it.each<readonly [Axis, AxisCondition, member: string]>([
    [leavening, { supports: ['YES'] }, 'supports'],
    [keeps, { minimum: '1' }, 'minimum'],
    [flour, { oldest: '1' }, 'oldest'],
    [flour, { from: '2024' }, 'from'],
    [recipe, { to: '2024' }, 'to'],
    [vegan, { levels: ['soft'] }, 'levels'],
    [crust, { levels: ['soft', 'chewy'] }, 'levels'],
    [vegan, { terms: ['rye'] }, 'terms'],
    [leavening, { terms: [] }, 'terms'],
    [crust, { text: 'soft' }, 'text'],
  ])(
    'names the member that does not fit the axis; the condition itself has no problem: %j, %j',
    (axis, condition, member) => {
      expect(problemOf(condition)).toBeNull();
      expect(misfitOf(condition, valueDefinitionOf(axis))).toMatchObject({ member });
    },
  );

  it.each<readonly [Axis, AxisCondition]>([
    [flours, { terms: [], states: ['STATED'] }],
    [crust, { levels: ['soft', 'hard'] }],
    [vegan, { supports: ['NO'], text: 'egg', under: [{ key: 'season', value: 'Winter' }] }],
    [flour, { minimum: '1', maximum: '2', exclusiveMinimum: true }],
  ])('is null if all members fit the axis: %j, %j', (axis, condition) => {
    expect(misfitOf(condition, valueDefinitionOf(axis))).toBeNull();
  });
});
