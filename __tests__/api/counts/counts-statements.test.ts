/** Tests the number of SQL statements that count fields take on SQL views. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { askBy, engines } from '../../support/api.js';
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

const numbers = (count: number): readonly number[] => [...Array(count).keys()];
const terms = (...list: string[]): ClaimValue => ({ type: 'TERMS', terms: list });

/** Adds approaches with texts, terms and features. Two sources state values along each dimension `d…`; the dimension `e` is equivalent to `d0`. */
async function fill(store: GraphStore, approaches: number, dimensions: number): Promise<void> {
  const slugs = numbers(approaches).map((n) => `a${n}`);
  const along = numbers(dimensions).map((n) =>
    dimension(`d${n}`, n % 2 ? { valueType: 'TERMS', cardinality: 'MULTIPLE' } : {}),
  );
  const features = numbers(5).map((n) => feature(`f${n}`));
  await store.apply(
    put(
      [
        ...['s', 't'].map(citedSource),
        ...slugs.map((slug) => concept('APPROACH', slug)),
        ...along,
        ...features,
        dimension('e'),
      ],
      [
        claim(id('DIMENSION', 'd0'), 'EQUIVALENT_TO', id('DIMENSION', 'e')),
        value('a0', 'e', text('alone')),
        ...slugs.flatMap((slug, a) => [
          ...along.flatMap(({ slug: axis }, n) => [
            value(slug, axis, n % 2 ? terms(`term ${a}`, 'shared') : text(`text ${a % 3}`)),
            value(slug, axis, n % 2 ? terms('shared') : text('other'), { source: 'cited-source/t' }),
          ]),
          ...features.map(({ id: target }) => claim(id('APPROACH', slug), 'HAS_FEATURE', target)),
        ]),
      ],
    ),
    imported,
  );
}

const comparing = (approaches: number, fields: string): string =>
  `{ compare(approaches: ${JSON.stringify(numbers(approaches).map((n) => `a${n}`))}) { ${fields} } }`;
const conditions = '[{ axis: "d1", terms: ["shared"] }, { axis: "f0", supports: [YES] }]';

describe.each(eachStore.flatMap(({ name, open }) => engines.map((engine) => ({ name, open, engine }))))(
  'The number of SQL statements of counts on $name with the engine $engine',
  ({ name, open, engine }) => {
    let small: TestStore;
    let large: TestStore;
    const statements: string[] = [];
    const count = async ({ store }: TestStore, operation: string): Promise<number> => {
      statements.length = 0;
      await askBy(engine, store, operation);
      return statements.length;
    };
    /** The number of statements of a page: SQLite counts the list in a second statement. */
    const page = name === 'SQLite' ? 2 : 1;

    beforeAll(async () => {
      const record = (sql: string): void => void statements.push(sql);
      [small, large] = [await open(record), await open(record)];
      await fill(small.store, 2, 2);
      await fill(large.store, 45, 9);
    });
    afterAll(async () => {
      await small.close();
      await large.close();
    });

    test('is 5 for the coverages of a page of approaches, in addition to the page and the revision', async () => {
      const operation =
        '{ approaches(first: 100) { nodes { name all: coverage { share } some: coverage(kinds: [FEATURE], groups: ["x"]) { axes } } } }';
      for (const store of [small, large]) expect(await count(store, operation)).toBe(5 + page + 1);
    });

    test('does not depend on the number of dimensions with distributions', async () => {
      const operation =
        '{ dimensions(first: 100) { nodes { name distinctCount distribution(first: 3) { state count value { __typename } } } } }';
      // One page lists the dimensions; another page is read for the number of all approaches.
      for (const store of [small, large]) expect(await count(store, operation)).toBe(2 + page + page + 1);
    });

    test('is at most 5 higher if the distributions have conditions', async () => {
      const operation = `{ dimensions(first: 100) { nodes { name distribution(first: 3, where: ${conditions}) { count } distinctCount(where: ${conditions}) } } }`;
      const counts = [await count(small, operation), await count(large, operation)];
      expect(counts[0]).toBe(counts[1]);
      expect(counts[1]).toBeLessThanOrEqual(2 + page + page + 1 + 5);
    });

    test('does not grow with counts of rows, and grows by 1 with terms in conditions on rows', async () => {
      for (const [store, approaches] of [
        [small, 2],
        [large, 45],
      ] as const) {
        const plain = await count(
          store,
          comparing(approaches, 'rows { nodes { verdict } } summary { rowCount }'),
        );
        const more = async (fields: string): Promise<number> =>
          (await count(store, comparing(approaches, fields))) - plain;
        expect(
          await more(
            `rows(everyStated: { supports: [YES] }, any: [{ approach: "a0", states: [STATED] }], orderBy: COUNT, countOf: { states: [CONTESTED] })
             { nodes { counts { state count } count(of: { not: true, supports: [NO] }) } } summary { byState { count } }`,
          ),
        ).toBe(0);
        expect(
          await more(
            'rows(orderBy: COUNT, countOf: { terms: ["shared", "unheard-of"] }) { nodes { count(of: { terms: ["shared", "unheard-of"] }) } }',
          ),
        ).toBe(1);
      }
    });
  },
);
