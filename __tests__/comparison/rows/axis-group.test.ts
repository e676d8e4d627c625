import { describe, expect, it } from '@jest/globals';
import { groupAxes, groupAxesInSteps } from '../../../src/comparison/rows/axis-group.js';
import { dimension, feature, material } from '../material.js';

const axes = Array.from({ length: 600 }, (_, number) => feature(`feature-${number}`));
const ids = axes.map(({ id }) => id);
const knowledge = material({ approaches: [], axes, claims: [] });

describe('axis groups', () => {
  it.each([
    ['few', 40],
    ['many', 600],
  ])('have the requested axes first, then the others by id, with %s axes', (_, count) => {
    const requested = [ids[7] ?? '', ids[3] ?? ''];
    const claimed = ids.slice(0, count).reverse();
    const groups = groupAxes(knowledge, claimed, requested);
    const others = claimed.filter((id) => !requested.includes(id)).sort();
    expect(groups.map(({ axis }) => axis.id)).toEqual([...requested, ...others]);
    expect(groups.filter((group) => group.requested).map(({ axis }) => axis.id)).toEqual(requested);
  });

  it('are computed in steps of a few hundred axes', () => {
    const steps = groupAxesInSteps(knowledge, ids, []);
    let count = 0;
    while (steps.next().done !== true) count += 1;
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(10);
  });

  it('are in the code-unit order of the ids of their axes, independent of the order of the axes', () => {
    const groups = groupAxes(knowledge, ids, []);
    expect(groupAxes(knowledge, ids.toReversed(), [])).toEqual(groups);
    expect(groups.map(({ axis }) => axis.id)).toEqual(ids.toSorted());
  });

  it('have each axis once if equivalent axes need two rows', () => {
    // Milk and water cannot be merged with flour; they are merged with each other.
    const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
    const [milk, water] = [
      dimension('milk', 'QUANTITY', { unit: 'L' }),
      dimension('water', 'QUANTITY', { unit: 'mL' }),
    ];
    const all = [flour, milk, water];
    const given = material({ approaches: [], axes: all, claims: [], equivalent: [all] });
    const groups = groupAxes(given, [milk.id, flour.id, water.id], []);
    expect(groups.map(({ axis, merged, unmerged }) => [axis, merged, unmerged.length])).toEqual([
      [flour, [], 2],
      [milk, [water], 1],
    ]);
  });
});
