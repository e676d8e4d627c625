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
type ViewCall = (view: GraphView) => unknown;

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
const subsetOf = <Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });
const filter = fc.record(
  { predicates: subsetOf(predicates), subjects: ids, targets: ids },
  { requiredKeys: [] },
);
/** Few choices, so that two calls often differ in only one argument. */
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

/** Calls with arguments from small sets, so that two calls often share arguments. Members of filters are often missing. */
const viewCall: fc.Arbitrary<ViewCall> = fc.oneof(
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
    ([subjects, claimFilter]) =>
      (view: GraphView) =>
        view.claimsAbout(subjects, claimFilter),
  ),
  fc.tuple(ids, filter).map(
    ([targets, claimFilter]) =>
      (view: GraphView) =>
        view.claimsToward(targets, claimFilter),
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
        { ids: fewIds, except: fewIds, named: fc.constantFrom([], ['mit license']), relatedTo: fewIds },
        { requiredKeys: [] },
      ),
      first,
      after: conceptCursor,
    })
    .map((request) => (view: GraphView) => view.conceptPage(request)),
  fc.tuple(subsetOf(conceptKinds), text).map(
    ([slugKinds, slug]) =>
      (view: GraphView) =>
        view.slugsNear(slugKinds, slug),
  ),
  fc.array(ids, { maxLength: 3 }).map((sets) => (view: GraphView) => view.questionsAbout(sets)),
  fc.array(text, { maxLength: 3 }).map((texts) => (view: GraphView) => view.conceptsNamed(texts)),
  ids.map((axes) => (view: GraphView) => view.equivalents(axes)),
);

test('in-memory and cached views return the same results as SQL views after any sequence of calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(viewCall, { minLength: 1, maxLength: 50, size: 'max' }), async (viewCalls) => {
      const sqlView = (await graph.store.reader.openView()) as GraphView;
      for (const each of viewCalls) {
        const expected = await each(sqlView);
        for (const reader of readers) {
          expect(await each((await reader.openView()) as GraphView)).toEqual(expected);
        }
      }
    }),
    { seed: 14, numRuns: 80 },
  );
});

test('in-memory and cached views apply filters with missing members or empty lists like SQL views', async () => {
  const page = { first: 5, after: null } as const;
  const concepts = [{}, { ids: [] }, { named: [] }, { relatedTo: [] }, { except: [] }];
  const claims: readonly ClaimFilter[] = [{}, { predicates: [] }, { subjects: [] }, { targets: [] }];
  const counts = async (view: GraphView): Promise<readonly unknown[]> => [
    ...(await Promise.all(
      concepts.map(async (conceptFilter) => {
        const { totalCount } = await view.conceptPage({
          kind: 'APPROACH',
          orderBy: 'NAME',
          filter: conceptFilter,
          ...page,
        });
        return totalCount > 0;
      }),
    )),
    ...(await Promise.all(
      claims.map(
        async (claimFilter) => (await view.claimsAbout(['approach/mit'], claimFilter)).flat().length > 0,
      ),
    )),
    ...(await Promise.all(
      claims.map(async (claimFilter) => {
        const request = { by: 'subject', keys: ['approach/mit'], filter: claimFilter, ...page } as const;
        const [found] = await view.claimPages(request);
        return (found?.totalCount ?? 0) > 0;
      }),
    )),
  ];
  const expected = await counts((await graph.store.reader.openView()) as GraphView);
  expect(expected.slice(0, 5)).toEqual([true, false, false, false, true]);
  for (const reader of readers) {
    for (const _time of ['loaded', 'cached'])
      expect(await counts((await reader.openView()) as GraphView)).toEqual(expected);
  }
});
