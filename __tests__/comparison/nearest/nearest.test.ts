import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { groupAxes } from '../../../src/comparison/rows/axis-group.js';
import { cellsOfClaims } from '../../../src/comparison/rows/cell-source.js';
import { compareWithEach, nearestTo, type Neighbour } from '../../../src/comparison/nearest/nearest.js';
import type { Approach } from '../../../src/graph/concept.js';
import { largeParts } from '../arbitraries.js';
import {
  approach,
  breads,
  claimsAlong,
  dimension,
  feature,
  material,
  oats,
  rye,
  spelt,
  wheat,
  type Parts,
} from '../material.js';
import { cellsIn } from '../notation.js';

const crust = dimension('crust', 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] });
const crumb = dimension('crumb', 'ORDINAL', { levels: ['1', '2', '3', '4', '5'] });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const since = dimension('since', 'DATE');
const keeps = feature('keeps');
const stays = feature('stays-fresh');

/** Builds the axes and claims of a table. The cells of each line are about `breads`, in this order. */
function parts(table: readonly (readonly [Axis, string])[], equivalent: Parts['equivalent'] = []): Parts {
  return {
    approaches: breads,
    axes: table.map(([axis]) => axis),
    claims: table.flatMap(([axis, cells]) => claimsAlong(axis, cellsIn(axis, cells))),
    equivalent,
  };
}

function nearest(given: Parts, to: Approach = rye, first = 10): readonly Neighbour[] {
  const { axes, equivalents, nameLookup, claims, spreads } = material(given);
  const claimedAxes = new Set(claims.flatMap(({ target }) => target ?? []));
  const others = new Map(given.approaches.filter((each) => each !== to).map((each) => [each.id, each]));
  const cells = cellsOfClaims(claims, [], nameLookup);
  const groups = groupAxes({ axes, equivalents, spreads }, claimedAxes, []);
  const neighbourhood = { approach: to, others };
  return nearestTo(neighbourhood, compareWithEach(neighbourhood, cells, groups, nameLookup), first);
}

const scoresOf = (neighbours: readonly Neighbour[]): readonly (readonly [string, number, number])[] =>
  neighbours.map((each) => [each.approach.slug, each.sharedRows, Number(each.score.toFixed(12))]);
const score = (similarity: number, rows: number): number =>
  Number(((similarity * rows) / (rows + 5)).toFixed(12));

describe('the nearest approaches', () => {
  it('are scored by similarity, which counts more with more shared rows', () => {
    const given = parts([
      [crust, '1 ¦ 1 ¦ 3 ¦ 5'],
      [crumb, '1 ¦ 1 ¦ 2 ¦ —'],
      [keeps, 'Yes ¦ Partly (sliced) ¦ Yes ¦ —'],
    ]);
    expect(scoresOf(nearest(given))).toEqual([
      ['wheat', 3, score(1 - 0.5 / 3, 3)],
      ['spelt', 3, score(1 - (2 / 4 + 1 / 4) / 3, 3)],
      ['oats', 1, score(0, 1)],
    ]);
    expect(score(1 - 0.5 / 3, 3)).toBeCloseTo(0.3125, 12);
  });

  it('can start with an approach that is less similar than another but shares more rows', () => {
    const given = parts([
      [crust, '1 ¦ 1 ¦ 2'],
      [crumb, '1 ¦ — ¦ 2'],
      [keeps, 'Yes ¦ — ¦ Yes'],
    ]);
    expect(scoresOf(nearest(given))).toEqual([
      ['spelt', 3, score(1 - 0.5 / 3, 3)],
      ['wheat', 1, score(1, 1)],
    ]);
  });

  it('are compared by amounts and dates too', () => {
    const given = parts([
      [flour, '1 kg ¦ 3000 g ¦ 1 L'],
      [since, '2024 ¦ 2024-05 ¦ 2023'],
    ]);
    expect(scoresOf(nearest(given))).toEqual([
      ['wheat', 2, score(1 - 0.5 / 2, 2)],
      ['spelt', 1, score(1 - 365 / 730, 1)],
    ]);
  });

  it.each([
    ['one cell is not stated', '1 ¦ —'],
    ['the other cell is not stated', '— ¦ 1'],
    ['a cell is unknown', '1 ¦ Unknown'],
    ['a cell is not applicable', '1 ¦ Not applicable'],
    ['both cells are not applicable', 'Not applicable ¦ Not applicable'],
    ['cells have different conditions', 'winter: 1 ¦ summer: 1'],
    ['a cell is contested', '1 / 2 ¦ 1'],
  ])('exclude approaches that share no row, because %s', (_, cells) => {
    expect(nearest(parts([[crust, cells]]))).toEqual([]);
  });

  it('exclude approaches with amounts in inconvertible units', () => {
    expect(nearest(parts([[flour, '1 kg ¦ 1 L']]))).toEqual([]);
  });

  it('are ordered by name, then by id, if they are equally similar', () => {
    const named = (slug: string, name: string): Approach => ({ ...approach(slug), name });
    const others = [
      named('z', 'Bap'),
      named('b', 'bun'),
      named('y', 'Álvaro'),
      named('a', 'Bun'),
      named('x', 'ciabatta'),
    ];
    const claims = claimsAlong(crust, cellsIn(crust, '1')).flatMap((each) =>
      [rye, ...others].map((one) => ({ ...each, subject: one.id, id: `${each.id}-${one.slug}` })),
    );
    const given = { approaches: [rye, ...others], axes: [crust], claims };
    const slugs = ['z', 'a', 'b', 'x', 'y'];
    expect(nearest(given).map((each) => each.approach.slug)).toEqual(slugs);
    expect(nearest({ ...given, claims: claims.toReversed() }).map((each) => each.approach.slug)).toEqual(
      slugs,
    );
  });

  it('are at most as many as requested', () => {
    const given = parts([[crust, '1 ¦ 1 ¦ 2 ¦ 3']]);
    for (const [first, slugs] of [
      [0, []],
      [1, ['wheat']],
      [2, ['wheat', 'spelt']],
      [9, ['wheat', 'spelt', 'oats']],
    ] as const) {
      expect(nearest(given, rye, first).map((each) => each.approach.slug)).toEqual(slugs);
    }
  });

  it('are compared in one row along equivalent axes', () => {
    const table = [
      [keeps, 'Yes ¦ — ¦ Yes'],
      [stays, '— ¦ Yes ¦ Yes'],
    ] as const;
    expect(scoresOf(nearest(parts(table)))).toEqual([['spelt', 1, score(1, 1)]]);
    expect(scoresOf(nearest(parts(table, [[keeps, stays]])))).toEqual([
      ['spelt', 1, score(1, 1)],
      ['wheat', 1, score(1, 1)],
    ]);
  });

  it('are only among the given other approaches, and do not exist for an approach without cells', () => {
    const { claims, ...rest } = material(parts([[crust, '1 ¦ 1 ¦ 1']]));
    const others = new Map([[spelt.id, spelt]]);
    const cells = cellsOfClaims(claims, [], rest.nameLookup);
    const noCells = cellsOfClaims([], [], rest.nameLookup);
    const groups = groupAxes(rest, [crust.id], []);
    const near = (approach: Approach, among = cells): readonly Approach[] =>
      nearestTo(
        { approach, others },
        compareWithEach({ approach, others }, among, groups, rest.nameLookup),
        10,
      ).map((each) => each.approach);
    expect(near(rye)).toEqual([spelt]);
    expect(near(oats)).toEqual([]);
    expect(near(wheat, noCells)).toEqual([]);
  });

  it('have symmetric scores that are bounded by the number of shared rows', () => {
    fc.assert(
      fc.property(largeParts, (given) => {
        const lists = new Map(given.approaches.map((each) => [each.id, nearest(given, each)]));
        for (const [id, neighbours] of lists) {
          const scores = neighbours.map((each) => each.score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          for (const { approach: other, score: similarity, sharedRows } of neighbours) {
            const reverse = lists.get(other.id)?.find((each) => each.approach.id === id);
            expect(reverse).toMatchObject({ score: similarity, sharedRows });
            expect(similarity).toBeGreaterThanOrEqual(0);
            expect(similarity).toBeLessThanOrEqual(sharedRows / (sharedRows + 5));
          }
        }
      }),
    );
  });
});
