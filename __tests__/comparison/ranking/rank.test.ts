import { describe, expect, it } from '@jest/globals';
import { explainContribution, explainFlip } from '../../../src/words/sentences/ranking-explanation.js';
import { maxWeight } from '../../../src/comparison/ranking/flip.js';
import { rank, type Ranking } from '../../../src/comparison/ranking/rank.js';
import {
  approach,
  breads,
  claimsAlong,
  dimension,
  drawback,
  feature,
  material,
  oats,
  qualifiers,
  rye,
  spelt,
  wheat,
} from '../material.js';
import { cellsIn } from '../notation.js';
import { contributionOf, criterion, partsOf, rankTable, printRanking } from './ranking.js';
import { runToEnd } from '../../../src/graph/work/steps.js';

const levels = ['1', '2', '3', '4', '5'];
const crust = dimension('crust', 'ORDINAL', { levels, betterWhen: 'HIGHER' });
const crumb = dimension('crumb', 'ORDINAL', { levels, betterWhen: 'HIGHER' });
const thirds = ['a', 'b', 'c'].map((slug) =>
  dimension(slug, 'ORDINAL', { levels: ['0', '1', '2', '3'], betterWhen: 'HIGHER' }),
);
const flour = dimension('flour', 'QUANTITY', {
  unit: 'kg',
  minimum: '0',
  maximum: '10',
  betterWhen: 'LOWER',
});
const keeps = feature('keeps');
const stays = feature('stays-fresh');

describe('a ranking', () => {
  it('orders approaches by the weighted mean of their scores, best first', () => {
    const ranking = rankTable([
      [criterion(crust, 3), '1 ¦ 3 ¦ 5'],
      [criterion(flour, 1), '0 kg ¦ 10 kg ¦ 5 kg'],
    ]);
    expect(printRanking(ranking)).toBe('Spelt 0.875, Wheat 0.375, Rye 0.25');
    expect(ranking.places.map(({ position }) => position)).toEqual([1, 2, 3]);
  });

  it('has one contribution per approach and criterion, in the requested order; contributions add up to the score', () => {
    const [, , last] = rankTable([
      [criterion(crust, 3), '1 ¦ 3 ¦ 5'],
      [criterion(flour, 1), '0 kg ¦ 10 kg ¦ 5 kg'],
    ]).places;
    expect(last).toMatchObject({
      approach: rye,
      score: 0.25,
      minimum: 0.25,
      maximum: 0.25,
      contributions: [
        { axis: crust, weight: 3, score: 0, points: 0 },
        { axis: flour, weight: 1, score: 1, points: 0.25 },
      ],
      excludedBy: [],
    });
    expect(last?.contributions[1]?.claims.map(({ subject }) => subject)).toEqual([rye.id]);
  });

  it('counts a missing cell as one half, and returns the range of the score', () => {
    const [first, second] = rankTable([
      [criterion(crust, 3), '— ¦ 5'],
      [criterion(keeps, 1), 'Yes ¦ No / Yes'],
    ]).places;
    expect(first).toMatchObject({ approach: wheat, score: 0.875, minimum: 0.75, maximum: 1 });
    expect(second).toMatchObject({ approach: rye, score: 0.625, minimum: 0.25, maximum: 1 });
  });

  it('may have only one approach', () => {
    expect(rankTable([[criterion(crust), '4']])).toMatchObject({
      places: [{ approach: rye, position: 1, score: 0.75 }],
      flip: null,
    });
  });

  it.each([
    ['even if all weights are close to 0', 1e-300, 3e-300],
    ['even if one weight is the largest possible', maxWeight / 3, maxWeight],
    ['even if floats cannot represent the weights exactly', 0.1, 0.3],
  ])('depends only on the proportions of the weights, %s', (_, less, more) => {
    expect(
      printRanking(
        rankTable([
          [criterion(crust, less), '5 ¦ 1'],
          [criterion(crumb, more), '1 ¦ 5'],
        ]),
      ),
    ).toBe('Wheat 0.75, Rye 0.25');
  });

  it('shows a criterion with weight 0, which does not affect the score', () => {
    const { places } = rankTable([
      [criterion(crust, 0), '5 ¦ 1'],
      [criterion(crumb), '1 ¦ 2'],
    ]);
    expect(places.map(({ approach: { slug }, score }) => [slug, score])).toEqual([
      ['wheat', 0.25],
      ['rye', 0],
    ]);
    expect(places[1]?.contributions[0]).toMatchObject({ score: 1, points: 0 });
  });

  it('also scores claims along equivalent axes, on the score scale of the requested axis', () => {
    const grams = dimension('grams', 'QUANTITY', {
      unit: 'g',
      minimum: '0',
      maximum: '1',
      betterWhen: 'HIGHER',
    });
    const given = partsOf([[criterion(flour), '2 kg ¦ — ¦ 3 kg']], { equivalent: [[flour, grams]] });
    const claims = [...given.claims, ...claimsAlong(grams, cellsIn(grams, '— ¦ 1000 g ¦ 3000 g'))];
    const ranking = runToEnd(rank(material({ ...given, axes: [flour, grams], claims }), [criterion(flour)]));
    expect(printRanking(ranking)).toBe('Wheat 0.9, Rye 0.8, Spelt 0.7');
    expect(ranking.places[2]?.contributions[0]?.claims).toHaveLength(2);
  });

  it('ignores claims that are incompatible with the requested conditions', () => {
    const given = partsOf([[criterion(crust), 'winter: 1 / summer: 5 ¦ 2']]);
    const under = (season: string): Ranking =>
      runToEnd(rank(material(given), [criterion(crust)], qualifiers({ season })));
    expect(printRanking(runToEnd(rank(material(given), [criterion(crust)])))).toBe('Rye 0.5, Wheat 0.25');
    expect(printRanking(under('winter'))).toBe('Wheat 0.25, Rye 0');
    expect(printRanking(under('Summer'))).toBe('Rye 1, Wheat 0.25');
  });
});

describe('approaches with equal scores', () => {
  it('share a position, and are ordered by name', () => {
    const named = [
      { ...rye, name: 'bun' },
      { ...wheat, name: 'Álvaro' },
      { ...spelt, name: 'Bap' },
      { ...oats, name: 'Bun' },
    ];
    const { places } = rankTable([[criterion(crust), '4 ¦ 4 ¦ 5 ¦ 4']], { approaches: named });
    expect(places.map(({ approach: { id }, position }) => [id, position])).toEqual([
      [spelt.id, 1],
      [oats.id, 2],
      [rye.id, 2],
      [wheat.id, 2],
    ]);
  });

  it('share a position because scores are exact: three thirds add up to 1', () => {
    const [a, b, c] = thirds.map((axis) => criterion(axis, 0.1)) as [never, never, never];
    expect(
      rankTable([
        [a, '1 ¦ 3 ¦ 1'],
        [b, '1 ¦ 0 ¦ 2'],
        [c, '1 ¦ 0 ¦ 0'],
      ]).places.map(({ position }) => position),
    ).toEqual([1, 1, 1]);
  });

  it('are ordered by name if all are excluded; the flip is null', () => {
    const ranking = rankTable([[criterion(crust, 1, '5'), '2 ¦ 2 ¦ 4']]);
    expect(printRanking(ranking)).toBe('; Spelt; Rye; Wheat');
    expect(ranking.flip).toBeNull();
  });
});

describe('the explanation of a contribution', () => {
  it.each([
    [
      crust,
      '2',
      null,
      'Crust: 2. On the scale from the worst (1) at 0 to the best (5) at 1, the score is 0.25. Its weight is 1 of 1, which adds 0.25 to the score.',
    ],
    [
      flour,
      'up to 1 kg',
      null,
      'Flour: up to 1 kg. On the scale from the worst (10 kg) at 0 to the best (0 kg) at 1, the score is from 0.9 to 1, and counts as 0.95. An open end counts as the end of the scale. Its weight is 1 of 1, which adds 0.95 to the score.',
    ],
    [
      flour,
      '12 kg / 1 L',
      '2',
      'Flour: Contested: 12 kg / 1 L. On the scale from the worst (10 kg) at 0 to the best (0 kg) at 1, the score is from 0 to 1, and counts as 0.5. A value beyond an end counts as that end. An amount in another kind of unit can have any score. Its weight is 1 of 1, which adds 0.5 to the score. It must be 2 kg or better, which is not shown to be met.',
    ],
    [
      flour,
      '1 L',
      null,
      'Flour: 1 L. An amount in another kind of unit has no position on the scale: the score can be anything from 0 to 1, and counts as 0.5. Its weight is 1 of 1, which adds 0.5 to the score.',
    ],
    [
      drawback('crumbles'),
      'Yes',
      'PARTIAL',
      'Crumbles: Yes. On the scale from the worst (yes) at 0 to the best (no) at 1, the score is 0. Its weight is 1 of 1, which adds 0 to the score. It must be Partly or better, which is not met.',
    ],
    [
      keeps,
      '—',
      null,
      'Keeps: Not stated. No source states a value: the score can be anything from 0 to 1, and counts as 0.5. Its weight is 1 of 1, which adds 0.5 to the score.',
    ],
    [
      keeps,
      'Unknown',
      null,
      'Keeps: Unknown. The sources state that the value is unknown: the score can be anything from 0 to 1, and counts as 0.5. Its weight is 1 of 1, which adds 0.5 to the score.',
    ],
    [
      keeps,
      'Not applicable',
      null,
      'Keeps: Not applicable. The axis does not apply to the approach, and this is neither good nor bad: the score can be anything from 0 to 1, and counts as 0.5. Its weight is 1 of 1, which adds 0.5 to the score.',
    ],
  ])('states the value, the score and the weight: %j: %s', (axis, cell, atLeast, explanation) => {
    expect(explainContribution(contributionOf(axis, cell, atLeast))).toBe(explanation);
  });

  it('rounds numbers to four significant digits', () => {
    const [a, b] = thirds as [never, never];
    const { places } = rankTable([
      [criterion(a, 2), '1'],
      [criterion(b, 1000), '0'],
    ]);
    const [contribution] = places[0]?.contributions ?? [];
    expect(contribution && explainContribution(contribution)).toContain(
      'the score is 0.3333. Its weight is 2 of 1002, which adds 0.0006653 to the score.',
    );
  });
});

describe('the flip', () => {
  const flipOf = (ranking: Ranking) =>
    ranking.flip && [ranking.flip.axis.slug, ranking.flip.weight, ranking.flip.winner.slug];

  it('is the smallest change of one weight that changes the winner: here a decrease', () => {
    // Rye leads by 1 along crust, Wheat by ½ along crumb: they tie if crumb has twice the weight of crust.
    const ranking = rankTable([
      [criterion(crust), '5 ¦ 1'],
      [criterion(crumb), '3 ¦ 5'],
    ]);
    expect(printRanking(ranking)).toBe('Rye 0.75, Wheat 0.5');
    // A weight of crust below 0.5 is enough; a weight of crumb above 2 is a larger change.
    expect(flipOf(ranking)).toEqual(['crust', 0.49999999999999994, 'wheat']);
    expect(ranking.flip && explainFlip(ranking.flip)).toBe(
      'If Crust had a weight of a little less than 0.5 instead of 1, Wheat would come first.',
    );
  });

  it('can be an increase', () => {
    const ranking = rankTable([
      [criterion(crust, 4), '3 ¦ 1'],
      [criterion(crumb, 1), '1 ¦ 5'],
    ]);
    expect(printRanking(ranking)).toBe('Rye 0.4, Wheat 0.2');
    expect(flipOf(ranking)).toEqual(['crumb', 2.0000000000000004, 'wheat']);
    expect(ranking.flip && explainFlip(ranking.flip)).toBe(
      'If Crumb had a weight of a little more than 2 instead of 1, Wheat would come first.',
    );
  });

  it('is the smallest change if several approaches can overtake the winner', () => {
    const ranking = rankTable([
      [criterion(crust, 4), '5 ¦ 4 ¦ 1'],
      [criterion(crumb), '1 ¦ 4 ¦ 5'],
    ]);
    // Wheat overtakes Rye with a crumb weight above 4/3 or a crust weight below 3.
    // Spelt overtakes Rye with a crumb weight above 4 or a crust weight below 1.
    expect(flipOf(ranking)).toEqual(['crumb', 1.3333333333333335, 'wheat']);
  });

  it('names the new winner if two approaches share the second position', () => {
    const ranking = rankTable([
      [criterion(crust), '5 ¦ 4 ¦ 2'],
      [criterion(crumb), '1 ¦ 1 ¦ 3'],
    ]);
    expect(printRanking(ranking)).toBe('Rye 0.5, Spelt 0.375, Wheat 0.375');
    expect(flipOf(ranking)?.[2]).toBe('spelt');
  });

  it('names the approach that is first after the change, if several overtake the winner at the same weight', () => {
    const ranking = rankTable([
      [criterion(crust, 2), '5 ¦ 4 ¦ 3'],
      [criterion(crumb), '1 ¦ 2 ¦ 3'],
    ]);
    // All approaches tie with a crust weight of 1 or a crumb weight of 2. The next float below 1 is closer to 1 than the next
    // float above 2 is to 2: so the decrease of crust is the smaller change.
    expect(flipOf(ranking)).toEqual(['crust', 0.9999999999999999, 'spelt']);
  });

  it('is the smallest float step if two approaches tie', () => {
    const ranking = rankTable([
      [criterion(crust), '5 ¦ 1'],
      [criterion(crumb), '1 ¦ 5'],
    ]);
    expect(printRanking(ranking)).toBe('Rye 0.5, Wheat 0.5');
    expect(flipOf(ranking)).toEqual(['crust', 0.9999999999999999, 'wheat']);
  });

  it('can increase a weight of 0', () => {
    const ranking = rankTable([
      [criterion(crust), '5 ¦ 4'],
      [criterion(crumb, 0), '1 ¦ 5'],
    ]);
    expect(flipOf(ranking)).toEqual(['crumb', 0.25000000000000006, 'wheat']);
  });

  it('lowers a weight to 0 if no positive weight is enough, and distinguishes the smallest floats', () => {
    expect(
      flipOf(
        rankTable([
          [criterion(crust), '5 ¦ 4'],
          [criterion(crumb, 5e-324), '1 ¦ 2'],
        ]),
      ),
    ).toEqual(['crust', 0, 'wheat']);
    expect(
      flipOf(
        rankTable([
          [criterion(crust, 1e-323), '5 ¦ 1'],
          [criterion(crumb, 5e-324), '1 ¦ 5'],
        ]),
      ),
    ).toEqual(['crumb', 1.5e-323, 'wheat']);
  });

  it('changes the first criterion by name if two changes are equal, in any input order', () => {
    const table = [
      ...thirds.map((axis) => [criterion(axis), '1 ¦ 0'] as const),
      [criterion(crust, 0.6), '1 ¦ 4'],
      [criterion(crumb, 0.6), '1 ¦ 4'],
    ] as const;
    const flip = flipOf(rankTable(table));
    expect(flip).toEqual(['crumb', 0.7333333333333334, 'wheat']);
    expect(flipOf(rankTable(table.toReversed()))).toEqual(flip);
    expect(flipOf(rankTable(table, { approaches: [wheat, rye] }))).toEqual(flip);
  });

  it.each([
    [
      'one approach is the best along all criteria',
      [
        [criterion(crust), '5 ¦ 4'],
        [criterion(crumb), '2 ¦ 1'],
      ],
    ],
    [
      'the approaches have equal scores along all criteria',
      [
        [criterion(crust), '2 ¦ 2'],
        [criterion(crumb), '— ¦ 3'],
      ],
    ],
    ['there is one criterion', [[criterion(crust), '5 ¦ 4']]],
    [
      'there is one approach',
      [
        [criterion(crust), '5'],
        [criterion(crumb), '1'],
      ],
    ],
    [
      'all approaches but one are excluded',
      [
        [criterion(crust, 1, '5'), '5 ¦ 4'],
        [criterion(crumb), '1 ¦ 5'],
      ],
    ],
    [
      'only a weight above the maximum would change the winner',
      [
        [criterion(crust, maxWeight), '5 ¦ 1'],
        [criterion(keeps, maxWeight), 'Yes ¦ No'],
        [criterion(crumb), '1 ¦ 5'],
      ],
    ],
  ] as const)('is null if %s', (_, table) => {
    expect(rankTable(table).flip).toBeNull();
  });

  it('never names an excluded approach', () => {
    const ranking = rankTable([
      [criterion(crust, 1, '2'), '5 ¦ 1 ¦ 3'],
      [criterion(crumb), '1 ¦ 5 ¦ 2'],
    ]);
    expect(flipOf(ranking)).toEqual(['crust', 0.49999999999999994, 'spelt']);
  });
});

it('an approach without claims is ranked', () => {
  const unknown = approach('new-bread');
  const given = partsOf([[criterion(crust), '4']], { approaches: [...breads.slice(0, 1), unknown] });
  expect(printRanking(runToEnd(rank(material(given), [criterion(crust)])))).toBe('Rye 0.75, New bread 0.5');
});

it('two criteria along equivalent axes are rejected with an error', () => {
  const given = partsOf(
    [
      [criterion(keeps), 'Yes'],
      [criterion(stays), 'Yes'],
    ],
    { equivalent: [[keeps, stays]] },
  );
  expect(() => runToEnd(rank(material(given), [criterion(keeps), criterion(stays)]))).toThrow(
    new TypeError(
      `Expected criteria with different rows, but ${stays.id} shares its row with another criterion.`,
    ),
  );
});
