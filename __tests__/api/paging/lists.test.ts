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

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const count = 17;
const slugs = [...Array(count).keys()].map((n) => `a${String(n).padStart(2, '0')}`);

describe.each(eachStore)('Lists on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          citedSource('t'),
          ...slugs.map((slug, n) =>
            concept('APPROACH', slug, { name: `Name ${n % 5}`, aliases: n === 3 ? ['Third'] : [] }),
          ),
          ...slugs.map((slug) => feature(`f-${slug}`)),
          dimension('d', { name: 'Weight of it' }),
        ],
        [
          ...slugs.map((slug, n) =>
            claim(id('APPROACH', 'a00'), 'HAS_FEATURE', id('FEATURE', `f-${slug}`), { position: n }),
          ),
          claim(id('APPROACH', 'a00'), 'HAS_FEATURE', id('FEATURE', 'f-a00'), { source: 'cited-source/t' }),
          claim(id('APPROACH', 'a01'), 'HAS_FEATURE', id('FEATURE', 'f-a00'), {
            value: { type: 'SUPPORT', support: 'NO', note: null },
          }),
          claim(id('APPROACH', 'a02'), 'HAS_FEATURE', id('FEATURE', 'f-a00'), {
            value: { type: 'SUPPORT', support: 'PARTIAL', note: 'a bit' },
          }),
          claim(id('APPROACH', 'a03'), 'HAS_FEATURE', id('FEATURE', 'f-a00'), {
            value: null,
            absence: 'UNKNOWN',
          }),
          ...slugs.map((slug) => value(slug, 'd', text(`about ${slug}`))),
        ],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  test.each([
    [
      'approaches(first: 3, after: AFTER) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } }',
      (data: any) => data.approaches,
    ],
    [
      'approaches(first: 3, orderBy: SLUG, after: AFTER) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } }',
      (data: any) => data.approaches,
    ],
    [
      'approach(slug: "a00") { features(first: 3, after: AFTER) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } }',
      (data: any) => data.approach.features,
    ],
    [
      'dimension(slug: "d") { claims(first: 3, after: AFTER) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } }',
      (data: any) => data.dimension.claims,
    ],
    [
      'compare(approaches: ["a00", "a01"]) { rows(first: 3, after: AFTER) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } }',
      (data: any) => data.compare.rows,
    ],
  ])('the pages of a list contain every item once: %s', async (field, listOf) => {
    const ids: string[] = [];
    let after = 'null';
    for (let page = 0; ; page += 1) {
      const list = listOf(await ask(graph.store, `{ ${field.replace('AFTER', after)} }`));
      ids.push(...list.nodes.map((node: any) => node.id));
      expect(list.pageInfo.hasPreviousPage).toBe(page > 0);
      expect(list.totalCount).toBeGreaterThanOrEqual(count);
      if (!list.pageInfo.hasNextPage) {
        expect(ids).toHaveLength(list.totalCount);
        break;
      }
      after = JSON.stringify(list.pageInfo.endCursor);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('an empty page has the total count', async () => {
    const { approaches } = await ask(
      graph.store,
      '{ approaches(first: 0) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
    );
    expect(approaches).toEqual({
      totalCount: count,
      nodes: [],
      pageInfo: { hasNextPage: true, endCursor: null },
    });
  });

  test('a link that two sources state is one edge with two claims', async () => {
    const { approach } = await ask(
      graph.store,
      '{ approach(slug: "a00") { features(first: 1) { totalCount edges { support claims { source { slug } } node { slug } } } } }',
    );
    expect(approach.features.totalCount).toBe(count);
    expect(approach.features.edges[0].node.slug).toBe('f-a00');
    expect(approach.features.edges[0].claims.map(({ source }: any) => source.slug).sort()).toEqual([
      's',
      't',
    ]);
  });

  test('negated and unknown links are not listed by default', async () => {
    const { feature: existing, no } = await ask(
      graph.store,
      `{ feature(slug: "f-a00") { approaches { edges { support node { slug } } } }
         no: feature(slug: "f-a00") { approaches(supports: [NO]) { nodes { slug } } } }`,
    );
    expect(existing.approaches.edges).toEqual([
      { support: 'YES', node: { slug: 'a00' } },
      { support: 'PARTIAL', node: { slug: 'a02' } },
    ]);
    expect(no.approaches.nodes).toEqual([{ slug: 'a01' }]);
  });

  test.each([
    ['{ references: ["a01", "approach/a02", "nowhere"] }', ['a01', 'a02']],
    ['{ names: ["THIRD", "name 4."] }', ['a03', 'a04', 'a09', 'a14']],
    ['{ relatedTo: ["f-a01"] }', ['a00']],
    ['{ relatedTo: ["f-a00"], references: ["a02", "a05"] }', ['a02']],
    ['{ references: [] }', []],
  ])('a list can be filtered by %s', async (filter, expected) => {
    const { approaches } = await ask(
      graph.store,
      `{ approaches(orderBy: SLUG, filter: ${filter}) { totalCount nodes { slug } } }`,
    );
    expect(approaches.nodes.map(({ slug }: any) => slug)).toEqual(expected);
    expect(approaches.totalCount).toBe(expected.length);
  });

  test('claims can be filtered by dimensions and by approaches', async () => {
    const { approach, dimension: along } = await ask(
      graph.store,
      `{ approach(slug: "a00") { claims(dimensions: ["d"]) { nodes { text value { ... on TextValue { text } } } } }
         dimension(slug: "d") { claims(approaches: ["a01", "a02"]) { totalCount nodes { subject { slug } } } } }`,
    );
    expect(approach.claims.nodes).toEqual([{ text: null, value: { text: 'about a00' } }]);
    expect(along.claims.totalCount).toBe(2);
  });

  test('node and nodes return concepts and claims by id', async () => {
    const { approach } = await ask(
      graph.store,
      '{ approach(slug: "a00") { id claims(first: 1) { nodes { id } } } }',
    );
    const claimId = approach.claims.nodes[0].id as string;
    const { node, nodes } = await ask(
      graph.store,
      `{ node(id: "${claimId}") { __typename id } nodes(ids: ["dimension/d", "${claimId}"]) { __typename ... on Dimension { name } ... on Claim { predicate subject { name } } } }`,
    );
    expect(node).toEqual({ __typename: 'Claim', id: claimId });
    expect(nodes).toEqual([
      { __typename: 'Dimension', name: 'Weight of it' },
      { __typename: 'Claim', predicate: 'HAS_FEATURE', subject: { name: 'Name 0' } },
    ]);
  });

  test.each(engines)('%s returns the type name of the root type', async (engine) => {
    expect(await askBy(engine, graph.store, '{ __typename }')).toEqual({ __typename: 'Query' });
  });

  test.each(engines)(
    'pages of the same field of several concepts are loaded in one batch, with the engine %s',
    async (engine) => {
      const batches: string[] = [];
      await askBy(engine, graph.store, '{ approaches { nodes { claims(first: 2) { nodes { id } } } } }', {
        onBatch: (loader, keys) => batches.push(`${loader} ${keys.length}`),
      });
      expect(batches).toEqual([`claimPage ${count}`]);
    },
  );
});
