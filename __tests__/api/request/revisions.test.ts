import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, askBy, engines } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

describe.each(eachStore)('An edited claim on $name', ({ open }) => {
  test('links to the claim that it replaced, which is no longer valid', async () => {
    const graph = await open();
    try {
      const { store } = graph;
      const concepts = [citedSource('s'), concept('APPROACH', 'a'), dimension('d')];
      await store.apply(put(concepts, [value('a', 'd', text('before'))]), imported);
      const { dimension: first } = await ask(store, '{ dimension(slug: "d") { claims { nodes { id } } } }');
      const oldId = first.claims.nodes[0].id as string;
      await store.apply(
        [
          { type: 'endClaim', id: oldId },
          ...put([], [value('a', 'd', text('after'), { supersedes: oldId })]),
        ],
        { ...imported, origin: 'EDIT' },
      );
      const { dimension: edited, claim: ended } = await ask(
        store,
        `{ dimension(slug: "d") { claims { nodes { value { ... on TextValue { text } } supersedes { id value { ... on TextValue { text } } supersedes { id } } } } } claim(id: "${oldId}") { id } }`,
      );
      expect(edited.claims.nodes).toEqual([
        { value: { text: 'after' }, supersedes: { id: oldId, value: { text: 'before' }, supersedes: null } },
      ]);
      expect(ended).toBeNull();
    } finally {
      await graph.close();
    }
  });
});

describe.each(eachStore)('An older revision on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    const before = value('a', 'd', text('then'));
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          concept('APPROACH', 'a', { name: 'Old name' }),
          concept('APPROACH', 'b'),
          dimension('d'),
        ],
        [before, value('b', 'd', text('then'))],
      ),
      imported,
    );
    await graph.store.apply(
      [
        ...put(
          [concept('APPROACH', 'a', { name: 'New name' }), feature('f')],
          [
            value('a', 'd', text('now')),
            value('b', 'd', text('then')),
            claim(id('APPROACH', 'a'), 'HAS_FEATURE', id('FEATURE', 'f')),
          ],
        ),
        { type: 'completeSource', source: 'cited-source/s' },
      ],
      imported,
    );
  });
  afterAll(() => graph.close());

  const comparison =
    'revision approaches { name features { totalCount } } rows { nodes { axis { name } verdict cells { display claims { subject { name } source { name } since } } } }';

  test('has its own names and values in a comparison, even if the operation also compares in the published revision', async () => {
    const { then, now } = await ask(
      graph.store,
      `{ then: compare(approaches: ["a", "b"], at: 1) { ${comparison} } now: compare(approaches: ["a", "b"]) { ${comparison} } }`,
    );
    expect(then).toMatchObject({
      revision: 1,
      approaches: [{ name: 'Old name', features: { totalCount: 0 } }, { name: 'b' }],
      rows: {
        nodes: [
          {
            verdict: 'SAME',
            cells: [
              { display: 'then', claims: [{ subject: { name: 'Old name' }, since: 1 }] },
              { display: 'then' },
            ],
          },
        ],
      },
    });
    expect(now).toMatchObject({
      revision: 2,
      approaches: [{ name: 'New name', features: { totalCount: 1 } }, { name: 'b' }],
      rows: {
        nodes: [
          { axis: { name: 'd' }, verdict: 'DIFFERENT', cells: [{ display: 'now' }, { display: 'then' }] },
          { axis: { name: 'f' }, verdict: 'ONE_SIDED' },
        ],
      },
    });
  });

  test.each(engines)('takes one batch of claims for several fields that select it, by %s', async (engine) => {
    const batches: string[] = [];
    await askBy(
      engine,
      graph.store,
      `{ x: compare(approaches: ["a", "b"], at: 1) { revision } y: compare(approaches: ["b", "a"], at: 1) { revision } }`,
      {
        onBatch: (loader) => batches.push(loader),
      },
    );
    expect(batches.filter((loader) => loader === 'claimsAbout')).toHaveLength(1);
  });
});
