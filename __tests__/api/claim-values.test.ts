import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { citedSource, concept, dimension, imported, put, value } from '../support/changes.js';
import { ask } from '../support/api.js';
import { eachStore, type TestStore } from '../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const quantity = (minimum: string | null, maximum: string | null, more: object = {}): ClaimValue => ({
  type: 'QUANTITY',
  minimum,
  maximum,
  unit: 'kg',
  ...more,
});

describe.each(eachStore)('The values of claims on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          ...['a', 'b'].map((slug) => concept('APPROACH', slug)),
          dimension('mass', { valueType: 'QUANTITY', unit: 'g' }),
          dimension('price', { valueType: 'QUANTITY', unit: 'EUR/a' }),
          dimension('support', { valueType: 'DATE' }),
          dimension('parts', { valueType: 'TERMS' }),
        ],
        [
          value('a', 'mass', quantity(null, '5', { exclusiveMaximum: true, approximate: true })),
          value('b', 'mass', quantity('5', null, { exclusiveMinimum: true })),
          value('a', 'price', quantity('10', '10', { unit: 'EUR/mo' })),
          value('b', 'price', quantity('120', '120', { unit: 'EUR/a' })),
          value('a', 'support', { type: 'DATE', date: '2024-09-30/..' }),
          value('b', 'support', { type: 'DATE', date: '2023' }),
          value('a', 'parts', { type: 'TERMS', terms: [] }),
          value('b', 'parts', { type: 'TERMS', terms: ['lid'] }),
        ],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  const rows = async (argument: string, fields: string): Promise<any> => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["a", "b"]) { rows${argument} { nodes { axis { slug } ${fields} } } } }`,
    );
    return Object.fromEntries(compare.rows.nodes.map(({ axis, ...row }: any) => [axis.slug, row]));
  };

  test('include the bounds and marks of an amount, as stated and in the unit of the dimension', async () => {
    const marks = 'minimum maximum unit exclusiveMinimum exclusiveMaximum approximate';
    const { mass } = await rows(
      '',
      `cells { display values { value { ... on QuantityValue { ${marks} canonical { ${marks} } } } } }`,
    );
    const below = { minimum: null, exclusiveMinimum: false, exclusiveMaximum: true, approximate: true };
    const above = { maximum: null, exclusiveMinimum: true, exclusiveMaximum: false, approximate: false };
    expect(mass.cells).toEqual([
      {
        display: '<~5 kg',
        values: [
          {
            value: {
              ...below,
              maximum: '5',
              unit: 'kg',
              canonical: { ...below, maximum: '5000', unit: 'g' },
            },
          },
        ],
      },
      {
        display: '>5 kg',
        values: [
          {
            value: {
              ...above,
              minimum: '5',
              unit: 'kg',
              canonical: { ...above, minimum: '5000', unit: 'g' },
            },
          },
        ],
      },
    ]);
  });

  test('are compared and displayed, including empty sets, open dates and money per time', async () => {
    expect(await rows('', 'verdict distance cells { display }')).toMatchObject({
      price: {
        verdict: 'EQUIVALENT',
        distance: 0,
        cells: [{ display: '10 EUR/mo' }, { display: '120 EUR/a' }],
      },
      support: {
        verdict: 'DIFFERENT',
        distance: 1,
        cells: [{ display: '2024-09-30 or later' }, { display: '2023' }],
      },
      parts: { verdict: 'DIFFERENT', distance: 1, cells: [{ display: 'none' }, { display: 'lid' }] },
    });
  });

  test('include empty sets and open dates as they are stored', async () => {
    const fields = 'cells { values { value { ... on DateValue { date } ... on TermsValue { terms } } } }';
    const { support, parts } = await rows('', fields);
    expect(support.cells[0].values).toEqual([{ value: { date: '2024-09-30/..' } }]);
    expect(parts.cells[0].values).toEqual([{ value: { terms: [] } }]);
  });

  test.each([
    ['{ approach: "b", minimum: 5000 }', ['mass']],
    ['{ approach: "b", minimum: 5000, exclusiveMinimum: true }', ['mass']],
    ['{ approach: "b", minimum: 120, maximum: 120 }', ['price']],
    ['{ approach: "b", minimum: 120, maximum: 120, exclusiveMaximum: true }', []],
    ['{ approach: "a", maximum: 5000 }', ['price']],
    ['{ approach: "a", maximum: 5500, exclusiveMaximum: true }', ['mass', 'price']],
  ])('are filtered with bounds that may be exclusive: %s', async (where, expected) => {
    expect(Object.keys(await rows(`(where: [${where}])`, 'verdict')).sort()).toEqual(expected);
  });
});
