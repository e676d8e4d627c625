import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { inEditorialOrder } from '../../../src/comparison/rows/editorial-order.js';
import type { Approach } from '../../../src/graph/concept.js';
import {
  at,
  benefit,
  claim,
  compareParts,
  dimension,
  drawback,
  feature,
  oats,
  rye,
  text,
  useCase,
  wheat,
  yes,
} from '../material.js';

type PositionedClaim = readonly [approach: Approach, axis: Axis, position: number];

/** Compares Rye and Wheat. @returns the slugs of the axes, in the order of the rows */
function slugsInOrder(
  placed: readonly PositionedClaim[],
  requested: readonly Axis[] = [],
): readonly string[] {
  const axes = [...new Set([...placed.map(([, axis]) => axis), ...requested])];
  const claims = placed.map(([approach, axis, position]) =>
    claim(approach, axis, at(position, axis.kind === 'DIMENSION' ? text('Levain') : yes)),
  );
  const rows = compareParts(
    { approaches: [rye, wheat], axes, claims },
    requested.length > 0 ? { axes: axes.map(({ id }) => id) } : {},
  );
  return rows.map((row) => row.axis.slug);
}

describe('the editorial order of rows', () => {
  it('has dimensions first, then features, benefits, drawbacks and use cases', () => {
    const axes = [
      useCase('toast'),
      drawback('crumbles'),
      benefit('fills'),
      feature('keeps'),
      dimension('leavening', 'TEXT'),
    ];
    expect(slugsInOrder(axes.map((axis, index) => [rye, axis, index]))).toEqual([
      'leavening',
      'keeps',
      'fills',
      'crumbles',
      'toast',
    ]);
  });

  it('follows the positions of the first approach’s claims within a kind, not the names', () => {
    expect(
      slugsInOrder([
        [rye, feature('a'), 3],
        [rye, feature('b'), 1],
        [rye, feature('c'), 2],
      ]),
    ).toEqual(['b', 'c', 'a']);
  });

  it('has rows without claims about the first approach next, by the positions of the second approach’s claims', () => {
    expect(
      slugsInOrder([
        [wheat, feature('a'), 2],
        [wheat, feature('b'), 1],
        [rye, feature('c'), 9],
        [wheat, feature('c'), 0],
      ]),
    ).toEqual(['c', 'b', 'a']);
  });

  it('uses the lowest position of the claims about an approach in a row', () => {
    const [keeps, stays] = [feature('keeps'), feature('stays')];
    const claims = [
      claim(rye, keeps, at(8, yes)),
      claim(rye, keeps, at(1, { ...yes, source: 'almanac' })),
      claim(rye, stays, at(3, yes)),
    ];
    const rows = compareParts({ approaches: [rye, wheat], axes: [keeps, stays], claims });
    expect(rows.map((row) => row.axis)).toEqual([keeps, stays]);
  });

  it('keeps the dimensions of a group together, at the position of their first claim', () => {
    const [first, second] = [{ group: 'Zest' }, { group: 'Air' }];
    expect(
      slugsInOrder([
        [rye, dimension('a', 'TEXT', second), 2],
        [rye, dimension('b', 'TEXT', first), 4],
        [rye, dimension('c', 'TEXT', second), 3],
        [rye, dimension('d', 'TEXT', first), 1],
        [rye, dimension('e', 'TEXT'), 0],
        [rye, dimension('f', 'TEXT'), 5],
      ]),
    ).toEqual(['e', 'f', 'd', 'b', 'a', 'c']);
  });

  it('keeps the dimensions of each group together if groups have the same position', () => {
    const [zest, air] = [{ group: 'Zest' }, { group: 'Air' }];
    expect(
      slugsInOrder([
        [rye, dimension('a', 'TEXT', zest), 1],
        [rye, dimension('b', 'TEXT', air), 1],
        [rye, dimension('c', 'TEXT', zest), 1],
        [rye, dimension('d', 'TEXT', air), 1],
      ]),
    ).toEqual(['b', 'd', 'a', 'c']);
  });

  it('sorts rows by id if their claims have the same position', () => {
    expect(
      slugsInOrder([
        [rye, feature('b'), 1],
        [rye, feature('a'), 1],
      ]),
    ).toEqual(['a', 'b']);
  });

  it('has dimensions in an order that does not depend on the positions of features', () => {
    expect(
      slugsInOrder([
        [rye, dimension('a', 'TEXT'), 5],
        [rye, dimension('b', 'TEXT', { group: 'Rising' }), 3],
        [rye, feature('c'), 1],
      ]),
    ).toEqual(['b', 'a', 'c']);
  });

  it('has requested axes without claims last, by id', () => {
    expect(
      slugsInOrder(
        [
          [rye, dimension('c', 'TEXT'), 9],
          [wheat, dimension('d', 'TEXT'), 9],
        ],
        [dimension('b', 'TEXT'), dimension('a', 'TEXT')],
      ),
    ).toEqual(['c', 'd', 'a', 'b']);
  });

  it('has the dimensions without a group first if no group has claims, then the groups by name', () => {
    const [zest, air] = [{ group: 'Zest' }, { group: 'Air' }];
    const requested = [
      dimension('a', 'TEXT', zest),
      dimension('b', 'TEXT', air),
      dimension('c', 'TEXT'),
      dimension('d', 'TEXT', zest),
    ];
    expect(slugsInOrder([], requested)).toEqual(['c', 'b', 'a', 'd']);
  });

  it('distinguishes a group named "null" from dimensions without a group', () => {
    expect(
      slugsInOrder([
        [rye, dimension('a', 'TEXT'), 1],
        [rye, dimension('b', 'TEXT', { group: 'null' }), 2],
        [rye, dimension('c', 'TEXT'), 3],
      ]),
    ).toEqual(['a', 'c', 'b']);
  });

  it('also follows the positions if there are more rows than one step sorts', () => {
    const count = 3_000;
    const placed = Array.from({ length: count }, (_, number): PositionedClaim => [
      rye,
      feature(`f-${number}`),
      (number * 7) % count,
    ]);
    const byPosition = placed.toSorted(([, , one], [, , other]) => one - other);
    expect(slugsInOrder(placed)).toEqual(byPosition.map(([, { slug }]) => slug));
  });

  it('is computed in several steps for thousands of rows of one group, and without a pause for a thousand rows', () => {
    const stepsOf = (count: number): number => {
      const axis = feature('keeps');
      const row = { axis, kind: axis.kind, group: null };
      const rows = Array.from({ length: count }, (_, position) => ({
        row,
        position: { subject: 0, position },
      }));
      const steps = inEditorialOrder(rows);
      let taken = 0;
      while (steps.next().done !== true) taken += 1;
      return taken;
    };
    expect(stepsOf(5_000)).toBeGreaterThanOrEqual(2);
    expect(stepsOf(1_000)).toBe(0);
  });

  it('ignores claims about approaches that are not compared', () => {
    expect(
      slugsInOrder([
        [oats, feature('a'), 0],
        [rye, feature('a'), 5],
        [rye, feature('b'), 1],
      ]),
    ).toEqual(['b', 'a']);
  });
});
