/**
 * Compares filters and orders of approaches with a search through all claims, on random graphs. Both executors run each
 * operation, from the database and in memory, with equal results.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { valueDefinitionOf } from '../../../src/comparison/cells/axis.js';
import { certainBoundOf } from '../../../src/comparison/conditions/certain-bound.js';
import { execute } from '../../support/api.js';
import { edited, imported } from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';
import {
  approaches,
  cellOf,
  claimChanges,
  changesOf,
  filters,
  graphs,
  matching,
  orderedAxes,
  someQualifiers,
  type RandomFilter,
  type RandomGraph,
} from './random-filters.js';

const [first, second] = fc.sample(graphs, { numRuns: 2, seed: 17 }) as [RandomGraph, RandomGraph];

const listQuery = `query ($filter: ApproachFilter, $orderBy: ConceptOrder!, $sortAxis: AxisSort, $first: Int!, $after: String) {
  approaches(filter: $filter, orderBy: $orderBy, sortAxis: $sortAxis, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor }
  }
}`;

interface List {
  readonly totalCount: number;
  readonly ids: readonly string[];
}

describe.each(eachStore)('Approaches on $name', ({ open }) => {
  const graphsByStore: { graph: RandomGraph; store: TestStore }[] = [];
  beforeAll(async () => {
    for (const graph of [first, second]) {
      const store = await open();
      await store.store.apply(changesOf(graph), imported);
      graphsByStore.push({ graph, store });
    }
  });
  afterAll(async () => {
    for (const { store } of graphsByStore) await store.close();
  });

  /** Reads all pages of a list. */
  async function listAll(store: TestStore, variables: Readonly<Record<string, unknown>>): Promise<List> {
    const ids: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data, errors } = await execute(store.store, listQuery, { ...variables, after });
      if (errors) throw errors[0] as Error;
      const { totalCount, nodes, pageInfo } = data.approaches;
      ids.push(...nodes.map(({ id }: { id: string }) => id));
      if (!pageInfo.hasNextPage) return { totalCount, ids };
      after = pageInfo.endCursor;
    }
  }

  const inOrder = (orderBy: 'NAME' | 'SLUG'): readonly string[] => {
    const keyOf = ({ name, slug, id }: (typeof approaches)[number]): string =>
      orderBy === 'NAME' ? `${name} ${id}` : slug;
    return [...approaches].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).map(({ id }) => id);
  };

  test('that match a filter are the approaches that a search through all claims finds, in the requested order', async () => {
    const found: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom(0, 1),
        fc.constantFrom('NAME' as const, 'SLUG' as const),
        async (filter: RandomFilter, which, orderBy) => {
          const { graph, store } = graphsByStore[which] as (typeof graphsByStore)[number];
          const expected = matching(graph, filter);
          found.push(expected.size);
          expect(await listAll(store, { filter, orderBy, first: 4 })).toEqual({
            totalCount: expected.size,
            ids: inOrder(orderBy).filter((id) => expected.has(id)),
          });
        },
      ),
      { seed: 17, numRuns: 90 },
    );
    // Filters that match no approach, or every approach, prove little.
    expect(found.filter((size) => size > 0 && size < approaches.length).length).toBeGreaterThan(30);
  });

  test('are sorted by their certain bound; approaches with other stated cells follow, and then all other approaches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...orderedAxes),
        fc.constantFrom('BEST_FIRST', 'WORST_FIRST', 'HIGHEST_FIRST', 'LOWEST_FIRST'),
        fc.option(someQualifiers, { freq: 3 }),
        fc.constantFrom(0, 1),
        fc.option(filters, { freq: 2 }),
        fc.integer({ min: 1, max: 10 }),
        async (axis, order, under, which, filter, size) => {
          const { graph, store } = graphsByStore[which] as (typeof graphsByStore)[number];
          const better =
            axis.kind === 'DIMENSION' ? axis.betterWhen : axis.kind === 'DRAWBACK' ? 'LOWER' : 'HIGHER';
          const isUp =
            order === 'LOWEST_FIRST' ||
            (order === 'BEST_FIRST' && better === 'LOWER') ||
            (order === 'WORST_FIRST' && better !== 'LOWER');
          const sortedApproaches = inOrder('NAME').map((id, index) => {
            const { content } = cellOf(graph, id, axis.slug, under ?? []);
            const position = certainBoundOf(content, valueDefinitionOf(axis), isUp ? 'HIGH' : 'LOW');
            const isStated = content.state === 'STATED' || content.state === 'CONTESTED';
            return { id, index, position, group: position ? 0 : isStated ? 1 : 2 };
          });
          sortedApproaches.sort((a, b) => {
            const byValue = a.position && b.position ? a.position.comparedTo(b.position) : 0;
            return a.group - b.group || (isUp ? byValue : -byValue) || a.index - b.index;
          });
          const expected = filter ? matching(graph, filter) : new Set(approaches.map(({ id }) => id));
          const sortAxis = { axis: axis.id, order, under };
          const list = await listAll(store, { filter, orderBy: 'NAME', sortAxis, first: size });
          expect(list.ids).toEqual(sortedApproaches.flatMap(({ id }) => (expected.has(id) ? [id] : [])));
        },
      ),
      { seed: 17, numRuns: 60 },
    );
  });

  test('are filtered by the claims of the newest revision after each of many changes', async () => {
    const graph = new Map(first.map((claim) => [claim.id, claim]));
    const store = await open();
    try {
      await store.store.apply(changesOf(first), imported);
      const samples = fc.sample(filters, { numRuns: 24, seed: 18 });
      for (const [step, claim] of second.slice(0, 12).entries()) {
        const ended = [...graph.keys()][step * 3] ?? '';
        graph.delete(ended);
        graph.set(claim.id, claim);
        await store.store.apply([{ type: 'endClaim', id: ended }, ...claimChanges([claim])], edited);
        for (const filter of samples.slice(step * 2, step * 2 + 2)) {
          const expected = matching([...graph.values()], filter);
          const { ids } = await listAll(store, { filter, orderBy: 'SLUG', first: 20 });
          expect(ids).toEqual(inOrder('SLUG').filter((id) => expected.has(id)));
        }
      }
    } finally {
      await store.close();
    }
  });

  test('that lead a row along an axis without a tolerance have a certain bound at least as good as the bound of every other approach', async () => {
    const leadersQuery = `query ($filter: ApproachFilter, $axis: String!) {
      compare(filter: $filter, along: { axes: [$axis] }) { rows { nodes { leaders { id } } } }
    }`;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        // Within a tolerance, an approach that is slightly worse leads too.
        fc.constantFrom(
          ...orderedAxes.filter((axis) => axis.kind === 'DIMENSION' && axis.tolerance === null),
        ),
        fc.uniqueArray(fc.constantFrom(...approaches.map(({ id }) => id)), { minLength: 2, maxLength: 3 }),
        fc.constantFrom(0, 1),
        async (axis, references, which) => {
          const { graph, store } = graphsByStore[which] as (typeof graphsByStore)[number];
          const { data } = await execute(store.store, leadersQuery, {
            filter: { references },
            axis: axis.id,
          });
          const leaders = data.compare.rows.nodes[0].leaders.map(({ id }: { id: string }) => id);
          const isLower = axis.kind === 'DIMENSION' && axis.betterWhen === 'LOWER';
          const boundOf = (id: string) =>
            certainBoundOf(
              cellOf(graph, id, axis.slug).content,
              valueDefinitionOf(axis),
              isLower ? 'HIGH' : 'LOW',
            );
          for (const leader of leaders) {
            count += 1;
            for (const other of references) {
              const [best, bound] = [boundOf(leader), boundOf(other)];
              expect(best).not.toBeNull();
              if (best && bound) expect(isLower ? best.lte(bound) : best.gte(bound)).toBe(true);
            }
          }
        },
      ),
      { seed: 17, numRuns: 60 },
    );
    expect(count).toBeGreaterThan(5);
  });

  test('of a filtered comparison or ranking are the approaches of the list with the same filter', async () => {
    const selectionQuery = `query ($filter: ApproachFilter!, $sortAxis: AxisSort) {
      compare(filter: $filter, sortAxis: $sortAxis) { id approaches { id } approachesLeftOut }
      rank(filter: $filter, sortAxis: $sortAxis, criteria: [{ axis: "keeps" }]) { approachesLeftOut places { approach { id } } }
      approaches(filter: $filter, sortAxis: $sortAxis) { nodes { id } }
    }`;
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.option(fc.constantFrom(...orderedAxes.map(({ id }) => ({ axis: id })))),
        async (filter, sortAxis) => {
          const { store } = graphsByStore[0] as (typeof graphsByStore)[number];
          const { data } = await execute(store.store, selectionQuery, { filter, sortAxis });
          const { compare, rank } = data;
          const { nodes } = data.approaches;
          expect(compare).toEqual(
            nodes.length < 2 ? null : { id: expect.any(String), approaches: nodes, approachesLeftOut: 0 },
          );
          const ranked = rank?.places.map(({ approach }: { approach: { id: string } }) => approach.id).sort();
          expect(ranked).toEqual(
            nodes.length === 0 ? undefined : nodes.map(({ id }: { id: string }) => id).sort(),
          );
        },
      ),
      { seed: 17, numRuns: 25 },
    );
  });
});
