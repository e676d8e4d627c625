import { afterAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { axisKinds } from '../../src/graph/claim.js';
import { groupBy } from '../../src/graph/group-by.js';
import type { Dimension } from '../../src/graph/concept.js';
import type { ChangePage, GraphRevision } from '../../src/graph/ports/history.js';
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
import { dimension, edited, imported } from '../support/changes.js';
import { eachStore, sqliteStore, type TestStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';
import { initialChanges, edits, Editor } from './random-graph.js';
import { withoutKey } from '../support/revision-note.js';

const closeables: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of closeables.reverse()) await each.close();
});

async function modelOf({ store }: Pick<TestStore, 'store'>): Promise<ReadModel> {
  const model = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
  closeables.push(model);
  return model;
}

const searchTexts = ['ash', 'in other words', 'word', 'wrods', 'eclair', 'c#', 'b', 'f2 words', '1'];

async function searchesOf(view: GraphView): Promise<unknown> {
  const pages: unknown[] = [];
  for (const text of searchTexts) {
    pages.push(await view.searchPage({ text, kinds: null, first: 6, after: null }));
  }
  return pages;
}

/** Reads the results of every method of a view that can be served from memory, for all concepts of the edits. */
async function allResults(view: GraphView): Promise<object> {
  const slugs = [0, 1, 2, 3, 4, 5];
  const ids = (kind: string, letter: string): string[] => slugs.map((number) => `${kind}/${letter}${number}`);
  const approaches = ids('approach', 'a');
  const features = ids('feature', 'f');
  const subjects = [...approaches, ...features, ...ids('question', 'q'), ...ids('benefit', 'b')];
  const claims = (await view.claimsAbout(subjects, {})).flat();
  const page = { filter: {}, first: 4, after: null } as const;
  const byTarget = await view.claimPages({ ...page, by: 'target', keys: ids('dimension', 'd') });
  const [cursor] = byTarget.flatMap(({ cursors }) => cursors.slice(-1));
  return {
    revision: view.revision,
    concepts: await view.concepts(
      slugs.flatMap((number) =>
        ['', '-x', '-y'].map((end) => ({ kind: 'APPROACH' as const, reference: `a${number}${end}` })),
      ),
    ),
    claims,
    byId: await view.claims(claims.slice(0, 20).map(({ id }) => id)),
    lastValid: await view.lastClaimVersions(claims.slice(0, 5).map(({ id }) => id)),
    filtered: await view.claimsAbout(subjects, {
      predicates: ['HAS_VALUE', 'HAS_FEATURE'],
      targets: ['feature/f1', 'dimension/d2'],
    }),
    toward: await view.claimsToward([...features, ...ids('dimension', 'd')], {}),
    citations: await view.citations(claims.map(({ id }) => id)),
    bySubject: await view.claimPages({ ...page, by: 'subject', keys: approaches }),
    byTarget,
    bySource: await view.claimPages({ ...page, by: 'source', keys: ['cited-source/s', 'cited-source/t'] }),
    next: await view.claimPages({
      ...page,
      by: 'target',
      keys: ids('dimension', 'd'),
      after: cursor ?? null,
    }),
    equivalents: await view.equivalents(features),
    named: await view.conceptsNamed(['ash', 'birch', 'c', 'c#', 'b😀']),
    questions: await view.questionsAbout([...approaches.map((id) => [id]), approaches.slice(0, 2)]),
    byName: await view.conceptPage({ ...page, kind: 'APPROACH', orderBy: 'NAME' }),
    bySlug: await view.conceptPage({
      ...page,
      kind: 'APPROACH',
      orderBy: 'SLUG',
      after: ['a1', 'approach/a1'],
      filter: { relatedTo: ['feature/f0', 'dimension/d0', 'question/q0'] },
    }),
    claimedAxes: await view.claimedAxes(axisKinds),
    grouped: await view.conceptPage({
      ...page,
      kind: 'DIMENSION',
      orderBy: 'SLUG',
      filter: { groups: ['Figures'], valueTypes: ['QUANTITY'] },
    }),
    others: await view.conceptPage({
      ...page,
      kind: 'APPROACH',
      orderBy: 'NAME',
      filter: { except: ['approach/a1', 'approach/a3'] },
    }),
    slugs: await view.slugsNear(['APPROACH', 'FEATURE'], 'a-1'),
    searches: await searchesOf(view),
    spreads: await view.spreads(
      slugs.map((number) => dimension(`d${number}`, { valueType: 'QUANTITY' }) as Dimension),
    ),
  };
}

/** Reads the results of every method of a view, including its history, which the store reads. */
async function allResultsAndHistory(view: GraphView): Promise<unknown> {
  const { history } = view;
  const { number } = view.revision;
  const concepts = [0, 1, 2, 3, 4, 5].flatMap((each) => [`approach/a${each}`, `dimension/d${each}`]);
  const revisions = [number, number - 1, 1, 0, number + 1];
  const [{ items }] = (await history.changePages({ revisions, first: 9, after: null })) as [ChangePage];
  return {
    ...(await allResults(view)),
    revisions: await history.revisions(revisions),
    page: await history.revisionPage({ first: 4, after: null }),
    changes: await history.changePages({ revisions, first: 4, after: null }),
    additions: await history.changePages({
      ...{ revisions: [number], kinds: ['ADDED', 'ENDED'], ids: concepts, first: 4 },
      after: { thing: 'CLAIM', id: 'claim/8' },
    }),
    revisionsOf: await history.revisionsOf(concepts),
    claimEnds: await history.claimEnds(items.map(({ id }) => id)),
  };
}

/** Expects that the claim signatures of two subjects are equal if and only if their claims have the same content. */
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
