import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { noSpreads, type Spreads } from '../../../src/comparison/cells/spreads.js';
import {
  noChoice,
  parseEnd,
  scaleEndsOf,
  scoreScaleOf,
  type ScaleChoice,
} from '../../../src/comparison/ranking/score-scale.js';
import type { BetterWhen, Dimension } from '../../../src/graph/concept.js';
import { valueTypes, type ValueType } from '../../../src/graph/values/value-rules.js';
import { benefit, dimension, drawback, feature, useCase } from '../material.js';
import { contributionOf, contributionTo, scoreScale } from './ranking.js';

const higher = { betterWhen: 'HIGHER' } as const;
const lower = { betterWhen: 'LOWER' } as const;
const vegan = dimension('vegan', 'SUPPORT', higher);
const sticky = dimension('sticky', 'SUPPORT', lower);
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'], ...higher });
const crumb = dimension('crumb', 'ORDINAL', { levels: ['a', 'b', 'c', 'd', 'e'], ...lower });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg', minimum: '1', maximum: '5', ...higher });
const price = dimension('price', 'QUANTITY', { unit: 'EUR', minimum: '0', maximum: '10', ...lower });
const oven = dimension('oven', 'QUANTITY', { unit: 'Cel', minimum: '-100', maximum: '300', ...higher });
const loaves = dimension('loaves', 'QUANTITY', { minimum: '0', maximum: '2', tolerance: '0.1', ...higher });
// 101 days of a leap year.
const since = dimension('since', 'DATE', { earliest: '2024-01-01', latest: '2024-04-10', ...higher });
// 1461 days: from the first of January 2021 to the last of December 2024.
const known = dimension('known', 'DATE', { earliest: '2021', latest: '2024', ...lower });

const unknown = [0, null, 1] as const;
type Row = readonly [
  axis: Axis,
  cell: string,
  score: readonly [minimum: number, score: number | null, maximum: number],
];

describe('the score of a cell', () => {
  it.each<Row>([
    [vegan, 'Yes', [1, 1, 1]],
    [vegan, 'Partly (crust)', [0.5, 0.5, 0.5]],
    [vegan, 'No', [0, 0, 0]],
    [sticky, 'Yes', [0, 0, 0]],
    [sticky, 'Partly (crust)', [0.5, 0.5, 0.5]],
    [sticky, 'No', [1, 1, 1]],
    [feature('keeps'), 'Yes', [1, 1, 1]],
    [benefit('fills'), 'No', [0, 0, 0]],
    [useCase('toast'), 'Partly (thin slices)', [0.5, 0.5, 0.5]],
    [drawback('crumbles'), 'Yes', [0, 0, 0]],
    [drawback('crumbles'), 'No', [1, 1, 1]],

    [crust, 'soft', [0, 0, 0]],
    [crust, 'firm', [0.5, 0.5, 0.5]],
    [crust, 'hard', [1, 1, 1]],
    [crumb, 'a', [1, 1, 1]],
    [crumb, 'b', [0.75, 0.75, 0.75]],
    [crumb, 'e', [0, 0, 0]],

    [flour, '1 kg', [0, 0, 0]],
    [flour, '3 kg', [0.5, 0.5, 0.5]],
    [flour, '5 kg', [1, 1, 1]],
    [flour, '2000 g', [0.25, 0.25, 0.25]],
    [flour, '2 to 4 kg', [0.25, 0.5, 0.75]],
    [price, '2.5 EUR', [0.75, 0.75, 0.75]],
    [price, '2 to 3 EUR', [0.7, 0.75, 0.8]],
    [oven, '0 Cel', [0.25, 0.25, 0.25]],
    [oven, '212 [degF]', [0.5, 0.5, 0.5]],

    [since, '2024-01-01', [0, 0, 0]],
    [since, '2024-04-10', [1, 1, 1]],
    [since, '2024-01-26', [0.25, 0.25, 0.25]],
    [since, '2024-02', [0.31, 0.45, 0.59]],
    [known, '2021-01-01', [1, 1, 1]],
    [known, '2024-12-31', [0, 0, 0]],
    [known, '2024', [0, 365 / 2 / 1460, 365 / 1460]],
  ])(
    'is the position between the worst and the best end: %j: %s',
    (axis, cell, [minimum, score, maximum]) => {
      const contribution = contributionOf(axis, cell);
      expect(contribution.minimum).toBeCloseTo(minimum, 12);
      expect(contribution.score).toBeCloseTo(score ?? NaN, 12);
      expect(contribution.maximum).toBeCloseTo(maximum, 12);
      expect(contribution.points).toBe(contribution.score);
    },
  );

  it.each<Row>([
    [flour, '0 kg', [0, 0, 0]],
    [flour, '-7 kg', [0, 0, 0]],
    [flour, '6 kg', [1, 1, 1]],
    [price, '11 EUR', [0, 0, 0]],
    [flour, '4 to 9 kg', [0.75, 0.875, 1]],
    [since, '2023', [0, 0, 0]],
    [since, '2025-01', [1, 1, 1]],
    [since, '2024', [0, 0.5, 1]],
  ])(
    'is limited to the ends of the scale if a value is beyond an end: %j: %s',
    (axis, cell, [minimum, score, maximum]) => {
      expect(contributionOf(axis, cell)).toMatchObject({
        minimum,
        score,
        maximum,
        scored: { isBeyond: true },
      });
    },
  );

  it.each<Row>([
    [flour, '4 or more kg', [0.75, 0.875, 1]],
    [flour, 'up to 2 kg', [0, 0.125, 0.25]],
    [price, '8 or more EUR', [0, 0.1, 0.2]],
    [flour, '6 or more kg', [1, 1, 1]],
  ])(
    'of a range with an open end extends to the end of the scale: %j: %s',
    (axis, cell, [minimum, score, maximum]) => {
      expect(contributionOf(axis, cell)).toMatchObject({ minimum, score, maximum, scored: { isOpen: true } });
    },
  );

  it.each<Row>([
    [flour, '—', unknown],
    [flour, 'Unknown', unknown],
    [flour, 'Not applicable', unknown],
    [feature('keeps'), '—', unknown],
    [flour, '2 L', unknown],
    [price, '2 USD', unknown],
    // One part of the cell has a position; the other part can have any score.
    [flour, 'winter: 3 kg / summer: Unknown', [0, 0.5, 1]],
    [flour, '3 kg / Not applicable', [0, 0.5, 1]],
    [price, '2 EUR / 2 USD', [0, 0.5, 1]],
  ])(
    'has the full range if the cell or a part of it has no position on the scale: %j: %s',
    (axis, cell, [minimum, score, maximum]) => {
      expect(contributionOf(axis, cell)).toMatchObject({ minimum, score, maximum, points: 0.5 });
    },
  );

  it.each<Row>([
    [crust, 'soft / firm', [0, 0.25, 0.5]],
    [crust, 'hard / soft / firm', [0, 0.5, 1]],
    [vegan, 'Yes / No', [0, 0.5, 1]],
    [flour, '2 kg / 3 kg / 3000 g', [0.25, 0.375, 0.5]],
    [flour, '1 to 2 kg / 4 kg', [0, 0.375, 0.75]],
    [crust, 'winter: firm / summer: hard', [0.5, 0.75, 1]],
    [crust, 'preferred firm / hard', [0.5, 0.5, 0.5]],
    [crust, 'deprecated soft / hard', [1, 1, 1]],
    [crust, 'Unknown / hard', [1, 1, 1]],
  ])(
    'ranges from the worst to the best of the values of the cell: %j: %s',
    (axis, cell, [minimum, score, maximum]) => {
      expect(contributionOf(axis, cell)).toMatchObject({ minimum, score, maximum });
    },
  );

  it.each<Row>([
    // The intersection of a day and its month is the day.
    [since, '2024-01-26 / 2024-01', [0.25, 0.25, 0.25]],
    [since, '2024-01 / 2024-01-26 / 2024', [0.25, 0.25, 0.25]],
    // Values that agree within the tolerance.
    [loaves, '1 / 1.1', [0.5, 0.525, 0.55]],
    [loaves, '0.5 to 1 / 0.55 to 1.05', [0.275, 0.3875, 0.5]],
    [loaves, '1.5 or more / 1.6 or more', [0.8, 0.9, 1]],
    [flour, '3 kg / 3000 g', [0.5, 0.5, 0.5]],
  ])(
    'of agreeing sources is the score of the interval on which they agree: %j: %s',
    (axis, cell, [minimum, score, maximum]) => {
      const contribution = contributionOf(axis, cell);
      expect(contribution.cell.state).toBe('STATED');
      expect(contribution).toMatchObject({ minimum, score, maximum });
    },
  );
});

describe('the scale of a criterion', () => {
  const scoreOn = (
    axis: Axis,
    choice: Partial<ScaleChoice>,
    cell: string,
    spreads?: Spreads,
  ): number | null =>
    contributionTo({ scoreScale: scoreScale(axis, choice, spreads), weight: 1, requirements: [] }, cell)
      .score;
  const free = dimension('free', 'QUANTITY', { unit: 'kg' });
  const bought = dimension('bought', 'DATE');

  it.each<[Axis, Partial<ScaleChoice>, string, number]>([
    [flour, { better: 'LOWER' }, '2 kg', 0.75],
    [price, { better: 'HIGHER' }, '2.5 EUR', 0.25],
    [feature('keeps'), { better: 'LOWER' }, 'No', 1],
    [drawback('crumbles'), { better: 'HIGHER' }, 'Yes', 1],
    [dimension('taste', 'ORDINAL', { levels: ['mild', 'strong'] }), { better: 'LOWER' }, 'mild', 1],
    [flour, { ends: { minimum: '0', maximum: '10' } }, '2 kg', 0.2],
    [free, { better: 'HIGHER', ends: { minimum: '0', maximum: '10' } }, '2000 g', 0.2],
    [bought, { better: 'LOWER', ends: { earliest: '2024-01-01', latest: '2024-01-11' } }, '2024-01-03', 0.8],
  ])('has the better end and the ends that the criterion sets: %j, %j', (axis, choice, cell, score) => {
    expect(scoreOn(axis, choice, cell)).toBeCloseTo(score, 12);
  });

  it('uses the measured span if neither the criterion nor the dimension declares ends', () => {
    const spreads: Spreads = {
      ...noSpreads,
      of: () => ({ span: { minimum: '10', maximum: '20' }, isIdentifying: false }),
    };
    expect(scoreOn(free, { better: 'HIGHER' }, '15 kg', spreads)).toBe(0.5);
    expect(scoreOn(free, { better: 'HIGHER' }, '18 or more kg', spreads)).toBe(0.9);
    expect(scoreOn(free, { better: 'HIGHER', ends: { minimum: '0', maximum: '15' } }, '15 kg', spreads)).toBe(
      1,
    );
    expect(scoreOn(flour, {}, '3 kg', spreads)).toBe(0.5);
    const { worst, best } = scoreScale(free, { better: 'LOWER' }, spreads);
    expect([worst, best]).toEqual(['20 kg', '10 kg']);
  });

  it('has ends that are parsed from texts', () => {
    expect([parseEnd('QUANTITY', '01.50'), parseEnd('DATE', '2024-02')]).toEqual(['1.5', '2024-02']);
    expect(scaleEndsOf('QUANTITY', '1.5', '10')).toEqual({ minimum: '1.5', maximum: '10' });
    expect(scaleEndsOf('DATE', '2023', '2024')).toEqual({ earliest: '2023', latest: '2024' });
  });

  it('has no chosen ends and no chosen better end by default', () => {
    expect(noChoice).toEqual({ better: null, ends: null });
  });

  it.each<[ValueType, string, string, string]>([
    ['QUANTITY', '1', '1', 'expected an end above 1, got "1"'],
    ['QUANTITY', '10', '9', 'expected an end above 10, got "9"'],
    ['DATE', '2024', '2024-01', 'expected an end above 2024, got "2024-01"'],
  ])(
    'is rejected if its second end is not above its first end: %s from %s to %s',
    (valueType, from, to, message) => {
      expect(() => scaleEndsOf(valueType, from, to)).toThrow(message);
    },
  );

  it.each<[ValueType, string, string]>([
    ['QUANTITY', '1 kg', 'expected a decimal number'],
    ['DATE', '1.1.2024', 'expected a date: 2024, 2024-05 or 2024-05-17, got "1.1.2024"'],
    ['ORDINAL', 'soft', 'expected no end, since the ends of ORDINAL cannot be set, got "soft"'],
    ['SUPPORT', 'NO', 'expected no end, since the ends of SUPPORT cannot be set, got "NO"'],
    ['TERMS', 'a', 'expected no end, since the ends of TERMS cannot be set, got "a"'],
  ])('is rejected if an end is not a valid end of %s: %s', (valueType, written, message) => {
    expect(() => parseEnd(valueType, written)).toThrow(message);
  });
});

describe('an axis without a score scale', () => {
  const plain = (axis: Dimension, more: Partial<Dimension>): Dimension => ({ ...axis, ...more });

  it.each<[Axis, RegExp]>([
    [
      dimension('taste', 'TEXT', higher),
      /^is a TEXT dimension, and TEXT has no better end \(SUPPORT, QUANTITY, ORDINAL, DATE and VERSION can have one\)$/,
    ],
    [dimension('seeds', 'TERMS', lower), /^is a TERMS dimension, and TERMS has no better end/],
    [plain(vegan, { betterWhen: 'NEITHER' }), /^has no better end \(its betterWhen is NEITHER/],
    [plain(flour, { betterWhen: 'NEITHER' }), /^has no better end \(its betterWhen is NEITHER/],
    [
      plain(flour, { minimum: null, maximum: null }),
      /^is a QUANTITY dimension without a span to measure scores on \(set `from` and `to`, or declare its minimum and maximum\)$/,
    ],
    [
      plain(since, { earliest: null, latest: null }),
      /^is a DATE dimension without a span .* \(set `from` and `to`, or declare its earliest and latest\)$/,
    ],
  ])('has a reason: %j', (axis, reason) => {
    expect(scoreScaleOf(axis, noSpreads)).toMatch(reason);
  });

  it('that has spans and levels has a value type without an order, or no better end', () => {
    const complete = { ...flour, levels: ['a', 'b'], earliest: '2020', latest: '2021' };
    const scored = (betterWhen: BetterWhen) =>
      valueTypes.filter(
        (valueType) => typeof scoreScaleOf({ ...complete, valueType, betterWhen }, noSpreads) !== 'string',
      );
    expect(scored('HIGHER')).toEqual(['SUPPORT', 'QUANTITY', 'ORDINAL', 'DATE', 'VERSION']);
    expect(scored('LOWER')).toEqual(scored('HIGHER'));
    expect(scored('NEITHER')).toEqual([]);
  });
});
