/** Tests that the ranking which docs/deciding.md computes by hand equals the ranking of the API. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ask } from './support/api.js';
import { seed } from './support/seed.js';
import { sqliteStore, type TestStore } from './support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation on the page */

const page = await readFile(new URL('../docs/deciding.md', import.meta.url), 'utf8');
const [, operation = ''] = /^```graphql\n([^]*?)^```$/mu.exec(page) ?? [];

let graph: TestStore;
let rank: any;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
  const withAllFigures = operation.replace(/\n {8}score\n/u, '\n weight score minimum maximum\n');
  ({ rank } = await ask(graph.store, withAllFigures));
});
afterAll(() => graph.close());

interface Sum {
  readonly weights: readonly number[];
  readonly scores: readonly number[];
  readonly divisor: number;
  readonly result: number;
}

/** Parses a sum such as `(3 × 0.65 + 1 × 0) / 4 = 0.4875`. */
function parseSum(text: string): Sum {
  const [, terms = '', divisor, result] = /^\((.+)\) \/ (\S+) = (\S+)$/u.exec(text) ?? [];
  const pairs = terms.split(' + ').map((term) => term.split(' × ').map(Number));
  return {
    weights: pairs.map(([weight = NaN]) => weight),
    scores: pairs.map(([, score = NaN]) => score),
    divisor: Number(divisor),
    result: Number(result),
  };
}

const rows = [...page.matchAll(/^\| (.+?) +\| (\(.+?) +\| (\(.+?) +\| (\(.+?) +\|$/gmu)].map(
  ([, medium, ...sums]) => ({ medium, sums: sums.map(parseSum) }),
);

test('the page lists the media of the ranking in the same order', () => {
  expect(rows.map(({ medium }) => medium)).toEqual(rank.places.map(({ approach }: any) => approach.name));
});

test.each(['score', 'minimum', 'maximum'].map((figure, column) => ({ figure, column })))(
  'each $figure of the API equals the $figure that the page computes',
  ({ figure, column }) => {
    rows.forEach(({ sums }, index) => {
      const place = rank.places[index];
      const { weights, scores, divisor, result } = sums[column] as Sum;
      expect(weights).toEqual(place.contributions.map((each: any) => each.weight));
      expect(scores).toEqual(place.contributions.map((each: any) => each[figure] ?? 0.5));
      expect(divisor).toBe(weights.reduce((sum, weight) => sum + weight));
      const sum = weights.reduce((total, weight, along) => total + weight * (scores[along] ?? NaN), 0);
      expect(sum / divisor).toBeCloseTo(result, 12);
      expect(place[figure]).toBe(result);
    });
  },
);

test('the weight of the flip is just above the weight at which the scores on the page are equal', () => {
  const [, own, fixed] = /w × 0 = ([\d.]+), and that of BD-ROM is .+? = ([\d.]+) \+ w/u.exec(page) ?? [];
  const [, equalWeight] = /equal at w = ([\d.]+),/u.exec(page) ?? [];
  expect(Number(own) - Number(fixed)).toBeCloseTo(Number(equalWeight), 12);
  expect(rank.flip).toMatchObject({ axis: { name: 'Random access' }, winner: { name: 'BD-ROM' } });
  expect(rank.flip.weight).toBeGreaterThan(Number(equalWeight));
  expect(rank.flip.weight).toBeCloseTo(Number(equalWeight), 12);
});
