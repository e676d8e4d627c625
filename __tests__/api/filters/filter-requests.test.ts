/** Tests requests with filters of approaches: errors, pages, numbers of SQL statements, and left-out approaches. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { ask, askBy, engines, execute } from '../../support/api.js';
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
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const numbers = (count: number): readonly number[] => [...Array(count).keys()];
const slugOf = (number: number): string => `a${String(number).padStart(2, '0')}`;
const amount = (number: number): ClaimValue => ({
  type: 'QUANTITY',
  minimum: String(number),
  maximum: String(number),
  unit: null,
});

/** Adds approaches with terms and notes. Every fifth approach has no amount, and every second approach has a feature. */
async function fill(store: GraphStore, count: number): Promise<void> {
  await store.apply(
    put(
      [
        citedSource('s'),
        ...numbers(count).map((n) => concept('APPROACH', slugOf(n))),
        dimension('weight', { valueType: 'QUANTITY', betterWhen: 'LOWER' }),
        dimension('mass', { valueType: 'QUANTITY' }),
        dimension('colours', { valueType: 'TERMS', cardinality: 'MULTIPLE' }),
        dimension('note'),
        dimension('size', { valueType: 'ORDINAL', levels: ['small', 'large'] }),
        feature('light'),
        feature('mass'),
      ],
      [
        ...numbers(count).flatMap((n) => [
          ...(n % 5 === 4 ? [] : [value(slugOf(n), n % 2 ? 'weight' : 'mass', amount(n))]),
          value(slugOf(n), 'colours', { type: 'TERMS', terms: n % 3 ? ['red', 'green'] : ['blue'] }),
          value(slugOf(n), 'note', text(`Note ${n}`)),
          ...(n % 2 ? [claim(id('APPROACH', slugOf(n)), 'HAS_FEATURE', id('FEATURE', 'light'))] : []),
        ]),
        claim(id('DIMENSION', 'weight'), 'EQUIVALENT_TO', id('DIMENSION', 'mass')),
      ],
    ),
    imported,
  );
}

const filterQuery = (filter: string, others = ''): string =>
  `{ approaches(filter: ${filter} ${others}) { totalCount nodes { slug } } }`;
const slugsIn = (data: any): readonly string[] => data.approaches.nodes.map(({ slug }: any) => slug);

describe.each(eachStore)('Filters and orders of approaches on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await fill(graph.store, 120);
  });
  afterAll(() => graph.close());

  async function messageOf(source: string): Promise<string> {
    const { errors } = await execute(graph.store, source);
    expect(errors?.[0]?.extensions['code'] ?? errors?.[0]?.originalError).toBeDefined();
    return errors?.[0]?.message ?? 'no error';
  }

  test('count all matching approaches, even if there are more than 50', async () => {
    const { approaches } = await ask(
      graph.store,
      filterQuery('{ where: [{ axis: "light" }] }', ', first: 3'),
    );
    expect(approaches).toEqual({
      totalCount: 60,
      nodes: [{ slug: 'a01' }, { slug: 'a03' }, { slug: 'a05' }],
    });
  });

  test('include the claims along equivalent axes', async () => {
    const data = await ask(
      graph.store,
      filterQuery('{ where: [{ axis: "weight", minimum: 5, maximum: 8 }] }'),
    );
    expect(slugsIn(data)).toEqual(['a05', 'a06', 'a07', 'a08']);
  });

  test('treat empty lists as if they were omitted', async () => {
    const data = await ask(graph.store, filterQuery('{ where: [], any: [], without: [] }'));
    expect(data.approaches.totalCount).toBe(120);
  });

  test('sort in the direction of the better end, or in the requested direction, with approaches without a value last', async () => {
    const sorted = await ask(
      graph.store,
      filterQuery(
        '{ where: [{ axis: "colours", terms: ["blue"] }] }',
        ', sortAxis: { axis: "weight" }, first: 4',
      ),
    );
    expect(slugsIn(sorted)).toEqual(['a00', 'a03', 'a06', 'a12']);
    const highest = await ask(
      graph.store,
      '{ approaches(sortAxis: { axis: "weight", order: HIGHEST_FIRST }, first: 500) { nodes { slug } } }',
    );
    expect(slugsIn(highest).slice(0, 3)).toEqual(['a118', 'a117', 'a116']);
    expect(slugsIn(highest).slice(96, 99)).toEqual(['a04', 'a09', 'a104']);
  });

  test('return the pages of a sorted list, even if an approach is added between two pages', async () => {
    const changed = await open();
    try {
      await fill(changed.store, 6);
      const page = (after: string | null): Promise<any> =>
        ask(
          changed.store,
          `{ approaches(sortAxis: { axis: "dimension/mass", order: LOWEST_FIRST }, first: 3, after: ${JSON.stringify(after)}) {
            nodes { slug } pageInfo { endCursor hasPreviousPage hasNextPage }
          } }`,
        );
      const before = await page(null);
      expect(slugsIn(before)).toEqual(['a00', 'a01', 'a02']);
      const between = { ...amount(2), minimum: '2.5', maximum: '2.5' } as ClaimValue;
      await changed.store.apply(put([concept('APPROACH', 'b')], [value('b', 'weight', between)]), edited);
      const next = await page(before.approaches.pageInfo.endCursor);
      expect(slugsIn(next)).toEqual(['b', 'a03', 'a05']);
      expect(next.approaches.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
      const last = await page(next.approaches.pageInfo.endCursor);
      expect(slugsIn(last)).toEqual(['a04']);
    } finally {
      await changed.close();
    }
  });

  test('select the approaches of a comparison or a ranking, and count the matching approaches that are left out', async () => {
    const data = await ask(
      graph.store,
      `{
        compare(filter: { where: [{ axis: "light" }] }, sortAxis: { axis: "weight", order: HIGHEST_FIRST }) {
          id approaches { slug } approachesLeftOut
        }
        rank(filter: { where: [{ axis: "light" }] }, criteria: [{ axis: "light" }]) { id approachesLeftOut places { score } }
        few: compare(filter: { references: ["a01", "a02"] }) { id approachesLeftOut }
        listed: compare(approaches: ["a01", "a02"]) { id approachesLeftOut }
        one: compare(filter: { references: ["a01"] }) { id }
        none: rank(filter: { references: [] }, criteria: [{ axis: "light" }]) { id }
      }`,
    );
    expect(data.compare.approaches).toHaveLength(50);
    expect(data.compare.approaches[0]).toEqual({ slug: 'a117' });
    expect(data.compare.approachesLeftOut).toBe(10);
    expect(data.rank.approachesLeftOut).toBe(10);
    expect(data.rank.places).toHaveLength(50);
    expect(data.few).toEqual({ ...data.listed, approachesLeftOut: 0 });
    expect([data.one, data.none]).toEqual([null, null]);
  });

  test('change the id of a comparison or a ranking if matching approaches are left out', async () => {
    const first = await ask(graph.store, '{ approaches(first: 50) { nodes { slug } } }');
    const list = JSON.stringify(slugsIn(first));
    const data = await ask(
      graph.store,
      `{
        some: compare(filter: {}) { id approaches { slug } } all: compare(approaches: ${list}) { id approaches { slug } }
        someRanked: rank(filter: {}, criteria: [{ axis: "light" }]) { id } allRanked: rank(approaches: ${list}, criteria: [{ axis: "light" }]) { id }
      }`,
    );
    expect(data.some.approaches).toEqual(data.all.approaches);
    expect(data.some.id).not.toBe(data.all.id);
    expect(data.someRanked.id).not.toBe(data.allRanked.id);
  });

  test('select the claims along a dimension', async () => {
    const claims = (args: string): Promise<any> =>
      ask(
        graph.store,
        `{ dimension(slug: "weight") { claims(${args}, first: 3) {
          totalCount nodes { subject { ... on Approach { slug } } } pageInfo { hasNextPage }
        } } }`,
      );
    const slugs = ({ dimension: { claims: page } }: any): unknown => [
      page.totalCount,
      page.nodes.map(({ subject }: any) => subject.slug),
    ];
    expect(slugs(await claims('where: [{ axis: "colours", terms: ["red"] }], orderBy: WORST_FIRST'))).toEqual(
      [32, ['a115', 'a113', 'a107']],
    );
    expect(slugs(await claims('where: [{ minimum: 100 }]'))).toEqual([8, ['a101', 'a103', 'a105']]);
    const both =
      'where: [{ minimum: 100 }, { axis: "colours", terms: ["blue"] }], approaches: ["a105", "a107"]';
    expect(slugs(await claims(both))).toEqual([1, ['a105']]);
  });

  const repeated = (item: string, count: number): string => `[${Array(count).fill(item).join()}]`;

  test.each([
    ['{ where: [{}] }', 'filter.where[0].axis: expected an axis, by slug or id, got none.'],
    [
      '{ any: [{ axis: "light" }, { minimum: 1 }] }',
      'filter.any[1].axis: expected an axis, by slug or id, got none.',
    ],
    [
      '{ where: [{ axis: "lihgt" }] }',
      'filter.where: there is no dimension or feature or benefit or drawback or use case "lihgt". Nearest: light',
    ],
    [
      '{ where: [{ axis: "mass" }] }',
      'filter.where: expected an id, dimension/mass or feature/mass, got "mass", which is the slug of several axes.',
    ],
    [
      '{ where: [{ axis: "light", minimum: 1 }] }',
      'filter.where[0].minimum: expected none, since values are of type SUPPORT, for "light", got "1".',
    ],
    [
      '{ where: [{ axis: "size", levels: ["huge"] }] }',
      'filter.where[0].levels: expected one of the levels small, large, for "size", got "huge".',
    ],
    [
      '{ where: [{ axis: "light", supports: [] }] }',
      'filter.where[0].supports: expected 1 to 50 values or no list, got 0.',
    ],
    [
      '{ where: [{ axis: "light", not: true }] }',
      'filter.where[0].not: expected a condition on values to invert (to exclude a state, list the other states in `states`), got none.',
    ],
    [
      `{ where: ${repeated('{ axis: "light" }', 51)} }`,
      'filter.where: expected at most 50 conditions, got 51.',
    ],
    ['{ without: ["a00", "a0x"] }', 'filter.without: there is no approach "a0x".'],
  ])('reject %s', async (filter, message) => {
    expect(await messageOf(filterQuery(filter))).toContain(message);
    expect(await messageOf(`{ compare(filter: ${filter}) { id } }`)).toContain(message);
  });

  test.each([
    [
      '{ approaches(sortAxis: { axis: "note" }) { totalCount } }',
      'sortAxis.axis: expected an axis whose values have an order, got "note", whose values are of type TEXT.',
    ],
    [
      '{ approaches(sortAxis: { axis: "light", under: [] }) { totalCount } }',
      'sortAxis.under: expected 1 to 50 values or no list, got 0.',
    ],
    ['{ approaches(sortAxis: { axis: "no" }) { totalCount } }', 'sortAxis.axis: there is no dimension'],
    [
      '{ approaches(sortAxis: { axis: "light" }, after: "x") { totalCount } }',
      'after: expected a cursor of this list',
    ],
    ['{ compare { id } }', 'approaches: expected either "approaches" or "filter", got neither.'],
    [
      '{ compare(approaches: ["a00", "a01"], filter: {}) { id } }',
      'filter: expected either "approaches" or "filter", got both.',
    ],
    [
      '{ rank(criteria: [{ axis: "light" }]) { id } }',
      'approaches: expected either "approaches" or "filter", got neither.',
    ],
    [
      '{ compare(approaches: ["a00", "a01"], sortAxis: { axis: "light" }) { id } }',
      'sortAxis: expected "filter", got "approaches". The order of "approaches" is fixed: omit "sortAxis" or use "filter".',
    ],
    [
      '{ dimension(slug: "note") { claims(where: [{ minimum: 1 }]) { totalCount } } }',
      'where[0].minimum: expected none, since values are of type TEXT, for "note", got "1".',
    ],
  ])('reject %s', async (source, message) => {
    expect(await messageOf(source)).toContain(message);
  });

  test.each([
    [
      'relatedTo: ["x"], where: [{ axis: "x" }], any: [{}], without: ["x"]',
      'filter.relatedTo: there is no approach',
    ],
    ['where: [{ axis: "x" }], any: [{}], without: ["x"]', 'filter.where: there is no dimension'],
    ['any: [{}], without: ["x"]', 'filter.any[0].axis: expected an axis'],
    ['without: ["x"]', 'filter.without: there is no approach'],
  ])('report the first of several errors: %s', async (filter, message) => {
    expect(await messageOf(filterQuery(`{ ${filter} }`, ', sortAxis: { axis: "note" }'))).toContain(message);
  });

  test('reject more than 500 references in `without`', async () => {
    const { errors } = await execute(graph.store, filterQuery(`{ without: ${repeated('"a00"', 501)} }`));
    expect(errors).toBeDefined();
  });
});

const storesAndEngines = eachStore.flatMap(({ name, open }) =>
  engines.map((engine) => ({ name, open, engine })),
);

describe.each(storesAndEngines)(
  'The number of SQL statements of a filter on $name with the engine $engine',
  ({ open, engine }) => {
    const statements: string[] = [];
    let small: TestStore;
    let large: TestStore;
    let isEmbedded = false;
    beforeAll(async () => {
      const record = (sql: string): void => void statements.push(sql);
      [small, large] = [await open(record), await open(record)];
      isEmbedded = small.url.startsWith('file:');
      await fill(small.store, 6);
      await fill(large.store, 300);
    });
    afterAll(async () => {
      await small.close();
      await large.close();
    });

    const conditions =
      '{ axis: "light" } { axis: "weight", minimum: 1 } { axis: "colours", terms: ["red"], not: true } { axis: "note", text: "note", states: [STATED, NOT_STATED] }';
    const sort = 'sortAxis: { axis: "weight" }';

    // Statements of the first field: the revision, the references, equivalent axes, claims, the axes of the claims, concepts that terms name, the page.
    test.each([
      [
        `approaches(filter: { where: [${conditions}], without: ["a01"] }) { totalCount nodes { slug } }`,
        7,
        7,
      ],
      [`approaches(filter: { any: [${conditions}] }, ${sort}) { totalCount nodes { slug } }`, 7, 7],
      [`approaches(${sort}) { totalCount nodes { slug } }`, 7, 6],
      [`dimension(slug: "weight") { claims(where: [${conditions}]) { totalCount nodes { id } } }`, 8, 8],
      [
        `compare(filter: { any: [${conditions}] }, ${sort}) { rows { nodes { axis { name } verdict } } }`,
        10,
        10,
      ],
    ])('does not depend on the size of the graph: %s', async (field, onSqlite, onPostgres) => {
      const counts: number[] = [];
      for (const { store } of [small, large]) {
        statements.length = 0;
        await askBy(engine, store, `{ ${field} }`);
        counts.push(statements.length);
      }
      const expected = isEmbedded ? onSqlite : onPostgres;
      expect(counts).toEqual([expected, expected]);
    });
  },
);
