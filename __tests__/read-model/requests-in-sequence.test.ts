import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { predicates } from '../../src/graph/claim.js';
import { conceptKinds } from '../../src/graph/concept.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ConceptCursor,
  GraphReader,
  GraphView,
} from '../../src/graph/ports/reading.js';
import { CachedReader } from '../../src/read-model/cache/cached-view.js';
import { fillGraph } from '../../scripts/fuzz/graph.js';
import { inMemoryReaderOf } from '../support/in-memory-readers.js';
import { seedFolder } from '../support/seed.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

/** One call of a method of a view. */
type Ask = (view: GraphView) => unknown;

let graph: TestStore;
let readers: readonly GraphReader[];
beforeAll(async () => {
  graph = await sqliteStore.open();
  await fillGraph(graph.store, seedFolder);
  readers = [await inMemoryReaderOf(graph.store), new CachedReader(graph.store.reader, 2 ** 30)];
});
afterAll(() => graph.close());

const ids = fc.uniqueArray(
  fc.constantFrom(
    ...['approach/mit', 'approach/msp', 'approach/devops', 'approach/cd-rom', 'approach/absent'],
    ...['feature/collaboration', 'dimension/copyleft', 'dimension/nature', 'cited-source/a-second-opinion'],
  ),
  { maxLength: 4 },
);
const some = <Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });
const filter = fc.record({ predicates: some(predicates), subjects: ids, targets: ids }, { requiredKeys: [] });
/** Few values, so that two calls often differ in one value only. */
const fewIds = fc.constantFrom([], ['approach/mit'], ['dimension/copyleft', 'approach/msp']);
const fewFilters = fc.constantFrom<ClaimFilter>(
  ...[{}, { predicates: ['HAS_VALUE'] as const }, { subjects: [] }, { targets: [] }],
  ...[{ targets: ['dimension/copyleft'] }, { subjects: ['approach/mit'] }],
);
const first = fc.constantFrom(0, 2, 500);
const claimCursor = fc.constantFrom<ClaimCursor | null>(
  null,
  ['mit', 'approach/mit', 0, ''],
  ['m', '', 0, ''],
);
const conceptCursor = fc.constantFrom<ConceptCursor | null>(null, ['mit', 'approach/mit'], ['m', '']);
const kinds = fc.constantFrom(...conceptKinds);
const text = fc.constantFrom('mit', 'mit license', 'msp', 'copyleft', 'tags', 'nothing', '');

/** Calls whose parts are often equal to those of another call, and often left out. */
const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc
    .array(
      fc.record({
        kind: kinds,
        reference: fc.oneof(
          text,
          ids.map(([id]) => id ?? ''),
        ),
      }),
      { maxLength: 3 },
    )
    .map((references) => (view: GraphView) => view.concepts(references)),
  fc.tuple(ids, filter).map(
    ([of, by]) =>
      (view: GraphView) =>
        view.claimsAbout(of, by),
  ),
  fc.tuple(ids, filter).map(
    ([of, by]) =>
      (view: GraphView) =>
        view.claimsToward(of, by),
  ),
  fc
    .record({
      by: fc.constantFrom('subject' as const, 'target' as const, 'source' as const),
      keys: fewIds,
      filter: fewFilters,
      first,
      after: claimCursor,
    })
    .map((request) => (view: GraphView) => view.claimPages(request)),
  fc
    .record({
      kind: fc.constantFrom('APPROACH' as const, 'DIMENSION' as const),
      orderBy: fc.constantFrom('NAME' as const, 'SLUG' as const),
      filter: fc.record(
        { ids: fewIds, named: fc.constantFrom([], ['mit license']), relatedTo: fewIds },
        { requiredKeys: [] },
      ),
      first,
      after: conceptCursor,
    })
    .map((request) => (view: GraphView) => view.conceptPage(request)),
  fc.tuple(some(conceptKinds), text).map(
    ([of, near]) =>
      (view: GraphView) =>
        view.slugsNear(of, near),
  ),
  fc.array(ids, { maxLength: 3 }).map((sets) => (view: GraphView) => view.questionsAbout(sets)),
  fc.array(text, { maxLength: 3 }).map((texts) => (view: GraphView) => view.conceptsNamed(texts)),
  ids.map((of) => (view: GraphView) => view.equivalents(of)),
);

test('in-memory and cached views return the same as the database, after any earlier calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { minLength: 1, maxLength: 50, size: 'max' }), async (asked) => {
      const stored = (await graph.store.reader.openView()) as GraphView;
      for (const each of asked) {
        const expected = await each(stored);
        for (const reader of readers) {
          expect(await each((await reader.openView()) as GraphView)).toEqual(expected);
        }
      }
    }),
    { seed: 14, numRuns: 80 },
  );
});

test('a missing member of a filter restricts nothing, and an empty list matches nothing, in any order', async () => {
  const page = { first: 5, after: null } as const;
  const concepts = [{}, { ids: [] }, { named: [] }, { relatedTo: [] }];
  const claims: readonly ClaimFilter[] = [{}, { predicates: [] }, { subjects: [] }, { targets: [] }];
  const counts = async (view: GraphView): Promise<readonly unknown[]> => [
    ...(await Promise.all(
      concepts.map(async (by) => {
        const { totalCount } = await view.conceptPage({
          kind: 'APPROACH',
          orderBy: 'NAME',
          filter: by,
          ...page,
        });
        return totalCount > 0;
      }),
    )),
    ...(await Promise.all(
      claims.map(async (by) => (await view.claimsAbout(['approach/mit'], by)).flat().length > 0),
    )),
    ...(await Promise.all(
      claims.map(async (by) => {
        const [found] = await view.claimPages({ by: 'subject', keys: ['approach/mit'], filter: by, ...page });
        return (found?.totalCount ?? 0) > 0;
      }),
    )),
  ];
  const expected = await counts((await graph.store.reader.openView()) as GraphView);
  expect(expected.slice(0, 4)).toEqual([true, false, false, false]);
  for (const reader of readers) {
    for (const _time of ['loaded', 'cached'])
      expect(await counts((await reader.openView()) as GraphView)).toEqual(expected);
  }
});
