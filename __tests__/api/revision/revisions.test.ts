import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { ask, askBy, engines, execute } from '../../support/api.js';
import { citedSource, concept, dimension, imported, put, text, value } from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

const before = value('a', 'd', text('before'));
const after = value('a', 'd', text('after'), { supersedes: claimId(before) });

describe.each(eachStore)('The revisions on $name', ({ open }) => {
  let graph: TestStore;
  let store: GraphStore;
  const statements: string[] = [];
  beforeAll(async () => {
    graph = await open((sql) => statements.push(sql));
    store = graph.store;
    const concepts = [citedSource('s'), concept('APPROACH', 'a', { name: 'Old name' }), dimension('d')];
    await store.apply(put(concepts, [before]), imported);
    const edit = { author: 'an editor', message: 'Correct the value', origin: 'EDIT' } as const;
    await store.apply([{ type: 'endClaim', id: claimId(before) }, ...put([], [after])], edit);
    await store.apply(put([concept('APPROACH', 'a', { name: 'New name' })], []), edit);
  });
  afterAll(() => graph.close());

  test('are listed newest first, can be paged, and can be filtered by author', async () => {
    const fields = 'totalCount nodes { number author message origin } pageInfo { hasNextPage endCursor }';
    const { revisions: first } = await ask(store, `{ revisions(first: 2) { ${fields} } }`);
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [
        { number: 3, author: 'an editor', origin: 'EDIT' },
        { number: 2, message: 'Correct the value' },
      ],
      pageInfo: { hasNextPage: true },
    });
    const { revisions: second } = await ask(
      store,
      `{ revisions(first: 2, after: "${first.pageInfo.endCursor}") { ${fields} } }`,
    );
    expect(second).toMatchObject({
      nodes: [{ number: 1, origin: 'IMPORT' }],
      pageInfo: { hasNextPage: false },
    });
    expect(await ask(store, '{ revisions(author: "an editor") { totalCount } }')).toEqual({
      revisions: { totalCount: 2 },
    });
    const { revision } = await ask(store, '{ revision(number: 2) { time } }');
    expect(
      await ask(store, `{ revisions(since: "${revision.time}", at: 2) { nodes { number } } }`),
    ).toMatchObject({
      revisions: { nodes: [{ number: 2 }] },
    });
    const { errors } = await execute(
      store,
      `{ revisions(after: "${first.pageInfo.endCursor}", author: "x") { totalCount } }`,
    );
    expect(errors?.[0]?.message).toMatch(/^after: expected a cursor of this list/u);
  });

  test('are found by number if they are not newer than the view', async () => {
    const found = await ask(
      store,
      '{ two: revision(number: 2) { number } newest: revision { number } none: revision(number: 4) { number } later: revision(number: 2, at: 1) { number } }',
    );
    expect(found).toEqual({ two: { number: 2 }, newest: { number: 3 }, none: null, later: null });
  });

  const nodeFields =
    '... on Approach { name } ... on Claim { value { ... on TextValue { text } } subject { name } untilRevision { number } }';

  test('list their changes, with the concept or claim before and after each change', async () => {
    const { revisions } = await ask(
      store,
      `{ revisions(first: 2) { nodes { number changes { totalCount nodes { kind changedId before { ${nodeFields} } after { ${nodeFields} } } } } } }`,
    );
    const claims = [
      {
        kind: 'ENDED',
        changedId: claimId(before),
        before: { value: { text: 'before' }, subject: { name: 'Old name' }, untilRevision: null },
        after: null,
      },
      {
        kind: 'ADDED',
        changedId: claimId(after),
        before: null,
        after: { value: { text: 'after' }, subject: { name: 'Old name' }, untilRevision: null },
      },
    ].sort((left, right) => (left.changedId < right.changedId ? -1 : 1));
    expect(revisions.nodes).toEqual([
      {
        number: 3,
        changes: {
          totalCount: 1,
          nodes: [
            {
              kind: 'CHANGED',
              changedId: 'approach/a',
              before: { name: 'Old name' },
              after: { name: 'New name' },
            },
          ],
        },
      },
      { number: 2, changes: { totalCount: 2, nodes: claims } },
    ]);
  });

  test('list changes that can be filtered by kind and by record, and can be paged', async () => {
    const changes = async (list: string) =>
      (
        await ask(
          store,
          `{ revision(number: 1) { changes${list} { totalCount nodes { changedId } pageInfo { endCursor } } } }`,
        )
      ).revision.changes;
    expect(await changes('(kinds: [ENDED])')).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await changes('(ids: ["dimension/d"])')).toMatchObject({
      nodes: [{ changedId: claimId(before) }, { changedId: 'dimension/d' }],
    });
    const { totalCount, nodes, pageInfo } = await changes('(first: 3)');
    const next = await changes(`(first: 3, after: "${pageInfo.endCursor}")`);
    expect([totalCount, nodes.length, next.nodes]).toEqual([4, 3, [{ changedId: 'dimension/d' }]]);
    const { errors } = await execute(
      store,
      `{ revision { changes(ids: ${JSON.stringify(Array(501).fill('x'))}) { totalCount } } }`,
    );
    expect(errors).toHaveLength(1);
  });

  test("appear in a concept's history and as a claim's `sinceRevision` and `untilRevision`", async () => {
    const result = await ask(
      store,
      `{ approach(slug: "a") { history(first: 2) { totalCount nodes { number } pageInfo { endCursor } }
          claims { nodes { since sinceRevision { number author } untilRevision { number }
            supersedes { sinceRevision { number origin } untilRevision { number author } } } } }
        past: approach(slug: "a", at: 1) { history { nodes { number } } } }`,
    );
    expect(result).toMatchObject({
      approach: {
        history: { totalCount: 3, nodes: [{ number: 3 }, { number: 2 }] },
        claims: {
          nodes: [
            {
              since: 2,
              sinceRevision: { number: 2, author: 'an editor' },
              untilRevision: null,
              supersedes: {
                sinceRevision: { number: 1, origin: 'IMPORT' },
                untilRevision: { number: 2, author: 'an editor' },
              },
            },
          ],
        },
      },
      past: { history: { nodes: [{ number: 1 }] } },
    });
    const { endCursor } = result.approach.history.pageInfo as { endCursor: string };
    expect(
      await ask(
        store,
        `{ approach(slug: "a") { history(after: "${endCursor}") { nodes { number } pageInfo { hasNextPage hasPreviousPage } } } }`,
      ),
    ).toMatchObject({
      approach: {
        history: { nodes: [{ number: 1 }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
      },
    });
  });

  test.each(engines)('are read with a fixed number of statements, by %s', async (engine) => {
    const count = async (source: string): Promise<number> => {
      statements.length = 0;
      await askBy(engine, store, source);
      return statements.length;
    };
    // One of the statements reads the published revision.
    expect(await count('{ revisions { nodes { number } } }')).toBe(2);
    expect(await count('{ revisions { nodes { number changes { totalCount nodes { changedId } } } } }')).toBe(
      3,
    );
    expect(await count('{ approaches { nodes { history { nodes { author } } } } }')).toBe(
      (await count('{ approaches { nodes { id } } }')) + 2,
    );
    expect(
      await count(
        '{ approach(slug: "a") { claims { nodes { sinceRevision { author } untilRevision { author } } } } }',
      ),
    ).toBe((await count('{ approach(slug: "a") { claims { nodes { id } } } }')) + 2);
  });
});
