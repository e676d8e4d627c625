/** Laws of every ranking, tested with random claims and criteria. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noSpreads } from '../../../src/comparison/cells/spreads.js';
import { incompatibility, type Axis } from '../../../src/comparison/cells/axis.js';
import { locales, type Locale } from '../../../src/words/locale.js';
import { explainContribution, explainFlip } from '../../../src/words/sentences/ranking-explanation.js';
import { maxWeight } from '../../../src/comparison/ranking/flip.js';
import { rank, type Criterion, type Place, type Ranking } from '../../../src/comparison/ranking/rank.js';
import { parseAtLeast } from '../../../src/comparison/ranking/requirement.js';
import { scoreScaleOf, type ScaleChoice } from '../../../src/comparison/ranking/score-scale.js';
import { ExactDecimal } from '../../../src/graph/values/decimal.js';
import { runs } from '../../support/test-run.js';
import { axisAlong, orderedParts, cellClaimAlong } from '../arbitraries.js';
import { claim, material, type Parts } from '../material.js';
import { runToEnd } from '../../../src/graph/work/steps.js';

const tries = { numRuns: runs(100) };

interface RankingInput {
  readonly parts: Parts;
  readonly criteria: readonly Criterion[];
}

const weight = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 2, 3, 0.1, 0.7, 1 / 3) },
  { weight: 2, arbitrary: fc.double({ min: 0, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(5e-324, 1e-9, 12345678.9, maxWeight) },
);

/** Returns must-haves that some random values along `axis` meet. */
function atLeast(axis: Axis): readonly string[] {
  if (axis.kind !== 'DIMENSION') return ['PARTIAL'];
  switch (axis.valueType) {
    case 'SUPPORT':
      return ['PARTIAL'];
    case 'ORDINAL':
      return axis.levels ?? [];
    case 'QUANTITY':
      return ['0.5', '1', '20'];
    default:
      return ['2024', '2024-02-15'];
  }
}

/** Generates a better end and scale ends that a criterion may set, by the type of the axis. */
function choice(axis: Axis): fc.Arbitrary<ScaleChoice> {
  const valueType = axis.kind === 'DIMENSION' ? axis.valueType : 'SUPPORT';
  const better =
    valueType === 'SUPPORT'
      ? fc.constant(null)
      : fc.constantFrom(null, null, 'HIGHER' as const, 'LOWER' as const);
  const ends =
    valueType === 'QUANTITY'
      ? fc.constantFrom(null, { minimum: '0', maximum: '0.25' }, { minimum: '-7', maximum: '20' })
      : valueType === 'DATE'
        ? fc.constantFrom(null, { earliest: '2024-02', latest: '2024-03-01' })
        : fc.constant(null);
  return fc.record({ better, ends });
}

/** Generates claims along random axes, and criteria along the axes that have a score scale. No two criteria share a row, and at least one weight is positive. */
const rankingInputs: fc.Arbitrary<RankingInput> = orderedParts
  .chain((parts) =>
    fc.tuple(fc.constant(parts), fc.tuple(...parts.axes.map((axis) => axisAlong(axis, ['HIGHER', 'LOWER'])))),
  )
  .map(([parts, axes]) => ({ ...parts, axes }))
  .chain((parts) => {
    const { equivalents } = material(parts);
    const distinct: Axis[] = [];
    for (const axis of parts.axes) {
      const sharesRow = (other: Axis): boolean =>
        equivalents(axis.id).includes(other.id) && incompatibility(axis, other) === null;
      if (typeof scoreScaleOf(axis, noSpreads) !== 'string' && !distinct.some(sharesRow)) distinct.push(axis);
    }
    const criteria = distinct.map((axis) =>
      fc
        .tuple(weight, fc.option(fc.constantFrom(...atLeast(axis)), { freq: 6 }), choice(axis))
        .map(([each, written, chosen]): Criterion => {
          const scale = scoreScaleOf(axis, noSpreads, chosen);
          if (typeof scale === 'string') throw new Error(scale);
          return {
            scoreScale: scale,
            weight: each,
            requirements: written === null ? [] : [parseAtLeast(written, scale)],
          };
        }),
    );
    return fc.tuple(...criteria).map((all) => ({ parts, criteria: all }));
  })
  .filter(({ criteria }) => criteria.some((each) => each.weight > 0));

/** Generates permutations of `items`. */
function reordered<Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function ranked({ parts, criteria }: RankingInput): Ranking {
  return runToEnd(rank(material(parts), criteria));
}

/** Returns the properties of a place that must not depend on other places or on the input order. */
function independentProperties({ score, minimum, maximum, contributions, excludedBy }: Place): unknown {
  return {
    figures: [score, minimum, maximum],
    excludedBy: excludedBy.map(({ axis }) => axis.id).sort(),
    contributions: Object.fromEntries(
      contributions.map((each) => [
        each.axis.id,
        [each.score, each.minimum, each.maximum, each.points, each.requirement, explainContribution(each)],
      ]),
    ),
  };
}

function byApproach({ places }: Ranking): ReadonlyMap<string, unknown> {
  return new Map(places.map((place) => [place.approach.id, independentProperties(place)]));
}

const withWeight = ({ parts, criteria }: RankingInput, index: number, changed: number): RankingInput => ({
  parts,
  criteria: criteria.map((each, along) => (along === index ? { ...each, weight: changed } : each)),
});
const isAllZero = ({ criteria }: RankingInput): boolean => criteria.every((each) => each.weight === 0);

describe('the score of an approach', () => {
  it('does not depend on other approaches or on claims about them', () => {
    fc.assert(
      fc.property(rankingInputs, ({ parts, criteria }) => {
        const [newcomer, ...others] = parts.approaches;
        const claims = parts.claims.filter(({ subject }) => subject !== newcomer?.id);
        const before = byApproach(ranked({ parts: { ...parts, approaches: others, claims }, criteria }));
        const after = byApproach(ranked({ parts, criteria }));
        for (const [id, place] of before) expect(after.get(id)).toEqual(place);
        expect(after.size).toBe(before.size + 1);
      }),
      tries,
    );
  });

  it('is between its minimum and maximum, which are between 0 and 1', () => {
    fc.assert(
      fc.property(rankingInputs, (given) => {
        for (const place of ranked(given).places) {
          for (const { minimum, score, maximum } of [place, ...place.contributions]) {
            expect(minimum).toBeGreaterThanOrEqual(0);
            expect(score ?? 0.5).toBeGreaterThanOrEqual(minimum);
            expect(maximum).toBeGreaterThanOrEqual(score ?? 0.5);
            expect(maximum).toBeLessThanOrEqual(1);
          }
        }
      }),
      tries,
    );
  });

  it('is the sum of the points of its contributions, and the weighted mean of their scores, where one half replaces a score of null', () => {
    fc.assert(
      fc.property(rankingInputs, (given) => {
        const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
        const total = sum(given.criteria.map((each) => each.weight));
        for (const { score, minimum, maximum, contributions } of ranked(given).places) {
          expect(sum(contributions.map(({ points }) => points))).toBeCloseTo(score, 9);
          if (total < 1e-300) continue;
          const mean = (of: (each: (typeof contributions)[number]) => number): number =>
            sum(contributions.map((each) => of(each) * (each.weight / total)));
          expect(mean((each) => each.score ?? 0.5)).toBeCloseTo(score, 9);
          expect(mean((each) => each.minimum)).toBeCloseTo(minimum, 9);
          expect(mean((each) => each.maximum)).toBeCloseTo(maximum, 9);
        }
      }),
      tries,
    );
  });

  it('has a range that stays within the former range when a claim fills a cell that was not stated', () => {
    const filled = rankingInputs.chain((given) =>
      fc
        .record({
          approach: fc.constantFrom(...given.parts.approaches),
          axis: fc.constantFrom(...given.criteria.map(({ scoreScale: scale }) => scale.axis)),
        })
        .chain((cell) => cellClaimAlong(cell.axis).map((cellClaim) => ({ given, ...cell, cellClaim }))),
    );
    fc.assert(
      fc.property(filled, ({ given, approach, axis, cellClaim }) => {
        const placeIn = (ranking: Ranking): Place | undefined =>
          ranking.places.find((place) => place.approach === approach);
        const before = placeIn(ranked(given));
        const cell = before?.contributions.find((each) => each.axis === axis)?.cell;
        if (!before || cell?.state !== 'NOT_STATED') return;
        const claims = [...given.parts.claims, claim(approach, axis, cellClaim)];
        const after = placeIn(ranked({ ...given, parts: { ...given.parts, claims } }));
        expect(after?.minimum).toBeGreaterThanOrEqual(before.minimum);
        expect(after?.maximum).toBeLessThanOrEqual(before.maximum);
      }),
      tries,
    );
  });
});

describe('a ranking', () => {
  it('does not depend on the order of approaches, criteria and claims, to the last digit', () => {
    const inputsInTwoOrders = rankingInputs.chain(({ parts, criteria }) =>
      fc
        .record({
          approaches: reordered(parts.approaches),
          claims: reordered(parts.claims),
          criteria: reordered(criteria),
        })
        .map((order) => ({
          given: { parts, criteria },
          other: { parts: { ...parts, ...order }, criteria: order.criteria },
        })),
    );
    fc.assert(
      fc.property(inputsInTwoOrders, ({ given, other }) => {
        const [one, two] = [ranked(given), ranked(other)];
        const order = ({ places }: Ranking) =>
          places.map(({ approach, position }) => [approach.id, position]);
        expect(order(two)).toEqual(order(one));
        expect(byApproach(two)).toEqual(byApproach(one));
        expect(two.flip).toEqual(one.flip);
      }),
      tries,
    );
  });

  it('is ordered best first, excluded approaches last, equal scores by name', () => {
    fc.assert(
      fc.property(rankingInputs, (given) => {
        const { places } = ranked(given);
        places.forEach((place, index) => {
          expect(place.position === null).toBe(place.excludedBy.length > 0);
          const before = places[index - 1];
          if (!before) return;
          if (before.position === null) expect(place.position).toBeNull();
          if ((before.position === null) !== (place.position === null)) return;
          expect(before.score).toBeGreaterThanOrEqual(place.score);
          if (before.position === place.position && before.score === place.score && place.position !== null)
            expect(before.approach.name < place.approach.name).toBe(true);
        });
      }),
      tries,
    );
  });

  it('has explanations in complete sentences', () => {
    fc.assert(
      fc.property(rankingInputs, (given) => {
        const { places, flip } = ranked(given);
        const textsIn = (locale: Locale): readonly string[] => [
          ...places.flatMap(({ contributions }) =>
            contributions.map((each) => explainContribution(each, locale)),
          ),
          ...(flip ? [explainFlip(flip, locale)] : []),
        ];
        for (const each of locales.flatMap(textsIn)) {
          expect(each).toMatch(/^[A-Z].*[\p{L}\p{N}]\.$/su);
          expect(each).not.toMatch(/[:;,] ?[.;,]|\s\s|\(\)|undefined|null|NaN/);
        }
      }),
      tries,
    );
  });
});

describe('the flip', () => {
  const winnerOf = (given: RankingInput): Place | undefined => ranked(given).places[0];
  const flipping = rankingInputs.filter((given) => ranked(given).flip !== null);

  it('changes the winner: with its weight, the new winner is first, and the old winner is not', () => {
    fc.assert(
      fc.property(flipping, (given) => {
        const { flip, places } = ranked(given);
        const [old] = places;
        const index = given.criteria.findIndex(({ scoreScale: scale }) => scale.axis === flip?.axis);
        const after = ranked(withWeight(given, index, flip?.weight ?? NaN)).places;
        expect(after[0]?.approach).toBe(flip?.winner);
        expect(after[0]?.approach).not.toBe(old?.approach);
        expect(after.find(({ approach }) => approach === old?.approach)?.position).toBeGreaterThan(1);
        expect(flip?.weight).toBeGreaterThanOrEqual(0);
        expect(flip?.weight).toBeLessThanOrEqual(maxWeight);
      }),
      tries,
    );
  });

  it('is minimal: no smaller change of any weight changes the winner', () => {
    const smallerChanges = flipping.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.nat({ max: given.criteria.length - 1 }),
        fc.oneof(fc.constantFrom(0.999999999, 0.5), fc.double({ min: 0, max: 0.999999999, noNaN: true })),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(smallerChanges, ([given, index, part, isRise]) => {
        const { flip, places } = ranked(given);
        const weightNow = given.criteria[index]?.weight ?? 0;
        const change = Math.abs((flip?.weight ?? 0) - (flip?.from ?? 0)) * part;
        const other = Math.max(0, isRise ? weightNow + change : weightNow - change);
        // If floats are far apart, a part of a change may round to the whole change.
        const apart = (one: number, from: number) => new ExactDecimal(one).minus(from).abs();
        if (apart(other, weightNow).gte(apart(flip?.weight ?? 0, flip?.from ?? 0))) return;
        const changed = withWeight(given, index, other);
        if (isAllZero(changed)) return;
        const [old] = places;
        const after = ranked(changed).places.find(({ approach }) => approach === old?.approach);
        expect(after?.position).toBe(1);
      }),
      tries,
    );
  });

  it('is minimal to the last digit: the next float towards the current weight does not change the winner', () => {
    fc.assert(
      fc.property(flipping, (given) => {
        const { flip, places } = ranked(given);
        if (!flip || flip.weight === flip.from) throw new Error('Expected a flip that changes a weight.');
        const bits = new BigInt64Array(new Float64Array([flip.weight]).buffer);
        bits[0] = (bits[0] ?? 0n) + (flip.weight > flip.from ? -1n : 1n);
        const [before = NaN] = new Float64Array(bits.buffer);
        const index = given.criteria.findIndex(({ scoreScale: scale }) => scale.axis === flip.axis);
        const changed = withWeight(given, index, before);
        if (isAllZero(changed)) return;
        const after = ranked(changed).places.find(({ approach }) => approach === places[0]?.approach);
        expect(after?.position).toBe(1);
      }),
      tries,
    );
  });

  it('is null only if no single weight changes the winner', () => {
    const unflippable = rankingInputs
      .filter((given) => ranked(given).flip === null && winnerOf(given)?.position === 1)
      .chain((given) => fc.tuple(fc.constant(given), fc.nat({ max: given.criteria.length - 1 }), weight));
    fc.assert(
      fc.property(unflippable, ([given, index, changed]) => {
        const other = withWeight(given, index, changed);
        if (isAllZero(other)) return;
        const winner = winnerOf(given)?.approach;
        const after = ranked(other).places.find(({ approach }) => approach === winner);
        expect(after?.position).toBe(1);
      }),
      tries,
    );
  });
});
