import { describe, expect, it } from '@jest/globals';
import { explain, maxStatements, maxTerms } from '../../../src/words/sentences/explanation.js';
import { maxTextLength } from '../../../src/words/sentences/short-text.js';
import {
  approach,
  claim,
  compareParts,
  dimension,
  feature,
  inSummer,
  inWinter,
  quantity,
  rowAlong,
  terms,
  text,
  yesBut,
  type CellClaim,
} from '../material.js';
import { cellsIn } from '../notation.js';

const leavening = dimension('leavening', 'TEXT');
const servedWith = dimension('served-with', 'TEXT', { cardinality: 'MULTIPLE' });
const flours = dimension('flours', 'TERMS');
const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const hydration = dimension('hydration', 'QUANTITY', { tolerance: '0.05' });
const price = dimension('price', 'QUANTITY', { unit: 'EUR' });
const since = dimension('since', 'DATE');
const recipe = dimension('recipe', 'VERSION');
const keeps = feature('keeps-a-week');
const synonyms = [
  ['levain', 'sourdough'],
  ['corn', 'maize'],
];

/** Axes, cells of Rye, Wheat, Spelt and Oats, and the expected explanation. */
const table = [
  // SAME
  [leavening, 'Levain. ¦ levain', 'All state the same: Levain.'],
  [servedWith, 'Jam / Butter ¦ butter / Jam', /^All state the same: (Jam, Butter|Butter, Jam)\.$/],
  [servedWith, 'Jam / Jam ¦ jam', 'All state the same: Jam.'],
  [seeds, 'poppy / sesame ¦ sesame, poppy', /^All state the same: (poppy, sesame|sesame, poppy)\.$/],
  [leavening, 'Wild-yeast ¦ wild yeast', 'All state the same: Wild-yeast.'],
  [seeds, 'none / none ¦ none', 'All state the same: none.'],
  [keeps, 'No (needs a hook) ¦ No', 'All state the same: No. Rye adds: needs a hook.'],
  [keeps, 'No ¦ No (needs a hook)', 'All state the same: No. Wheat adds: needs a hook.'],
  [keeps, 'No (planned) ¦ No (Planned.)', 'All state the same: No (planned).'],
  [
    keeps,
    'No (planned) ¦ No (needs a hook) ¦ No (Planned) ¦ No',
    'All state the same: No. Rye and Spelt add: planned; Wheat adds: needs a hook.',
  ],
  [keeps, 'Partly (if cold) ¦ Partly (If cold.)', 'All state the same: Partly (if cold).'],
  [keeps, 'Yes / Yes (since May) ¦ Yes', 'All state the same: Yes. Rye adds: since May.'],
  [
    keeps,
    'winter: Yes (if cold) ¦ winter: Yes',
    'All state the same: Yes (season: Winter). Rye adds: if cold (season: Winter).',
  ],
  [flour, '5 kg ¦ winter: 5 kg', 'All state the same: 5 kg. Only under conditions: Wheat (season: Winter).'],
  [flour, 'winter: 5 kg ¦ 5 kg', 'All state the same: 5 kg. Only under conditions: Rye (season: Winter).'],
  [flour, 'winter: 5 kg ¦ WINTER: 5 kg', 'All state the same: 5 kg (season: Winter).'],
  [
    flour,
    'winter: 5 kg ¦ large: 5 kg',
    'All state the same: 5 kg. Only under conditions: Rye (season: Winter) and Wheat (size: Large).',
  ],
  [
    flour,
    'winter: 5 kg / summer: 5 kg ¦ 5 kg',
    /^All state the same: 5 kg\. Only under conditions: Rye \(season: (Winter or season: Summer|Summer or season: Winter)\)\.$/,
  ],
  [
    flour,
    'winter: 5 kg / summer: 6 kg ¦ winter: 5 kg',
    'All state the same: 5 kg (season: Winter). Also stated: Rye: 6 kg (season: Summer).',
  ],
  [
    flour,
    'winter: 5 kg / summer: Unknown ¦ winter: 5 kg',
    'All state the same: 5 kg (season: Winter). Sources state that it is unknown for Rye (season: Summer).',
  ],
  [flours, 'poppy, flax ¦ flax, poppy', 'All state the same: poppy, flax.'],
  [
    flour,
    'winter: 5 kg / summer: 6 kg ¦ winter: 5 kg / summer: 6 kg',
    /^All state the same: (5 kg \(season: Winter\), also 6 kg \(season: Summer\)|6 kg \(season: Summer\), also 5 kg \(season: Winter\))\.$/,
  ],
  [
    flour,
    'winter: 5 kg / summer: 6 kg ¦ winter: 5 kg ¦ winter: 5 kg / summer: 6 kg',
    'All state the same: 5 kg (season: Winter). Also stated: Rye and Spelt: 6 kg (season: Summer).',
  ],
  [
    leavening,
    'winter: Levain ¦ Levain / summer: Levain',
    'All state the same: Levain. Only under conditions: Rye (season: Winter).',
  ],
  [
    keeps,
    'Yes / winter: No ¦ summer: Yes',
    /^The values agree where their conditions overlap: Wheat: Yes \(season: Summer\)\. Sources disagree: Rye: (Yes \/ No \(season: Winter\)|No \(season: Winter\) \/ Yes)\.$/,
  ],
  // EQUIVALENT
  [
    leavening,
    'Levain ¦ Sourdough ¦ Levain',
    'All state the same in different words: Rye and Spelt: Levain; Wheat: Sourdough.',
  ],
  [
    leavening,
    'Levain / Sourdough ¦ Levain',
    /^All state the same in different words: Rye: (Levain, also Sourdough|Sourdough, also Levain); Wheat: Levain\.$/,
  ],
  [flour, '1 kg ¦ 1000 g', 'All amounts agree: Rye: 1 kg; Wheat: 1000 g.'],
  [hydration, '0.65 ¦ 0.7', 'All amounts agree within the tolerance: Rye: 0.65; Wheat: 0.7.'],
  [hydration, '1 kg ¦ 1000 g', 'All amounts agree: Rye: 1 kg; Wheat: 1000 g.'],
  [
    leavening,
    'winter: Levain / Sourdough ¦ Sourdough',
    /^The values agree where their conditions overlap: Rye: (Levain \(season: Winter\), also Sourdough|Sourdough, also Levain \(season: Winter\)); Wheat: Sourdough\.$/,
  ],
  [since, '2024 ¦ 2024-05', 'All dates agree as far as they are precise: Rye: 2024; Wheat: 2024-05.'],
  [recipe, '3.9 ¦ 3.9.0', 'All values agree: Rye: 3.9; Wheat: 3.9.0.'],
  [
    flour,
    'winter: 1 kg ¦ 1000 g',
    'The values agree where their conditions overlap: Rye: 1 kg (season: Winter); Wheat: 1000 g.',
  ],
  // OVERLAPPING, DIFFERENT, OPPOSITE
  [
    leavening,
    'Levain. ¦ Steam. ¦ —',
    'The values differ: Rye: Levain; Wheat: Steam. Nothing is stated for Spelt.',
  ],
  [leavening, 'Levain ¦ and so on...', 'The values differ: Rye: Levain; Wheat: and so on....'],
  [crust, 'soft ¦ hard ¦ soft ¦ soft', 'The values are opposite: Rye, Spelt, and Oats: soft; Wheat: hard.'],
  [
    crust,
    'soft ¦ hard ¦ firm ¦ Not applicable',
    'The values are opposite: Rye: soft; Wheat: hard. Also stated: Spelt: firm. The question does not arise for Oats.',
  ],
  [
    crust,
    'soft ¦ hard ¦ firm / soft ¦ Unknown',
    /^The values are opposite: Rye: soft; Wheat: hard\. Sources state that it is unknown for Oats\. Sources disagree: Spelt: (firm \/ soft|soft \/ firm)\.$/,
  ],
  [
    keeps,
    'Yes ¦ Partly (when sliced)',
    'The values agree only in part: Rye: Yes; Wheat: Partly (when sliced).',
  ],
  [
    keeps,
    'No / Partly (when sliced) ¦ Yes',
    /^The values agree in part at most, whichever contested values are true: Wheat: Yes\. Sources disagree: Rye: /,
  ],
  [
    keeps,
    'winter: No / summer: Partly (when sliced) ¦ Yes',
    /^The values agree in part at most: Rye: .*No \(season: Winter\).*; Wheat: Yes\.$/,
  ],
  [
    leavening,
    'Levain / Steam ¦ Yeast ¦ Yeast',
    /^The values differ, whichever contested values are true: Wheat and Spelt: Yeast\. Sources disagree: Rye: (Levain \/ Steam|Steam \/ Levain)\.$/,
  ],
  [
    leavening,
    'Levain / Steam ¦ Yeast / Soda',
    /^The values differ, whichever contested values are true\. Sources disagree: Rye: .+; Wheat: .+\.$/,
  ],
  [
    leavening,
    'Levain & Steam ¦ Yeast ¦ Soda',
    /^The values differ: Wheat: Yeast; Spelt: Soda\. A single source states several values: Rye: (Levain \/ Steam|Steam \/ Levain)\.$/,
  ],
  [
    leavening,
    'Levain & Steam / Steam ¦ Yeast ¦ Soda',
    'The values differ: Wheat: Yeast; Spelt: Soda. Sources disagree: Rye: Steam / Levain.',
  ],
  [flour, '1 kg ¦ 2 or more kg', 'The values differ: Rye: 1 kg; Wheat: 2 or more kg.'],
  [flour, '1 to 2 kg ¦ 2 kg', 'The values agree only in part: Rye: 1 to 2 kg; Wheat: 2 kg.'],
  [flour, '1 kg ¦ 3 kg ¦ 1 L', 'The values differ: Rye: 1 kg; Wheat: 3 kg. Also stated: Spelt: 1 L.'],
  // Terms
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
  [
    flours,
    'rye ¦ rye, oats ¦ —',
    'Shared by Rye and Wheat: rye. Not by all of them: oats (Wheat). Nothing is stated for Spelt.',
  ],
  [
    flours,
    'rye ¦ rye, oats ¦ Unknown',
    'Shared by Rye and Wheat: rye. Not by all of them: oats (Wheat). Sources state that it is unknown for Spelt.',
  ],
  [
    flours,
    'winter: rye ¦ rye, oats',
    'The values agree only in part: Rye: rye (season: Winter); Wheat: rye, oats.',
  ],
  [flours, 'long-life, rye ¦ long life', 'Shared by all: long-life. Not by all: rye (Rye).'],
  [flours, 'corn ¦ maize, rye', 'The values agree only in part: Rye: corn; Wheat: maize, rye.'],
  [
    flours,
    'rye, oats ¦ rye, corn ¦ rye / oats',
    /^Shared by Rye and Wheat: rye\. Not by all of them: oats \(Rye\), corn \(Wheat\)\. Sources disagree: Spelt: /,
  ],
  // NOT_COMPARABLE
  [
    leavening,
    'Levain ¦ Not applicable',
    'There is nothing to compare. The question does not arise for Wheat.',
  ],
  [
    leavening,
    'Levain ¦ Levain ¦ Not applicable',
    'Not all of these can be compared. Stated: Rye and Wheat: Levain. The question does not arise for Spelt.',
  ],
  [
    leavening,
    'Not applicable ¦ Not applicable ¦ —',
    'There is nothing to compare. Nothing is stated for Spelt. The question does not arise for Rye and Wheat.',
  ],
  [
    leavening,
    'winter: Not applicable / summer: Unknown ¦ winter: Levain',
    'There is nothing to compare. Sources state that it is unknown for Rye (season: Summer). The question does not arise for Rye (season: Winter).',
  ],
  [
    leavening,
    'Levain / Not applicable ¦ Steam',
    /^Not all of these can be compared\. Stated: Wheat: Steam\. Sources disagree: Rye: (Levain \/ Not applicable|Not applicable \/ Levain)\.$/,
  ],
  [
    flour,
    '1 kg ¦ 1 L ¦ —',
    'Not all of these can be compared, since kg and L measure different quantities: Rye: 1 kg; Wheat: 1 L. Nothing is stated for Spelt.',
  ],
  [
    price,
    '5 USD ¦ 6 EUR',
    'Not all of these can be compared, since USD and EUR do not convert: Rye: 5 USD; Wheat: 6 EUR.',
  ],
  [
    price,
    '5 USD ¦ 6 EUR ¦ 1 kg',
    'Not all of these can be compared, since USD, EUR, and kg do not convert: Rye: 5 USD; Wheat: 6 EUR; Spelt: 1 kg.',
  ],
  [
    price,
    '5 USD ¦ 6',
    'Not all of these can be compared, since USD and plain numbers measure different quantities: Rye: 5 USD; Wheat: 6.',
  ],
  [
    flour,
    '1 kg ¦ 1 L ¦ Not applicable',
    'Not all of these can be compared, since kg and L measure different quantities: Rye: 1 kg; Wheat: 1 L. The question does not arise for Spelt.',
  ],
  [
    flour,
    '1 kg / 1 L ¦ 3 kg',
    /since (kg and L|L and kg) measure different quantities: Wheat: 3 kg\. Sources disagree: Rye: /,
  ],
  // ONE_SIDED
  [keeps, 'Yes ¦ — ¦ —', 'Stated only for Rye: Yes. Nothing is stated for Wheat and Spelt.'],
  [keeps, 'No ¦ —', 'Stated only for Rye: No. Nothing is stated for Wheat.'],
  [keeps, 'Yes / No ¦ —', /^Nothing is stated for Wheat\. Sources disagree: Rye: (Yes \/ No|No \/ Yes)\.$/],
  // UNDETERMINED
  [
    keeps,
    'Yes / No ¦ Yes ¦ —',
    /^It cannot be said whether all agree\. Nothing is stated for Spelt\. Sources disagree: Rye: .+\.$/,
  ],
  [leavening, 'Levain ¦ —', 'It cannot be said whether all agree. Nothing is stated for Wheat.'],
  [
    leavening,
    'Levain ¦ Unknown',
    'It cannot be said whether all agree. Sources state that it is unknown for Wheat.',
  ],
  [
    leavening,
    'Levain ¦ winter: Unknown',
    'It cannot be said whether all agree. Sources state that it is unknown for Wheat (season: Winter).',
  ],
  [
    leavening,
    'Unknown ¦ — ¦ Not applicable ¦ Unknown',
    'It cannot be said whether all agree. Nothing is stated for Wheat. Sources state that it is unknown for Rye and Oats. The question does not arise for Spelt.',
  ],
  [
    leavening,
    'Levain & Steam ¦ Levain',
    /^It cannot be said whether all agree\. A single source states several values: Rye: .+\.$/,
  ],
  [
    leavening,
    'winter: Levain ¦ summer: Levain',
    'It cannot be said whether all agree, since not all values hold under the same conditions: Rye: Levain (season: Winter); Wheat: Levain (season: Summer).',
  ],
  [
    leavening,
    'winter: Levain / summer: Steam ¦ Levain',
    /^It cannot be said whether all agree, since some values agree and others differ: Rye: .+, also .+; Wheat: Levain\.$/,
  ],
  [
    leavening,
    'winter: Levain / summer: Steam ¦ Levain ¦ winter large: Levain',
    /^It cannot be said whether all agree, since some values agree and others differ: Rye: .+; Wheat: Levain\. Also stated: Spelt: Levain \(season: Winter, size: Large\)\.$/,
  ],
  [
    leavening,
    'Unknown / winter: Unknown ¦ Levain ¦ winter: Unknown / summer: Unknown',
    /^It cannot be said whether all agree\. Sources state that it is unknown for Rye and Spelt \(season: (Winter or season: Summer|Summer or season: Winter)\)\.$/,
  ],
  [
    leavening,
    'winter: Levain / summer: Unknown ¦ summer: Levain',
    'It cannot be said whether all agree. Sources state that it is unknown for Rye (season: Summer).',
  ],
] as const;

describe('the explanation of a row', () => {
  const rows = table.map(([axis, cells, sentences]) => ({ axis, cells, sentences }));
  it.each(rows)(
    'names the values and the cells that decided the verdict along $axis.name: $cells',
    ({ axis, cells, sentences }) => {
      const explanation = explain(rowAlong(axis, cellsIn(axis, cells), { synonyms }));
      // Some explanations are patterns: the order of the values of a cell depends on the ids of claims.
      expect(explanation).toEqual(
        typeof sentences === 'string' ? sentences : expect.stringMatching(sentences),
      );
    },
  );

  it('shows the slugs of approaches with the same name', () => {
    const approaches = [approach('rye'), { ...approach('dark-rye'), name: 'RYE' }, approach('oats')] as const;
    const claims = [
      claim(approaches[0], flours, terms('rye', 'oats')),
      claim(approaches[1], flours, terms('rye')),
      claim(approaches[2], flours, terms('oats', 'rye')),
    ];
    const [row] = compareParts({ approaches, axes: [flours], claims });
    expect(row && explain(row)).toBe('Shared by all: rye. Not by all: oats (Rye [rye] and Oats).');
  });
});

describe('a long text in an explanation', () => {
  const explained = (...cells: readonly (readonly CellClaim[])[]): string =>
    explain(rowAlong(leavening, cells));
  const word = 'sourdough ';

  it('is shortened at the end of a word', () => {
    const long = `${word.repeat(20)}end`;
    expect(explained([text(long)], [text('steam')])).toBe(
      `The values differ: Rye: ${word.repeat(maxTextLength / word.length).trim()}…; Wheat: steam.`,
    );
  });

  it('is shortened after the last whole word within the bound', () => {
    const long = `${'a'.repeat(100)}, ${'b'.repeat(30)}`;
    expect(explained([text(long)], [text('steam')])).toBe(
      `The values differ: Rye: ${'a'.repeat(100)}…; Wheat: steam.`,
    );
  });

  it('is shortened within a word that is longer than the bound, between characters', () => {
    const long = '🍞'.repeat(maxTextLength + 1);
    expect(explained([text(long)], [text('steam')])).toBe(
      `The values differ: Rye: ${'🍞'.repeat(maxTextLength)}…; Wheat: steam.`,
    );
  });

  it('is complete if it is not longer than the bound', () => {
    const unshortened = `${'a '.repeat(maxTextLength / 2 - 1)}bc`;
    expect(explained([text(`${unshortened}.`)], [text('steam')])).toBe(
      `The values differ: Rye: ${unshortened}; Wheat: steam.`,
    );
    expect(explained([text('🍞'.repeat(maxTextLength))], [text('steam')])).not.toContain('…');
  });

  it('is shown with its conditions', () => {
    expect(explained([inWinter(text(word.repeat(20)))], [text('steam')])).toContain(
      '… (season: Winter); Wheat',
    );
  });

  it('is also shortened if it is a note or a term', () => {
    const long = word.repeat(20);
    const shown = `${word.repeat(maxTextLength / word.length).trim()}…`;
    const noted = rowAlong(keeps, [[yesBut(long)], [yesBut('short')]]);
    expect(explain(noted)).toBe(`All state the same: Yes. Rye adds: ${shown}; Wheat adds: short.`);
    const listed = rowAlong(flours, [[terms('rye', long)], [terms('rye')]]);
    expect(explain(listed)).toBe(`Shared by all: rye. Not by all: ${shown} (Rye).`);
  });

  it('is listed for each approach if the texts differ only in omitted parts', () => {
    const long = word.repeat(20);
    expect(explained([text(`${long}a`)], [text(`${long}b`)])).toMatch(/Rye: .+…; Wheat: .+…\.$/);
  });
});

describe('a long list in an explanation', () => {
  it('ends with the number of omitted terms', () => {
    const items = Array.from({ length: maxTerms + 2 }, (_, index) => `t${index}`);
    const row = rowAlong(flours, [[terms(...items)], [terms('t0')]]);
    expect(explain(row)).toMatch(/^Shared by all: t0\. Not by all: t1 \(Rye\), .*, and 1 more\.$/);
    const shared = rowAlong(flours, [[terms(...items)], [terms(...items, 'u')]]);
    expect(explain(shared)).toMatch(/^Shared by all: t0, .*, t19, and 2 more\. Not by all: u \(Wheat\)\.$/);
  });

  it('has each text of accumulated claims once', () => {
    const row = rowAlong(seeds, cellsIn(seeds, 'poppy, flax / Flax, poppy ¦ sesame'));
    expect(explain(row)).toMatch(/^The values differ: Rye: (poppy, flax|Flax, poppy); Wheat: sesame\.$/);
  });

  it('is complete up to the maximum number of terms, or of values of a cell', () => {
    const items = Array.from({ length: maxTerms }, (_, index) => `t${index}`);
    const listed = rowAlong(flours, [[terms(...items)], [terms(...items, 'u')]]);
    expect(explain(listed)).toMatch(/^Shared by all: t0, .*, t18, t19\. Not by all: u \(Wheat\)\.$/);
    const values = Array.from({ length: maxStatements }, (_, index) => text(`t${index}`));
    expect(explain(rowAlong(leavening, [values, [text('u')]]))).toMatch(/: Rye: (t\d \/ ){5}t\d\.$/);
  });

  it('ends with an ellipsis after the first values of a cell', () => {
    const items = Array.from({ length: maxStatements + 1 }, (_, index) => text(`t${index}`));
    const row = rowAlong(leavening, [items, [text('u')]]);
    expect(explain(row)).toMatch(/: Rye: (t\d \/ ){6}…\.$/);
  });
});

it('amounts under several conditions are shown with their conditions', () => {
  const row = rowAlong(flour, [
    [inWinter(quantity('1', '2', 'kg')), inSummer(quantity('3', null, 'kg'))],
    [quantity('9', '9', 'g')],
  ]);
  expect(explain(row)).toMatch(
    /^The values differ: Rye: (1 to 2 kg \(season: Winter\), also 3 or more kg \(season: Summer\)|3 or more kg \(season: Summer\), also 1 to 2 kg \(season: Winter\)); Wheat: 9 g\.$/,
  );
});
