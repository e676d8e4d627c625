import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { graphql, type ExecutionResult } from 'graphql';
import { formatError } from '../../../src/api/request/format-error.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { conceptKinds } from '../../../src/graph/concept.js';
import { conceptTypeNames } from '../../../src/api/concept/node.type.js';
import { ask, execute } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- results have the shape of the operation in the test */

type Representation = Readonly<Record<string, unknown>>;

const entitiesQuery = (fields: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${fields} } }`;

async function entities(
  store: GraphStore,
  representations: readonly Representation[],
  fields = '',
): Promise<any> {
  const { data, errors } = await execute(store, entitiesQuery(fields), { representations });
  expect(errors).toBeUndefined();
  return data._entities;
}

const cellFields =
  'id slot approach { id } state display values { value { __typename } } claims { id } sources { id }';
const rowFields = `id slot axis { id } mergedAxes { id } verdict basis distance explanation leaders { id } cells { ${cellFields} }`;
const slotFields = `... on Cell { ${cellFields} } ... on ComparisonRow { ${rowFields} }`;

describe('Entities of the seed', () => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  test('are found by id, with their object types; an id of another kind and an unknown id return null', async () => {
    const { compare } = await ask(
      graph.store,
      '{ compare(approaches: ["msp", "devops"]) { rows(first: 1) { nodes { cells { claims { id } } } } } }',
    );
    const claimId = compare.rows.nodes[0].cells[0].claims[0].id as string;
    const found = await entities(
      graph.store,
      [
        { __typename: 'Approach', id: 'approach/devops' },
        { __typename: 'Concept', id: 'dimension/nature' },
        { __typename: 'Claim', id: claimId },
        { __typename: 'Feature', id: 'approach/devops' },
        { __typename: 'Benefit', id: 'benefit/none' },
      ],
      '... on Approach { name } ... on Dimension { valueType } ... on Claim { predicate }',
    );
    expect(found).toEqual([
      { __typename: 'Approach', name: 'DevOps' },
      { __typename: 'Dimension', valueType: 'TEXT' },
      { __typename: 'Claim', predicate: 'HAS_VALUE' },
      null,
      null,
    ]);
  });

  test('are found by slug, within their kind; an id takes precedence over a slug', async () => {
    const found = await entities(
      graph.store,
      [
        { __typename: 'Approach', slug: 'devops' },
        { __typename: 'Dimension', slug: 'devops' },
        { __typename: 'Approach', id: 'approach/msp', slug: 'devops' },
      ],
      '... on Concept { id }',
    );
    expect(found).toEqual([
      { __typename: 'Approach', id: 'approach/devops' },
      null,
      { __typename: 'Approach', id: 'approach/msp' },
    ]);
  });

  test('that are rows or cells are found by slot, and equal those of a comparison along the same axis', async () => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["devops", "msp"], along: { axes: ["nature"] }) { rows { nodes { __typename ${rowFields.replace('cells {', 'cells { __typename')} } } } }`,
    );
    const [row] = compare.rows.nodes;
    const found = await entities(
      graph.store,
      [
        { __typename: 'ComparisonRow', slot: row.slot },
        { __typename: 'Cell', slot: row.cells[1].slot },
        { __typename: 'Cell', slot: 'cell:dimension/nature:approach/none' },
        { __typename: 'Cell', slot: 'cell:dimension/none:approach/msp' },
        { __typename: 'ComparisonRow', slot: 'row:dimension/none:approach/devops,approach/msp' },
      ],
      slotFields.replace('cells {', 'cells { __typename'),
    );
    expect(found).toEqual([row, row.cells[1], null, null, null]);
  });

  test('that are cells without claims have the state NOT_STATED', async () => {
    const slot = 'cell:feature/automation:approach/msp';
    expect(await entities(graph.store, [{ __typename: 'Cell', slot }], '... on Cell { state slot }')).toEqual(
      [{ __typename: 'Cell', state: 'NOT_STATED', slot }],
    );
  });

  const malformed: readonly (readonly [string, unknown, string])[] = [
    [
      'of a type that is not an entity',
      { __typename: 'Comparison', id: 'x' },
      'expected "__typename" to be Approach',
    ],
    ['without a type', { id: 'approach/msp' }, 'expected "__typename" to be Approach'],
    [
      'without a key',
      { __typename: 'Approach' },
      'expected { __typename, id } or { __typename, slug } of Approach',
    ],
    [
      'with an id that is not a string',
      { __typename: 'Claim', id: 5 },
      'expected { __typename, id } of Claim',
    ],
    ['that is not an object', 5, 'expected "__typename" to be Approach'],
    [
      'of the interface Concept with a slug',
      { __typename: 'Concept', slug: 'msp' },
      'expected { __typename, id } of Concept',
    ],
    [
      'of a cell with the slot of a row',
      { __typename: 'Cell', slot: 'row:dimension/a:approach/a,approach/b' },
      '"cell:"',
    ],
    [
      'with a slot whose approaches are not sorted',
      { __typename: 'ComparisonRow', slot: 'row:dimension/a:approach/b,approach/a' },
      'sorted',
    ],
    [
      'with the slot of a row of one approach',
      { __typename: 'ComparisonRow', slot: 'row:dimension/a:approach/a' },
      '2 to 50',
    ],
    [
      'with the slot of a row of 51 approaches',
      {
        __typename: 'ComparisonRow',
        slot: `row:dimension/a:${[...Array(51).keys()]
          .map((n) => `approach/${n}`)
          .sort()
          .join()}`,
      },
      '2 to 50',
    ],
  ];

  test.each(malformed)(
    'are returned beside a representation %s; the result of this representation is null, and an error has its index',
    async (_, representation, message) => {
      const msp = { __typename: 'Approach', id: 'approach/msp' };
      const { data, errors = [] } = await execute(graph.store, entitiesQuery(''), {
        representations: [msp, representation, msp],
      });
      expect(data?._entities).toEqual([{ __typename: 'Approach' }, null, { __typename: 'Approach' }]);
      expect(errors.map((error) => formatError(error.toJSON(), error))).toEqual([
        {
          message: expect.stringContaining('representations[1]: expected '),
          locations: expect.anything(),
          path: ['_entities', 1],
          extensions: { code: 'BAD_USER_INPUT', argument: 'representations', index: 1 },
        },
      ]);
      expect(errors[0]?.message).toContain(message);
      expect(errors[0]?.message.length).toBeLessThan(400);
    },
  );

  test('that do not exist are null, and each has an error with the setting ERROR', async () => {
    const representations = [
      { __typename: 'Approach', id: 'approach/none' },
      { __typename: 'Approach', slug: 'msp' },
      { __typename: 'Cell', slot: 'cell:dimension/none:approach/msp' },
      { __typename: 'Approach', slug: 'none' },
    ];
    const contextValue = await RequestContext.open(graph.store.reader);
    const { data, errors = [] } = (await graphql({
      schema: createSchema({ unknownEntities: 'ERROR' }),
      source: entitiesQuery(''),
      variableValues: { representations },
      contextValue,
    })) as ExecutionResult<any>;
    expect(data?._entities).toEqual([null, { __typename: 'Approach' }, null, null]);
    expect(errors.map(({ message, path }) => [path, message])).toEqual([
      [
        ['_entities', 0],
        'representations[0]: there is no object for {"__typename":"Approach","id":"approach/none"}.',
      ],
      [
        ['_entities', 2],
        expect.stringContaining('representations[2]: there is no object for {"__typename":"Cell"'),
      ],
      [['_entities', 3], expect.stringContaining('representations[3]: ')],
    ]);
  });
});

test('concepts of every kind are found by id, by slug and by a former slug', async () => {
  const graph = await sqliteStore.open();
  try {
    const concepts = [
      concept('APPROACH', 'first'),
      feature('first'),
      concept('BENEFIT', 'first'),
      concept('DRAWBACK', 'first'),
      concept('USE_CASE', 'first'),
      dimension('first'),
      question('first'),
      citedSource('first'),
    ];
    await graph.store.apply(put(concepts), imported);
    await graph.store.apply(put(concepts.map((each) => ({ ...each, slug: 'second' }))), imported);
    for (const kind of conceptKinds) {
      const __typename = conceptTypeNames[kind];
      const found = await entities(
        graph.store,
        [
          { __typename, id: id(kind, 'first') },
          { __typename, slug: 'second' },
          { __typename, slug: 'first' },
        ],
        '... on Concept { id slug }',
      );
      expect(found).toEqual(Array(3).fill({ __typename, id: id(kind, 'first'), slug: 'second' }));
    }
  } finally {
    await graph.close();
  }
});

const numbers = (count: number): readonly number[] => [...Array(count).keys()];

/** A graph of approaches and axes: claims by approach and axis, and pairs of equivalent axes. */
interface RandomGraph {
  readonly claims: readonly (readonly [approach: number, axis: number, text: number])[];
  readonly equivalents: readonly (readonly [number, number])[];
}

const approachCount = 4;
const axisCount = 5;

const randomGraph: fc.Arbitrary<RandomGraph> = fc.record({
  claims: fc.uniqueArray(fc.tuple(fc.nat(approachCount - 1), fc.nat(axisCount - 1), fc.nat(2)), {
    maxLength: 24,
    selector: String,
  }),
  equivalents: fc.uniqueArray(fc.tuple(fc.nat(axisCount - 1), fc.nat(axisCount - 1)), {
    maxLength: 3,
    selector: String,
  }),
});

const axisOf = (axis: number): string => id('DIMENSION', `d${axis}`);

/** Fills a store. The last axis has another type than the others, so that equivalent axes do not always merge. */
async function fill(store: GraphStore, { claims, equivalents }: RandomGraph): Promise<void> {
  await store.apply(
    put(
      [
        citedSource('s'),
        ...numbers(approachCount).map((n) => concept('APPROACH', `a${n}`)),
        ...numbers(axisCount).map((n) =>
          dimension(`d${n}`, n === axisCount - 1 ? { valueType: 'TERMS', cardinality: 'MULTIPLE' } : {}),
        ),
      ],
      [
        ...claims.map(([approach, axis, word]) =>
          value(
            `a${approach}`,
            `d${axis}`,
            axis === axisCount - 1 ? { type: 'TERMS', terms: [`word ${word}`] } : text(`word ${word}`),
          ),
        ),
        ...equivalents
          .filter(([left, right]) => left !== right)
          .map(([left, right]) => claim(axisOf(left), 'EQUIVALENT_TO', axisOf(right))),
      ],
    ),
    imported,
  );
}

test('the entity of a row slot equals the row of a comparison along the same axis, and the entities of the cell slots of this row equal its cells', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomGraph,
      fc.nat(axisCount - 1),
      fc.subarray([...numbers(approachCount)], { minLength: 2 }),
      async (random, axis, columns) => {
        const graph = await sqliteStore.open();
        try {
          await fill(graph.store, random);
          const rowOf = async (columnsOfRow: readonly number[]): Promise<any> => {
            const approaches = columnsOfRow.map((n) => id('APPROACH', `a${n}`));
            const { compare } = await ask(
              graph.store,
              `{ compare(approaches: ${JSON.stringify(approaches)}, along: { axes: ["${axisOf(axis)}"] }) { rows { nodes { ${rowFields} } } } }`,
            );
            return compare.rows.nodes[0];
          };
          // The second row contains all approaches. The approaches that only this row contains must not change the first row.
          const [row, ofAll] = [await rowOf(columns), await rowOf(numbers(approachCount))];
          const found = await entities(
            graph.store,
            [
              { __typename: 'ComparisonRow', slot: row.slot },
              { __typename: 'ComparisonRow', slot: ofAll.slot },
              ...row.cells.map(({ slot }: { slot: string }) => ({ __typename: 'Cell', slot })),
            ],
            slotFields,
          );
          expect(found).toEqual([
            { __typename: 'ComparisonRow', ...row },
            { __typename: 'ComparisonRow', ...ofAll },
            ...row.cells.map((cell: object) => ({ __typename: 'Cell', ...cell })),
          ]);
        } finally {
          await graph.close();
        }
      },
    ),
    { numRuns: 20 },
  );
});
