import { afterAll, expect, test } from '@jest/globals';
import type { ClaimFilter, GraphView } from '../../src/graph/ports/reading.js';
import { citedSource, claim, concept, feature, imported, put } from '../support/changes.js';
import { inMemoryStore, sqliteStore } from '../support/stores.js';

const closeables: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of closeables.reverse()) await each.close();
});

test('the claims about an approach with thousands of claims are filtered by their targets', async () => {
  const graph = await inMemoryStore(sqliteStore).open();
  closeables.push(graph);
  const slugs = Array.from({ length: 2_000 }, (_, number) => `f${number}`);
  await graph.store.apply(
    put(
      [
        citedSource('s'),
        citedSource('t'),
        concept('APPROACH', 'a'),
        concept('APPROACH', 'b'),
        ...slugs.map((slug) => feature(slug)),
      ],
      [
        ...slugs.map((slug, position) => claim('approach/a', 'HAS_FEATURE', `feature/${slug}`, { position })),
        claim('approach/a', 'HAS_FEATURE', 'feature/f7', { source: 'cited-source/t', position: -1 }),
        claim('approach/a', 'EQUIVALENT_TO', 'approach/b'),
        claim('approach/a', 'DEFINED_AS', null, { text: 'An approach.' }),
        claim('approach/b', 'HAS_FEATURE', 'feature/f7'),
      ],
    ),
    imported,
  );
  const view = (await graph.store.reader.openView()) as GraphView;
  const targets = ['feature/f7', 'feature/f7', 'feature/f1999', 'approach/b', 'feature/unknown'];
  const filters: readonly ClaimFilter[] = [
    { targets },
    { targets, predicates: ['HAS_FEATURE', 'HAS_FEATURE'] },
    { targets, predicates: ['DEFINED_AS', 'EQUIVALENT_TO'] },
    { targets: [] },
    { targets: ['feature/f0'], subjects: ['approach/b'] },
  ];
  const counts: number[] = [];
  for (const filter of filters) {
    const found = await view.claimsAbout(['approach/a', 'approach/b'], filter);
    const all = await view.claimsAbout(['approach/a', 'approach/b'], {});
    const expected = all.map((list) =>
      list.filter(
        ({ subject, predicate, target }) =>
          (!filter.predicates || filter.predicates.includes(predicate)) &&
          (!filter.subjects || filter.subjects.includes(subject)) &&
          (target === null || filter.targets?.includes(target)),
      ),
    );
    expect(found).toEqual(expected);
    counts.push(found.flat().length);
  }
  expect(counts).toEqual([6, 4, 2, 1, 0]);
});
