/** Compares the counts of a comparison's summary with the counts of its rows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatError } from '../../../src/api/request/format-error.js';
import { ask, execute } from '../../support/api.js';
import { seed } from '../../support/seed.js';
import { eachStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const licences = 'approaches: ["mit", "apache-2-0", "gpl-3-0", "mpl-2-0", "unlicense"]';
const media = 'approaches: ["cd-rom", "dvd-rom", "lto-9", "sdxc-card"]';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

describe.each(eachStore)('The summary of a comparison on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  test.each([licences, media])('counts the cells of all rows: %s', async (approaches) => {
    const { compare } = await ask(
      graph.store,
      `{ compare(${approaches}) {
        summary { rowCount counts { state support level count } byState { state count } }
        rows(first: 500) { nodes { counts { state support level count } } } } }`,
    );
    const { rows, summary } = compare;
    const ofRows = rows.nodes.flatMap(({ counts }: any) => counts);
    for (const { count, ...group } of summary.counts) {
      const same = ofRows.filter((each: any) =>
        ['state', 'support', 'level'].every((key) => each[key] === group[key]),
      );
      expect([group, count]).toEqual([group, sumOf(same.map((each: any) => each.count))]);
    }
    for (const { state, count } of summary.byState) {
      const ofState = summary.counts.filter((each: any) => each.state === state);
      expect([state, sumOf(ofState.map((each: any) => each.count))]).toEqual([state, count]);
    }
    expect(sumOf(summary.counts.map(({ count }: any) => count))).toBe(
      sumOf(ofRows.map(({ count }: any) => count)),
    );
  });

  test.each([
    [licences, '{ supports: [NO] }'],
    [licences, '{ states: [NOT_STATED] }'],
    [licences, '{ terms: ["liability"] }'],
    [media, '{ states: [UNKNOWN, NOT_APPLICABLE] }'],
    [media, '{ states: [STATED, CONTESTED], under: [{ key: "recording", value: "native" }] }'],
  ])(
    'counts the cells that meet a condition, by approach and by row: %s %s',
    async (approaches, condition) => {
      const { compare } = await ask(
        graph.store,
        `{ compare(${approaches}) {
        summary { rowCount byApproach(countOf: ${condition}) { approach { slug } count } rowsByCount(countOf: ${condition}) { count rows } }
        top: summary { byApproach(countOf: ${condition}, first: 1) { approach { slug } count } rowsByCount(countOf: ${condition}, first: 1) { count rows } }
        approaches { slug }
        rows(first: 500) { nodes { count(of: ${condition}) } } } }`,
      );
      const { summary, top } = compare;
      const counts = compare.rows.nodes.map(({ count }: any) => count);
      const numbers = [...new Set<number>(counts)].sort((left, right) => right - left);
      expect(summary.rowsByCount).toEqual(
        numbers.map((count) => ({ count, rows: counts.filter((each: number) => each === count).length })),
      );
      expect(sumOf(counts)).toBeGreaterThan(0);
      expect(sumOf(summary.byApproach.map(({ count }: any) => count))).toBe(sumOf(counts));
      expect(summary.byApproach.map(({ approach }: any) => approach.slug).sort()).toEqual(
        compare.approaches.map(({ slug }: any) => slug).sort(),
      );
      for (const { approach, count } of summary.byApproach) {
        const alone = await ask(
          graph.store,
          `{ compare(${approaches}) { rows(first: 0, where: [{ approach: "${approach.slug}", ${/states: \[[^\]]+\]/u.exec(condition)?.[0] ?? condition.slice(2, -2)} }]) { totalCount } } }`,
        );
        if (!condition.includes('under')) expect(alone.compare.rows.totalCount).toBe(count);
      }
      expect(top.byApproach).toEqual(summary.byApproach.slice(0, 1));
      expect(top.rowsByCount).toEqual(summary.rowsByCount.slice(0, 1));
    },
  );

  test('lists every approach of a comparison without rows', async () => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["mit", "isc"], along: { groups: ["Keeping"] }) { summary {
        counts { count } byApproach(countOf: { supports: [YES] }) { approach { slug } count } rowsByCount(countOf: { supports: [YES] }) { count rows } } } }`,
    );
    expect(compare.summary).toEqual({
      counts: [],
      byApproach: [
        { approach: { slug: 'mit' }, count: 0 },
        { approach: { slug: 'isc' }, count: 0 },
      ],
      rowsByCount: [],
    });
  });

  test.each([
    [
      'byApproach(countOf: { axis: "permissions", supports: [YES] }) { count }',
      'countOf.axis: expected no axis',
    ],
    ['rowsByCount(countOf: { terms: [""] }) { count }', 'countOf.terms: expected a term'],
    ['rowsByCount(countOf: {}, first: 501) { count }', 'first: expected 0 to 500, got 501.'],
  ])('rejects %s', async (field, message) => {
    const { errors } = await execute(graph.store, `{ compare(${licences}) { summary { ${field} } } }`);
    const [error] = errors ?? [];
    expect(error && formatError(error.toJSON(), error)).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
