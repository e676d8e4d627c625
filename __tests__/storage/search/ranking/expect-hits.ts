import { expect } from '@jest/globals';
import type { GraphView } from '../../../../src/graph/ports/reading.js';
import type { ExpectedHit } from './expected-hits.js';

/** Expects that each hit is among the first three, and that at least 95 % of the hits are first. */
export async function expectHits(view: GraphView, hits: readonly ExpectedHit[]): Promise<void> {
  const misplacedHits: (readonly [string, string, readonly string[]])[] = [];
  for (const [text, first] of hits) {
    const { items } = await view.searchPage({ text, kinds: null, first: 3, after: null });
    const names = items.map(({ concept }) => concept.name);
    if (names[0] !== first) misplacedHits.push([text, first, names]);
  }
  expect(misplacedHits.filter(([, first, names]) => !names.includes(first))).toEqual([]);
  expect(misplacedHits.slice(Math.floor(hits.length / 20))).toEqual([]);
}
