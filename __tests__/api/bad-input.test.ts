import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, graphql } from 'graphql';
import { formatError, isDefect } from '../../src/api/request/format-error.js';
import { ask, askBy, engines, execute } from '../support/api.js';
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
} from '../support/changes.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

let graph: TestStore;

beforeAll(async () => {
  graph = await sqliteStore.open();
  const slugs = [...Array(51).keys()].map((n) => `approach-${n}`);
  await graph.store.apply(
    put(
      [
        citedSource('s'),
        ...slugs.map((slug) => concept('APPROACH', slug)),
        feature('wheels'),
        dimension('colour'),
      ],
      [
        claim(id('APPROACH', 'approach-0'), 'HAS_FEATURE', id('FEATURE', 'wheels')),
        value('approach-0', 'colour', text('red')),
        value('approach-1', 'colour', text('blue')),
      ],
    ),
    imported,
  );
});
afterAll(() => graph.close());

/** Executes an invalid operation. @returns the code and message of the error that a client receives */
async function errorOf(source: string): Promise<{ code: unknown; message: string }> {
  const { errors } = await execute(graph.store, source);
  if (!errors?.[0]) throw new Error('Expected an error.');
  const { message, extensions } = formatError(errors[0].toJSON(), errors[0]);
  return { code: extensions?.['code'], message };
}

const tooManySlugs = JSON.stringify([...Array(51).keys()].map((n) => `approach-${n}`));

test.each([
  [
    'a single approach',
    'compare(approaches: ["approach-0"])',
    'approaches: expected 2 to 50 references, got 1.',
  ],
  [
    '51 approaches',
    `compare(approaches: ${tooManySlugs})`,
    'approaches: expected 2 to 50 references, got 51.',
  ],
  [
    'two references to one approach, a slug and an id',
    'compare(approaches: ["approach-0", "approach/approach-0"])',
    'approaches: expected different approaches, got "approach-0" and "approach/approach-0", which are the same approach (approach/approach-0).',
  ],
  [
    'a future revision',
    'compare(approaches: ["approach-0", "approach-1"], at: 7)',
    'at: expected a revision from 1 to 1, got 7.',
  ],
])('compare rejects %s, and the message states the expected value', async (_, field, message) => {
  expect(await errorOf(`{ ${field} { revision } }`)).toEqual({ code: 'BAD_USER_INPUT', message });
});

test('compare rejects an unknown approach, with the nearest slugs in the message, and an unknown axis', async () => {
  expect(await errorOf('{ compare(approaches: ["approach-0", "aproach-1"]) { revision } }')).toEqual({
    code: 'NOT_FOUND',
    message: expect.stringMatching(/^approaches: there is no approach "aproach-1"\. Nearest: approach-1, /u),
  });
  expect(
    await errorOf(
      '{ compare(approaches: ["approach-0", "approach-1"], along: { axes: ["color"] }) { revision } }',
    ),
  ).toEqual({
    code: 'NOT_FOUND',
    message: expect.stringContaining('along.axes: there is no dimension or feature or'),
  });
});

test.each([
  [
    'approaches(first: 501) { totalCount }',
    'first: expected 0 to 500, got 501. Use "after" for further pages.',
  ],
  ['approaches(first: -1) { totalCount }', 'first: expected 0 to 500, got -1.'],
  [
    'approach(slug: "approach-0") { features(first: 501) { totalCount } }',
    'first: expected 0 to 500, got 501. Use "after" for further pages.',
  ],
  [
    'compare(approaches: ["approach-0", "approach-1"]) { rows(first: 1000) { totalCount } }',
    'first: expected 0 to 500, got 1000. Use "after" for further pages.',
  ],
])(
  'a page size outside of the limits is rejected, and the message states the limits: %s',
  async (field, message) => {
    expect(await errorOf(`{ ${field} }`)).toEqual({ code: 'BAD_USER_INPUT', message });
  },
);

test('a filter with too many values is rejected, and the message states the limit and the number of values', async () => {
  const slugs = JSON.stringify([...Array(501).keys()].map(String));
  expect(await errorOf(`{ approaches(filter: { references: ${slugs} }) { totalCount } }`)).toEqual({
    code: 'BAD_USER_INPUT',
    message: 'filter.references: expected at most 500 references, got 501.',
  });
});

test.each(['kinds: []', 'axes: []', 'groups: []', 'under: []'])(
  'an empty list in a selection of axes is rejected: %s',
  async (along) => {
    const source = `{ compare(approaches: ["approach-0", "approach-1"], along: { ${along} }) { revision } }`;
    expect(await errorOf(source)).toEqual({
      code: 'BAD_USER_INPUT',
      message: `along.${along.split(':')[0]}: expected 1 to 500 values or no list, got 0.`,
    });
  },
);

test.each(engines)(
  'with the engine %s, repeated axes and kinds do not lengthen the batches of keys',
  async (engine) => {
    const keys: number[] = [];
    const axes = JSON.stringify(Array(500).fill('colour'));
    const kinds = Array(300).fill('DIMENSION').join(', ');
    const { compare } = await askBy(
      engine,
      graph.store,
      `{ compare(approaches: ["approach-0", "approach-1"], along: { kinds: [${kinds}], axes: ${axes} }) { rows { totalCount } } }`,
      { onBatch: (_, batch) => keys.push(batch.length) },
    );
    expect(compare.rows.totalCount).toBe(1);
    expect(Math.max(...keys)).toBeLessThan(10);
  },
);

test('a long input is shortened in the error message', async () => {
  const longText = 'x'.repeat(5_000);
  const source = `{ compare(approaches: ["approach-0", "approach-1"]) { rows(where: [{ approach: "${longText}" }]) { totalCount } } }`;
  expect((await errorOf(source)).message.length).toBeLessThan(250);
});

describe('An invalid cursor, or a cursor of another list, is rejected', () => {
  const cursorOfFeatures = async (): Promise<string> =>
    (await ask(graph.store, '{ features { pageInfo { endCursor } } }')).features.pageInfo.endCursor as string;

  test.each([
    'approaches(after: "CURSOR") { totalCount }',
    'approach(slug: "approach-0") { features(after: "CURSOR") { totalCount } }',
    'dimension(slug: "colour") { claims(after: "CURSOR") { totalCount } }',
  ])('by the list %s', async (field) => {
    for (const cursor of ['nonsense', '', 'W10', await cursorOfFeatures()]) {
      expect(await errorOf(`{ ${field.replace('CURSOR', cursor)} }`)).toEqual({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/^after: expected a cursor of this list/u),
      });
    }
  });

  test('by a list with the same name and other arguments', async () => {
    const { approaches } = await ask(graph.store, '{ approaches(first: 2) { pageInfo { endCursor } } }');
    const cursor = approaches.pageInfo.endCursor as string;
    expect(await errorOf(`{ approaches(orderBy: SLUG, after: "${cursor}") { totalCount } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

test('a look-up of an unknown slug or id returns null without an error', async () => {
  const fields = [
    'approach',
    'feature',
    'benefit',
    'drawback',
    'useCase',
    'dimension',
    'question',
    'citedSource',
  ];
  const source = `{ ${fields.map((field) => `${field}(slug: "nowhere") { id }`).join(' ')} claim(id: "claim/x") { id } node(id: "approach/x") { id } other: node(id: "?") { id } nodes(ids: ["x", "feature/wheels"]) { id } }`;
  const data = await ask(graph.store, source);
  expect(data).toEqual({
    ...Object.fromEntries(fields.map((field) => [field, null])),
    claim: null,
    node: null,
    other: null,
    nodes: [null, { id: 'feature/wheels' }],
  });
});

test('a look-up by the id of a concept of another kind returns null', async () => {
  expect(await ask(graph.store, '{ approach(slug: "feature/wheels") { id } }')).toEqual({ approach: null });
});

test('a client receives an internal error without internal details', async () => {
  const broken = { ...graph.store, reader: { openView: () => Promise.resolve(null) } };
  await expect(execute(broken as never, '{ approaches { totalCount } }')).rejects.toThrow(TypeError);
  const formatted = formatError(
    { message: 'SELECT secret FROM /etc/passwd', path: ['approaches'] },
    new Error('SELECT secret'),
  );
  expect(formatted).toEqual({
    message: 'Something went wrong on our side.',
    path: ['approaches'],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

test.each([
  ['an argument of a field', 'query ($n: Int) { approaches(first: $n) { totalCount } }', { n: null }],
  ['@include', 'query ($n: Boolean = true) { __typename @include(if: $n) }', { n: null }],
  [
    '@skip on a nested field',
    'query ($n: Boolean = true) { approaches { totalCount @skip(if: $n) } }',
    { n: null },
  ],
])('the value null of a variable is a client error for %s', async (_, source, variables) => {
  const { errors } = await execute(graph.store, source, variables);
  const formatted = errors?.map((error) => formatError(error.toJSON(), error));
  expect(formatted).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(
        /must not be null\. The value is from the variable "\$n": give the variable another value/u,
      ),
      extensions: { code: 'BAD_USER_INPUT' },
    }),
  ]);
  expect(errors?.some(isDefect)).toBe(false);
});

test('an error of graphql-js about the result of a resolver is an internal error', async () => {
  const schema = buildSchema('type Query { count: Int }');
  const { errors } = await graphql({ schema, source: '{ count }', rootValue: { count: 'many' } });
  const formatted = errors?.map((error) => formatError(error.toJSON(), error).extensions);
  expect([formatted, errors?.every(isDefect)]).toEqual([[{ code: 'INTERNAL_SERVER_ERROR' }], true]);
});
