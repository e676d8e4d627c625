import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
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
import { eachStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const kilograms = (amount: string, unit = 'kg'): ClaimValue => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit,
});
const on = (terrain: string) => ({ qualifiers: [{ key: 'terrain', value: terrain }] });
const mass = { valueType: 'QUANTITY', betterWhen: 'LOWER', minimum: '0' } as const;

/** Fragments with the tested fields of compared and ranked objects. */
const fragments = `
  fragment CellFields on Cell { __typename id slot state display approach { id name } claims { id }
    values { absence qualifiers { key value } claims { id } value { __typename ... on TextValue { text } ... on QuantityValue { minimum unit } } } }
  fragment RowFields on ComparisonRow { __typename id slot kind group verdict basis distance explanation
    axis { id } mergedAxes { id } unmergedAxes { reason axis { id } } leaders { id } cells { ...CellFields } }
  fragment ComparisonFields on Comparison { __typename id revision approaches { id name }
    summary { __typename id rowCount similarity coverage byVerdict { verdict count } mostDiscriminating { id } }
    rows { totalCount nodes { ...RowFields } } sources { nodes { id } } }
  fragment ContributionFields on Contribution { __typename id axis { id } weight score minimum maximum points requirement explanation cell { ...CellFields } claims { id } }
  fragment RankingFields on Ranking { __typename id revision flip { explanation }
    places { __typename id approach { id } position score minimum maximum contributions { ...ContributionFields } excludedBy { ...ContributionFields } } }`;

const comparisonFields =
  '{ ...ComparisonFields questions { nodes { id comparison { ...ComparisonFields } } } }';
const listLiteral = (items: readonly string[]): string => JSON.stringify(items);

const approaches = fc.shuffledSubarray(['racer', 'tourer', 'folder'], { minLength: 2 });
const under = fc.constantFrom(
  '',
  'under: [{ key: "terrain", value: "hill" }]',
  'under: [{ key: "terrain", value: "Flat" }]',
  'under: [{ key: "terrain", value: "hill" }, { key: "colour", value: "red" }]',
);
const along = fc
  .tuple(
    fc.option(fc.shuffledSubarray(['mass', 'weight', 'length', 'style'], { minLength: 1 })),
    fc.constantFrom('', 'kinds: [DIMENSION]', 'groups: ["Frame"]'),
    under,
  )
  .map(([axes, ...parts]) => `along: {${[axes ? `axes: ${listLiteral(axes)}` : '', ...parts].join(' ')}}`);
const at = fc.constantFrom('', '', 'at: 1', 'at: 2');
const criteria = fc
  .shuffledSubarray(['weight', 'lights', 'mass'], { minLength: 1 })
  .filter((axes) => !axes.includes('weight') || !axes.includes('mass'))
  .chain((axes) => fc.tuple(...axes.map((axis) => fc.tuple(fc.constant(axis), fc.constantFrom(1, 2)))))
  .map(
    (pairs) => `criteria: [${pairs.map(([axis, weight]) => `{ axis: "${axis}" weight: ${weight} }`).join()}]`,
  );

const comparisonArguments = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(approaches, along, at).map(([of, ...more]) => [of, ...more] as const) },
  { weight: 1, arbitrary: approaches.map((of) => [of, '', ''] as const) },
);
const compare = comparisonArguments.map(
  ([of, selection, revision]) =>
    `compare(approaches: ${listLiteral(of)} ${selection} ${revision}) ${comparisonFields}`,
);
const rank = fc
  .tuple(approaches, criteria, under, at)
  .map(([of, ...more]) => `rank(approaches: ${listLiteral(of)} ${more.join(' ')}) { ...RankingFields }`);
const questionField = fc
  .tuple(fc.constantFrom('all', 'two'), along)
  .map(
    ([slug, selection]) => `question(slug: "${slug}") { comparison(${selection}) { ...ComparisonFields } }`,
  );
/** An operation with one to four root fields. */
const operation = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: compare },
      { weight: 2, arbitrary: rank },
      { weight: 1, arbitrary: questionField },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((fields) => {
    const source = `{ ${fields.map((field, index) => `f${index}: ${field}`).join('\n')} }`;
    const usedFragments = fragments.split(/(?=fragment )/u).filter((fragment) => {
      const isOfRankings = /^fragment (?:Ranking|Contribution)/u.test(fragment);
      const isOfComparisons = /^fragment (?:Comparison|Row)/u.test(fragment);
      return (
        (!isOfRankings || source.includes('Ranking')) && (!isOfComparisons || source.includes('Comparison'))
      );
    });
    return `${source}${usedFragments.join('')}`;
  });

const withIds = [
  'Cell',
  'Comparison',
  'ComparisonRow',
  'ComparisonSummary',
  'Contribution',
  'Place',
  'Ranking',
];

/** The contents that a normalising client would cache, from all stores, by id and member. */
const members = new Map<string, string>();
const types = new Set<string>();
let repeats = 0;

/** Records the members of the objects with an id in a result. @returns the result, with a reference instead of each of these objects */
function normalise(value: any): unknown {
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, normalise(member)] as const);
  if (!withIds.includes(value.__typename)) return Object.fromEntries(entries);
  types.add(value.__typename);
  for (const [name, member] of entries) {
    const key = `${value.id} ${name}`;
    const content = JSON.stringify(member);
    const cached = members.get(key);
    if (cached === undefined) members.set(key, content);
    else repeats += 1;
    if (cached !== undefined && cached !== content)
      throw new Error(`The content of ${key} was ${cached}, and is now ${content}.`);
  }
  return { id: value.id };
}

describe.each(eachStore)('The id of a compared object on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    const [racer, tourer, folder] = ['racer', 'tourer', 'folder'].map((slug) => id('APPROACH', slug)) as [
      string,
      string,
      string,
    ];
    const lights = id('FEATURE', 'lights');
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          citedSource('t'),
          ...['racer', 'tourer', 'folder'].map((slug) => concept('APPROACH', slug)),
          dimension('mass', { ...mass, unit: 'kg', maximum: '20', group: 'Frame' }),
          dimension('weight', { ...mass, unit: 'g', maximum: '20000' }),
          dimension('length', { valueType: 'QUANTITY', unit: 'm' }),
          dimension('style', { group: 'Frame' }),
          feature('lights'),
          question('all'),
          question('two'),
        ],
        [
          value('racer', 'mass', kilograms('8')),
          value('tourer', 'weight', kilograms('16000', 'g')),
          value('tourer', 'mass', kilograms('15'), { source: 'cited-source/t' }),
          value('racer', 'style', text('light'), on('flat')),
          value('racer', 'style', text('geared'), on('hill')),
          value('tourer', 'style', text('geared')),
          claim(tourer, 'HAS_FEATURE', lights),
          claim(folder, 'HAS_FEATURE', lights, on('flat')),
          claim(id('DIMENSION', 'mass'), 'EQUIVALENT_TO', id('DIMENSION', 'weight')),
          claim(id('DIMENSION', 'mass'), 'EQUIVALENT_TO', id('DIMENSION', 'length')),
          ...[racer, tourer, folder].map((approach) => claim(id('QUESTION', 'all'), 'ASKS_ABOUT', approach)),
          ...[folder, racer].map((approach) => claim(id('QUESTION', 'two'), 'ASKS_ABOUT', approach)),
        ],
      ),
      imported,
    );
    await graph.store.apply(
      put(
        [concept('APPROACH', 'folder', { name: 'Folding bicycle' })],
        [value('folder', 'style', text('small')), value('folder', 'length', kilograms('1', 'm'))],
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  test('identifies one content of the tested fields in random operations, with both engines', async () => {
    repeats = 0;
    await fc.assert(
      fc.asyncProperty(operation, async (source) => {
        normalise(await ask(graph.store, source));
      }),
      { seed: 14, numRuns: 14 },
    );
    expect(repeats).toBeGreaterThan(1_000);
    expect([...types].sort()).toEqual(withIds);
  });

  test('depends on a revision in a variable, even if the bytes of the cells are cached', async () => {
    const source = `query ($at: Int) {
      compare(approaches: ["racer", "tourer"], at: $at) { id rows { nodes { id cells { id slot display } } } }
    }`;
    const results: any[] = [];
    for (const revision of [null, 2, null, 1, 2]) {
      results.push((await execute(graph.store, source, { at: revision })).data);
    }
    const [published, second, repeatedPublished, first, repeatedSecond] = results;
    expect([repeatedPublished, repeatedSecond]).toEqual([published, second]);
    const cellIds = (data: any): readonly string[] =>
      data.compare.rows.nodes[0].cells.map((cell: any) => cell.id);
    expect(new Set([published, second, first].flatMap(cellIds)).size).toBe(6);
  });

  test('does not depend on the form or the number of references to an axis', async () => {
    const comparison = (axes: string): string =>
      `compare(approaches: ["racer", "tourer"], along: { axes: [${axes}] }) { id rows { nodes { id } } }`;
    const { once, twice } = await ask(
      graph.store,
      `{ once: ${comparison('"style"')} twice: ${comparison('"dimension/style", "style"')} }`,
    );
    expect(twice).toEqual(once);
  });

  test('is not the id of a node', async () => {
    const { compare: compared } = await ask(
      graph.store,
      '{ compare(approaches: ["racer", "folder"]) { id } }',
    );
    const { node, nodes } = await ask(
      graph.store,
      `{ node(id: "${compared.id}") { id } nodes(ids: ["cell/x", "row:feature/lights:approach/racer"]) { id } }`,
    );
    expect([node, nodes]).toEqual([null, [null, null]]);
  });

  test('is another id if the operation selects the published revision by number; the slots do not change', async () => {
    const ids = `{ id rows(first: 1) { nodes { id slot cells { id slot } } } }`;
    const { now, named } = await ask(
      graph.store,
      `{ now: compare(approaches: ["racer", "tourer"]) ${ids} named: compare(approaches: ["racer", "tourer"], at: 2) ${ids} }`,
    );
    expect(named.id).not.toBe(now.id);
    const [[rowNow], [rowNamed]] = [now.rows.nodes, named.rows.nodes];
    expect(rowNamed).toMatchObject({
      slot: rowNow.slot,
      cells: rowNow.cells.map(({ slot }: any) => ({ slot })),
    });
    for (const object of [rowNow, ...rowNow.cells]) {
      expect([rowNamed, ...rowNamed.cells].map((other: any) => other.id)).not.toContain(object.id);
    }
  });
});
