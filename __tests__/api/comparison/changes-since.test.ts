import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { claimId } from '../../../src/graph/identity.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { edits, Editor, initialChanges } from '../../read-model/random-graph.js';
import { ask, askBy, engines, execute } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  edited,
  feature,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

const old = value('a', 'd', text('red'));
const replacement = value('a', 'd', text('blue'), { supersedes: claimId(old) });

describe.each(eachStore)('Comparison.changesSince on $name', ({ open }) => {
  let graph: TestStore;
  let store: GraphStore;
  const statements: string[] = [];
  beforeAll(async () => {
    graph = await open((sql) => statements.push(sql));
    store = graph.store;
    const concepts = [citedSource('s'), ...['a', 'b'].map((slug) => concept('APPROACH', slug))];
    await store.apply(
      put(
        [...concepts, dimension('d'), dimension('e')],
        [old, value('b', 'd', text('red')), value('b', 'e', text('x'))],
      ),
      imported,
    );
    await store.apply([{ type: 'endClaim', id: claimId(old) }, ...put([], [replacement])], edited);
    await store.apply(
      put(
        [concept('APPROACH', 'b', { name: 'Renamed' }), concept('APPROACH', 'c'), feature('f')],
        [claim(id('APPROACH', 'a'), 'HAS_FEATURE', id('FEATURE', 'f'))],
      ),
      imported,
    );
    await store.apply([{ type: 'endClaim', id: claimId(value('b', 'e', text('x'))) }], edited);
  });
  afterAll(() => graph.close());

  const summary = 'summary { rowsAdded rowsChanged rowsEnded cellsChanged verdictsTurned leadersChanged }';
  const difference = async (
    since: string,
    fields: string,
    approaches = '["a", "b"]',
    view = '',
  ): Promise<unknown> =>
    (
      await ask(
        store,
        `{ compare(approaches: ${approaches}${view}) { changesSince(${since}) { ${fields} } } }`,
      )
    ).compare.changesSince;

  test('lists changed rows with their cells before and after, and the claims and revisions that changed the cells', async () => {
    expect(
      await difference(
        'revision: 1',
        `from { number } to { number } isReordered ${summary} approaches { before { name } after { name } }
        rows { totalCount nodes { kind axis { name } isTurned before { verdict } after { verdict }
          cells { approach { name } before { display } after { display }
            claims { before { value { ... on TextValue { text } } subject { name } } after { source { name } } revision { number origin } } } } }`,
      ),
    ).toMatchObject({
      from: { number: 1 },
      to: { number: 4 },
      isReordered: false,
      summary: {
        rowsAdded: 1,
        rowsChanged: 1,
        rowsEnded: 1,
        cellsChanged: 1,
        verdictsTurned: 1,
        leadersChanged: 0,
      },
      approaches: [{ before: { name: 'b' }, after: { name: 'Renamed' } }],
      rows: {
        totalCount: 3,
        nodes: [
          {
            ...{ kind: 'CHANGED', axis: { name: 'd' }, isTurned: true },
            ...{ before: { verdict: 'SAME' }, after: { verdict: 'DIFFERENT' } },
            cells: [
              {
                approach: { name: 'a' },
                before: { display: 'red' },
                after: { display: 'blue' },
                claims: expect.arrayContaining([
                  {
                    before: { value: { text: 'red' }, subject: { name: 'a' } },
                    after: null,
                    revision: { number: 2, origin: 'EDIT' },
                  },
                  { before: null, after: { source: { name: 's' } }, revision: { number: 2, origin: 'EDIT' } },
                ]),
              },
            ],
          },
          {
            ...{ kind: 'ADDED', axis: { name: 'f' }, before: null, isTurned: false },
            cells: [{ approach: { name: 'a' }, claims: [{ revision: { number: 3 } }] }],
          },
          {
            ...{ kind: 'ENDED', axis: { name: 'e' }, after: null },
            cells: [
              { before: { display: 'x' }, after: null, claims: [{ after: null, revision: { number: 4 } }] },
            ],
          },
        ],
      },
    });
  });

  test('filters rows by kind and by `decisive`, and returns them in pages', async () => {
    const rowsOf = (args: string) =>
      difference('revision: 1', `rows${args} { totalCount nodes { axis { name } } }`);
    expect(await rowsOf('(kinds: [ADDED, ENDED])')).toMatchObject({
      rows: { nodes: [{ axis: { name: 'f' } }, { axis: { name: 'e' } }] },
    });
    expect(await rowsOf('(decisive: true)')).toMatchObject({
      rows: { totalCount: 1, nodes: [{ axis: { name: 'd' } }] },
    });
    const page = (await difference(
      'revision: 1',
      'rows(first: 1) { edges { cursor node { axis { name } } } }',
    )) as {
      rows: { edges: [{ cursor: string }] };
    };
    const [{ cursor }] = page.rows.edges;
    expect(await rowsOf(`(first: 1, after: "${cursor}")`)).toMatchObject({
      rows: { totalCount: 3, nodes: [{ axis: { name: 'f' } }] },
    });
  });

  test('is empty since the revision of the comparison itself, and accepts a time instead of a revision number', async () => {
    const { revision } = await ask(store, '{ revision(number: 3) { time } }');
    expect(
      await difference('revision: 4', `${summary} rows { totalCount } approaches { column: __typename }`),
    ).toMatchObject({
      summary: { rowsAdded: 0, rowsChanged: 0, rowsEnded: 0 },
      rows: { totalCount: 0 },
      approaches: [],
    });
    // Revisions of the same millisecond have the same time. This time selects the newest of these revisions.
    const byTime = (await difference(`asOf: "${revision.time}"`, `from { number } ${summary}`)) as {
      from: { number: number };
    };
    expect(byTime).toEqual(await difference(`revision: ${byTime.from.number}`, `from { number } ${summary}`));
  });

  test('compares an approach or axis that did not exist as if it had no claims', async () => {
    expect(
      await difference(
        'revision: 1',
        'approaches { before { name } after { name } } rows { nodes { kind axis { name } } }',
        '["a", "c"]',
      ),
    ).toMatchObject({
      approaches: [{ before: null, after: { name: 'c' } }],
      rows: { nodes: [{ kind: 'CHANGED' }, { kind: 'ADDED' }] },
    });
    expect(
      await difference(
        'revision: 1',
        'rows { nodes { kind axis { name } } }',
        '["a", "b"], along: { axes: ["f"] }',
      ),
    ).toEqual({ rows: { nodes: [{ kind: 'ADDED', axis: { name: 'f' } }] } });
  });

  test('compares two older revisions', async () => {
    expect(
      await difference(
        'revision: 1',
        'to { number } rows { nodes { axis { name } after { verdict } } }',
        '["a", "b"]',
        ', at: 2',
      ),
    ).toEqual({
      to: { number: 2 },
      rows: { nodes: [{ axis: { name: 'd' }, after: { verdict: 'DIFFERENT' } }] },
    });
  });

  test.each([
    ['', '', 'Expected "revision" or "asOf" to select the earlier revision, got neither.'],
    ['(revision: 1, asOf: "2999-01-01T00:00:00Z")', '', /^Expected "revision" or "asOf", got both/u],
    ['(revision: 9)', '', 'revision: expected a revision from 1 to 4, got 9.'],
    [
      '(revision: 3)',
      ', at: 2',
      /^revision: expected a revision up to 2, the revision of the comparison, got 3\./u,
    ],
    ['(asOf: "1999-01-01T00:00:00Z")', '', /^asOf: expected a time at or after the first revision/u],
  ])(
    'rejects the arguments "%s" in a comparison with the further arguments "%s"',
    async (args, view, message) => {
      const { errors } = await execute(
        store,
        `{ compare(approaches: ["a", "b"]${view}) { changesSince${args} { isReordered } } }`,
      );
      expect(errors?.map((error) => error.message)).toEqual([
        typeof message === 'string' ? message : expect.stringMatching(message),
      ]);
    },
  );

  test('lists a row with equal cells if its explanation changed because texts name other concepts', async () => {
    const namedGraph = await open();
    const names = (yeast: readonly string[], sourdough: readonly string[]) => [
      concept('BENEFIT', 'yeast', { name: 'Yeast', aliases: yeast }),
      feature('sourdough', { name: 'Sourdough', aliases: sourdough }),
    ];
    const concepts = [
      ...['s', 'other'].map(citedSource),
      ...['rye', 'wheat', 'spelt'].map((slug) => concept('APPROACH', slug)),
      dimension('d'),
    ];
    await namedGraph.store.apply(
      put(
        [...concepts, ...names(['leaven'], ['leaven'])],
        [
          value('rye', 'd', text('Sourdough')),
          value('rye', 'd', text('none'), { source: id('CITED_SOURCE', 'other') }),
          value('wheat', 'd', text('Yeast')),
          value('spelt', 'd', text('leaven')),
        ],
      ),
      imported,
    );
    await namedGraph.store.apply(put(names([], []), []), edited);

    const side = '{ verdict explanation }';
    const { compare } = await ask(
      namedGraph.store,
      `{ compare(approaches: ["rye", "wheat", "spelt"]) {
        changesSince(revision: 1) { rows { nodes { isTurned cells { approach { slug } } before ${side} after ${side} } } } } }`,
    );
    await namedGraph.close();
    const nodes = compare.changesSince.rows.nodes;
    expect(nodes).toMatchObject([
      { isTurned: false, cells: [], before: { verdict: 'DIFFERENT' }, after: { verdict: 'DIFFERENT' } },
    ]);
    expect(nodes[0].after.explanation).not.toBe(nodes[0].before.explanation);
  });

  test.each(engines)(
    'takes a bounded number of SQL statements for two and for three approaches, with the engine %s',
    async (engine) => {
      const count = async (source: string): Promise<number> => {
        statements.length = 0;
        await askBy(engine, store, source);
        return statements.length;
      };
      const compared = await count('{ compare(approaches: ["a", "b"]) { rows { nodes { verdict } } } }');
      const fields = 'rows { nodes { after { verdict } cells { claims { revision { author } } } } }';
      for (const approaches of ['["a", "b"]', '["a", "b", "c"]']) {
        const source = `{ compare(approaches: ${approaches}) { changesSince(revision: 1) { ${fields} } } }`;
        // In addition to the comparison: the earlier view, its approaches, its comparison, the ends of claims, and the revisions.
        expect(await count(source)).toBeLessThanOrEqual(compared + 2 + compared + 2);
      }
    },
  );

  test('contains every row that differs, with its content in both comparisons', async () => {
    const random = await open();
    try {
      await random.store.apply(initialChanges, imported);
      const editor = new Editor();
      const row = 'axis { id name } verdict basis distance cells { state display claims { id text rank } }';
      const compare = 'compare(approaches: ["a0", "a1", "a2"]';
      let [published, checked] = [1, 0];
      for (const set of fc.sample(fc.array(edits, { minLength: 5, maxLength: 25 }), runs(60))) {
        const { revision } = await random.store.apply(editor.changesOf(set), edited);
        published = revision?.number ?? published;
        const since = Math.max(1, published - 2);
        const { now, then } = await ask(
          random.store,
          `{ then: ${compare}, at: ${since}) { rows(first: 50) { nodes { ${row} } } }
             now: ${compare}) { rows(first: 50) { nodes { ${row} } }
               changesSince(revision: ${since}) { rows { nodes { axis { id } before { ${row} } after { ${row} } } } } } }`,
        );
        interface Row {
          readonly axis: { readonly id: string };
        }
        const byAxis = (rows: readonly Row[]): ReadonlyMap<string, unknown> =>
          new Map(rows.map((each) => [each.axis.id, each]));
        const [earlier, later] = [byAxis(then.rows.nodes), byAxis(now.rows.nodes)];
        const changes = now.changesSince.rows.nodes as readonly (Row & { before: unknown; after: unknown })[];
        for (const { axis, before, after } of changes) {
          expect(before).toEqual(earlier.get(axis.id) ?? null);
          expect(after).toEqual(later.get(axis.id) ?? null);
          checked += 1;
        }
        for (const axis of new Set([...earlier.keys(), ...later.keys()])) {
          if (!changes.some((each) => each.axis.id === axis))
            expect(later.get(axis)).toEqual(earlier.get(axis));
        }
      }
      expect(checked).toBeGreaterThan(3);
    } finally {
      await random.close();
    }
  });
});
