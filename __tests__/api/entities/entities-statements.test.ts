/** Counts the SQL statements of `_entities`. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askBy, engines } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

type Representation = Readonly<Record<string, unknown>>;

const numbers = (count: number): readonly number[] => [...Array(count).keys()];
const axisOf = (axis: number): string => id('DIMENSION', `d${axis}`);

describe.each(eachStore)('1,000 mixed entity representations on $name', ({ open }) => {
  let graph: TestStore;
  const statements: string[] = [];
  const approaches = 40;
  const axes = 30;
  beforeAll(async () => {
    graph = await open((sql) => void statements.push(sql));
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          ...numbers(approaches).map((n) => concept('APPROACH', `a${n}`)),
          ...numbers(axes).map((n) => dimension(`d${n}`)),
        ],
        [
          ...numbers(approaches).flatMap((a) =>
            numbers(axes).map((d) => value(`a${a}`, `d${d}`, text(`${a % 3}`))),
          ),
          claim(axisOf(0), 'EQUIVALENT_TO', axisOf(1)),
        ],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  const representation = (n: number, claimIds: readonly string[]): Representation => {
    const [approach, axis] = [`a${n % approaches}`, `d${n % axes}`];
    switch (n % 5) {
      case 0:
        return { __typename: 'Approach', id: `approach/${approach}` };
      case 1:
        return { __typename: 'Dimension', slug: axis };
      case 2:
        return { __typename: 'Claim', id: claimIds[n % claimIds.length] };
      case 3:
        return { __typename: 'Cell', slot: `cell:dimension/${axis}:approach/${approach}` };
      default: {
        const row = [`approach/${approach}`, `approach/a${(n + 1) % approaches}`].sort();
        return { __typename: 'ComparisonRow', slot: `row:dimension/${axis}:${row.join()}` };
      }
    }
  };

  test.each(engines)(
    'need no more SQL statements than 20 entity representations, with the engine %s',
    async (engine) => {
      const { dimension: along } = await askBy(
        engine,
        graph.store,
        '{ dimension(slug: "d3") { claims(first: 40) { nodes { id } } } }',
      );
      const claimIds = along.claims.nodes.map((each: { id: string }) => each.id);
      const count = async (size: number): Promise<number> => {
        const representations = numbers(size).map((n) => representation(n, claimIds));
        const literals = JSON.stringify(representations).replaceAll(/"(\w+)":/gu, '$1:');
        statements.length = 0;
        const { _entities } = await askBy(
          engine,
          graph.store,
          `{ _entities(representations: ${literals}) { __typename ... on Concept { name } ... on Claim { text source { name } }
          ... on Cell { display claims { id } approach { name } } ... on ComparisonRow { verdict axis { name } cells { display } } } }`,
        );
        expect(_entities).toHaveLength(size);
        expect(_entities).not.toContain(null);
        return statements.length;
      };
      const few = await count(20);
      expect(await count(1_000)).toBe(few);
      expect(few).toBeLessThanOrEqual(7);
    },
  );
});
