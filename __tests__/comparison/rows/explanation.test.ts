import { describe, expect, it } from '@jest/globals';
import { explain } from '../../../src/comparison/rows/explanation.js';
import { approach, claim, compareParts, dimension, feature, rowAlong, terms } from '../material.js';
import { cellsIn } from '../notation.js';

const leavening = dimension('leavening', 'TEXT');
const flours = dimension('flours', 'TERMS');
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const since = dimension('since', 'DATE');
const keeps = feature('keeps-a-week');
const synonyms = [['levain', 'sourdough']];

/** The approaches of a line are Rye, Wheat, Spelt and Oats, in this order. */
const table = [
  [leavening, 'Levain. ¦ levain', 'All state the same: Levain.'],
  [
    leavening,
    'Levain ¦ Sourdough ¦ Levain',
    'All state the same in different words: Rye and Spelt: Levain; Wheat: Sourdough.',
  ],
  [
    leavening,
    'Levain. ¦ Steam. ¦ —',
    'What is stated differs: Rye: Levain; Wheat: Steam; Spelt: Not stated.',
  ],
  [leavening, 'Levain ¦ and so on...', 'What is stated differs: Rye: Levain; Wheat: and so on....'],
  [
    crust,
    'soft ¦ hard ¦ soft ¦ soft',
    'What is stated is opposite: Rye, Spelt, and Oats: soft; Wheat: hard.',
  ],
  [
    keeps,
    'Yes ¦ Partly (when sliced)',
    'What is stated agrees only in part: Rye: Yes; Wheat: Partly (when sliced).',
  ],
  [
    flours,
    'rye, oats ¦ Rye, corn ¦ rye., corn, oats',
    'Shared by all: rye. Not by all: oats (Rye and Spelt), corn (Wheat and Spelt).',
  ],
  [flours, 'rye, oats ¦ oats, corn, rye', 'Shared by all: rye, oats. Not by all: corn (Wheat).'],
  [
    flours,
    'a, b ¦ b, c ¦ c, a',
    'Shared by all: nothing. Not by all: a (Rye and Spelt), b (Rye and Wheat), c (Wheat and Spelt).',
  ],
  [flours, 'rye ¦ rye, oats ¦ —', 'Shared by all: nothing. Not by all: rye (Rye and Wheat), oats (Wheat).'],
  [
    flours,
    'rye ¦ rye, oats ¦ Unknown',
    'What is stated agrees only in part: Rye: rye; Wheat: rye, oats; Spelt: Unknown.',
  ],
  [
    flours,
    'winter: rye ¦ rye, oats',
    'What is stated agrees only in part: Rye: rye (season: Winter); Wheat: rye, oats.',
  ],
  [
    leavening,
    'Levain ¦ Not applicable',
    'There is nothing to compare: the question does not arise for Wheat.',
  ],
  [
    leavening,
    'Not applicable ¦ Not applicable ¦ —',
    'There is nothing to compare: nothing is stated for Spelt, and the question does not arise for Rye and Wheat.',
  ],
  [
    leavening,
    'winter: Not applicable / summer: Unknown ¦ winter: Levain',
    'There is nothing to compare: the question does not arise for Rye.',
  ],
  [flour, '1 kg ¦ 1000 g', 'All state the same in different words: Rye: 1 kg; Wheat: 1000 g.'],
  [flour, '1 kg ¦ 2 or more kg', 'What is stated differs: Rye: 1 kg; Wheat: 2 or more kg.'],
  [flour, '1 to 2 kg ¦ 2 kg', 'What is stated agrees only in part: Rye: 1 to 2 kg; Wheat: 2 kg.'],
  [flour, '1 kg ¦ 1 L ¦ —', 'There is nothing to compare: Rye: 1 kg; Wheat: 1 L; Spelt: Not stated.'],
  [since, '2024 ¦ 2024-05', 'All state the same in different words: Rye: 2024; Wheat: 2024-05.'],
  [keeps, 'Yes ¦ — ¦ —', 'Stated only for Rye; nothing is stated for Wheat and Spelt.'],
  [
    keeps,
    'Yes / No ¦ Yes ¦ —',
    'It cannot be said whether these agree: nothing is stated for Spelt, and sources disagree about Rye.',
  ],
  [
    keeps,
    'Yes / No ¦ —',
    'Stated only for Rye; nothing is stated for Wheat, and sources disagree about Rye.',
  ],
  [leavening, 'Levain ¦ —', 'It cannot be said whether these agree: nothing is stated for Wheat.'],
  [
    leavening,
    'Levain ¦ Unknown',
    'It cannot be said whether these agree: the sources say that it is not known for Wheat.',
  ],
  [
    leavening,
    'Unknown ¦ — ¦ Not applicable ¦ Unknown',
    'It cannot be said whether these agree: nothing is stated for Wheat, and the sources say that it is not known for Rye and Oats, and the question does not arise for Spelt.',
  ],
  [
    leavening,
    'Levain / Steam ¦ Levain',
    'It cannot be said whether these agree: sources disagree about Rye.',
  ],
  [
    leavening,
    'winter: Levain ¦ summer: Levain',
    'It cannot be said whether these agree, since they are stated under different conditions: Rye: Levain (season: Winter); Wheat: Levain (season: Summer).',
  ],
] as const;

describe('the explanation of a row', () => {
  it.each(table)('%# names the verdict and the cells that decided it', (axis, cells, sentence) => {
    expect(explain(rowAlong(axis, cellsIn(axis, cells), { synonyms }))).toBe(sentence);
  });

  // Values in one cell are in the order of their claims' ids, which has no meaning.
  it.each([
    [
      'lists that differ though their terms as a whole are the same',
      flours,
      'a, b / c, d ¦ a, c / b, d',
      /^What is stated agrees only in part: Rye: Contested: .+; Wheat: Contested: .+\.$/,
    ],
    [
      'cells that are not applicable under the only condition that both have',
      leavening,
      'winter: Levain / summer: Not applicable ¦ summer: Levain ¦ —',
      /^There is nothing to compare: Rye: .*Not applicable \(season: Summer\).*; Wheat: Levain \(season: Summer\); Spelt: Not stated\.$/,
    ],
    [
      'cells that agree under one condition and differ under another',
      leavening,
      'winter: Levain / summer: Steam ¦ Levain',
      /^It cannot be said whether these agree: Rye: .+ \(season: .+; .+; Wheat: Levain\.$/,
    ],
    [
      'a cell that is partly unknown',
      leavening,
      'winter: Levain / summer: Unknown ¦ summer: Levain',
      /^It cannot be said whether these agree: Rye: .*Unknown \(season: Summer\).*; Wheat: Levain \(season: Summer\)\.$/,
    ],
  ])('lists the statement of each cell for %s', (_, axis, cells, sentence) => {
    expect(explain(rowAlong(axis, cellsIn(axis, cells)))).toMatch(sentence);
  });

  it('distinguishes approaches with the same name', () => {
    const approaches = [approach('rye'), { ...approach('dark-rye'), name: 'Rye' }] as const;
    const claims = [
      claim(approaches[0], flours, terms('rye', 'oats')),
      claim(approaches[1], flours, terms('rye')),
    ];
    const [row] = compareParts({ approaches, axes: [flours], claims });
    expect(row && explain(row)).toBe('Shared by all: rye. Not by all: oats (Rye).');
  });
});
