import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSchema } from '../../../src/api/schema.js';
import { printSchema } from '../../../src/api/schema-text.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { ask, askBy, engines, execute } from '../../support/api.js';
import { citedSource, concept, dimension, imported, put, text, value } from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

const day = (number: number): string => `2026-05-0${number}T12:00:00.000Z`;

/** Publishes two revisions on two days. The second renames the approach `a`, and replaces the value of this approach. */
async function publishTwo(url: string): Promise<void> {
  let now = new Date(day(1));
  const store = await openStore(url, { now: () => now });
  try {
    const concepts = [citedSource('s'), concept('APPROACH', 'b'), dimension('d')];
    await store.apply(
      put(
        [...concepts, concept('APPROACH', 'a', { name: 'Old name' })],
        [value('a', 'd', text('then')), value('b', 'd', text('then'))],
      ),
      imported,
    );
    now = new Date(day(2));
    await store.apply(
      [
        ...put([concept('APPROACH', 'a', { name: 'New name' })], [value('a', 'd', text('now'))]),
        ...put([], [value('b', 'd', text('then'))]),
        { type: 'completeSource', source: 'cited-source/s' },
      ],
      imported,
    );
  } finally {
    await store.close();
  }
}

test('every root field that reads the graph, except `node` and those of federation, selects a view with "at", "asOf" and "with"', () => {
  const fields = Object.values(createSchema().getQueryType()?.getFields() ?? {});
  // The specifications of federation and of Relay define the arguments of these fields.
  const specified = ['_entities', '_service', 'node'];
  // Changesets and the audit log are not part of the graph.
  const ofEditing = ['audit', 'changeset', 'changesets'];
  const graphFields = fields.filter(({ name }) => ![...specified, ...ofEditing].includes(name));
  expect(graphFields.length).toBeGreaterThan(20);
  for (const { name, args } of graphFields) {
    const types = ['at', 'asOf', 'with'].map((argument) =>
      args.find((each) => each.name === argument)?.type.toString(),
    );
    expect([name, ...types]).toEqual([name, 'Int', 'DateTime', '[ID!]']);
  }
  expect(printSchema()).toContain('scalar DateTime');
});

describe.each(eachStore)('A view on $name', ({ open }) => {
  let graph: TestStore;
  let store: GraphStore;
  const statements: string[] = [];
  beforeAll(async () => {
    graph = await open((sql) => statements.push(sql));
    store = graph.store;
    await publishTwo(graph.url);
  });
  afterAll(() => graph.close());

  /** Root fields whose results differ between revisions 1 and 2. `VIEW` is replaced by the arguments that select a view. */
  const rootFields: Readonly<Record<string, string>> = {
    approach:
      'approach(slug: "a" VIEW) { name claims { nodes { text value { ... on TextValue { text } } } } }',
    approaches:
      'approaches(first: 5 VIEW) { totalCount nodes { name claims { nodes { value { ... on TextValue { text } } } } } }',
    nodes:
      'nodes(ids: ["approach/a", "approach/b"] VIEW) { id ... on Approach { name history { totalCount } } }',
    dimension:
      'dimension(slug: "d" VIEW) { claims { nodes { subject { name } value { ... on TextValue { text } } } } }',
    compare:
      'compare(approaches: ["a", "b"] VIEW) { revision approaches { name } rows { nodes { verdict cells { display } } } }',
    search: 'search(text: "name" VIEW) { nodes { name history { nodes { number } } } }',
    revision: 'revision(VIEW) { number time }',
    revisions: 'revisions(first: 5 VIEW) { totalCount nodes { number } }',
  };
  const read = async (field: string, view: string): Promise<unknown> => {
    const [name = ''] = /^\w+/u.exec(field) ?? [];
    return (await ask(store, `{ ${field.replace('VIEW', view)} }`))[name];
  };

  test.each(Object.entries(rootFields))(
    'for the field %s is selected by revision or by time',
    async (_, field) => {
      const then = await read(field, 'at: 1');
      const now = await read(field, 'at: 2');
      expect(then).not.toEqual(now);
      expect(await read(field, `asOf: "${day(1)}"`)).toEqual(then);
      expect(await read(field, 'asOf: "2026-05-02T13:59:59.999+02:00"')).toEqual(then);
      for (const view of [
        'asOf: "2026-05-02T14:00:00+02:00"',
        'asOf: "2999-01-01T00:00:00Z"',
        'at: null, asOf: null',
      ]) {
        expect(await read(field, view)).toEqual(now);
      }
    },
  );

  test.each([
    ['at: 1, asOf: "2026-05-01T12:00:00Z"', /^Expected "at" or "asOf", got both: a revision and a time\./u],
    [
      'asOf: "2026-05-01T11:59:59.999Z"',
      /^asOf: expected a time at or after the first revision, got 2026-05-01T11:59:59\.999Z\./u,
    ],
    ['at: 3', /^at: expected a revision from 1 to 2, got 3\.$/u],
    ['at: 0', /^at: expected a revision from 1 to 2, got 0\.$/u],
    [
      'asOf: "2026-05-01"',
      /Expected a valid date and time with an offset such as "2026-05-01T00:00:00Z", got "2026-05-01"/u,
    ],
    ['asOf: "2026-05-01T10:00:00"', /Expected a valid date and time with an offset/u],
    ['asOf: "2026-02-30T10:00:00Z"', /Expected a valid date and time with an offset/u],
    ['asOf: 1', /Expected a valid date and time with an offset/u],
  ])('with %s is an error', async (view, message) => {
    for (const field of Object.values(rootFields)) {
      const { errors } = await execute(store, `{ ${field.replace('VIEW', view)} }`);
      expect([field, errors?.length]).toEqual([field, 1]);
      expect(errors?.[0]?.message).toMatch(message);
    }
  });

  test.each(engines)(
    'that fields select by number and by time takes at most five statements, by %s',
    async (engine) => {
      statements.length = 0;
      const result = await askBy(
        engine,
        store,
        `{ x: approach(slug: "a", at: 1) { name } y: approach(slug: "b", asOf: "${day(1)}") { name } z: dimension(slug: "d", asOf: "${day(1)}") { name } }`,
      );
      expect(result).toEqual({ x: { name: 'Old name' }, y: { name: 'b' }, z: { name: 'd' } });
      // At most one statement each for the published revision, revision 1 by number, revision 1 by time, the concept selected by number, and the concepts selected by time.
      expect(statements.length).toBeLessThanOrEqual(5);
    },
  );

  test('rejects the cursors of other views', async () => {
    const pageOf = (view: string) =>
      `{ approaches(first: 1 ${view}) { nodes { name } pageInfo { endCursor } } }`;
    const { approaches } = await ask(store, pageOf(', at: 1'));
    const { endCursor } = approaches.pageInfo as { endCursor: string };
    expect(await ask(store, pageOf(`, at: 1, after: "${endCursor}"`))).toMatchObject({
      approaches: { nodes: [{ name: 'Old name' }] },
    });
    const { errors } = await execute(store, pageOf(`, after: "${endCursor}"`));
    expect(errors?.[0]?.message).toMatch(/^after: expected a cursor of this list with the same arguments/u);
  });

  test('has the same ids of cells and rows by time as by revision number', async () => {
    const ids = async (view: string): Promise<unknown> =>
      ask(store, `{ compare(approaches: ["a", "b"] ${view}) { id rows { nodes { id cells { id } } } } }`);
    expect(await ids(`, asOf: "${day(1)}"`)).toEqual(await ids(', at: 1'));
    expect(await ids(', asOf: "2999-01-01T00:00:00Z"')).toEqual(await ids(', at: 2'));
    expect(await ids(', at: 2')).not.toEqual(await ids(''));
  });
});

test.each(engines)('the view of an empty graph has no revision, by %s', async (engine) => {
  for (const { open } of eachStore) {
    const graph = await open();
    try {
      expect(await askBy(engine, graph.store, '{ revision { number } revisions { totalCount } }')).toEqual({
        revision: null,
        revisions: { totalCount: 0 },
      });
      const { errors } = await execute(
        graph.store,
        '{ revisions(asOf: "2999-01-01T00:00:00Z") { totalCount } }',
      );
      expect(errors?.[0]?.message).toMatch(/^asOf: expected a time at or after the first revision/u);
      const atOne = await execute(graph.store, '{ revisions(at: 1) { totalCount } }');
      expect(atOne.errors?.[0]?.message).toBe('at: expected no revision, because the graph is empty, got 1.');
    } finally {
      await graph.close();
    }
  }
});
