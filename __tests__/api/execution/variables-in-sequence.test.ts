import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Plans } from '../../../src/api/execution/plans.js';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import { apiOf, compareExecutors } from '../../../scripts/fuzz/compare-executors.js';
import type { Variables } from '../../../scripts/fuzz/operations.js';
import { concept, edited } from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { runs } from '../../support/test-run.js';
import { cachedStore, eachStore, inMemoryStore, type TestStore } from '../../support/stores.js';

interface Document {
  readonly name: string;
  readonly source: string;
  readonly operationName?: string;
  /** Sets of variables, valid and invalid. */
  readonly sets: readonly Variables[];
}

const ofMit = { s: 'mit' };
const featureFields = 'features(first: $n) { totalCount nodes { slug } }';

const documents: readonly Document[] = [
  {
    name: 'a null variable and an absent variable',
    source: 'query ($n: Int, $s: String!) { approach(slug: $s) { features(first: $n) { totalCount } } }',
    sets: [
      ofMit,
      { n: null, ...ofMit },
      { n: 1, ...ofMit },
      { n: 0, ...ofMit },
      { n: '1', ...ofMit },
      { n: 501, ...ofMit },
    ],
  },
  {
    name: 'a null variable and a variable with a default',
    source: `query ($n: Int = 2) { approach(slug: "msp") { ${featureFields} } }`,
    sets: [{}, { n: null }, { n: 2 }, { n: 50 }],
  },
  {
    name: 'a list variable with lists and single values',
    source: 'query ($p: [Support!]) { approach(slug: "msp") { features(supports: $p) { totalCount } } }',
    sets: [
      {},
      { p: null },
      { p: [] },
      { p: ['NO'] },
      { p: 'YES' },
      { p: ['YES', 'PARTIAL'] },
      { p: [null] },
      { p: ['NOPE'] },
    ],
  },
  {
    name: 'a variable of a nullable argument',
    source: 'query ($k: FeatureKind) { approach(slug: "msp") { features(featureKind: $k) { totalCount } } }',
    sets: [{}, { k: null }, { k: 'SERVICE' }, { k: 'PRACTICE' }, { k: 'service' }],
  },
  {
    name: 'variables of @include and @skip',
    source: `query ($yes: Boolean = true, $no: Boolean! = false) {
      approach(slug: "msp") { slug @include(if: $yes) name @skip(if: $no) ... @include(if: $no) { summary } } }`,
    sets: [
      {},
      { yes: false },
      { no: true },
      { yes: null },
      { yes: false, no: true },
      { no: null },
      { yes: 'true' },
    ],
  },
  {
    name: 'variables in fields of the cells of a comparison',
    source: `query ($n: Int, $k: FeatureKind) { compare(approaches: ["msp", "devops"]) { rows(first: 2) { nodes { cells {
      display approach { slug features(first: $n, featureKind: $k) { totalCount nodes { slug } } } } } } } }`,
    sets: [{}, { n: null }, { n: 1 }, { n: 1, k: null }, { n: 1, k: 'SERVICE' }, { k: 'SERVICE' }],
  },
  {
    name: 'variables in objects and lists',
    source: `query ($a: String!, $k: [AxisKind!], $w: AxisSelection) {
      one: compare(approaches: ["msp", "devops"], along: { kinds: $k, groups: [$a] }) { summary { rowCount } }
      other: compare(approaches: ["mit", "isc"], along: $w) { summary { rowCount } } }`,
    sets: [
      { a: 'x' },
      { a: 'x', k: ['FEATURE'] },
      { a: null },
      { a: 'x', k: null, w: null },
      { a: 'x', w: {} },
      { a: 'x', w: { kinds: null } },
      { a: 'x', w: { kinds: ['DIMENSION'], axes: ['absent'] } },
    ],
  },
  {
    name: 'variables in fields of interfaces and fragments',
    source: `query ($ids: [ID!]!, $n: Int) { nodes(ids: $ids) { __typename id ...A ... on Feature { approaches(first: $n) { totalCount } } } }
      fragment A on Approach { name ...B } fragment B on Concept { equivalentTo(first: $n) { totalCount } }`,
    sets: [
      { ids: ['approach/msp', 'feature/collaboration'] },
      { ids: ['approach/msp', 'feature/collaboration'], n: null },
      { ids: ['approach/msp', 'feature/collaboration'], n: 0 },
      { ids: 'approach/msp' },
      { ids: ['nothing'] },
      { ids: [1] },
    ],
  },
  {
    name: 'variables with the names of members of JavaScript objects',
    source: `query ($constructor: Int, $toString: Boolean = true, $__proto__: Int) { approach(slug: "msp") {
      features(first: $constructor) { totalCount } name @include(if: $toString) benefits(first: $__proto__) { totalCount } } }`,
    sets: [
      {},
      { constructor: null },
      { constructor: 1, toString: false },
      JSON.parse('{"__proto__":1}') as Variables,
      JSON.parse('{"__proto__":null}') as Variables,
    ],
  },
  {
    name: 'a string variable with the name __proto__',
    source:
      'query ($__proto__: String) { approach(slug: "msp") { features(first: 1, after: $__proto__) { totalCount } } }',
    sets: [
      {},
      JSON.parse('{"__proto__":"no cursor"}') as Variables,
      JSON.parse('{"__proto__":null}') as Variables,
      JSON.parse('{"__proto__":["no cursor"]}') as Variables,
    ],
  },
  {
    name: 'a variable with a revision',
    source: `query ($at: Int) { compare(approaches: ["msp", "devops"], at: $at) { revision approaches { name } } approach(slug: "msp") { name } }`,
    sets: [{}, { at: null }, { at: 1 }, { at: 2 }, { at: 3 }, { at: 0 }],
  },
  {
    name: 'two unknown references; the first reference determines the error',
    source: `query ($a: [String!]!, $x: String!) {
      compare(approaches: $a, along: { axes: [$x] }) { summary { rowCount } }
      rank(approaches: $a, criteria: [{ axis: $x }]) { places { score } } }`,
    sets: [
      { a: ['msp', 'devops'], x: 'collaboration' },
      { a: ['msp', 'absent'], x: 'nothing' },
      { a: ['msp', 'devops'], x: 'nothing' },
      { a: ['msp', 'absent'], x: 'collaboration' },
    ],
  },
  {
    name: 'a variable with representations of entities',
    source:
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Approach { slug } ... on Concept { name } } }',
    sets: [
      { r: [{ __typename: 'Approach', id: 'approach/msp' }] },
      { r: { __typename: 'Concept', id: 'feature/collaboration' } },
      { r: [{ __typename: 'Feature', id: 'approach/msp' }] },
      { r: [{ __typename: 'Approach', id: null }] },
      { r: [{ __typename: 'Approach' }] },
      { r: [] },
    ],
  },
  {
    name: 'two operations with variables of the same name',
    source: `query A($n: Int) { approach(slug: "msp") { ${featureFields} } } query B($n: Int!) { approach(slug: "msp") { ${featureFields} } }`,
    operationName: 'A',
    sets: [{}, { n: null }, { n: 1 }],
  },
];

/** Each database, with SQL views, in-memory views and cached views. */
const everyStore = eachStore.flatMap((kind) => [kind, inMemoryStore(kind), cachedStore(kind)]);

describe.each(everyStore)(
  'Plans and graphql-js have the same results on $name, after any earlier operations, for',
  ({ open }) => {
    const schema = createSchema();
    const api = apiOf(schema, new Plans(schema));
    let graph: TestStore;
    /** A store with the same database and without caches. */
    let uncached: GraphStore;
    beforeAll(async () => {
      graph = await open();
      await seed(graph.store);
      await graph.store.apply(
        [{ type: 'putConcept', concept: concept('APPROACH', 'msp', { name: 'Renamed' }) }],
        edited,
      );
      uncached = await openStore(graph.url);
    });
    afterAll(async () => {
      await uncached.close();
      await graph.close();
    });

    test.each(documents)('$name', async ({ source, operationName = null, sets }) => {
      const reader = { name: 'tested store', reader: graph.store.reader };
      let [planned, failed] = [0, 0];
      const orders = fc.array(fc.nat(sets.length - 1), { minLength: 2, maxLength: 6, size: 'max' });
      const inOrder = (order: readonly number[]): readonly Variables[] =>
        order.map((index) => sets[index] ?? {});
      await fc.assert(
        fc.asyncProperty(orders, async (order) => {
          const sequence = inOrder(order);
          const results = await compareExecutors(api, uncached.reader, [reader], {
            source,
            operationName,
            sequence,
          });
          expect(results.isExecuted).toBe(true);
          expect(results.differences).toEqual([]);
          planned += results.planned;
          failed += results.failed;
        }),
        // The first order is the order of the sets above, followed by the reverse order. Random orders follow.
        { seed: 14, numRuns: runs(10, 2), examples: [[[...sets.keys(), ...[...sets.keys()].reverse()]]] },
      );
      expect(planned).toBeGreaterThan(0);
      expect(failed).toBeGreaterThan(0);
    });
  },
);
