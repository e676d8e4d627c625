import { afterAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ChangeKind } from '../../../src/graph/ports/history.js';
import type { Dimension } from '../../../src/graph/concept.js';
import type { GraphView, Page } from '../../../src/graph/ports/reading.js';
import type { GraphRevision } from '../../../src/graph/ports/history.js';
import { hashOfText } from '../../../src/graph/source-text.js';
import type { LayerChange } from '../../../src/read-model/layers/layer.js';
import { layerOver } from '../../../src/read-model/layers/layer-over.js';
import { ReadModel } from '../../../src/read-model/read-model.js';
import { edited, imported } from '../../support/changes.js';
import { eachStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import { Editor, initialChanges } from '../random-graph.js';
import { allResultsAndHistory } from '../view-results.js';
import { ExtraEditor, moreInitialChanges, sets } from './random-changes.js';

const closeables: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of closeables.reverse()) await each.close();
});

/** Reads all pages of a list, a few items at a time. */
async function allPages<Item, Cursor>(
  read: (after: Cursor) => Promise<Page<Item, Cursor>>,
): Promise<readonly Page<Item, Cursor>[]> {
  const pages: Page<Item, Cursor>[] = [];
  let after = null as Cursor;
  for (;;) {
    const page: Page<Item, Cursor> = await read(after);
    pages.push(page);
    const last = page.cursors.at(-1);
    if (!page.hasNextPage || last === undefined) return pages;
    after = last;
  }
}

const numbers = [0, 1, 2, 3];
const slugs = numbers.flatMap((number) => [`n${number}`, `n${number}-now`, `n${number}-before`]);
const texts = ['One text.', 'Another 😀 text.', 'A third text.'].map(hashOfText);

/** Reads results that `allResults` does not have, and all pages of some lists. */
async function moreResults(view: GraphView): Promise<object> {
  const ids = numbers.map((number) => `approach/n${number}`);
  const features = numbers.map((number) => `feature/f${number}`);
  const pageOfClaims = (by: 'subject' | 'target' | 'source', key: string, first: number) =>
    allPages(async (after: never) => {
      const [page] = await view.claimPages({ by, keys: [key], filter: {}, first, after });
      return page as Page<unknown, never>;
    });
  const concepts = (orderBy: 'NAME' | 'SLUG', filter: object) =>
    allPages(
      (after: never) =>
        view.conceptPage({ kind: 'APPROACH', orderBy, filter, first: 2, after }) as Promise<
          Page<unknown, never>
        >,
    );
  const ended = await view.history.changePages({
    revisions: [view.revision.number],
    kinds: ['ENDED', 'CHANGED'] as ChangeKind[],
    first: 50,
    after: null,
  });
  const endedClaims = ended.flatMap(({ items }) =>
    items.filter(({ thing }) => thing === 'CLAIM').map(({ id }) => id),
  );
  return {
    bySlug: await view.concepts(slugs.map((reference) => ({ kind: 'APPROACH', reference }))),
    byId: await view.concepts(
      [...ids, ...features].map((reference) => ({
        kind: reference.startsWith('a') ? 'APPROACH' : 'FEATURE',
        reference,
      })),
    ),
    otherKind: await view.concepts(ids.map((reference) => ({ kind: 'FEATURE', reference }))),
    slugsOf: await view.slugsOf([...ids, 'approach/a0', 'approach/a1', 'feature/f0']),
    texts: await view.texts(texts),
    textsOf: await view.textsOf(['cited-source/s', 'cited-source/t', 'cited-source/u']),
    excerpts: await view.excerpts(texts.map((hash) => ({ hash, start: 2, end: 9 }))),
    ended,
    changed: [
      await view.history.changedClaims({ revision: view.revision.number, first: 9, after: 'claim/4' }),
      await view.history.changedConcepts({ revision: view.revision.number, first: 9, after: null }),
    ],
    lastVersions: await view.lastClaimVersions(endedClaims),
    endedNow: await view.claims(endedClaims),
    ends: await view.history.claimEnds(endedClaims),
    endedCitations: await view.citations(endedClaims),
    revisionsOf: await view.history.revisionsOf([...ids, ...features]),
    named: await view.conceptsNamed(['ash', 'aspen', 'word list', 'birch', 'word', 'oak trees']),
    about: await view.claimsAbout(ids, {}),
    toward: await view.claimsToward(['benefit/b0', 'benefit/b1', 'approach/a1'], {
      predicates: ['LEADS_TO', 'ASKS_ABOUT'],
    }),
    bySource: await pageOfClaims('source', 'cited-source/s', 3),
    byTarget: await pageOfClaims('target', 'dimension/d1', 2),
    bySubject: await pageOfClaims('subject', 'approach/a2', 2),
    someAxes: await view.claimedAxes(['BENEFIT', 'DIMENSION']),
    byName: await concepts('NAME', {}),
    related: await concepts('NAME', { relatedTo: ['feature/f1', 'question/q1', 'dimension/d3'] }),
    filtered: await concepts('SLUG', { named: ['ash', 'birch'], except: ['approach/n1'] }),
    spreads: await view.spreads(
      (await view.concepts(['w0', 'w1'].map((reference) => ({ kind: 'DIMENSION', reference })))).filter(
        (each): each is Dimension => each?.kind === 'DIMENSION',
      ),
    ),
    values: await view.claimsToward(['dimension/w0', 'dimension/w1'], {}),
    owners: await view.slugOwners([
      ...slugs.map((slug) => ({ kind: 'APPROACH' as const, slug })),
      { kind: 'APPROACH', slug: 'a0-x' },
      { kind: 'FEATURE', slug: 'n0' },
    ]),
    near: await view.slugsNear(['APPROACH', 'FEATURE'], 'n1'),
    searches: await Promise.all(
      ['ash', 'words', 'wrods', 'oak', 'aspne', 'tree', 'summary words', 'n2', 'in other'].map((text) =>
        allPages(
          (after: never) =>
            view.searchPage({
              text,
              kinds: text === 'tree' ? ['APPROACH'] : null,
              first: 2,
              after,
            }) as Promise<Page<unknown, never>>,
        ),
      ),
    ),
  };
}

/** Reads the results of `allResultsAndHistory` and of `moreResults`. In the results, each of `substitutes` replaces the revision with the same number. */
async function resultsOf(view: GraphView | null, ...substitutes: readonly GraphRevision[]): Promise<unknown> {
  if (!view) throw new TypeError('Expected a view, got none.');
  const results = { ...((await allResultsAndHistory(view)) as object), more: await moreResults(view) };
  return replaced(results, new Map(substitutes.map((revision) => [revision.number, revision])));
}

function replaced(value: unknown, revisions: ReadonlyMap<number, GraphRevision>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('epoch' in value && 'number' in value) return revisions.get(value.number as number) ?? value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, revisions));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, revisions)]));
}

/** Creates the revision of a layer over a view. */
function pending({ revision }: GraphView): GraphRevision {
  return {
    ...revision,
    number: revision.number + 1,
    time: '2100-01-01T00:00:00.000Z',
    author: 'Someone',
    message: 'Pending.',
    epoch: 'pending',
  };
}

describe.each(eachStore)('a view with changes, over a graph on $name', ({ open }) => {
  test('has the results of the view after the changes are applied, over in-memory and SQL views, with one layer and with two layers', async () => {
    const graph = await open();
    closeables.push(graph);
    const { store } = graph;
    await store.apply([...initialChanges, ...moreInitialChanges], imported);
    const model = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
    closeables.push(model);
    const editor = new ExtraEditor(new Editor());
    let compared = 0;
    for (const pair of fc.sample(fc.tuple(sets, sets), runs(100, 2))) {
      const [first, second] = pair.map((set) => editor.changesOf(set) as readonly LayerChange[]) as [
        readonly LayerChange[],
        readonly LayerChange[],
      ];
      const bases = [await model.openView(), await store.reader.openView()] as [GraphView, GraphView];
      const revisions = [pending(bases[0]), pending({ revision: pending(bases[0]) } as GraphView)] as const;
      const layered: unknown[] = [];
      const stacked: unknown[] = [];
      for (const base of bases) {
        const one = await layerOver(base, first, revisions[0]);
        layered.push(await resultsOf(one));
        stacked.push(await resultsOf(await layerOver(one, second, revisions[1])));
      }
      let isComparable = true;
      for (const [changes, results] of [
        [first, layered],
        [second, stacked],
      ] as const) {
        const { revision } = await store.apply(changes, edited);
        // If the first set creates no revision, the revision of the second set has another number than its layer.
        isComparable &&= revision !== null;
        if (!isComparable) continue;
        const expected = await resultsOf(await store.reader.openView(), ...revisions);
        for (const each of results) expect(each).toEqual(expected);
        compared += results.length;
      }
    }
    expect(compared).toBeGreaterThan(0);
  }, 900_000);
});
