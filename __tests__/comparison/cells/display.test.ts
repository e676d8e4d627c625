import { describe, expect, it } from '@jest/globals';
import { displayCell } from '../../../src/comparison/cells/display.js';
import { dimension, feature, rowAlong } from '../material.js';
import { cellsIn } from '../notation.js';

const leavening = dimension('leavening', 'TEXT');
const servedWith = dimension('served-with', 'TEXT', { cardinality: 'MULTIPLE' });
const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const flours = dimension('flours', 'TERMS');
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const since = dimension('since', 'DATE');
const keeps = feature('keeps-a-week');

describe('the display text of a cell', () => {
  it.each([
    ['a text as it is stated', leavening, 'Levain.', 'Levain.'],
    ['a level', crust, 'firm', 'firm'],
    ['an amount as it is stated', flour, '500 g', '500 g'],
    ['a range', flour, '1 to 2 kg', '1 to 2 kg'],
    ['a range open upwards', flour, '1 or more kg', '1 or more kg'],
    ['a range open downwards', flour, 'up to 2 kg', 'up to 2 kg'],
    ['an amount with its condition', flour, 'winter: 1 kg', '1 kg (season: Winter)'],
    ['a date', since, '2024-05', '2024-05'],
    ['terms as a list', flours, 'Rye, Oats', 'Rye, Oats'],
    ['an empty list of terms', flours, 'none', 'none'],
    ['an empty list among lists of terms that accumulate', seeds, 'none / none', 'none'],
    ['an approximate amount', flour, '~5 kg', '~5 kg'],
    ['a range with excluded bounds', flour, '>1 to <2 kg', '>1 to <2 kg'],
    ['an amount below a bound', flour, '<2 kg', '<2 kg'],
    ['an open date', since, '2024-05/..', '2024-05 or later'],
    ['yes', keeps, 'Yes', 'Yes'],
    ['no', keeps, 'No', 'No'],
    ['partly, with the note', keeps, 'Partly (when sliced)', 'Partly (when sliced)'],
    ['a cell that is not stated', leavening, '—', 'Not stated'],
    ['an unknown cell', leavening, 'Unknown', 'Unknown'],
    ['a cell that is not applicable', leavening, 'Not applicable', 'Not applicable'],
    ['one value if its sources agree', leavening, 'Levain / Levain', 'Levain'],
    ['no outranked value', leavening, 'preferred Levain / Steam', 'Levain'],
    ['a value with its condition', leavening, 'winter: Levain', 'Levain (season: Winter)'],
    [
      'a value with its conditions',
      leavening,
      'winter large: Levain',
      'Levain (season: Winter, size: Large)',
    ],
    [
      'partial support, with its condition',
      keeps,
      'winter: Partly (when sliced)',
      'Partly (when sliced) (season: Winter)',
    ],
    ['an absence with its condition', leavening, 'winter: Unknown', 'Unknown (season: Winter)'],
    ['terms that accumulate as one list', seeds, 'poppy, sesame / Sesame, flax', 'poppy, sesame, flax'],
  ])('shows: %s', (_, axis, cell, expected) => {
    const [shown] = rowAlong(axis, cellsIn(axis, `${cell} ¦ —`)).cells;
    expect(shown && displayCell(shown)).toBe(expected);
  });

  it.each([
    ['values under different conditions', leavening, 'winter: Levain / summer: Steam', '; '],
    ['texts that accumulate', servedWith, 'Butter / Soup', '; '],
    ['terms under different conditions', seeds, 'winter: poppy, flax / summer: sesame', '; '],
    ['an empty list that contests a list of terms', seeds, 'none / poppy', ' / '],
    ['values that contest each other', leavening, 'Levain / Steam', ' / '],
    ['an absence that contests a value', leavening, 'Levain / Not applicable', ' / '],
  ])('joins the texts of %s', (_, axis, cell, joint) => {
    const row = rowAlong(axis, [
      ...cellsIn(axis, cell),
      ...cell.split(' / ').flatMap((claim) => cellsIn(axis, claim)),
    ]);
    const [shown = '', ...parts] = row.cells.map(displayCell);
    const [first, second] = parts;
    const inEitherOrder = [`${first}${joint}${second}`, `${second}${joint}${first}`];
    expect(inEitherOrder).toContain(shown.replace('Contested: ', ''));
    expect(shown.startsWith('Contested: ')).toBe(joint === ' / ');
  });

  it('shows the value with the most sources first', () => {
    for (const order of ['Levain / Steam / Steam', 'Steam / Levain / Steam', 'Steam / Steam / Levain']) {
      const [shown] = rowAlong(leavening, cellsIn(leavening, `${order} ¦ —`)).cells;
      expect(shown && displayCell(shown)).toBe('Contested: Steam / Levain');
    }
  });
});
