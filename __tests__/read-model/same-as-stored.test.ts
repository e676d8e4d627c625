import { afterAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { groupBy } from '../../src/graph/group-by.js';
import type { GraphRevision } from '../../src/graph/ports/history.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import { CachedReader } from '../../src/read-model/cache/cached-view.js';
import { GraphTables } from '../../src/read-model/tables/graph-tables.js';
import { SearchIndex } from '../../src/read-model/search/search-index.js';
import { MeasuredSpreads } from '../../src/read-model/view/measured-spreads.js';
import { ViewCaches } from '../../src/read-model/view/view-caches.js';
import { InMemoryView } from '../../src/read-model/view/in-memory-view.js';
import { RevisionLog } from '../../src/read-model/log/revision-log.js';
import { ReadModel } from '../../src/read-model/read-model.js';
import { openStore } from '../../src/storage/open-store.js';
import { ask } from '../support/api.js';
import { edited, imported } from '../support/changes.js';
import { eachStore, sqliteStore, type TestStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';
import { initialChanges, edits, Editor } from './random-graph.js';
import { withoutKey } from '../support/revision-note.js';
import { allResults, allResultsAndHistory } from './view-results.js';

const closeables: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of closeables.reverse()) await each.close();
});

async function modelOf({ store }: Pick<TestStore, 'store'>): Promise<ReadModel> {
  const model = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
  closeables.push(model);
  return model;
}

/**
 * Expects that the claim signatures of two subjects along a dimension are equal if and only if the number and the content of the claims are equal. The signature of
 * claims with different contents is null.
 */
async function expectSignatures({ inMemoryClaims }: GraphView, sqlView: GraphView): Promise<void> {
  for (const number of [0, 1, 2, 3, 4, 5]) {
    const target = `dimension/d${number}`;
    const claims = (await sqlView.claimsToward([target], { predicates: ['HAS_VALUE'] })).flat();
    const bySubject = groupBy(claims, ({ subject }) => subject);
    const contentOf = (subject: string): string | null => {
      const ownClaims = bySubject.get(subject) ?? [];
      const [only, ...others] = ownClaims;
      // The signature of a single value does not depend on its rank.
      if (only?.value && others.length === 0 && only.absence === null && only.qualifiers.length === 0) {
        return `only ${JSON.stringify(only.value)}`;
      }
      const contents = new Set(
        ownClaims.map(({ value, absence, qualifiers, rank }) =>
          JSON.stringify([value, absence, qualifiers, rank]),
        ),
      );
      return contents.size === 1 ? `${ownClaims.length} ${[...contents].join()}` : null;
    };
    const signatures: { subject: string; signature: string | number | null }[] = [];
    inMemoryClaims?.eachStatedToward(target, 'HAS_VALUE', (subject, signature) =>
      signatures.push({ subject, signature }),
    );
    expect(signatures.map(({ subject }) => subject).sort()).toEqual([...bySubject.keys()].sort());
    for (const one of signatures) {
      expect(one.signature === null).toBe(contentOf(one.subject) === null);
      for (const other of signatures)
        expect(one.signature === other.signature).toBe(contentOf(one.subject) === contentOf(other.subject));
    }
  }
}

const operation = `{
  compare(approaches: ["a0", "a1", "a2", "a3"]) {
    rows(first: 50) { totalCount nodes {
      axis { name } group verdict explanation
      cells { state display values { qualifiers { key } claims { id } } claims { id rank text source { name } } } } }
    summary { similarity coverage }
  }
  approaches(first: 6) { nodes { slug name benefits { nodes { name } } features { edges { support node { name benefits { nodes { name } } } } } } }
  dimension(slug: "d0") { claims(first: 9) { totalCount nodes { id value { __typename } } } }
}`;

describe.each(eachStore)('a graph on $name that is edited repeatedly', ({ open }) => {
  test('has equal results in in-memory, cached and SQL views, at each of its revisions', async () => {
    const graph = await open();
    closeables.push(graph);
    await graph.store.apply(initialChanges, imported);
    const model = await modelOf(graph);
    // The budget is so small that some entries are evicted before they are used again.
    const cached = new CachedReader(graph.store.reader, 100_000);
    const editor = new Editor();
    const changeCount = runs(1_000);
    let appliedCount = 0;
    const sets = fc.sample(fc.array(edits, { minLength: 5, maxLength: 60, size: 'max' }), 100);
    for (const set of sets) {
      if (appliedCount >= changeCount) break;
      const changes = editor.changesOf(set);
      appliedCount += changes.length;
      await graph.store.apply(changes, edited);
      const inMemoryView = await model.openView();
      const sqlView = await graph.store.reader.openView();
      expect(inMemoryView?.inMemoryClaims).toBeDefined();
      expect(await allResultsAndHistory(inMemoryView as GraphView)).toEqual(
        await allResultsAndHistory(sqlView as GraphView),
      );
      const cachedView = await cached.openView();
      expect(await allResults(cachedView as GraphView)).toEqual(await allResults(sqlView as GraphView));
      expect(await allResults(cachedView as GraphView)).toEqual(await allResults(sqlView as GraphView));
      await expectSignatures(inMemoryView as GraphView, sqlView as GraphView);
      if (appliedCount % 5 === 0) await ask(graph.store, operation);
    }
    expect(appliedCount).toBeGreaterThanOrEqual(changeCount);
    await ask(graph.store, operation);
  }, 300_000);
});

describe.each(eachStore)('the view of a revision on $name', ({ open }) => {
  test('does not change in memory, in a cache or in SQL, while it is open or if it is reopened by number or time', async () => {
    const graph = await open();
    closeables.push(graph);
    let milliseconds = Date.UTC(2026, 0, 1);
    const clock = await openStore(graph.url, { now: () => new Date((milliseconds += 1_000)) });
    closeables.push(clock);
    await clock.apply(initialChanges, imported);
    const model = await modelOf({ store: clock });
    const { reader } = clock;
    const cached = new CachedReader(reader, 100_000);
    const editor = new Editor();
    const observations: { revision: GraphRevision; views: readonly GraphView[]; expected: unknown }[] = [];
    for (const set of fc.sample(fc.array(edits, { minLength: 20, maxLength: 40 }), runs(60))) {
      await clock.apply(editor.changesOf(set), edited);
      const views = [await model.openView(), await cached.openView(), await reader.openView()] as GraphView[];
      const [view] = views as [GraphView];
      observations.push({ revision: view.revision, views, expected: await allResultsAndHistory(view) });
    }
    for (const { revision, views, expected } of observations) {
      const { number, time } = revision;
      const reopened = [
        await model.openView(number),
        await cached.openView(number),
        await model.openViewAsOf(time),
        await cached.openViewAsOf(time.replace('.000Z', '.999Z')),
      ] as GraphView[];
      for (const view of [...views, ...reopened]) expect(await allResultsAndHistory(view)).toEqual(expected);
    }
  }, 300_000);
});

test('a copy of the valid records of tables has the same results as the original', async () => {
  const graph = await sqliteStore.open();
  closeables.push(graph);
  await graph.store.apply(initialChanges, imported);
  const editor = new Editor();
  for (const set of fc.sample(fc.array(edits, { minLength: 20, maxLength: 40 }), 8)) {
    await graph.store.apply(editor.changesOf(set), edited);
  }
  const { feed } = graph.store;
  const { number } = await feed.newest();
  const tables = new GraphTables();
  for (const [from, to] of [
    [0, 3],
    [3, number],
  ] as const) {
    for await (const batch of feed.between(from, to)) tables.apply(batch);
  }
  const copy = await tables.copyValid(number);
  expect(tables.claims.ended).toBeGreaterThan(0);
  expect(copy.claims.ended).toBe(0);
  expect(copy.claims.length).toBe(tables.claims.length - tables.claims.ended);
  const [before, after] = [tables, copy].map((each) => {
    const text = { time: '', author: '', message: '', epoch: '' };
    const revision = { number, origin: 'EDIT', ...text, ...withoutKey } as const;
    const log = new RevisionLog(number);
    const caches = new ViewCaches(new MeasuredSpreads(log));
    return new InMemoryView(new SearchIndex(each, 2 ** 30), revision, caches, log, () => {
      throw new Error('Expected a read from memory, got a read from the store.');
    });
  });
  expect(await allResults(after as GraphView)).toEqual(await allResults(before as GraphView));
});
