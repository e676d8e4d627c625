import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { noSpreads } from '../../../src/comparison/cells/spreads.js';
import { explainContribution } from '../../../src/words/sentences/ranking-explanation.js';
import type { Criterion } from '../../../src/comparison/ranking/rank.js';
import {
  parseAtLeast,
  parseContains,
  parseMustNot,
  type Requirement,
  type RequirementOutcome,
} from '../../../src/comparison/ranking/requirement.js';
import { unscoredScaleOf, type ScoreScale } from '../../../src/comparison/ranking/score-scale.js';
import { ValueError } from '../../../src/graph/values/value-type.js';
import { dimension, drawback, feature, type Parts } from '../material.js';
import { contributionOf, contributionTo, criterion, rankTable, scoreScale, printRanking } from './ranking.js';

const higher = { betterWhen: 'HIGHER' } as const;
const lower = { betterWhen: 'LOWER' } as const;
const vegan = dimension('vegan', 'SUPPORT', higher);
const sticky = dimension('sticky', 'SUPPORT', lower);
const keeps = feature('keeps');
const crumbles = drawback('crumbles');
const levels = ['soft', 'firm', 'hard'];
const crust = dimension('crust', 'ORDINAL', { levels, ...higher });
const bite = dimension('bite', 'ORDINAL', { levels, ...lower });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg', minimum: '1', maximum: '5', ...higher });
const price = dimension('price', 'QUANTITY', { unit: 'EUR', minimum: '0', maximum: '10', ...lower });
const pounds = dimension('pounds', 'QUANTITY', { unit: '[lb_av]', minimum: '0', maximum: '9', ...higher });
const loaves = dimension('loaves', 'QUANTITY', { minimum: '0', maximum: '9', tolerance: '0.1', ...higher });
const since = dimension('since', 'DATE', { earliest: '2020', latest: '2029', ...higher });
const known = dimension('known', 'DATE', { earliest: '2020', latest: '2029', ...lower });

type Row = readonly [axis: Axis, atLeast: string, cell: string, outcome: RequirementOutcome];

describe('a must-have', () => {
  it.each<Row>([
    [vegan, 'YES', 'Yes', 'MET'],
    [vegan, 'YES', 'Partly (crust)', 'NOT_MET'],
    [vegan, 'PARTIAL', 'Partly (crust)', 'MET'],
    [vegan, 'PARTIAL', 'Yes', 'MET'],
    [vegan, 'PARTIAL', 'No', 'NOT_MET'],
    [keeps, 'YES', 'No', 'NOT_MET'],
    [sticky, 'NO', 'No', 'MET'],
    [sticky, 'NO', 'Partly (crust)', 'NOT_MET'],
    [sticky, 'PARTIAL', 'Partly (crust)', 'MET'],
    [crumbles, 'NO', 'Yes', 'NOT_MET'],
    [crumbles, 'PARTIAL', 'No', 'MET'],

    [crust, 'firm', 'soft', 'NOT_MET'],
    [crust, 'firm', 'firm', 'MET'],
    [crust, 'firm', 'hard', 'MET'],
    [bite, 'firm', 'soft', 'MET'],
    [bite, 'firm', 'firm', 'MET'],
    [bite, 'firm', 'hard', 'NOT_MET'],

    [flour, '3', '3 kg', 'MET'],
    [flour, '3', '2999 g', 'NOT_MET'],
    [flour, '3', '3 or more kg', 'MET'],
    [flour, '3', '2 to 4 kg', 'NOT_SHOWN'],
    [flour, '3', '1 to 2 kg', 'NOT_MET'],
    [flour, '3', 'up to 9 kg', 'NOT_SHOWN'],
    [flour, '3', 'up to 2 kg', 'NOT_MET'],
    [flour, '3', '2 or more kg', 'NOT_SHOWN'],
    // An excluded bound is not reached.
    [flour, '3', '>3 kg', 'MET'],
    [flour, '3', '<3 kg', 'NOT_MET'],
    [flour, '3', '<3.1 kg', 'NOT_SHOWN'],
    [flour, '3', '2 to <3 kg', 'NOT_MET'],
    [price, '5', '<5 EUR', 'MET'],
    [price, '5', '>5 EUR', 'NOT_MET'],
    [price, '5', '>4.9 EUR', 'NOT_SHOWN'],
    [flour, '3', '<3 kg / <3000 g', 'NOT_MET'],
    [flour, '3', '~3 kg', 'NOT_SHOWN'],
    [flour, '3', '~4 kg', 'MET'],
    [flour, '3', '~2 kg', 'NOT_MET'],
    // Scores clamp amounts to the ends of the scale; must-haves do not.
    [flour, '7', '6 kg', 'NOT_MET'],
    [flour, '7', '8 kg', 'MET'],
    [flour, '-2', '-1 kg', 'MET'],
    [price, '5', '5 EUR', 'MET'],
    [price, '5', '4.99 EUR', 'MET'],
    [price, '5', '5.01 EUR', 'NOT_MET'],
    [price, '5', 'up to 5 EUR', 'MET'],
    [price, '5', '4 or more EUR', 'NOT_SHOWN'],
    [price, '5', '6 or more EUR', 'NOT_MET'],
    [price, '5', '1 USD', 'NOT_SHOWN'],
    // A value that is equal to the bound after conversion or within the tolerance meets the bound.
    [loaves, '1', '0.9', 'MET'],
    [loaves, '1', '<0.9', 'NOT_MET'],
    [loaves, '1', '<1', 'NOT_SHOWN'],
    [loaves, '1', '0.89', 'NOT_MET'],
    [pounds, '1', '0.45359237 kg', 'MET'],
    [pounds, '1', '453.59237 g', 'MET'],
    [pounds, '1', '0.4535 kg', 'NOT_MET'],

    [since, '2024', '2024-01-01', 'MET'],
    [since, '2024', '2024', 'MET'],
    [since, '2024', '2023-12-31', 'NOT_MET'],
    [since, '2024-06', '2024', 'NOT_SHOWN'],
    [since, '2024-06', '2024-06-01/..', 'MET'],
    [since, '2024-06', '2024/..', 'NOT_SHOWN'],
    [since, '2024-06', '../2024-05', 'NOT_MET'],
    [since, '2024-06', '../2024-06', 'NOT_SHOWN'],
    [known, '2024', '../2024', 'MET'],
    [known, '2024', '2025/..', 'NOT_MET'],
    [known, '2024', '2024-12-31', 'MET'],
    [known, '2024', '2025', 'NOT_MET'],
    [known, '2024-06', '2024', 'NOT_SHOWN'],

    [crust, 'firm', '—', 'NOT_SHOWN'],
    [crust, 'firm', 'Unknown', 'NOT_SHOWN'],
    [crust, 'firm', 'Not applicable', 'NOT_SHOWN'],
    [keeps, 'YES', '—', 'NOT_SHOWN'],
    [crust, 'firm', 'firm / hard', 'MET'],
    [crust, 'hard', 'soft / firm', 'NOT_MET'],
    [crust, 'hard', 'firm / hard', 'NOT_SHOWN'],
    [crust, 'hard', 'winter: hard / summer: firm', 'NOT_SHOWN'],
    [crust, 'hard', 'winter: hard / summer: Unknown', 'NOT_SHOWN'],
    [crust, 'hard', 'preferred hard / firm', 'MET'],
    [since, '2024-06', '2024 / 2024-07-01', 'MET'],
  ])('is evaluated along %j: bound %s, cell %s, outcome %s', (axis, atLeast, cell, outcome) => {
    expect(contributionOf(axis, cell, atLeast).requirement).toBe(outcome);
  });

  it('excludes approaches that are not shown to meet it, lists the contributions that exclude them, and changes no score', () => {
    const table = [
      [criterion(crust, 2, 'firm'), 'hard ¦ soft ¦ — ¦ firm'],
      [criterion(keeps, 2, 'YES'), 'Yes ¦ No ¦ Yes ¦ Yes'],
    ] as const;
    const { places } = rankTable(table);
    expect(printRanking(rankTable(table))).toBe('Rye 1, Oats 0.75; Spelt; Wheat');
    expect(
      places.map(({ score, position, excludedBy }) => [
        score,
        position,
        ...excludedBy.map(({ axis, requirement }) => `${axis.slug} ${requirement}`),
      ]),
    ).toEqual([
      [1, 1],
      [0.75, 2],
      [0.75, null, 'crust NOT_SHOWN'],
      [0, null, 'crust NOT_MET', 'keeps NOT_MET'],
    ]);
    for (const { contributions, excludedBy } of places) {
      expect(contributions).toEqual(expect.arrayContaining([...excludedBy]));
    }
  });

  it('of a criterion with weight 0 also excludes approaches', () => {
    expect(
      printRanking(
        rankTable([
          [criterion(crust, 0, 'hard'), 'firm ¦ hard'],
          [criterion(keeps), 'Yes ¦ No'],
        ]),
      ),
    ).toBe('Wheat 0; Rye');
  });
});

it('a contribution has the outcome null if its criterion has no requirement', () => {
  expect(contributionOf(crust, 'soft').requirement).toBeNull();
});

describe('the value of a must-have', () => {
  it.each<[Axis, string, string]>([
    [vegan, 'NO', 'expected YES or PARTIAL, got "NO"'],
    [vegan, 'yes', 'expected YES or PARTIAL, got "yes"'],
    [keeps, '', 'expected YES or PARTIAL, got ""'],
    [sticky, 'YES', 'expected PARTIAL or NO, got "YES"'],
    [crumbles, '1', 'expected PARTIAL or NO, got "1"'],
    [crust, 'Hard', 'expected one of the levels soft, firm, hard, got "Hard"'],
    [flour, 'much', 'expected a decimal number, such as 12.5, of 60 digits at most'],
    [flour, '3 kg', 'expected a decimal number'],
    [flour, '1e3', 'expected a decimal number'],
    [since, '../2024', 'expected a value with a lower bound, got "../2024"'],
    [known, '2024/..', 'expected a value with an upper bound, got "2024/.."'],
    [since, '1.5.2024', 'expected a date: 2024, 2024-05 or 2024-05-17; or a bound: '],
  ])('along %j is rejected: "%s"', (axis, written, message) => {
    const parse = () => parseAtLeast(written, scoreScale(axis));
    expect(parse).toThrow(ValueError);
    expect(parse).toThrow(message);
  });
});

const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const grain = dimension('grain', 'TERMS');
const kind = dimension('kind', 'TEXT');
const texture = dimension('texture', 'ORDINAL', { levels });

/** Creates a criterion with weight 0, one requirement and no scores. */
function unscored(axis: Axis, parse: (scale: ScoreScale) => Requirement): Criterion {
  const scale = unscoredScaleOf(axis, noSpreads);
  return { scoreScale: scale, weight: 0, requirements: [parse(scale)] };
}

function outcomeOf(given: Criterion, cell: string, synonyms: Parts['synonyms'] = []): unknown {
  const { requirement, outcomes } = contributionTo({ ...given, weight: 1 }, cell, { synonyms });
  // The criterion has the outcome of its only requirement.
  expect(outcomes).toEqual([requirement]);
  return requirement;
}

describe('required terms', () => {
  it.each<[Axis, readonly string[], string, RequirementOutcome]>([
    [seeds, ['poppy'], 'poppy, sesame', 'MET'],
    [seeds, ['poppy', 'sesame'], 'sesame, poppy, flax', 'MET'],
    [seeds, ['poppy', 'flax'], 'poppy, sesame', 'NOT_MET'],
    [seeds, ['POPPY.'], 'poppy', 'MET'],
    [seeds, ['pop'], 'poppy', 'NOT_MET'],
    // Claims along a dimension with several values accumulate.
    [seeds, ['poppy', 'flax'], 'poppy / flax', 'MET'],
    [seeds, ['poppy'], 'winter: poppy / summer: flax', 'NOT_SHOWN'],
    [seeds, ['poppy'], 'winter: poppy / summer: poppy', 'MET'],
    [seeds, ['poppy'], 'winter: poppy / summer: Unknown', 'NOT_SHOWN'],
    // Different claims along a dimension with one value contest each other.
    [grain, ['rye'], 'rye / rye, oats', 'MET'],
    [grain, ['rye'], 'rye / oats', 'NOT_SHOWN'],
    [grain, ['rye'], 'oats / wheat', 'NOT_MET'],
    [kind, ['Flat bread'], 'flat bread', 'MET'],
    [kind, ['Flat bread'], 'flat', 'NOT_MET'],
    [seeds, ['poppy'], '—', 'NOT_SHOWN'],
    [seeds, ['poppy'], 'Unknown', 'NOT_SHOWN'],
    [seeds, ['poppy'], 'Not applicable', 'NOT_SHOWN'],
  ])('are evaluated along %j: terms %j, cell %s, outcome %s', (axis, terms, cell, outcome) => {
    expect(
      outcomeOf(
        unscored(axis, (scale) => parseContains(terms, scale)),
        cell,
      ),
    ).toBe(outcome);
  });

  it('match other names of the same concept', () => {
    const rye = unscored(grain, (scale) => parseContains(['rye'], scale));
    const notRye = unscored(grain, (scale) => parseMustNot(['rye'], scale));
    const synonyms = [['rye', 'secale']];
    expect([rye, notRye].map((each) => outcomeOf(each, 'secale, oats', synonyms))).toEqual([
      'MET',
      'NOT_MET',
    ]);
    expect([rye, notRye].map((each) => outcomeOf(each, 'secale, oats'))).toEqual(['NOT_MET', 'MET']);
  });
});

describe('a must-not', () => {
  it.each<[Axis, readonly string[], string, RequirementOutcome]>([
    [vegan, ['PARTIAL'], 'Partly (crust)', 'NOT_MET'],
    [vegan, ['PARTIAL'], 'Yes', 'MET'],
    [vegan, ['PARTIAL'], 'No', 'MET'],
    [keeps, ['NO', 'PARTIAL'], 'No', 'NOT_MET'],
    [texture, ['soft', 'firm'], 'firm', 'NOT_MET'],
    [texture, ['soft', 'firm'], 'hard', 'MET'],
    [texture, ['soft'], 'soft / hard', 'NOT_SHOWN'],
    [seeds, ['poppy', 'nuts'], 'nuts, flax', 'NOT_MET'],
    [seeds, ['poppy', 'nuts'], 'flax', 'MET'],
    [seeds, ['nuts'], 'flax / nuts', 'NOT_MET'],
    [kind, ['flat bread'], 'Flat bread', 'NOT_MET'],
    [texture, ['soft'], '—', 'NOT_SHOWN'],
    [texture, ['soft'], 'Unknown', 'NOT_SHOWN'],
    [texture, ['soft'], 'Not applicable', 'NOT_SHOWN'],
  ])('is evaluated along %j: values %j, cell %s, outcome %s', (axis, values, cell, outcome) => {
    expect(
      outcomeOf(
        unscored(axis, (scale) => parseMustNot(values, scale)),
        cell,
      ),
    ).toBe(outcome);
  });

  it('and a must-have can apply to one criterion, and both are explained', () => {
    const scale = scoreScale(vegan);
    const both: Criterion = {
      scoreScale: scale,
      weight: 1,
      requirements: [parseAtLeast('PARTIAL', scale), parseMustNot(['PARTIAL'], scale)],
    };
    const table = [[both, 'Yes ¦ Partly (crust) ¦ No ¦ —']] as const;
    expect(printRanking(rankTable(table))).toBe('Rye 1; Oats; Wheat; Spelt');
    expect(contributionTo(both, 'Partly (crust)')).toMatchObject({
      requirement: 'NOT_MET',
      outcomes: ['MET', 'NOT_MET'],
    });
    expect(explainContribution(contributionTo(both, 'Partly (crust)'))).toMatch(
      / It must be Partly or better, which is met\. It must not be partly, which is not met\.$/,
    );
    const terms = unscored(seeds, (scale) => parseContains(['poppy', 'flax'], scale));
    expect(explainContribution(contributionTo({ ...terms, weight: 1 }, '—'))).toMatch(
      /Values of TERMS have no score\. .* It must contain poppy and flax, which is not shown to be met\.$/,
    );
  });

  it.each<[Axis, string, string, RegExp]>([
    [kind, 'soft', 'Flat bread.', /^Kind: Flat bread\. Values of TEXT have no score\. /],
    [kind, 'soft', 'Rye, etc..', /^Kind: Rye, etc\.\.\. Values of TEXT have no score\. /],
    [kind, 'soft', 'v. 2', /^Kind: v\. 2\. Values of TEXT have no score\. /],
    [texture, 'soft', 'firm', /^Texture: firm\. This criterion has no score\. /],
  ])(
    'is explained with the value of the cell, which has no score: %j',
    (axis, excluded, cell, explanation) => {
      const given = unscored(axis, (scale) => parseMustNot([excluded], scale));
      expect(explainContribution(contributionTo({ ...given, weight: 1 }, cell))).toMatch(explanation);
    },
  );

  it.each<[Axis, readonly string[], string]>([
    [vegan, ['YES'], 'not be yes'],
    [vegan, ['PARTIAL', 'NO'], 'not be partly or no'],
    [texture, ['soft', 'firm'], 'not be soft or firm'],
    [seeds, ['poppy', 'flax', 'nuts'], 'not contain poppy, flax, or nuts'],
    [kind, [' Flat bread '], 'not be Flat bread'],
  ])('is explained along %j: %j', (axis, values, text) => {
    const parsed = parseMustNot(values, unscoredScaleOf(axis, noSpreads));
    expect(parsed).toEqual({ type: 'MUST_NOT', values: values.map((each) => each.trim()) });
    const criterion = unscored(axis, (scale) => parseMustNot(values, scale));
    expect(explainContribution(contributionTo({ ...criterion, weight: 1 }, '—'))).toContain(
      ` It must ${text}, which is not shown to be met.`,
    );
  });

  it('is met by a contested cell only if all values of the cell meet it', () => {
    const notSoft = unscored(texture, (scale) => parseMustNot(['soft'], scale));
    expect(['firm / hard', 'soft / soft', 'soft / firm'].map((cell) => outcomeOf(notSoft, cell))).toEqual([
      'MET',
      'NOT_MET',
      'NOT_SHOWN',
    ]);
  });

  it.each<[string, () => unknown, string]>([
    [
      'terms of a quantity',
      () => parseContains(['1'], scoreScale(flour)),
      'expected no terms, since values of QUANTITY are not texts',
    ],
    [
      'an empty term',
      () => parseContains([' '], unscoredScaleOf(seeds, noSpreads)),
      'expected a term: a text that is not blank, got " "',
    ],
    [
      'amounts',
      () => parseMustNot(['1'], scoreScale(flour)),
      'expected no values, since QUANTITY has no list of values (use atLeast, with better)',
    ],
    [
      'an unknown support value',
      () => parseMustNot(['yes'], scoreScale(vegan)),
      'expected one of NO, PARTIAL, YES, got "yes"',
    ],
    [
      'an unknown level',
      () => parseMustNot(['Soft'], scoreScale(crust)),
      'expected one of soft, firm, hard, got "Soft"',
    ],
    [
      'all levels',
      () => parseMustNot(['hard', 'soft', 'firm'], scoreScale(crust)),
      'expected not all of soft, firm, hard',
    ],
  ])('or a list of required terms cannot have %s', (_, parse, message) => {
    expect(parse).toThrow(ValueError);
    expect(parse).toThrow(message);
  });
});
