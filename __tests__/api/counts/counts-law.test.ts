/**
 * Compares counts of cells, values and axes with a search through all claims, or with lists from the API, on random graphs. Both executors run
 * each operation, from the database and in memory, with equal results.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { valueDefinitionOf, type Axis } from '../../../src/comparison/cells/axis.js';
import { contentOf } from '../../../src/comparison/cells/cell.js';
import { cellStates, type CellState } from '../../../src/comparison/cells/statement.js';
import { countedCellOf, distributionOf } from '../../../src/comparison/counts/distribution.js';
import { axisKinds } from '../../../src/graph/claim.js';
import type { Dimension } from '../../../src/graph/concept.js';
import { ruleOf } from '../../../src/graph/values/value-rules.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { execute } from '../../support/api.js';
import { imported } from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import {
  approaches,
  axes,
  cellOf,
  changesOf,
  filters,
  graphs,
  matching,
  type RandomGraph,
  type SluggedCondition,
} from '../filters/random-filters.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const [first, second] = fc.sample(graphs, { numRuns: 2, seed: 29 }) as [RandomGraph, RandomGraph];
const slugs = approaches.map(({ slug }) => slug);

const isStated = (state: CellState): boolean => state === 'STATED' || state === 'CONTESTED';

/** Conditions on the cells of rows. These conditions have no axis. */
const rowConditions = filters
  .map(({ where = [], any = [] }) => [...where, ...any][0])
  .filter((condition) => condition !== undefined)
  .map(({ axis: _, ...condition }) => condition);

/** The types of values that a member applies to; values of other types never meet a condition with this member. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  ...{ supports: ['SUPPORT'], levels: ['ORDINAL'], terms: ['TEXT', 'TERMS'] },
  ...{ minimum: ['QUANTITY'], maximum: ['QUANTITY'], from: ['DATE'], to: ['DATE'] },
  ...{ oldest: ['VERSION'], newest: ['VERSION'], text: ['TEXT', 'TERMS', 'SUPPORT'] },
};

type RowCondition = Omit<SluggedCondition, 'axis'>;

/** Returns the ids of the approaches whose cell along an axis meets a condition. */
function meeting(graph: RandomGraph, condition: RowCondition, axis: Axis): ReadonlySet<string> {
  const { valueType } = valueDefinitionOf(axis);
  const members = Object.keys(condition).filter((member) => typesOf[member]);
  if (members.every((member) => typesOf[member]?.includes(valueType)))
    return matching(graph, { where: [{ ...condition, axis: axis.slug }] });
  // No value meets the condition. A cell without a value meets it if the state of the cell is listed.
  const states: readonly CellState[] = (condition.states ?? []).filter((state) => !isStated(state));
  return new Set(
    approaches
      .filter(({ id }) => states.includes(cellOf(graph, id, axis.slug, condition.under ?? []).content.state))
      .map(({ id }) => id),
  );
}

const rowsQuery = `query ($approaches: [String!]!, $any: [CellCondition!], $everyStated: AxisCondition, $countOf: AxisCondition, $of: AxisCondition!, $orderBy: RowOrder!) {
  compare(approaches: $approaches) {
    rows(first: 500, any: $any, everyStated: $everyStated, countOf: $countOf, orderBy: $orderBy) {
      totalCount
      nodes { axis { id } count(of: $of) counts { state support level count }
        cells { state approach { id } values { absence value { ... on SupportValue { support } ... on OrdinalValue { level } } } } }
    }
    summary { rowCount byState { state count } }
  }
}`;

describe.each(eachStore)('Counts on $name', ({ open }) => {
  const graphsByStore: { graph: RandomGraph; store: TestStore }[] = [];
  beforeAll(async () => {
    for (const graph of [first, second]) {
      const store = await open();
      await store.store.apply(changesOf(graph), imported);
      graphsByStore.push({ graph, store });
    }
  });
  afterAll(async () => {
    for (const { store } of graphsByStore) await store.close();
  });

  const ask = async (
    { store }: TestStore,
    source: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<any> => {
    const { data, errors } = await execute(store, source, variables);
    if (errors) throw errors[0] as Error;
    return data;
  };
  const defaults = { approaches: slugs, orderBy: 'EDITORIAL', of: {} };
  const axisOf = ({ axis }: any): Axis => axes.find(({ id }) => id === axis.id) as Axis;

  test('of cells in rows and in the summary equal the numbers of listed cells', async () => {
    for (const { store } of graphsByStore) {
      const { compare } = await ask(store, rowsQuery, defaults);
      const statesOfAll: CellState[] = [];
      for (const { cells, counts } of compare.rows.nodes) {
        statesOfAll.push(...cells.map(({ state }: any) => state));
        const groups = cells.map(({ state, values }: any) => {
          const shared = (member: 'support' | 'level'): string | null => {
            const stated = new Set(values.map(({ value }: any) => value?.[member] ?? null));
            return stated.size === 1 ? ([...stated][0] as string | null) : null;
          };
          return JSON.stringify([state, shared('support'), shared('level')]);
        });
        const counted = counts.map(({ state, support, level, count }: any) => [
          JSON.stringify([state, support, level]),
          count,
        ]);
        expect(counted.sort()).toEqual(
          [...new Set(groups)]
            .map((group) => [group, groups.filter((each: string) => each === group).length])
            .sort(),
        );
      }
      expect(compare.summary.byState).toEqual(
        cellStates
          .map((state) => ({ state, count: statesOfAll.filter((each) => each === state).length }))
          .filter(({ count }) => count > 0),
      );
    }
  });

  test('of cells that meet a condition equal the numbers that the search finds, and rows are ordered by these counts; `everyStated` filters rows by the condition', async () => {
    const cases = fc.sample(rowConditions, { numRuns: runs(120, 12), seed: 7 });
    for (const [index, condition] of cases.entries()) {
      const { graph, store } = graphsByStore[index % 2] as (typeof graphsByStore)[number];
      const all = (await ask(store, rowsQuery, { ...defaults, of: condition })).compare.rows.nodes;
      const countsById = new Map<string, number>();
      const everyStated: string[] = [];
      for (const row of all) {
        const axis = axisOf(row);
        const met = meeting(graph, condition, axis);
        expect([axis.slug, condition, row.count]).toEqual([axis.slug, condition, met.size]);
        countsById.set(axis.id, met.size);
        const stated = approaches.filter(({ id }) =>
          isStated(cellOf(graph, id, axis.slug, condition.under ?? []).content.state),
        );
        if (stated.length > 0 && stated.every(({ id }) => met.has(id))) everyStated.push(axis.id);
      }
      const ids = ({ compare }: any): string[] => compare.rows.nodes.map(({ axis }: any) => axis.id);
      expect(ids(await ask(store, rowsQuery, { ...defaults, everyStated: condition }))).toEqual(everyStated);
      const byCount = await ask(store, rowsQuery, { ...defaults, orderBy: 'COUNT', countOf: condition });
      const inOrder = all.map(({ axis }: any) => axis.id as string);
      expect(ids(byCount)).toEqual(
        [...inOrder].sort((a: string, b: string) => (countsById.get(b) ?? 0) - (countsById.get(a) ?? 0)),
      );
    }
  });

  test('of rows that meet one or more of several conditions on cells equal the number of these rows', async () => {
    const condition = fc.record({
      approach: fc.constantFrom(...slugs),
      states: fc.subarray([...cellStates], { minLength: 1 }),
    });
    const cases = fc.sample(fc.array(condition, { maxLength: 3 }), { numRuns: runs(60, 6), seed: 11 });
    for (const [index, any] of cases.entries()) {
      const { store } = graphsByStore[index % 2] as (typeof graphsByStore)[number];
      const all = (await ask(store, rowsQuery, defaults)).compare.rows.nodes;
      const expected = all.filter(
        ({ cells }: any) =>
          any.length === 0 ||
          any.some(({ approach, states }) =>
            states.includes(cells.find((cell: any) => cell.approach.id === `approach/${approach}`).state),
          ),
      );
      const { compare } = await ask(store, rowsQuery, { ...defaults, any });
      expect(compare.rows.nodes).toEqual(expected);
      expect(compare.rows.totalCount).toBe(expected.length);
    }
  });

  const dimensions = axes.filter((axis): axis is Dimension => axis.kind === 'DIMENSION');
  const valueFields = `... on TextValue { text } ... on SupportValue { support note } ... on DateValue { date } ... on OrdinalValue { level position }
    ... on TermsValue { terms } ... on VersionValue { oldest newest } ... on QuantityValue { minimum maximum unit exclusiveMinimum exclusiveMaximum approximate canonical { unit } }`;
  const distributionQuery = `query ($slug: String!, $where: [AxisCondition!], $first: Int!) {
    dimension(slug: $slug) { distinctCount(where: $where) distribution(first: $first, where: $where) { state count value { __typename ${valueFields} } } }
  }`;

  test('of values and states include only the approaches that meet the conditions', async () => {
    const cases = fc.sample(
      fc.tuple(
        fc.constantFrom(...dimensions),
        filters.map(({ where = [] }) => where),
        fc.constantFrom(500, 2, 0),
      ),
      { numRuns: runs(200, 20), seed: 3 },
    );
    for (const [index, [dimension, where, firstValues]] of cases.entries()) {
      const { graph, store } = graphsByStore[index % 2] as (typeof graphsByStore)[number];
      const included = matching(graph, { where });
      const contents = [...included].flatMap((subject) => {
        const claims = graph.filter((each) => each.subject === subject && each.target === dimension.id);
        return claims.length === 0 ? [] : [contentOf(claims, valueDefinitionOf(dimension), () => new Set())];
      });
      const { values, states } = runToEnd(
        distributionOf(contents.map(countedCellOf), dimension, included.size),
      );
      const result = await ask(store, distributionQuery, { slug: dimension.slug, where, first: firstValues });
      expect(result.dimension.distinctCount).toBe(values.length);
      expect(
        result.dimension.distribution.map(({ value, state, count }: any) => [displayOf(value), state, count]),
      ).toEqual(
        [...values.slice(0, firstValues), ...states].map(({ value, state, count }) => [
          value && ruleOf(value).display(value),
          state,
          count,
        ]),
      );
    }
  });

  /** Returns the text of a value in a result; null for null. */
  function displayOf(value: any): string | null {
    if (value === null) return null;
    const { __typename, position: _position, canonical: _canonical, ...members } = value;
    const type = (__typename as string).replace(/Value$/u, '').toUpperCase();
    return ruleOf({ type, ...members }).display({ type, ...members });
  }

  test('of values and states equal the numbers of approaches that filters by these values and states find', async () => {
    for (const { store } of graphsByStore) {
      const { support, level } = await ask(
        store,
        `{ support: dimension(slug: "vegan") { distribution { state count value { ... on SupportValue { support } } } }
           level: dimension(slug: "crust") { distribution { state count value { ... on OrdinalValue { level } } } } }`,
      );
      const counted = [
        ...support.distribution.map((each: any) => [
          each,
          { axis: 'vegan', supports: [each.value?.support] },
        ]),
        ...level.distribution.map((each: any) => [each, { axis: 'crust', levels: [each.value?.level] }]),
      ];
      for (const [{ value, state, count }, condition] of counted) {
        const where = [value ? condition : { axis: condition.axis, states: [state] }];
        const { approaches: found } = await ask(
          store,
          'query ($where: [AxisCondition!]) { approaches(filter: { where: $where }) { totalCount } }',
          { where },
        );
        expect([where, found.totalCount]).toEqual([where, count]);
      }
    }
  });

  test('of covered axes equal the counts of cell states in a comparison of all approaches', async () => {
    const selections = fc.record(
      { kinds: fc.subarray([...axisKinds]), groups: fc.constantFrom(['none'], []) },
      { requiredKeys: [] },
    );
    const cases = fc.sample(selections, { numRuns: 6, seed: 5 });
    for (const [index, { kinds, groups }] of [{}, ...cases].entries() as any) {
      const { graph, store } = graphsByStore[index % 2] as (typeof graphsByStore)[number];
      const claimed = [...new Set(graph.map(({ target }) => target))];
      const fields = 'axes stated contested unknown notApplicable notStated share';
      const { compare, approaches: covered } = await ask(
        store,
        `query ($approaches: [String!]!, $axes: [String!], $kinds: [AxisKind!], $groups: [String!]) {
          compare(approaches: $approaches, along: { axes: $axes }) { rows(first: 500) { nodes { kind group cells { state } } } }
          approaches(filter: { references: $approaches }, orderBy: SLUG) { nodes { slug coverage(kinds: $kinds, groups: $groups) { ${fields} } } }
        }`,
        { approaches: slugs, axes: claimed, kinds, groups },
      );
      const rows = compare.rows.nodes.filter(
        ({ kind, group }: any) => (kinds?.includes(kind) ?? true) && (groups?.includes(group) ?? true),
      );
      for (const [column, { coverage }] of covered.nodes.entries()) {
        const countOf = (state: CellState): number =>
          rows.filter(({ cells }: any) => cells[column].state === state).length;
        const stated = countOf('STATED') + countOf('CONTESTED');
        expect(coverage).toEqual({
          axes: rows.length,
          stated: countOf('STATED'),
          contested: countOf('CONTESTED'),
          unknown: countOf('UNKNOWN'),
          notApplicable: countOf('NOT_APPLICABLE'),
          notStated: countOf('NOT_STATED'),
          share: rows.length === 0 ? null : stated / rows.length,
        });
      }
    }
  });
});
