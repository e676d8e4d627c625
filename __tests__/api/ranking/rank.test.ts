import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatError } from '../../../src/api/request/format-error.js';
import { ask, execute } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  value,
} from '../../support/changes.js';
import { eachStore, sqliteStore, type TestStore } from '../../support/stores.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const kilograms = (amount: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit: 'kg',
});
const kilometres = (amount: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit: 'km',
});
const dated = (date: string): ClaimValue => ({ type: 'DATE', date });
const level = (name: string): ClaimValue => ({ type: 'ORDINAL', level: name });
const version = (text: string): ClaimValue => ({ type: 'VERSION', oldest: text, newest: text });
const better = { betterWhen: 'HIGHER' } as const;
const mass = { valueType: 'QUANTITY', unit: 'kg', betterWhen: 'LOWER' } as const;

/** Adds three bicycles with claims along dimensions, features, drawbacks and use cases. */
async function fill(store: GraphStore): Promise<void> {
  const bicycles = ['racer', 'tourer', 'folder'];
  await store.apply(
    put(
      [
        citedSource('s'),
        citedSource('t'),
        ...bicycles.map((slug) => concept('APPROACH', slug, { name: slug.toUpperCase() })),
        dimension('mass', { ...mass, minimum: '0', maximum: '20' }),
        dimension('weight', { ...mass, unit: 'g', minimum: '0', maximum: '20000' }),
        dimension('made', { valueType: 'DATE', earliest: '2000', latest: '2030-12-31', ...better }),
        dimension('grade', { valueType: 'ORDINAL', levels: ['low', 'middle', 'high'], ...better }),
        dimension('quiet', { valueType: 'SUPPORT', ...better }),
        dimension('range', { valueType: 'QUANTITY', unit: 'km', ...better }),
        dimension('sold', { valueType: 'DATE', ...better }),
        dimension('wheels', { valueType: 'QUANTITY', minimum: '1', maximum: '4' }),
        dimension('colour', better),
        dimension('parts', { valueType: 'TERMS', ...better }),
        dimension('firmware', { valueType: 'VERSION', ...better }),
        feature('lights'),
        feature('gears'),
        feature('shifting'),
        concept('BENEFIT', 'lights'),
        concept('DRAWBACK', 'rattles'),
        concept('USE_CASE', 'commuting'),
      ],
      [
        value('racer', 'mass', kilograms('8')),
        value('tourer', 'mass', kilograms('16')),
        value('tourer', 'mass', kilograms('14'), { source: 'cited-source/t' }),
        value('racer', 'grade', level('high')),
        value('tourer', 'grade', level('middle')),
        value('folder', 'grade', level('low'), { qualifiers: [{ key: 'kit', value: 'basic' }] }),
        value('folder', 'grade', level('high'), { qualifiers: [{ key: 'kit', value: 'full' }] }),
        value('racer', 'parts', { type: 'TERMS', terms: ['bell', 'Basket'] }),
        value('tourer', 'parts', { type: 'TERMS', terms: ['bell', 'lamp'] }),
        value('racer', 'range', kilometres('10')),
        value('tourer', 'range', kilometres('40')),
        value('racer', 'firmware', version('3.10')),
        value('tourer', 'firmware', version('3.9')),
        value('racer', 'made', dated('2024')),
        value('folder', 'made', dated('1999')),
        claim(id('APPROACH', 'tourer'), 'HAS_FEATURE', id('FEATURE', 'lights')),
        claim(id('APPROACH', 'folder'), 'HAS_FEATURE', id('FEATURE', 'lights'), {
          value: { type: 'SUPPORT', support: 'PARTIAL', note: 'in front' },
        }),
        claim(id('APPROACH', 'racer'), 'HAS_DRAWBACK', id('DRAWBACK', 'rattles')),
        claim(id('APPROACH', 'racer'), 'SUITS', id('USE_CASE', 'commuting'), {
          value: null,
          absence: 'NOT_APPLICABLE',
        }),
        claim(id('DIMENSION', 'mass'), 'EQUIVALENT_TO', id('DIMENSION', 'weight')),
        claim(id('FEATURE', 'gears'), 'EQUIVALENT_TO', id('FEATURE', 'shifting')),
      ],
    ),
    imported,
  );
}

describe.each(eachStore)('A ranking on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await fill(graph.store);
  });
  afterAll(() => graph.close());

  test('accepts versions as must-haves, which do not affect the score', async () => {
    const { rank } = await ask(
      graph.store,
      `{ rank(approaches: ["folder", "racer", "tourer"], criteria: [{ axis: "grade" }, { axis: "firmware", weight: 0, atLeast: "v3.10.0" }]) {
        places { position approach { slug } score contributions { score minimum maximum points requirement explanation } } } }`,
    );
    expect(
      rank.places.map(({ position, approach, contributions: [, firmware] }: any) => [
        position,
        approach.slug,
        firmware.requirement,
      ]),
    ).toEqual([
      [1, 'racer', 'MET'],
      [null, 'folder', 'NOT_SHOWN'],
      [null, 'tourer', 'NOT_MET'],
    ]);
    expect(rank.places[0].contributions[1]).toEqual({
      score: null,
      minimum: 0,
      maximum: 1,
      points: 0,
      requirement: 'MET',
      explanation:
        'firmware: 3.10. Values of VERSION have no score. Its weight is 0 of 1, which adds 0 to the score. It must be 3.10.0 or better, which is met.',
    });
  });

  test('contains all places, with scores, ranges, contributions and claims, and the flip', async () => {
    const { rank } = await ask(
      graph.store,
      `{ rank(approaches: ["folder", "racer", "tourer"], criteria: [{ axis: "mass", weight: 2 }, { axis: "feature/lights" }]) {
        revision
        places { position approach { slug } score minimum maximum
          contributions { axis { slug } weight score minimum maximum points requirement explanation cell { state display } claims { source { name } value { ... on QuantityValue { minimum } } } }
          excludedBy { axis { slug } } }
        flip { axis { slug } weight winner { slug } explanation }
      } }`,
    );
    expect(rank.revision).toBe(1);
    expect(
      rank.places.map((place: any) => [
        place.position,
        place.approach.slug,
        ...[place.score, place.minimum, place.maximum].map((score) => Number(score.toFixed(6))),
      ]),
    ).toEqual([
      [1, 'racer', 0.566667, 0.4, 0.733333],
      [2, 'folder', 0.5, 0.166667, 0.833333],
      [2, 'tourer', 0.5, 0.466667, 0.533333],
    ]);
    expect(rank.places[2].contributions).toEqual([
      {
        axis: { slug: 'mass' },
        weight: 2,
        score: 0.25,
        minimum: 0.2,
        maximum: 0.3,
        points: 1 / 6,
        requirement: null,
        explanation:
          'mass: Contested: 14 kg / 16 kg. On the scale from the worst (20 kg) at 0 to the best (0 kg) at 1, the score is from 0.2 to 0.3, and counts as 0.25. Its weight is 2 of 3, which adds 0.1667 to the score.',
        cell: { state: 'CONTESTED', display: 'Contested: 14 kg / 16 kg' },
        claims: expect.arrayContaining([
          { source: { name: 's' }, value: { minimum: '16' } },
          { source: { name: 't' }, value: { minimum: '14' } },
        ]),
      },
      expect.objectContaining({ axis: { slug: 'lights' }, weight: 1, score: 1, points: 1 / 3 }),
    ]);
    expect(rank.places[1].contributions[0]).toMatchObject({
      score: null,
      minimum: 0,
      maximum: 1,
      cell: { state: 'NOT_STATED' },
      claims: [],
    });
    expect(rank.flip).toEqual({
      axis: { slug: 'lights' },
      weight: 1.4000000000000001,
      winner: { slug: 'tourer' },
      explanation: 'If lights had a weight of a little more than 1.4 instead of 1, TOURER would come first.',
    });
  });

  test('lists excluded approaches last, with the must-haves that exclude them', async () => {
    const { rank } = await ask(
      graph.store,
      `{ rank(approaches: ["racer", "tourer", "folder"], criteria: [{ axis: "mass", atLeast: "10" }, { axis: "grade" }]) {
        places { position approach { slug } score excludedBy { axis { slug } requirement explanation } } } }`,
    );
    expect(rank.places).toEqual([
      { position: 1, approach: { slug: 'racer' }, score: 0.8, excludedBy: [] },
      {
        position: null,
        approach: { slug: 'folder' },
        score: 0.5,
        excludedBy: [
          {
            axis: { slug: 'mass' },
            requirement: 'NOT_SHOWN',
            explanation: expect.stringMatching(
              / It must be 10 kg or better, which is not shown to be met\.$/,
            ),
          },
        ],
      },
      {
        position: null,
        approach: { slug: 'tourer' },
        score: 0.375,
        excludedBy: [
          {
            axis: { slug: 'mass' },
            requirement: 'NOT_MET',
            explanation: expect.stringMatching(/ It must be 10 kg or better, which is not met\.$/),
          },
        ],
      },
    ]);
  });

  test.each([
    ['{ axis: "made" }', 0.7742, 0.8065],
    ['{ axis: "drawback/rattles" }', 0, 0],
    ['{ axis: "use-case/commuting" }', 0, 1],
    ['{ axis: "quiet" }', 0, 1],
    ['{ axis: "weight" }', 0.6, 0.6],
  ])('has the expected lowest and highest score along %s', async (criterion, minimum, maximum) => {
    const { rank } = await ask(
      graph.store,
      `{ rank(approaches: ["racer"], criteria: [${criterion}]) { places { minimum maximum } } }`,
    );
    expect(rank.places[0].minimum).toBeCloseTo(minimum, 3);
    expect(rank.places[0].maximum).toBeCloseTo(maximum, 3);
  });

  test('counts only claims that are compatible with the given conditions', async () => {
    const scores = async (under: string): Promise<unknown> =>
      (
        await ask(
          graph.store,
          `{ rank(approaches: ["folder"], criteria: [{ axis: "grade" }]${under}) { places { minimum maximum } } }`,
        )
      ).rank.places;
    expect(await scores('')).toEqual([{ minimum: 0, maximum: 1 }]);
    expect(await scores(', under: [{ key: "kit", value: "Full" }]')).toEqual([{ minimum: 1, maximum: 1 }]);
    expect(await scores(', under: []')).toEqual([{ minimum: 0, maximum: 1 }]);
  });

  test('scores on the scale and in the direction of the criterion', async () => {
    const scores = async (criterion: string): Promise<unknown> => {
      const { rank } = await ask(
        graph.store,
        `{ rank(approaches: ["racer", "tourer"], criteria: [${criterion}]) {
             places { approach { slug } score contributions { explanation } } flip { weight } } }`,
      );
      return rank.places.map(({ approach, score }: any) => [approach.slug, Number(score.toFixed(6))]);
    };
    expect(await scores('{ axis: "mass", better: HIGHER }')).toEqual([
      ['tourer', 0.75],
      ['racer', 0.4],
    ]);
    expect(await scores('{ axis: "mass", from: "8", to: "18" }')).toEqual([
      ['racer', 1],
      ['tourer', 0.3],
    ]);
    expect(await scores('{ axis: "range", from: "0", to: "50" }')).toEqual([
      ['tourer', 0.8],
      ['racer', 0.2],
    ]);
    expect(await scores('{ axis: "feature/lights", better: LOWER }')).toEqual([
      ['racer', 0.5],
      ['tourer', 0],
    ]);
  });

  test('excludes approaches without required terms, and approaches with excluded values', async () => {
    const places = async (criteria: string): Promise<unknown> => {
      const { rank } = await ask(
        graph.store,
        `{ rank(approaches: ["racer", "tourer", "folder"], criteria: [{ axis: "mass" }, ${criteria}]) {
             places { position approach { slug } excludedBy { requirement explanation } } } }`,
      );
      return rank.places.map(({ position, approach, excludedBy: [by] }: any) => [
        position,
        approach.slug,
        ...(by ? [by.requirement, by.explanation.replace(/^.*adds 0 to the score\. /u, '')] : []),
      ]);
    };
    expect(await places('{ axis: "parts", weight: 0, contains: ["BELL", "basket"] }')).toEqual([
      [1, 'racer'],
      [null, 'folder', 'NOT_SHOWN', 'It must contain BELL and basket, which is not shown to be met.'],
      [null, 'tourer', 'NOT_MET', 'It must contain BELL and basket, which is not met.'],
    ]);
    expect(await places('{ axis: "parts", weight: 0, contains: ["bell"], mustNot: ["lamp"] }')).toEqual([
      [1, 'racer'],
      [
        null,
        'folder',
        'NOT_SHOWN',
        'It must contain bell, which is not shown to be met. It must not contain lamp, which is not shown to be met.',
      ],
      [
        null,
        'tourer',
        'NOT_MET',
        'It must contain bell, which is met. It must not contain lamp, which is not met.',
      ],
    ]);
    expect(await places('{ axis: "grade", weight: 0, mustNot: ["middle", "low"] }')).toEqual([
      [1, 'racer'],
      [null, 'folder', 'NOT_SHOWN', 'It must not be middle or low, which is not shown to be met.'],
      [null, 'tourer', 'NOT_MET', 'It must not be middle or low, which is not met.'],
    ]);
  });

  test('scores dates on the scale from the `earliest` to the `latest` date of the dimension', async () => {
    const {
      made,
      mass: other,
      rank,
    } = await ask(
      graph.store,
      `{ made: dimension(slug: "made") { earliest latest } mass: dimension(slug: "mass") { earliest latest }
         rank(approaches: ["racer"], criteria: [{ axis: "made" }]) { places { contributions { explanation } } } }`,
    );
    expect(made).toEqual({ earliest: '2000', latest: '2030-12-31' });
    expect(other).toEqual({ earliest: null, latest: null });
    expect(rank.places[0].contributions[0].explanation).toContain(
      'On the scale from the worst (2000) at 0 to the best (2030-12-31) at 1',
    );
  });
});

test.each(eachStore)(
  'The ranking of an older revision has the names, scores, axes and claims of that revision, on $name',
  async ({ open }) => {
    const graph = await open();
    try {
      await fill(graph.store);
      const renamed = concept('APPROACH', 'racer', { name: 'Sprinter' });
      const shorter = dimension('mass', { ...mass, minimum: '0', maximum: '10' });
      await graph.store.apply(put([renamed, shorter], [value('folder', 'mass', kilograms('9'))]), imported);
      const ranking =
        'revision places { approach { name } score contributions { axis { ... on Dimension { maximum } } claims { subject { name } since } } }';
      const args = 'approaches: ["racer", "folder"], criteria: [{ axis: "mass" }]';
      const { then, now } = await ask(
        graph.store,
        `{ then: rank(${args}, at: 1) { ${ranking} } now: rank(${args}) { ${ranking} } }`,
      );
      const [before, after] = [{ maximum: '20' }, { maximum: '10' }];
      expect(then).toEqual({
        revision: 1,
        places: [
          {
            approach: { name: 'RACER' },
            score: 0.6,
            contributions: [{ axis: before, claims: [{ subject: { name: 'RACER' }, since: 1 }] }],
          },
          { approach: { name: 'FOLDER' }, score: 0.5, contributions: [{ axis: before, claims: [] }] },
        ],
      });
      expect(now).toEqual({
        revision: 2,
        places: [
          {
            approach: { name: 'Sprinter' },
            score: 0.2,
            contributions: [{ axis: after, claims: [{ subject: { name: 'Sprinter' }, since: 1 }] }],
          },
          {
            approach: { name: 'FOLDER' },
            score: 0.1,
            contributions: [{ axis: after, claims: [{ subject: { name: 'FOLDER' }, since: 2 }] }],
          },
        ],
      });
    } finally {
      await graph.close();
    }
  },
);

describe('A ranking is rejected', () => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await fill(graph.store);
  });
  afterAll(() => graph.close());

  /** Requests an invalid ranking. @returns the code, argument and message of the error that a client receives */
  async function errorOf(args: string): Promise<unknown> {
    const { data, errors } = await execute(graph.store, `{ rank(${args}) { revision } }`);
    if (!errors?.[0]) throw new Error('Expected an error.');
    expect(data?.rank ?? null).toBeNull();
    const { message, extensions } = formatError(errors[0].toJSON(), errors[0]);
    return [extensions?.['code'], extensions?.['argument'], message];
  }
  const along = (criteria: string): string => `approaches: ["racer", "tourer"], criteria: ${criteria}`;
  const unscored = (axis: string, reason: string): string =>
    `criteria[0].axis: expected an axis that has scores, got "${axis}", which ${reason}.`;
  const tooManyReferences = JSON.stringify([...Array(51).keys()].map((n) => `b${n}`));

  test.each<[title: string, args: string, argument: string, message: string]>([
    [
      'without approaches',
      'approaches: [], criteria: [{ axis: "mass" }]',
      'approaches',
      'approaches: expected 1 to 50 references, got 0.',
    ],
    [
      'with too many approaches',
      `approaches: ${tooManyReferences}, criteria: [{ axis: "mass" }]`,
      'approaches',
      'approaches: expected 1 to 50 references, got 51.',
    ],
    [
      'with two references to one approach',
      'approaches: ["racer", "approach/racer"], criteria: [{ axis: "mass" }]',
      'approaches',
      'approaches: expected different approaches, got "racer" and "approach/racer", which are the same approach (approach/racer).',
    ],
    ['without criteria', along('[]'), 'criteria', 'criteria: expected 1 to 50 criteria, got 0.'],
    [
      'with too many criteria',
      along(`[${'{ axis: "mass" } '.repeat(51)}]`),
      'criteria',
      'criteria: expected 1 to 50 criteria, got 51.',
    ],
    [
      'with two references to one axis',
      along('[{ axis: "mass" }, { axis: "grade" }, { axis: "dimension/mass", weight: 2 }]'),
      'criteria',
      'criteria: expected different axes, got "mass" and "dimension/mass", which are the same axis (dimension/mass).',
    ],
    [
      'with two axes that are declared equivalent',
      along('[{ axis: "gears" }, { axis: "shifting" }]'),
      'criteria',
      'criteria: expected different axes, got "gears" and "shifting", which are declared equivalent.',
    ],
    [
      'with two dimensions that are declared equivalent and convertible',
      along('[{ axis: "weight" }, { axis: "mass" }]'),
      'criteria',
      'criteria: expected different axes, got "weight" and "mass", which are declared equivalent.',
    ],
    [
      'with an ambiguous slug',
      along('[{ axis: "mass" }, { axis: "lights" }]'),
      'criteria[1].axis',
      'criteria[1].axis: expected an id, feature/lights or benefit/lights, got "lights", which is the slug of several axes.',
    ],
    [
      'along a TEXT dimension',
      along('[{ axis: "colour" }]'),
      'criteria[0].axis',
      unscored(
        'colour',
        'is a TEXT dimension, and TEXT has no better end (SUPPORT, QUANTITY, ORDINAL, DATE and VERSION can have one)',
      ),
    ],
    [
      'along a TERMS dimension',
      along('[{ axis: "parts" }]'),
      'criteria[0].axis',
      unscored(
        'parts',
        'is a TERMS dimension, and TERMS has no better end (SUPPORT, QUANTITY, ORDINAL, DATE and VERSION can have one)',
      ),
    ],
    [
      'with a weight along a VERSION dimension, whose values have no score',
      along('[{ axis: "firmware" }]'),
      'criteria[0].weight',
      'criteria[0].weight: expected 0 for "firmware", got 1: values of VERSION have no score and can only be must-haves.',
    ],
    [
      'with a must-have that is not a version',
      along('[{ axis: "mass" }, { axis: "firmware", weight: 0, atLeast: "new" }]'),
      'criteria[1].atLeast',
      'criteria[1].atLeast: expected a version as a text, such as "3.10" or "2.0.0-rc.1", of 80 characters at most, or a range { oldest: "3.9", newest: "3.12" }, for "firmware", got "new".',
    ],
    [
      'along a dimension without a better end',
      along('[{ axis: "wheels" }]'),
      'criteria[0].axis',
      unscored('wheels', 'has no better end (its betterWhen is NEITHER; set `better` to HIGHER or LOWER)'),
    ],
    [
      'along a QUANTITY dimension without a span',
      along('[{ axis: "range" }]'),
      'criteria[0].axis',
      unscored(
        'range',
        'is a QUANTITY dimension without a span to measure scores on (set `from` and `to`, or declare its minimum and maximum)',
      ),
    ],
    [
      'along a DATE dimension without a span',
      along('[{ axis: "sold" }]'),
      'criteria[0].axis',
      unscored(
        'sold',
        'is a DATE dimension without a span to measure scores on (set `from` and `to`, or declare its earliest and latest)',
      ),
    ],
    [
      'with a weight below 0',
      along('[{ axis: "mass" }, { axis: "grade", weight: -0.5 }]'),
      'criteria[1].weight',
      'criteria[1].weight: expected a number from 0 to 1000000000, got -0.5.',
    ],
    [
      'with a weight above the maximum',
      along('[{ axis: "mass", weight: 1e10 }]'),
      'criteria[0].weight',
      'criteria[0].weight: expected a number from 0 to 1000000000, got 10000000000.',
    ],
    [
      'if all weights are 0',
      along('[{ axis: "mass", weight: 0 }, { axis: "grade", weight: 0 }]'),
      'criteria',
      'criteria: expected at least one weight above 0, got 0 for all.',
    ],
    [
      'with a must-have that is not an amount',
      along('[{ axis: "mass", atLeast: "8 kg" }]'),
      'criteria[0].atLeast',
      'criteria[0].atLeast: expected a decimal number, such as 12.5, of 60 digits at most on each side of the point, for "mass", got "8 kg".',
    ],
    [
      'with a must-have that is not a level',
      along('[{ axis: "grade", atLeast: "best" }]'),
      'criteria[0].atLeast',
      'criteria[0].atLeast: expected one of the levels low, middle, high, for "grade", got "best".',
    ],
    [
      'with a must-have that is not a support value',
      along('[{ axis: "quiet", atLeast: "maybe" }]'),
      'criteria[0].atLeast',
      'criteria[0].atLeast: expected YES or PARTIAL, for "quiet", got "maybe".',
    ],
    [
      'with a must-have that excludes no approach',
      along('[{ axis: "rattles", atLeast: "YES" }]'),
      'criteria[0].atLeast',
      'criteria[0].atLeast: expected PARTIAL or NO, for "rattles", got "YES".',
    ],
    [
      'with a must-have that is not a date',
      along('[{ axis: "made", atLeast: "2024-13" }]'),
      'criteria[0].atLeast',
      'criteria[0].atLeast: expected a date: 2024, 2024-05 or 2024-05-17; or a bound: 2024-05-17/.. (then or later), ../2024 (then or earlier), for "made", got "2024-13".',
    ],
    [
      'with required terms and a weight along terms, which have no score',
      along('[{ axis: "parts", contains: ["bell"] }]'),
      'criteria[0].weight',
      'criteria[0].weight: expected 0 for "parts", got 1: values of TERMS have no score and can only be must-haves.',
    ],
    [
      'with required terms along a dimension of amounts',
      along('[{ axis: "mass", contains: ["8"] }]'),
      'criteria[0].contains',
      'criteria[0].contains: expected no terms, since values of QUANTITY are not texts, for "mass", got ["8"].',
    ],
    [
      'with an empty list of terms',
      along('[{ axis: "mass" }, { axis: "parts", weight: 0, contains: [] }]'),
      'criteria[1].contains',
      'criteria[1].contains: expected 1 to 50 values or no list, got 0.',
    ],
    [
      'with too many excluded values',
      along(`[{ axis: "mass" }, { axis: "parts", weight: 0, mustNot: ${tooManyReferences} }]`),
      'criteria[1].mustNot',
      'criteria[1].mustNot: expected 1 to 50 values or no list, got 51.',
    ],
    [
      'with excluded amounts',
      along('[{ axis: "mass", mustNot: ["8"] }]'),
      'criteria[0].mustNot',
      'criteria[0].mustNot: expected no values, since QUANTITY has no list of values (use atLeast, with better), for "mass", got ["8"].',
    ],
    [
      'with an excluded value that is not a level',
      along('[{ axis: "grade", mustNot: ["best"] }]'),
      'criteria[0].mustNot',
      'criteria[0].mustNot: expected one of low, middle, high, for "grade", got "best".',
    ],
    [
      'with all levels excluded',
      along('[{ axis: "grade", mustNot: ["high", "middle", "low"] }]'),
      'criteria[0].mustNot',
      'criteria[0].mustNot: expected not all of low, middle, high, for "grade", got ["high","middle","low"].',
    ],
    [
      'with a better end of terms',
      along('[{ axis: "mass" }, { axis: "parts", weight: 0, contains: ["bell"], better: HIGHER }]'),
      'criteria[1].better',
      'criteria[1].better: expected no better end, since values of TERMS have no order, for "parts", got "HIGHER".',
    ],
    [
      'with only the low end of a scale',
      along('[{ axis: "range", from: "0" }]'),
      'criteria[0].to',
      'criteria[0].to: expected the high end of the scale, too, for "range", got none.',
    ],
    [
      'with only the high end of a scale',
      along('[{ axis: "range", to: "10" }]'),
      'criteria[0].from',
      'criteria[0].from: expected the low end of the scale, too, for "range", got none.',
    ],
    [
      'with ends of a scale in the wrong order',
      along('[{ axis: "range", from: "10", to: "0" }]'),
      'criteria[0].to',
      'criteria[0].to: expected an end above 10, for "range", got "0".',
    ],
    [
      'with an end that is not an amount',
      along('[{ axis: "range", from: "0", to: "50 km" }]'),
      'criteria[0].to',
      'criteria[0].to: expected a decimal number, such as 12.5, of 60 digits at most on each side of the point, for "range", got "50 km".',
    ],
    [
      'with ends of a scale of levels',
      along('[{ axis: "grade", from: "low", to: "middle" }]'),
      'criteria[0].from',
      'criteria[0].from: expected no end, since the ends of ORDINAL cannot be set, for "grade", got "low".',
    ],
    [
      'under too many conditions',
      `${along('[{ axis: "mass" }]')}, under: [${'{ key: "a", value: "b" } '.repeat(51)}]`,
      'under',
      'under: expected at most 50 conditions, got 51.',
    ],
    [
      'at a future revision',
      `${along('[{ axis: "mass" }]')}, at: 9`,
      'at',
      'at: expected a revision from 1 to 1, got 9.',
    ],
  ])('%s, and the message states the expected value', async (_, args, argument, message) => {
    expect(await errorOf(args)).toEqual(['BAD_USER_INPUT', argument, message]);
  });

  test.each([
    [
      'approaches: ["racr"], criteria: [{ axis: "mass" }]',
      'approaches',
      /^approaches: there is no approach "racr"\. Nearest: racer/,
    ],
    [
      along('[{ axis: "mas" }]'),
      'criteria',
      /^criteria: there is no dimension or feature .*"mas"\. Nearest: mass/,
    ],
    [along('[{ axis: "approach/racer" }]'), 'criteria', /^criteria: there is no dimension or feature/],
  ])('for an unknown reference, with the expected message: %s', async (args, argument, message) => {
    expect(await errorOf(args)).toEqual(['NOT_FOUND', argument, expect.stringMatching(message)]);
  });

  test.each(['weight: null', 'weight: "2"', 'weight: NaN', 'atLeast: 5'])(
    'by the validation of GraphQL for %s',
    async (member) => {
      const { errors } = await execute(
        graph.store,
        `{ rank(${along(`[{ axis: "mass", ${member} }]`)}) { revision } }`,
      );
      expect(errors).toHaveLength(1);
    },
  );
});
