/**
 * Tests coverages and distributions in sequences of requests and publications, with a new in-memory view after each
 * publication. Results that a view caches for one selection must not appear for another selection or a later revision.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute } from '../../support/api.js';
import { edited, imported } from '../../support/changes.js';
import { sqliteStore } from '../../support/stores.js';
import {
  approaches,
  axes,
  changesOf,
  claimChanges,
  filters,
  graphs,
  type RandomGraph,
} from '../filters/random-filters.js';

const [first, second] = fc.sample(graphs, { numRuns: 2, seed: 19 }) as [RandomGraph, RandomGraph];
const dimensions = axes.filter(({ kind }) => kind === 'DIMENSION').map(({ id }) => id);

const countsQuery = `query ($approaches: [String!]!, $kinds: [AxisKind!], $dimension: String!, $where: [AxisCondition!], $other: [AxisCondition!]) {
  approaches(filter: { references: $approaches }, orderBy: SLUG) {
    nodes { slug coverage(kinds: $kinds) { axes stated contested unknown notApplicable notStated } }
  }
  dimension(slug: $dimension) {
    distinctCount(where: $where)
    otherCount: distinctCount(where: $other)
    otherDistribution: distribution(first: 5, where: $other) { state count }
    distribution(first: 5, where: $where) { value { __typename ... on SupportValue { support } ... on TextValue { text } ... on QuantityValue { minimum } } state count }
  }
}`;

const requests = fc.record({
  approaches: fc.uniqueArray(fc.constantFrom(...approaches.map(({ id }) => id)), { maxLength: 3 }),
  kinds: fc.constantFrom(null, ['DIMENSION'], ['FEATURE', 'BENEFIT'], ['DIMENSION', 'FEATURE']),
  dimension: fc.constantFrom(...dimensions),
  where: filters.map(({ where }) => where?.slice(0, 1) ?? null),
  other: filters.map(({ where }) => where?.slice(0, 1) ?? null),
});

test('counts belong to the newest revision and the requested selection, after any earlier requests', async () => {
  const store = await sqliteStore.open();
  try {
    await store.store.apply(changesOf(first), imported);
    const samples = fc.sample(requests, { numRuns: 60, seed: 20 });
    const results = new Set<string>();
    for (const [step, claim] of second.slice(0, 15).entries()) {
      await store.store.apply(
        [{ type: 'endClaim', id: first[step]?.id ?? '' }, ...claimChanges([claim])],
        edited,
      );
      for (const variables of samples.slice(step * 4, step * 4 + 4)) {
        // Throws if an in-memory view that earlier requests have used returns another result than the database.
        const { data, errors } = await execute(store.store, countsQuery, variables);
        expect(errors).toBeUndefined();
        const { where, other } = variables;
        const swapped = await execute(store.store, countsQuery, { ...variables, where: other, other: where });
        const { distinctCount, otherCount } = swapped.data.dimension;
        expect(data.dimension).toMatchObject({ distinctCount: otherCount, otherCount: distinctCount });
        results.add(JSON.stringify(data));
      }
    }
    expect(results.size).toBeGreaterThan(30);
  } finally {
    await store.close();
  }
});
