import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatError } from '../../../src/api/request/format-error.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { ask, execute } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  edited,
  feature,
  id,
  imported,
  put,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const support = (of: 'YES' | 'NO' | 'PARTIAL', note: string | null = null): ClaimValue => ({
  type: 'SUPPORT',
  support: of,
  note,
});
const level = (name: string): ClaimValue => ({ type: 'ORDINAL', level: name });
const amount = (decimal: string, unit: string): ClaimValue => ({
  ...{ type: 'QUANTITY', minimum: decimal, maximum: decimal },
  unit,
});

describe.each(eachStore)('Counts on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    const slugs = ['chrome', 'edge', 'firefox', 'safari', 'deno'];
    const has = (approach: string, slug: string, stated: ClaimValue) =>
      claim(id('APPROACH', approach), 'HAS_FEATURE', id('FEATURE', slug), { value: stated });
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          ...slugs.map((slug) => concept('APPROACH', slug)),
          ...['grid', 'subgrid', 'masonry'].map((slug) => feature(slug)),
          dimension('size', { valueType: 'QUANTITY', unit: 'kg', group: 'Figures' }),
          dimension('tier', { valueType: 'ORDINAL', levels: ['low', 'high'], group: 'Figures' }),
          dimension('note'),
        ],
        [
          ...slugs.slice(0, 4).map((slug) => has(slug, 'grid', support('YES'))),
          has('chrome', 'subgrid', support('PARTIAL', 'behind a flag')),
          has('edge', 'subgrid', support('PARTIAL', 'rows only')),
          has('firefox', 'subgrid', support('YES')),
          has('chrome', 'masonry', support('NO')),
          has('firefox', 'masonry', support('PARTIAL', 'behind a flag')),
          value('chrome', 'size', amount('1', 'kg')),
          value('edge', 'size', amount('1000', 'g')),
          value('firefox', 'size', amount('2', 'kg')),
          value('safari', 'size', null as never, { absence: 'UNKNOWN' }),
          value('chrome', 'tier', level('high')),
          value('edge', 'tier', level('low')),
        ],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  const comparing = (fields: string, at = ''): string =>
    `{ compare(approaches: ["chrome", "edge", "firefox", "safari", "deno"]${at}) { ${fields} } }`;

  test('show the features that the largest numbers of browsers support in part, and these numbers', async () => {
    const { compare } = await ask(
      graph.store,
      comparing(
        'rows(orderBy: COUNT, countOf: { supports: [PARTIAL] }, first: 2) { nodes { axis { slug } count(of: { supports: [PARTIAL] }) counts { state support count } } }',
      ),
    );
    expect(compare.rows.nodes).toEqual([
      {
        axis: { slug: 'subgrid' },
        count: 2,
        counts: [
          { state: 'STATED', support: 'PARTIAL', count: 2 },
          { state: 'STATED', support: 'YES', count: 1 },
          { state: 'NOT_STATED', support: null, count: 2 },
        ],
      },
      {
        axis: { slug: 'masonry' },
        count: 1,
        counts: [
          { state: 'STATED', support: 'NO', count: 1 },
          { state: 'STATED', support: 'PARTIAL', count: 1 },
          { state: 'NOT_STATED', support: null, count: 3 },
        ],
      },
    ]);
  });

  test('show which features every browser with a stated cell supports', async () => {
    const { compare } = await ask(
      graph.store,
      comparing(
        'rows(everyStated: { supports: [YES] }) { totalCount nodes { axis { slug } } } summary { byState { state count } }',
      ),
    );
    expect(compare.rows).toEqual({ totalCount: 1, nodes: [{ axis: { slug: 'grid' } }] });
    expect(compare.summary.byState).toEqual([
      { state: 'STATED', count: 14 },
      { state: 'UNKNOWN', count: 1 },
      { state: 'NOT_STATED', count: 10 },
    ]);
  });

  test('have values with a canonical amount, or with a position among the levels of the dimension', async () => {
    const { size, tier } = await ask(
      graph.store,
      `{ size: dimension(slug: "size") { distinctCount distribution(first: 1) { state count value { ... on QuantityValue { minimum unit canonical { minimum unit } } } } }
         tier: dimension(slug: "tier") { distribution(where: [{ axis: "size", maximum: 1 }]) { state count value { ... on OrdinalValue { level position } } } } }`,
    );
    expect(size).toEqual({
      distinctCount: 2,
      distribution: [
        {
          state: 'STATED',
          count: 2,
          value: { minimum: '1', unit: 'kg', canonical: { minimum: '1', unit: 'kg' } },
        },
        { state: 'UNKNOWN', count: 1, value: null },
        { state: 'NOT_STATED', count: 1, value: null },
      ],
    });
    expect(tier.distribution).toEqual([
      { state: 'STATED', count: 1, value: { level: 'high', position: 1 } },
      { state: 'STATED', count: 1, value: { level: 'low', position: 0 } },
    ]);
  });

  test('are read from the revision of their view', async () => {
    const operation = (at: string): string =>
      `{ approach(slug: "deno"${at}) { coverage { axes notStated } } dimension(slug: "tier"${at}) { distinctCount distribution { state count } } ${comparing('rows(orderBy: COUNT, countOf: { levels: ["high"] }, first: 1) { nodes { count(of: { levels: ["high"] }) } }', at === '' ? '' : ', at: 1').slice(1, -1)} }`;
    const first = await ask(graph.store, operation(''));
    expect(first.approach.coverage).toEqual({ axes: 5, notStated: 5 });
    await graph.store.apply(put([], [value('deno', 'tier', level('high'))]), edited);
    expect(await ask(graph.store, operation(', at: 1'))).toEqual(first);
    const second = await ask(graph.store, operation(''));
    expect(second.approach.coverage).toEqual({ axes: 5, notStated: 4 });
    expect(second.dimension.distribution[0]).toEqual({ state: 'STATED', count: 2 });
    expect(second.compare.rows.nodes).toEqual([{ count: 2 }]);
    expect(first.compare.rows.nodes).toEqual([{ count: 1 }]);
  });

  test('of dimensions can be restricted to groups and types of values', async () => {
    const { figures, both, texts, none } = await ask(
      graph.store,
      `{ figures: dimensions(filter: { groups: ["Figures"] }) { totalCount nodes { slug } }
         both: dimensions(filter: { groups: ["Figures", "none"], valueTypes: [ORDINAL, TEXT] }) { nodes { slug } }
         texts: dimensions(filter: { valueTypes: [TEXT], relatedTo: ["chrome"] }) { totalCount }
         none: dimensions(filter: { groups: [] }) { totalCount } }`,
    );
    expect(figures).toEqual({ totalCount: 2, nodes: [{ slug: 'size' }, { slug: 'tier' }] });
    expect(both.nodes).toEqual([{ slug: 'tier' }]);
    expect([texts.totalCount, none.totalCount]).toEqual([0, 0]);
  });

  test.each([
    [
      'an order by COUNT without a condition',
      comparing('rows(orderBy: COUNT) { totalCount }'),
      'countOf: expected a condition on the cells to count, since rows are ordered by COUNT, got none.',
    ],
    [
      'a condition on rows with an axis',
      comparing('rows(everyStated: { axis: "grid", supports: [YES] }) { totalCount }'),
      'everyStated.axis: expected no axis, since the condition applies to the axis of each row, got "grid".',
    ],
    [
      'a malformed condition on rows',
      comparing('rows { nodes { count(of: { supports: [] }) } }'),
      'of.supports: expected 1 to 50 values or no list, got 0.',
    ],
    [
      'an alternative about an approach that is not compared',
      comparing('rows(any: [{ approach: "opera" }]) { totalCount }'),
      'any: expected one of the compared approaches (chrome, edge, firefox, safari, deno), got "opera".',
    ],
    [
      'a condition of a distribution that does not fit the dimension',
      '{ dimension(slug: "tier") { distribution(where: [{ levels: ["medium"] }]) { count } } }',
      'where[0].levels: expected one of the levels low, high, for "tier", got "medium".',
    ],
    [
      'too many values of a distribution',
      '{ dimension(slug: "tier") { distribution(first: 501) { count } } }',
      'first: expected 0 to 500, got 501.',
    ],
  ])('reject %s', async (_, operation, message) => {
    const { errors } = await execute(graph.store, operation);
    const [error] = errors ?? [];
    expect(error && formatError(error.toJSON(), error)).toMatchObject({
      message,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('reject a cursor of rows with other conditions', async () => {
    const page = async (args: string): Promise<any> =>
      execute(graph.store, comparing(`rows(first: 1, ${args}) { nodes { id } pageInfo { endCursor } }`));
    const { data } = await page('orderBy: COUNT, countOf: { supports: [YES] }');
    const after = `after: "${data.compare.rows.pageInfo.endCursor as string}"`;
    expect((await page(`orderBy: COUNT, countOf: { supports: [YES] }, ${after}`)).errors).toBeUndefined();
    for (const other of [
      'orderBy: COUNT, countOf: { supports: [NO] }',
      'orderBy: COUNT, countOf: { supports: [YES] }, everyStated: { supports: [YES] }',
      'orderBy: COUNT, countOf: { supports: [YES] }, any: [{ approach: "chrome" }]',
    ]) {
      expect((await page(`${other}, ${after}`)).errors).toHaveLength(1);
    }
  });
});
