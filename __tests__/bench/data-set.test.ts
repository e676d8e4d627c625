import { describe, expect, test } from '@jest/globals';
import { expectedResult, firstDifference } from '../../bench/http/comparison-result.js';
import { tertiumFormat } from '../../bench/http/query-format.js';
import { DataSet } from '../../bench/http/data-set.js';
import { sizes } from '../../bench/http/data-size.js';
import { coldSetCount, comparedSetsOf, shapes } from '../../bench/http/compared-set.js';
import { changesOf } from '../../bench/http/tertium-changes.js';
import { execute } from '../support/api.js';
import { imported } from '../support/changes.js';
import { sqliteStore } from '../support/stores.js';

const tiny = new DataSet({ name: 'small', approaches: 3, dimensions: 12 });

function numbersBelow(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number);
}

describe('The content of the HTTP bench', () => {
  test('has three sizes', () => {
    expect(Object.values(sizes).map(({ approaches, dimensions }) => [approaches, dimensions])).toEqual([
      [20, 50],
      [1_000, 200],
      [10_000, 200],
    ]);
  });

  test('has 10 features and 5 benefits for each approach, and 2 benefits for each feature', () => {
    const data = new DataSet(sizes.small);
    const slugs = (things: readonly { slug: string }[]): number =>
      new Set(things.map(({ slug }) => slug)).size;
    for (const approach of numbersBelow(20)) {
      expect(slugs(data.featuresOf(approach))).toBe(10);
      expect(slugs(data.benefitsOf(approach))).toBe(5);
    }
    for (const { number } of data.features) expect(slugs(data.benefitsOfFeature(number))).toBe(2);
  });

  test('has 1, 2 or 3 different sources for each cell, with about equal frequency', () => {
    const data = new DataSet(sizes.small);
    const counts = new Map<number, number>();
    for (const approach of numbersBelow(20)) {
      for (const dimension of numbersBelow(50)) {
        const sources = new Set(data.cell(approach, dimension).claims.map(({ source }) => source.url));
        expect(sources.size).toBe(data.cell(approach, dimension).claims.length);
        counts.set(sources.size, (counts.get(sources.size) ?? 0) + 1);
      }
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3]);
    for (const count of counts.values()) expect(count).toBeGreaterThan(250);
  });

  test('is the same each time it is generated', () => {
    expect(new DataSet(tiny.size).cell(2, 5)).toEqual(tiny.cell(2, 5));
    expect([...changesOf(new DataSet(tiny.size))]).toEqual([...changesOf(tiny)]);
  });

  test('is returned by Tertium after an import', async () => {
    const graph = await sqliteStore.open();
    try {
      await graph.store.apply(changesOf(tiny), imported);
      for (const set of comparedSetsOf(tiny.size, { name: '2×6', approaches: 2, dimensions: 6 }, 4)) {
        const { query, variables } = JSON.parse(tertiumFormat.body(set));
        const result = tertiumFormat.read(JSON.stringify(await execute(graph.store, query, variables)));
        expect(firstDifference(expectedResult(tiny, set), result)).toBeNull();
      }
    } finally {
      await graph.close();
    }
  });
});

describe('The operations of the HTTP bench', () => {
  const all = Object.values(sizes).flatMap((size) => shapes.map((shape) => ({ size, shape })));

  test.each(all)(
    'compare different sets of the shape $shape.name in the size $size.name',
    ({ size, shape }) => {
      const sets = comparedSetsOf(size, shape);
      expect(new Set(sets.map((set) => JSON.stringify(set))).size).toBe(coldSetCount);
      for (const { approaches, dimensions } of sets) {
        expect(new Set(approaches).size).toBe(shape.approaches);
        expect(new Set(dimensions).size).toBe(shape.dimensions);
        expect(Math.max(...approaches)).toBeLessThan(size.approaches);
        expect(Math.max(...dimensions)).toBeLessThan(size.dimensions);
      }
    },
  );
});
