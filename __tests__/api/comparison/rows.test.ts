import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatError } from '../../../src/api/request/format-error.js';
import { ask, askBy, engines, execute } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const amount = (decimal: string, unit: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: decimal,
  maximum: decimal,
  unit,
});
const no = { value: { type: 'SUPPORT', support: 'NO', note: null } } as const;
const names = (rows: any): readonly string[] => rows.nodes.map(({ axis }: any) => axis.name);

describe.each(eachStore)('On $name,', ({ open }) => {
  let graph: TestStore;
  const statements: string[] = [];
  beforeAll(async () => {
    graph = await open((sql) => statements.push(sql));
    const [a, b, c] = ['a', 'b', 'c'].map((slug) => id('APPROACH', slug)) as [string, string, string];
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          citedSource('t'),
          ...['a', 'b', 'c'].map((slug) => concept('APPROACH', slug, { name: slug.toUpperCase() })),
          dimension('mass', {
            valueType: 'QUANTITY',
            unit: 'kg',
            minimum: '0',
            maximum: '10',
            betterWhen: 'LOWER',
            name: 'Mass',
          }),
          dimension('weight', { valueType: 'QUANTITY', unit: 'g', name: 'Weight' }),
          dimension('height', { valueType: 'QUANTITY', unit: 'm', name: 'Height' }),
          dimension('made', { valueType: 'DATE', name: 'Made' }),
          dimension('firmware', { valueType: 'VERSION', name: 'Firmware', betterWhen: 'HIGHER' }),
          dimension('price', { valueType: 'QUANTITY', unit: 'EUR', name: 'Price' }),
          ...['wings', 'fins', 'legs'].map((slug) => feature(slug, { name: slug })),
        ],
        [
          value('a', 'mass', amount('2', 'kg'), { position: 1 }),
          value('b', 'weight', amount('2000', 'g'), { position: 1 }),
          value('c', 'mass', amount('7', 'kg'), { position: 1 }),
          value('a', 'height', amount('1', 'm'), { position: 2 }),
          value('a', 'made', { type: 'DATE', date: '2020-05' }, { position: 3 }),
          value('b', 'made', { type: 'DATE', date: '2020' }, { position: 3 }),
          value('a', 'firmware', { type: 'VERSION', oldest: '3.10', newest: '3.10' }, { position: 3 }),
          value('b', 'firmware', { type: 'VERSION', oldest: '3.9', newest: null }, { position: 3 }),
          value('a', 'price', amount('5', 'EUR'), { position: 4 }),
          value('b', 'price', amount('5', 'USD'), { position: 4 }),
          claim(id('DIMENSION', 'mass'), 'EQUIVALENT_TO', id('DIMENSION', 'weight')),
          claim(id('DIMENSION', 'mass'), 'EQUIVALENT_TO', id('DIMENSION', 'height')),
          claim(a, 'HAS_FEATURE', id('FEATURE', 'wings'), { position: 5 }),
          claim(b, 'HAS_FEATURE', id('FEATURE', 'wings'), { position: 5, ...no }),
          claim(c, 'HAS_FEATURE', id('FEATURE', 'wings'), { position: 5, ...no }),
          claim(a, 'HAS_FEATURE', id('FEATURE', 'fins'), { position: 6 }),
          claim(b, 'HAS_FEATURE', id('FEATURE', 'fins'), { position: 6, ...no }),
          claim(c, 'HAS_FEATURE', id('FEATURE', 'fins'), { position: 6 }),
          claim(a, 'HAS_FEATURE', id('FEATURE', 'legs'), { position: 7 }),
          claim(a, 'HAS_FEATURE', id('FEATURE', 'legs'), { position: 7, source: 'cited-source/t', ...no }),
        ],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  test('rows merge equivalent dimensions with convertible units, and contain the reason why other dimensions are not merged', async () => {
    const { compare } = await ask(
      graph.store,
      '{ compare(approaches: ["a", "b"], along: { axes: ["mass", "height"] }) { rows { nodes { axis { name } mergedAxes { name } unmergedAxes { axis { name } reason } verdict basis distance cells { display values { value { ... on QuantityValue { minimum unit canonical { minimum unit } } } } } } } } }',
    );
    const [mass, height] = compare.rows.nodes;
    expect(mass).toMatchObject({
      axis: { name: 'Mass' },
      mergedAxes: [{ name: 'Weight' }],
      unmergedAxes: [{ axis: { name: 'Height' }, reason: 'Their units are of different kinds: kg and m.' }],
      verdict: 'EQUIVALENT',
      basis: 'QUANTITY',
      distance: 0,
    });
    expect(mass.cells[1].display).toBe('2000 g');
    expect(height).toMatchObject({ axis: { name: 'Height' }, mergedAxes: [], verdict: 'UNDETERMINED' });
    expect(height.unmergedAxes.map(({ axis }: any) => axis.name)).toContain('Mass');
  });

  test('rows distinguish currencies, and treat dates as equivalent if they agree at their common precision', async () => {
    const { compare } = await ask(
      graph.store,
      '{ compare(approaches: ["a", "b"], along: { axes: ["price", "made"] }) { rows(orderBy: NAME) { nodes { axis { name } verdict basis } } } }',
    );
    expect(compare.rows.nodes).toEqual([
      { axis: { name: 'Made' }, verdict: 'EQUIVALENT', basis: 'DATE' },
      { axis: { name: 'Price' }, verdict: 'NOT_COMPARABLE', basis: 'UNITS' },
    ]);
  });

  test.each([
    [
      'yes in A, no in both B and C',
      '{ approach: "a", supports: [YES] }, { approach: "b", supports: [NO] }, { approach: "c", supports: [NO] }',
      ['wings'],
    ],
    ['contested in A', '{ approach: "approach/a", states: [CONTESTED] }', ['legs']],
    ['between 1 and 3 kg in B, which states grams', '{ approach: "b", minimum: 1, maximum: "3" }', ['Mass']],
    ['version 3.9 or newer in A', '{ approach: "a", oldest: 3.9, newest: "3.10.0" }', ['Firmware']],
    [
      'not stated in C',
      '{ approach: "c", states: [NOT_STATED] }',
      ['Height', 'Firmware', 'Made', 'Price', 'legs'],
    ],
  ])('rows are filtered by their cells: %s', async (_, where, expected) => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["a", "b", "c"]) { rows(where: [${where}]) { totalCount nodes { axis { name } } } summary { rowCount } } }`,
    );
    expect(names(compare.rows)).toEqual(expected);
    expect(compare.rows.totalCount).toBe(expected.length);
    expect(compare.summary.rowCount).toBeGreaterThan(expected.length);
  });

  test('rows compare versions part by part', async () => {
    const { compare } = await ask(
      graph.store,
      '{ compare(approaches: ["a", "b"], along: { axes: ["firmware"] }) { rows { nodes { verdict basis distance leaders { slug } cells { display values { value { ... on VersionValue { oldest newest } } } } } } } }',
    );
    expect(compare.rows.nodes).toEqual([
      {
        verdict: 'OVERLAPPING',
        basis: 'VERSION',
        distance: 1,
        leaders: [],
        cells: [
          { display: '3.10', values: [{ value: { oldest: '3.10', newest: '3.10' } }] },
          { display: '3.9 or newer', values: [{ value: { oldest: '3.9', newest: null } }] },
        ],
      },
    ]);
  });

  test('rows reject a condition with a bound that is not a version', async () => {
    const { errors } = await execute(
      graph.store,
      '{ compare(approaches: ["a", "b"]) { rows(where: [{ approach: "a", oldest: "new" }]) { totalCount } } }',
    );
    expect(errors?.[0]?.message).toContain('Expected a version as a text, such as "3.10"');
  });

  test('rows are ordered by name, or by distance in both directions', async () => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["a", "c"]) {
           name: rows(orderBy: NAME) { nodes { axis { name } } }
           most: rows(orderBy: MOST_DIFFERENT, first: 2) { nodes { axis { name } distance } }
           least: rows(orderBy: MOST_ALIKE, first: 1) { nodes { axis { name } distance } } } }`,
    );
    expect(names(compare.name)).toEqual(
      [...names(compare.name)].sort((x, y) => (x.toLowerCase() < y.toLowerCase() ? -1 : 1)),
    );
    expect(compare.most.nodes).toEqual([
      { axis: { name: 'wings' }, distance: 1 },
      { axis: { name: 'Mass' }, distance: 0.5 },
    ]);
    expect(compare.least.nodes).toEqual([{ axis: { name: 'fins' }, distance: 0 }]);
  });

  test('rows reject a condition on an approach that is not compared', async () => {
    const { errors } = await execute(
      graph.store,
      '{ compare(approaches: ["a", "b"]) { rows(where: [{ approach: "c" }]) { totalCount } } }',
    );
    const [error] = errors ?? [];
    expect(error && formatError(error.toJSON(), error)).toMatchObject({
      message: 'where: expected one of the compared approaches (a, b), got "c".',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('rows reject a cursor with other conditions, another order or another revision', async () => {
    const page = async (args: string, after = ''): Promise<any> =>
      execute(
        graph.store,
        `{ compare(approaches: ["a", "b"]) { rows(first: 1, ${args} ${after}) { pageInfo { endCursor } } } }`,
      );
    const { data } = await page('orderBy: NAME');
    const cursor = `after: "${data.compare.rows.pageInfo.endCursor as string}"`;
    expect((await page('orderBy: NAME', cursor)).errors).toBeUndefined();
    expect((await page('orderBy: MOST_ALIKE', cursor)).errors).toHaveLength(1);
    expect((await page('orderBy: NAME, where: [{ approach: "a" }]', cursor)).errors).toHaveLength(1);
    await graph.store.apply(put([concept('APPROACH', 'late')]), imported);
    const [stale] = (await page('orderBy: NAME', cursor)).errors;
    expect(stale.message).toBe(
      'after: expected a cursor of revision 2, got a cursor of revision 1. Pass "at: 1" to continue at that revision, or start from the first page.',
    );
  });

  test('rows accept cursors of earlier releases of Tertium, which have no epoch, and reject cursors of a revision that was lost in a restore', async () => {
    const page = async (after: string): Promise<any> =>
      execute(
        graph.store,
        `{ compare(approaches: ["a", "b"]) { rows(first: 1${after}) { nodes { axis { id } } pageInfo { endCursor } } } }`,
      );
    const { endCursor } = (await page('')).data.compare.rows.pageInfo;
    const [list, number, axis, epoch] = JSON.parse(Buffer.from(endCursor, 'base64url').toString());
    expect(epoch).toMatch(/^[\w-]{16}$/u);
    const after = (...parts: unknown[]): string =>
      `, after: "${Buffer.from(JSON.stringify(parts)).toString('base64url')}"`;
    const next = await page(after(list, number, axis, epoch));
    expect(next.errors).toBeUndefined();
    expect(await page(after(list, number, axis))).toEqual(next);
    const [lost] = (await page(after(list, number, axis, '0'.repeat(16)))).errors;
    expect(lost.message).toBe(
      `after: expected a cursor of revision ${number} of this graph, got a cursor of a revision with this number that the graph no longer has. Omit "after" to start from the first page.`,
    );
    for (const parts of [
      [list, number],
      [list, number, axis, 1],
      [list, number, axis, epoch, epoch],
    ]) {
      expect((await page(after(...parts))).errors).toHaveLength(1);
    }
  });

  test('rows list the leaders if all cells state an amount, in any unit', async () => {
    const leaders = async (approaches: string): Promise<any> =>
      (
        await ask(
          graph.store,
          `{ compare(approaches: [${approaches}], along: { axes: ["mass"] }) { rows { nodes { leaders { name } } } } }`,
        )
      ).compare.rows.nodes[0].leaders;
    expect(await leaders('"a", "c"')).toEqual([{ name: 'A' }]);
    expect(await leaders('"c", "b", "a"')).toEqual([{ name: 'B' }, { name: 'A' }]);
  });

  test('a comparison without questions lists only the sources of its cells', async () => {
    const { unrestricted, empty } = await ask(
      graph.store,
      '{ unrestricted: compare(approaches: ["a", "b"]) { sources { nodes { slug } } } empty: compare(approaches: ["a", "b"], along: { groups: ["none"] }) { sources { totalCount } rows { totalCount } } }',
    );
    expect(unrestricted.sources.nodes.map(({ slug }: any) => slug)).toEqual(['s', 't']);
    expect(empty).toEqual({ sources: { totalCount: 0 }, rows: { totalCount: 0 } });
  });

  test.each(engines)(
    'claims are ordered by amount, with four SQL statements and the engine %s',
    async (engine) => {
      statements.length = 0;
      const { dimension: mass } = await askBy(
        engine,
        graph.store,
        '{ dimension(slug: "mass") { best: claims(orderBy: BEST_FIRST) { totalCount nodes { subject { name } } } worst: claims(orderBy: WORST_FIRST, first: 1) { nodes { subject { name } } } } }',
      );
      expect(mass.best.nodes.map(({ subject }: any) => subject.name)).toEqual(['A', 'C']);
      expect(mass.worst.nodes).toEqual([{ subject: { name: 'C' } }]);
      expect(statements).toHaveLength(4);
    },
  );

  test.each(engines)(
    'the nearest approaches are returned with their scores, with at most eight SQL statements and the engine %s',
    async (engine) => {
      statements.length = 0;
      const { approach } = await askBy(
        engine,
        graph.store,
        '{ approach(slug: "a") { nearest(first: 2) { approach { name } score sharedRows } } }',
      );
      // Distances to B: mass 0, made 0, firmware 1, wings 1, fins 1; the contested row has no distance. Distances to C: mass ½, wings 1, fins 0.
      expect(approach.nearest).toEqual([
        { approach: { name: 'B' }, score: ((1 - 3 / 5) * 5) / 10, sharedRows: 5 },
        { approach: { name: 'C' }, score: ((1 - 1.5 / 3) * 3) / 8, sharedRows: 3 },
      ]);
      expect(statements.length).toBeLessThanOrEqual(8);
    },
  );
});
