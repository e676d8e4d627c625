/** Tests that distances, similarities and scores change if a publication changes the spread of a dimension. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { ask } from '../../support/api.js';
import {
  citedSource,
  concept,
  dimension,
  edited,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const range = (minimum: string | null, maximum: string | null): ClaimValue => ({
  type: 'QUANTITY',
  minimum,
  maximum,
  unit: 'kg',
});
const kilograms = (amount: number): ClaimValue => range(String(amount), String(amount));

const numbers = (count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, each) => from + each);

describe.each(eachStore)('on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    const approaches = ['none', 'light', 'open', ...numbers(40).map((each) => `other-${each}`)];
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          ...approaches.map((slug) => concept('APPROACH', slug)),
          dimension('mass', { valueType: 'QUANTITY', unit: 'kg', betterWhen: 'LOWER' }),
          dimension('label'),
          dimension('colour'),
        ],
        [
          value('none', 'mass', kilograms(0)),
          value('light', 'mass', kilograms(5)),
          value('open', 'mass', range('5', null)),
          ...['none', 'light', 'open'].flatMap((slug) => [
            value(slug, 'label', text(`The ${slug} one`)),
            value(slug, 'colour', text('red')),
          ]),
        ],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  /** Reads the distances of three pairs along the mass, and the other figures that depend on spreads. */
  async function figures(at = ''): Promise<unknown> {
    const pairs = [
      ['none', 'light'],
      ['light', 'open'],
      ['none', 'open'],
    ];
    const operation = pairs.map(
      (pair, index) => `p${index}: compare(approaches: ${JSON.stringify(pair)}${at}) {
        rows(orderBy: MOST_DIFFERENT) { nodes { axis { slug } verdict distance } }
        summary { similarity mostDiscriminating { axis { slug } } } }`,
    );
    const result = await ask(
      graph.store,
      `{ ${operation.join(' ')} ${at === '' ? 'approach(slug: "light") { nearest(first: 50) { approach { slug } score sharedRows } }' : ''} }`,
    );
    const compared = [result.p0, result.p1, result.p2];
    return {
      distances: compared.map(
        ({ rows }) => rows.nodes.find(({ axis }: any) => axis.slug === 'mass').distance,
      ),
      similarities: compared.map(({ summary }) => Number(summary.similarity.toFixed(6))),
      deciding: compared.map(({ summary }) =>
        summary.mostDiscriminating.map(({ axis }: any) => axis.slug).join(),
      ),
      ...(at === ''
        ? {
            sharedRows: ['none', 'open'].map(
              (slug) =>
                result.approach.nearest.find(({ approach }: any) => approach.slug === slug).sharedRows,
            ),
          }
        : {}),
    };
  }

  const rank = async (): Promise<unknown> => {
    const { rank: ranked } = await ask(
      graph.store,
      '{ rank(approaches: ["none", "light", "open"], criteria: [{ axis: "mass" }]) { places { approach { slug } score minimum } } }',
    );
    return ranked.places.map(({ approach, score, minimum }: any) => [approach.slug, score, minimum]);
  };

  const withoutMeasuredSpan = {
    distances: [0.5, 1, 1],
    similarities: [1 - 1.5 / 3, 1 - 2 / 3, 1 - 2 / 3].map((each) => Number(each.toFixed(6))),
    deciding: ['label,mass', 'label,mass', 'label,mass'],
    sharedRows: [3, 3],
  };
  const withMeasuredSpan = {
    distances: [5 / 50, 45 / 50, 50 / 50],
    similarities: [1 - 0.1 / 2, 1 - 0.9 / 2, 1 - 1 / 2],
    deciding: ['mass', 'mass', 'mass'],
    sharedRows: [2, 2],
  };

  test('distances and similarities depend on the newest spread, and do not change at older revisions', async () => {
    expect(await figures()).toEqual(withoutMeasuredSpan);

    const others = numbers(37).flatMap((each) => [
      value(`other-${each}`, 'mass', kilograms(each)),
      value(`other-${each}`, 'label', text(`The other ${each}`)),
    ]);
    await graph.store.apply(put([], others), edited);
    expect(await figures()).toEqual(withMeasuredSpan);
    expect(await figures()).toEqual(withMeasuredSpan);
    expect(await rank()).toEqual([
      ['none', 1, 1],
      ['light', 0.9, 0.9],
      ['open', 0.45, 0],
    ]);

    const heavier = numbers(3, 37).map((each) => value(`other-${each}`, 'mass', kilograms(400)));
    await graph.store.apply(put([], heavier), edited);
    expect(await figures()).toMatchObject({ distances: [5 / 500, 495 / 500, 500 / 500] });

    const declared = dimension('mass', {
      valueType: 'QUANTITY',
      unit: 'kg',
      betterWhen: 'LOWER',
      minimum: '0',
      maximum: '10',
    });
    await graph.store.apply(put([declared]), edited);
    expect(await figures()).toMatchObject({ distances: [5 / 10, 5 / 10, 10 / 10] });

    const { sharedRows: _, ...before } = withoutMeasuredSpan;
    expect(await figures(', at: 1')).toEqual(before);
    const { sharedRows: __, ...then } = withMeasuredSpan;
    expect(await figures(', at: 2')).toEqual(then);
  });

  test('the distance of two cells does not depend on the other compared approaches', async () => {
    const distance = async (approaches: readonly string[]): Promise<number> => {
      const { compare } = await ask(
        graph.store,
        `{ compare(approaches: ${JSON.stringify(approaches)}, along: { axes: ["mass"] }, at: 2) { rows { nodes { distance } } } }`,
      );
      return compare.rows.nodes[0].distance;
    };
    expect(await distance(['none', 'light'])).toBe(0.1);
    expect(await distance(['none', 'light', 'other-3'])).toBe(0.1);
    expect(await distance(['none', 'other-36', 'light', 'other-3'])).toBe(36 / 50);
  });

  test('a dimension with `weighs: false` does not count in the similarity', async () => {
    await graph.store.apply(put([dimension('colour', { weighs: false })]), edited);
    const { p, d } = await ask(
      graph.store,
      '{ p: compare(approaches: ["none", "light"], along: { axes: ["colour"] }) { summary { similarity rowCount } } d: dimension(slug: "colour") { weighs } }',
    );
    expect(p.summary).toEqual({ similarity: null, rowCount: 1 });
    expect(d).toEqual({ weighs: false });
  });
});
