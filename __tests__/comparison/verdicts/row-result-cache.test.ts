import { describe, expect, it } from '@jest/globals';
import { textKey } from '../../../src/graph/cache-keys.js';
import { RowResultCache } from '../../../src/comparison/verdicts/row-result-cache.js';
import type { RowResult } from '../../../src/comparison/verdicts/verdict.js';

const result: RowResult = {
  verdict: 'SAME',
  basis: 'TEXT',
  distance: 0,
  meanDistance: 0,
  statedCells: 2,
  span: null,
};

/** Adds row results of a set of approaches. */
function add(cache: RowResultCache, approaches: readonly string[], count: number): void {
  const results = cache.of(approaches);
  for (let number = 0; number < count; number += 1) results.set(textKey(`axis-${number}`), result);
}

const sizes = (cache: RowResultCache, sets: readonly (readonly string[])[]): readonly number[] =>
  sets.map((approaches) => cache.of(approaches).size);

describe('cached row results', () => {
  const [one, two, three] = [
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ] as const;

  it('belong to a set of approaches, in any order', () => {
    const cache = new RowResultCache(10);
    const approaches = ['b', 'a'];
    add(cache, approaches, 2);
    expect(approaches).toEqual(['b', 'a']);
    expect(cache.of(['a', 'b'])).toBe(cache.of(['b', 'a']));
    expect(sizes(cache, [one, two])).toEqual([2, 0]);
  });

  it('stay cached up to the bound', () => {
    const cache = new RowResultCache(6);
    for (const approaches of [one, two, three]) add(cache, approaches, 2);
    expect(sizes(cache, [one, two, three])).toEqual([2, 2, 2]);
  });

  it('of the least recently used sets are evicted beyond the bound, as few sets as possible', () => {
    const cache = new RowResultCache(5);
    for (const approaches of [one, two, three]) add(cache, approaches, 2);
    // Reading the size makes the first set the most recently used set.
    expect(sizes(cache, [one])).toEqual([2]);
    expect(sizes(cache, [three, two])).toEqual([2, 0]);
    expect(sizes(cache, [one])).toEqual([2]);
  });

  it('of a single set may exceed the bound', () => {
    const cache = new RowResultCache(1);
    add(cache, one, 5);
    expect(sizes(cache, [one])).toEqual([5]);
    add(cache, two, 1);
    expect(sizes(cache, [two, one])).toEqual([1, 0]);
  });
});
