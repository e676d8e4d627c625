import { describe, expect, it } from '@jest/globals';
import { textKey } from '../../../src/graph/cache-keys.js';
import { conceptTag, namesAlongTag, subjectTag } from '../../../src/graph/dependencies/dependency-tag.js';
import { ViewStamps } from '../../../src/graph/dependencies/view-stamps.js';
import { RowResultCache } from '../../../src/comparison/verdicts/row-result-cache.js';
import type { RowResult } from '../../../src/comparison/verdicts/verdict.js';
import { FilledLog } from '../../support/publication-log.js';

const result: RowResult = {
  verdict: 'SAME',
  basis: 'TEXT',
  distance: 0,
  meanDistance: 0,
  statedCells: 2,
  span: null,
};

/** The stamps of a view that shares its caches with no other view. */
const alone = new ViewStamps(1, undefined);

const axes = Array.from({ length: 8 }, (_, number) => `dimension/${number}`);

/** Adds row results of a set of approaches. */
function add(cache: RowResultCache, approaches: readonly string[], count: number, stamps = alone): void {
  const results = cache.of(approaches, stamps);
  for (const axis of axes.slice(0, count)) results.set(textKey(axis), result);
}

/** Returns the axes of the cached row results of a set of approaches. */
function cachedAxes(cache: RowResultCache, approaches: readonly string[], stamps = alone): readonly string[] {
  const results = cache.of(approaches, stamps);
  return axes.filter((axis) => results.get(textKey(axis), () => [axis]));
}

const sizes = (cache: RowResultCache, sets: readonly (readonly string[])[]): readonly number[] =>
  sets.map((approaches) => cachedAxes(cache, approaches).length);

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
    expect(sizes(cache, [['a', 'b'], approaches])).toEqual([2, 2]);
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
    // Reading the first set makes it the most recently used set.
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

  it('stay until a publication touches their approaches or their axes', () => {
    const cache = new RowResultCache(100);
    const log = new FilledLog();
    const at = (revision: number): ViewStamps => new ViewStamps(revision, log);
    log.publish();
    add(cache, one, 3, at(1));
    add(cache, three, 3, at(1));
    log.publish(conceptTag('dimension/0'), namesAlongTag('dimension/2'), subjectTag('b'));
    log.publish();
    const cachedAfter = (set: readonly string[]) => cachedAxes(cache, set, at(3));
    expect([cachedAfter(two), cachedAfter(one), cachedAfter(three)]).toEqual([[], [], []]);
    add(cache, two, 3, at(1));
    expect(cachedAfter(two)).toEqual(['dimension/1']);
    // Results of an earlier revision do not replace those of a later one.
    add(cache, three, 3, at(3));
    add(cache, three, 1, at(1));
    expect(cachedAfter(three)).toEqual(['dimension/0', 'dimension/1', 'dimension/2']);
  });
});
