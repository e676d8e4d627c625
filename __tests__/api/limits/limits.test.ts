import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parse, validate, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { checkLimits, estimateCached } from '../../../src/api/limits/check-limits.js';
import { defaultLimits as limits, type Limits } from '../../../src/api/limits/limits.js';
import { estimateOperation } from '../../../src/api/limits/estimate/estimate-operation.js';
import { workMicroseconds } from '../../../src/api/limits/work/work.js';
import { createSchema } from '../../../src/api/schema.js';
import { predicates } from '../../../src/graph/claim.js';
import { conceptKinds } from '../../../src/graph/concept.js';
import { graphStatistics, type GraphStatistics } from '../../../src/graph/ports/statistics.js';
import { runs } from '../../support/test-run.js';

const schema = createSchema();

/** 200 approaches with 40 features and 100 values each, stated by two sources. Each feature has 20 approaches. */
const usual = graphStatistics({
  concepts: {
    ...{ APPROACH: 200, FEATURE: 400, BENEFIT: 100, DRAWBACK: 100, USE_CASE: 50 },
    ...{ DIMENSION: 300, QUESTION: 20, CITED_SOURCE: 60 },
  },
  claims: {
    HAS_VALUE: { claims: 40_000, links: 20_000 },
    HAS_FEATURE: { claims: 16_000, links: 8_000 },
    BRINGS_BENEFIT: { claims: 2_000, links: 2_000 },
    LEADS_TO: { claims: 800, links: 800 },
    ASKS_ABOUT: { claims: 40, links: 40 },
  },
  citations: 60_000,
});

/** 50 approaches, each with a value along each of 20,000 dimensions. */
const wide = graphStatistics({
  concepts: { APPROACH: 50, DIMENSION: 20_000, CITED_SOURCE: 40 },
  claims: { HAS_VALUE: { claims: 1_000_000, links: 1_000_000 } },
});

/** Creates the usual statistics, with the given number of features per approach. */
function withFeatures(perApproach: number): GraphStatistics {
  return graphStatistics({
    ...usual,
    concepts: { ...usual.concepts, FEATURE: Math.max(400, perApproach) },
    claims: { ...usual.claims, HAS_FEATURE: { claims: 200 * perApproach, links: 200 * perApproach } },
  });
}

function estimate(source: string, variables: Record<string, unknown> = {}, statistics = usual) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions as OperationDefinitionNode[];
  return estimateOperation(schema, document, operation as OperationDefinitionNode, variables, statistics);
}

/** Estimates the cost of an operation in microseconds, without the cost of a minimal operation. */
function cost(source: string, statistics = usual, variables: Record<string, unknown> = {}): number {
  return estimate(source, variables, statistics).cost - estimate('{ __typename }', {}, statistics).cost;
}

/** Checks the limits. @returns the name of the limit that an operation exceeds; null if it is within the limits */
function exceededLimit(
  source: string,
  variables: Record<string, unknown> = {},
  within: Limits = limits,
  statistics = usual,
): string | null {
  const document = parse(source);
  const [operation] = document.definitions as OperationDefinitionNode[];
  try {
    checkLimits(within, schema, document, operation as OperationDefinitionNode, variables, statistics);
    return null;
  } catch (error) {
    expect((error as GraphQLError).extensions['code']).toBe('LIMIT_EXCEEDED');
    return (error as GraphQLError).extensions['limit'] as string;
  }
}

/** Builds a chain of nested lists with the given page sizes. */
const nested = (sizes: readonly (number | string)[]): string =>
  sizes.reduceRight<string>(
    (inner, first, depth) =>
      `${depth % 2 ? 'features' : 'approaches'}(first: ${first}) { nodes { ${inner} } }`,
    'id',
  );

const slugs = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, n) => `a-${n}`));
const comparisonOf = (count: number, fields: string): string =>
  `{ compare(approaches: ${slugs(count)}) { ${fields} } }`;
const firstRows = 'rows(first: 50) { totalCount nodes { axis { name } verdict cells { display } } }';

describe('The cost', () => {
  test('of a minimal operation is more than 50 microseconds', () => {
    expect(estimate('{ __typename }').cost).toBeGreaterThan(50);
  });

  test('grows with the product of the page sizes', () => {
    expect(cost(`{ ${nested([10, 10])} }`)).toBeGreaterThan(5 * cost(`{ ${nested([10])} }`));
    expect(cost(`{ ${nested([100, 20, 10])} }`)).toBeGreaterThan((50 * cost(`{ ${nested([10, 10])} }`)) / 10);
  });

  test.each([
    ['a list of links', 'features(first: 20) { nodes { name } }', withFeatures(10), withFeatures(300)],
    ['the total count of a list of links', 'features { totalCount }', withFeatures(10), withFeatures(300)],
    ['the claims of an approach', 'claims(first: 1) { totalCount }', usual, wide],
    ['the nearest approaches', 'nearest(first: 1) { score }', usual, wide],
  ])('of %s grows with the graph', (_, fields, small, large) => {
    const source = `{ approach(slug: "a") { ${fields} } }`;
    expect(cost(source, large)).toBeGreaterThan(2 * cost(source, small));
  });

  test('of a page is limited by the length of the list', () => {
    const source = (first: number): string =>
      `{ approach(slug: "a") { features(first: ${first}) { nodes { name } } } }`;
    expect(cost(source(100), withFeatures(8))).toBe(cost(source(8), withFeatures(8)));
    expect(cost(source(100), withFeatures(100))).toBeGreaterThan(cost(source(8), withFeatures(100)));
    expect(cost('{ useCases(first: 500) { nodes { name } } }')).toBe(
      cost('{ useCases(first: 50) { nodes { name } } }'),
    );
  });

  test('includes the fields of edges for each item, like the fields of nodes', () => {
    const costOf = (fields: string): number => cost(`{ approaches(first: 100) { ${fields} } }`);
    expect(costOf('edges { node { id } }')).toBeGreaterThanOrEqual(costOf('nodes { id }'));
    expect(costOf('totalCount')).toBeLessThan(costOf('nodes { id }') / 2);
  });

  test('depends on a page size in a variable or in the default of a variable', () => {
    const literal = cost(`{ ${nested([70])} }`);
    expect(cost(`query ($n: Int!) { ${nested(['$n'])} }`, usual, { n: 70 })).toBe(literal);
    expect(cost(`query ($n: Int! = 70) { ${nested(['$n'])} }`)).toBe(literal);
  });

  test('of a list of claims is limited by the claims that its arguments select', () => {
    const claims = (args: string): number =>
      cost(`{ dimension(slug: "d") { claims${args} { nodes { source { name } citations { quote } } } } }`);
    expect(claims('(approaches: ["a"])')).toBe(claims('(approaches: ["a"], first: 2)'));
    expect(claims('(approaches: "a")')).toBe(claims('(approaches: ["a"])'));
    expect(claims('(approaches: ["a", "b"])')).toBeGreaterThan(claims('(approaches: ["a"])'));
    expect(claims('(approaches: ["a"])')).toBeLessThan(claims('') / 5);
    expect(claims('(approaches: null)')).toBe(claims(''));
    const along = (args: string): number =>
      cost(`{ approach(slug: "a") { claims${args} { nodes { source { name } citations { quote } } } } }`);
    expect(along('(dimensions: ["d"])')).toBe(along('(dimensions: ["d"], first: 2)'));
    expect(along('(dimensions: "d")')).toBe(along('(dimensions: ["d"])'));
    expect(along('(dimensions: ["d"])')).toBeLessThan(along('') / 5);
    const links = (args: string): number =>
      cost(`{ approach(slug: "a") { features${args} { nodes { name } } } }`);
    expect(links('(supports: [])')).toBeLessThan(links('(supports: [YES])'));
  });

  test.each([
    ['orderBy: COUNT, countOf: { supports: [YES] }', 1],
    ['everyStated: { supports: [YES] }', 1],
    ['orderBy: COUNT, countOf: { supports: [YES] }, everyStated: { supports: [YES] }', 2],
  ])('includes the cells of all rows for rows(%s)', (args, checks) => {
    const rowsOf = (approaches: number, rowArgs: string): number =>
      cost(comparisonOf(approaches, `rows(first: 0${rowArgs}) { totalCount }`), wide);
    const further = rowsOf(50, `, ${args}`) - rowsOf(50, '');
    // A million cells; each takes about half a microsecond.
    expect(further).toBeGreaterThan(checks * 400_000);
    expect(further).toBeLessThan(checks * 1_000_000);
    const any = rowsOf(50, ', any: [{ approach: "a-1" }, { approach: "a-2" }]') - rowsOf(50, '');
    expect(any).toBeGreaterThan(0);
    expect(any).toBeLessThan(further / 10);
  });

  test.each([
    [
      'a distribution',
      'dimension(slug: "d") { distribution(first: 0) { count } }',
      'dimension(slug: "d") { id }',
    ],
    [
      'the conditions of a count of distinct values',
      'dimension(slug: "d") { distinctCount(where: [{ axis: "dimension/e" }]) }',
      'dimension(slug: "d") { distinctCount }',
    ],
    ['a coverage', 'approach(slug: "a") { coverage { share } }', 'approach(slug: "a") { id }'],
  ])('includes the claims that are read for %s', (_, more, less) => {
    const claims = { ...usual.claims, HAS_VALUE: { claims: 4_000_000, links: 40_000 } };
    const furtherIn = (statistics: GraphStatistics): number =>
      cost(`{ ${more} }`, statistics) - cost(`{ ${less} }`, statistics);
    expect(furtherIn(graphStatistics({ ...usual, claims }))).toBeGreaterThan(2 * furtherIn(usual));
  });

  test.each([
    ['summary { byState { count } }', 'summary { rowCount }'],
    ['rows { nodes { counts { count } } }', 'rows { nodes { kind } }'],
    ['rows { nodes { count(of: {}) } }', 'rows { nodes { kind } }'],
  ])('includes the cells of %s', (more, less) => {
    const further = (approaches: number): number =>
      cost(comparisonOf(approaches, more)) - cost(comparisonOf(approaches, less));
    expect(further(50)).toBeGreaterThan(2 * further(5));
  });

  test('of the coverages of a page includes the axes of the graph once', () => {
    const covered = (first: number): number =>
      cost(`{ approaches(first: ${first}) { nodes { coverage { share } } } }`, wide);
    expect(covered(2)).toBeLessThan(1.9 * covered(1));
    expect(covered(1)).toBeGreaterThan(20_000);
  });

  test('of a list without a page size depends on the default page size', () => {
    expect(cost('{ approaches { nodes { id } } }')).toBe(cost('{ approaches(first: 20) { nodes { id } } }'));
  });

  test('does not include skipped fields; the number of aliases includes them', () => {
    const source =
      'query ($no: Boolean!) { approach(slug: "a") { id b: features @include(if: $no) { totalCount } } }';
    expect(cost(source, usual, { no: false })).toBe(cost('{ approach(slug: "a") { id } }'));
    expect(cost(source, usual, { no: true })).toBeGreaterThan(cost(source, usual, { no: false }));
    expect(estimate(source, { no: false }).aliases).toBe(1);
  });

  test('includes only the most expensive of the possible types of an object', () => {
    const fields = { Approach: 'features { nodes { name } }', Feature: 'benefits { nodes { name } }' };
    const on = (type: keyof typeof fields): string => `... on ${type} { ${fields[type]} }`;
    const costOf = (...parts: string[]): number =>
      cost(`{ approach(slug: "a") { equivalentTo { nodes { ${['id', ...parts].join(' ')} } } } }`, {
        ...usual,
        claims: { ...usual.claims, EQUIVALENT_TO: { claims: 2_000, links: 2_000 } },
      });
    expect(costOf(on('Approach'), on('Feature'))).toBe(
      Math.max(costOf(on('Approach')), costOf(on('Feature'))),
    );
  });

  test('includes a fragment once for each spread', () => {
    const fragment = 'fragment F on Approach { features { nodes { id } } }';
    const once = cost(`{ a: approaches { nodes { ...F } } } ${fragment}`);
    const twice = cost(`{ a: approaches { nodes { ...F } } b: approaches { nodes { ...F } } } ${fragment}`);
    expect(Math.abs(twice - 2 * once)).toBeLessThanOrEqual(1);
  });

  test('of a fragment on rows depends on the size of the enclosing comparison', () => {
    const fragment = 'fragment F on ComparisonRow { cells { display } }';
    const of = (count: number): string => `compare(approaches: ${slugs(count)}) { rows { nodes { ...F } } }`;
    const small = cost(`{ a: ${of(2)} } ${fragment}`);
    const large = cost(`{ a: ${of(40)} } ${fragment}`);
    expect(large).toBeGreaterThan(5 * small);
    expect(Math.abs(cost(`{ a: ${of(2)} b: ${of(40)} } ${fragment}`) - small - large)).toBeLessThanOrEqual(2);
  });

  test('grows with the number of ids of nodes, and depends on the kinds in the ids', () => {
    const nodes = (ids: readonly string[]): number =>
      cost(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Approach { features { nodes { name } } } } }',
        usual,
        {
          ids,
        },
      );
    const [approaches, claims] = [Array<string>(100).fill('approach/a'), Array<string>(100).fill('claim/a')];
    expect(nodes(approaches)).toBeGreaterThan(1.9 * nodes(approaches.slice(50)));
    expect(nodes(approaches)).toBeGreaterThan(3 * nodes(claims));
  });

  test('grows with the number of representations', () => {
    const entities = (count: number): number =>
      cost(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Claim { source { name } } } }',
        usual,
        {
          r: Array(count).fill({ __typename: 'Claim', id: 'claim/a' }),
        },
      );
    expect(entities(1_000)).toBeGreaterThan(7 * entities(100));
  });

  test('of rows and cells by slot grows with their number, and with the pairs of cells of a row', () => {
    const approaches = (count: number): string =>
      Array.from({ length: count }, (_, n) => `approach/a${n}`).join();
    const slots = (count: number, slot: string): number =>
      cost(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cell { display } ... on ComparisonRow { verdict cells { display } } } }',
        usual,
        { r: Array(count).fill({ __typename: slot.startsWith('cell') ? 'Cell' : 'ComparisonRow', slot }) },
      );
    const row = (columns: number): string => `row:dimension/d:${approaches(columns)}`;
    expect(slots(1_000, 'cell:dimension/d:approach/a')).toBeGreaterThan(
      7 * slots(100, 'cell:dimension/d:approach/a'),
    );
    expect(slots(100, row(50))).toBeGreaterThan(5 * slots(100, row(5)));
    expect(slots(100, row(5))).toBeGreaterThan(slots(100, 'cell:dimension/d:approach/a'));
  });

  test('includes the rows that must be computed: the selected rows or all rows', () => {
    const [small, large] = [cost(comparisonOf(2, firstRows), wide), cost(comparisonOf(50, firstRows), wide)];
    expect(large).toBeGreaterThan(2 * small);
    for (const fieldOfAllRows of [
      'summary { rowCount }',
      'sources { totalCount }',
      'rows(first: 1, orderBy: MOST_DIFFERENT) { totalCount }',
      'rows(first: 1, verdicts: [SAME]) { totalCount }',
    ]) {
      expect(cost(comparisonOf(50, fieldOfAllRows), wide)).toBeGreaterThan(2 * large);
    }
    const where = 'where: [{ approach: "a-1", levels: ["yes"] }]';
    expect(cost(comparisonOf(50, `rows(first: 1, ${where}) { totalCount }`), wide)).toBeGreaterThan(
      cost(comparisonOf(50, 'rows(first: 1) { totalCount }'), wide),
    );
    const axes = comparisonOf(50, firstRows).replace(') {', ', along: { axes: ["x", "y"] }) {');
    expect(cost(axes, wide)).toBeLessThan(large / 20);
  });

  test('includes each excerpt of a source text', () => {
    const text = (fields: string): number => cost(`{ citedSource(slug: "a") { texts { ${fields} } } }`);
    expect(text('text')).toBeGreaterThan(text('hash'));
    expect(text('a: text b: text(start: 9)')).toBeGreaterThan(text('text'));
  });

  test('includes every place and contribution of a ranking', () => {
    const ranking = (approaches: number, criteria: number): number => {
      const axes = Array.from({ length: criteria }, (_, n) => `{ axis: "x-${n}" }`).join(' ');
      return cost(
        `{ rank(approaches: ${slugs(approaches)}, criteria: [${axes}]) { places { contributions { explanation } } } }`,
      );
    };
    expect(ranking(50, 1)).toBeGreaterThan(2 * ranking(5, 1));
    expect(ranking(50, 50)).toBeGreaterThan(10 * ranking(50, 1));
  });

  test('includes the claims along the axes of conditions and of the sort order', () => {
    const list = (args: string): number => cost(`{ approaches(${args} first: 1) { totalCount } }`);
    const conditions = (count: number): string => `[${Array(count).fill('{ axis: "dimension/a" }').join()}]`;
    const one = list(`filter: { where: ${conditions(1)} }`);
    expect(one).toBeGreaterThan(list('filter: { without: ["a"] }'));
    expect(list(`filter: { any: ${conditions(1)} }`)).toBeCloseTo(one);
    // The graph has 40,000 claims along 300 dimensions.
    const ofEach = (list(`filter: { where: ${conditions(11)} }`) - one) / 10;
    expect(ofEach).toBeGreaterThan((40_000 / 300) * 0.1);
    expect(list('sortAxis: { axis: "dimension/a" }')).toBeGreaterThan(list('') + ofEach);
    // A slug can name an axis of any kind.
    expect(list('filter: { where: [{ axis: "a" }] }')).toBeGreaterThanOrEqual(one);
    expect(list('filter: { where: { axis: "dimension/a" } }')).toBeCloseTo(one);
    const claims = (args: string): number =>
      cost(`{ dimension(slug: "a") { claims(${args} first: 1) { totalCount } } }`);
    expect(claims(`where: ${conditions(3)}`)).toBeGreaterThan(claims('') + 2 * ofEach);
  });

  test('includes the approaches that a filter can select for a comparison or a ranking', () => {
    const compare = (args: string): number =>
      cost(`{ compare(${args}) { rows(first: 100) { nodes { verdict cells { display } } } } }`);
    expect(compare('filter: {}')).toBeGreaterThan(compare(`approaches: ${slugs(49)}`));
    expect(compare(`filter: { references: ${slugs(2)} }`)).toBeLessThan(
      2 * compare(`approaches: ${slugs(2)}`),
    );
    const rank = (args: string): number =>
      cost(`{ rank(${args}, criteria: [{ axis: "a" }]) { places { contributions { explanation } } } }`);
    expect(rank('filter: {}')).toBeGreaterThan(rank(`approaches: ${slugs(49)}`));
  });

  test('grows with the words of a search, and with the texts that are searched', () => {
    const search = (text: string): string => `{ search(text: "${text}", first: 1) { totalCount } }`;
    expect(cost(search('a b c'))).toBeGreaterThan(cost(search('a')));
    expect(cost(search('a'))).toBeGreaterThan(cost(search('a'), graphStatistics({})));
  });

  test('includes references to axes that do not exist', () => {
    const costOfMissingAxes = (count: number): number =>
      cost(
        `{ ${Array.from({ length: count }, (_, n) => `c${n}: compare(approaches: ["a", "b"], along: { axes: ["no-${n}"] }) { revision }`).join(' ')} }`,
      );
    expect(costOfMissingAxes(90)).toBeGreaterThan(80 * costOfMissingAxes(1));
    expect(costOfMissingAxes(1)).toBeGreaterThan(50);
  });

  test('of an introspection of all types grows with the selected fields', () => {
    const types = (fields: string): number => cost(`{ __schema { types { ${fields} } } }`);
    expect(types('name fields { name args { name } }')).toBeGreaterThan(2 * types('name'));
    expect(types('name')).toBeGreaterThan(100);
  });
});

describe('The limits allow', () => {
  const representations = (typename: string) =>
    Array.from({ length: 1_000 }, (_, n) => ({ __typename: typename, id: `x/${n}` }));

  test.each([
    ['the usual graph', usual],
    ['a wide graph', wide],
    ['a graph with many links', withFeatures(500)],
  ])('on %s, 1,000 claims with their sources, and 1,000 approaches with a list of links', (_, statistics) => {
    expect(
      exceededLimit(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Claim { id source { name } } } }',
        { r: representations('Claim') },
        limits,
        statistics,
      ),
    ).toBeNull();
    expect(
      exceededLimit(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Approach { name features(first: 10) { nodes { name } } } } }',
        { r: representations('Approach') },
        limits,
        statistics,
      ),
    ).toBeNull();
  });

  test('the first 50 rows of a comparison of 50 approaches along 20,000 axes, and the nearest approaches in this graph', () => {
    expect(exceededLimit(comparisonOf(50, firstRows), {}, limits, wide)).toBeNull();
    expect(
      exceededLimit(
        '{ approach(slug: "a") { nearest(first: 5) { score approach { name } } } }',
        {},
        limits,
        wide,
      ),
    ).toBeNull();
  });

  test('500 rows with all claims and citations, and a ranking of 50 approaches by 50 criteria', () => {
    const claims = 'claims { text source { name } citations { locator quote } }';
    const rows = `rows(first: 500) { nodes { axis { name } cells { display values { value { __typename } } ${claims} } } }`;
    expect(exceededLimit(comparisonOf(50, rows), {}, limits, wide)).toBeNull();
    const criteria = Array.from({ length: 50 }, (_, n) => `{ axis: "x-${n}" }`).join(' ');
    const places = `places { approach { name } contributions { axis { name } explanation ${claims} } }`;
    expect(
      exceededLimit(
        `{ rank(approaches: ${slugs(50)}, criteria: [${criteria}]) { ${places} flip { axis { name } } } }`,
      ),
    ).toBeNull();
  });
});

describe('An operation is rejected', () => {
  test.each([
    ['cost', `{ ${nested([200, 40, 20, 40, 20])} }`],
    ['depth', `{ approach(slug: "a") { ${'equivalentTo { nodes { '.repeat(8)}id${' } }'.repeat(8)} } }`],
    ['aliases', `{ ${[...Array(101).keys()].map((n) => `a${n}: __typename`).join(' ')} }`],
    [
      'fragments',
      `{ ...F0 } ${[...Array(51).keys()].map((n) => `fragment F${n} on Query { __typename }`).join(' ')}`,
    ],
  ])('if it exceeds the limit of %s', (limit, source) => {
    expect(exceededLimit(source)).toBe(limit);
  });

  test('on a large graph, even if it is allowed on a small graph', () => {
    const source = `{ ${nested([500, 500, 500])} }`;
    expect(exceededLimit(source, {}, limits, withFeatures(2))).toBeNull();
    expect(exceededLimit(source, {}, limits, withFeatures(400))).toBe('cost');
  });

  test('for a page size beyond the limit, even if the cost is low', () => {
    const source = '{ approaches(first: 101) { nodes { id } } }';
    const allowed = (pageSize: number): string | null => exceededLimit(source, {}, { ...limits, pageSize });
    expect([allowed(101), allowed(100)]).toEqual([null, 'pageSize']);
  });

  test('for a second field that returns the complete schema, even in a fragment', () => {
    const schemaOf = (key: string): string => `${key}: __schema { queryType { name } }`;
    expect(exceededLimit(`{ ${schemaOf('a')} __type(name: "Claim") { name } }`)).toBeNull();
    expect(exceededLimit(`{ ${schemaOf('a')} ${schemaOf('b')} }`)).toBe('schemas');
    expect(exceededLimit(`{ ${schemaOf('a')} ...F } fragment F on Query { ${schemaOf('b')} }`)).toBe(
      'schemas',
    );
    expect(exceededLimit(`{ ${schemaOf('a')} _service { sdl } }`)).toBe('schemas');
    expect(exceededLimit('{ a: _service { sdl } b: _service { sdl } }')).toBe('schemas');
    expect(exceededLimit(`{ ${schemaOf('a')} }`, {}, { ...limits, schemas: 0 })).toBe('schemas');
  });

  test('with a message that contains the path of the field with the highest cost', () => {
    const document = parse(`{ a: approach(slug: "a") { name } b: ${nested([200, 40, 20, 40, 20])} }`);
    const [operation] = document.definitions as OperationDefinitionNode[];
    const check = (): unknown =>
      checkLimits(limits, schema, document, operation as OperationDefinitionNode, {}, usual);
    expect(check).toThrow(
      /expected \d+ microseconds .* got \d+\. .* "b\.nodes\.features\.nodes\.approaches\.nodes\.features\.nodes/u,
    );
  });

  test('for nested fragments that multiply aliases, because of their depth', () => {
    const fragments = [...Array(20).keys()].map(
      (n) =>
        `fragment F${n} on Approach { a: id b: id ${n < 19 ? `...F${n + 1} c: equivalentTo { nodes { ...F${n + 1} } }` : ''} }`,
    );
    expect(exceededLimit(`{ approach(slug: "a") { ...F0 } } ${fragments.join(' ')}`)).toBe('depth');
  });

  test('for a large page size in a variable', () => {
    const source = `query ($n: Int!) { ${nested(['$n', '$n', '$n', '$n', '$n'])} }`;
    expect(exceededLimit(source, { n: 2 })).toBeNull();
    expect(exceededLimit(source, { n: 100 })).toBe('cost');
  });
});

describe('The estimate of the cost', () => {
  test('visits each fragment once, even if the cost is exponential in the size of the document', () => {
    const size = 45;
    const fragments = [...Array(size).keys()].map((n) => {
      const next = n < size - 1 ? `...F${n + 1}` : 'id';
      return `fragment F${n} on Query { a: approaches(first: 1) { nodes { id } } ${next === 'id' ? '__typename' : next} ${next === 'id' ? '' : next} }`;
    });
    const total = estimate(`{ ...F0 } ${fragments.join(' ')}`);
    expect(total.aliases).toBe(2 ** size - 1);
    expect(total.cost).toBeGreaterThan(2 ** size);
  });

  test('visits each fragment on rows a bounded number of times, for comparisons of many sizes', () => {
    const fragments = [...Array(40).keys()].map(
      (n) =>
        `fragment F${n} on ComparisonRow { ${n < 39 ? `...F${n + 1} ...F${n + 1}` : 'cells { display }'} }`,
    );
    const comparisons = [...Array(90).keys()].map(
      (n) =>
        `c${n}: compare(approaches: ["a", "b"], along: { axes: ${slugs(n + 1)} }) { rows { nodes { ...F0 } } }`,
    );
    const { cost: totalCost } = estimate(`{ ${comparisons.join(' ')} } ${fragments.join(' ')}`);
    expect(totalCost).toBeGreaterThan(2 ** 39);
  });

  test('is cached by document, variables and view', () => {
    const document = parse('query ($n: Int!) { approaches(first: $n) { nodes { id } } }');
    const [operation] = document.definitions as OperationDefinitionNode[];
    const estimateOf = (variables: Record<string, unknown>, statistics: GraphStatistics) =>
      estimateCached(schema, document, operation as OperationDefinitionNode, variables, statistics);
    const first = estimateOf({ n: 3 }, usual);
    expect(estimateOf({ n: 3 }, usual)).toBe(first);
    expect(estimateOf({ n: 4 }, usual).cost).toBeGreaterThan(first.cost);
    expect(estimateOf({ n: 3 }, usual)).toBe(first);
    expect(estimateOf({ n: 3 }, graphStatistics({})).cost).toBeLessThan(first.cost);
  });

  test('is an integer, and does not decrease if a page size grows, on random graphs', () => {
    const counts = fc.integer({ min: 0, max: 5_000_000 });
    const graphs = fc
      .record({
        concepts: fc.record(Object.fromEntries(conceptKinds.map((kind) => [kind, counts]))),
        claims: fc.record(
          Object.fromEntries(
            predicates.map((predicate) => [
              predicate,
              fc
                .tuple(counts, fc.double({ min: 0, max: 1, noNaN: true }))
                .map(([claims, share]) => ({ claims, links: claims * share })),
            ]),
          ),
        ),
        citations: counts,
      })
      .map((counters) => graphStatistics(counters));
    const sources = fc.constantFrom(
      'query ($n: Int!) { approaches(first: $n) { nodes { features(first: $n) { edges { claims { id } node { benefits(first: $n) { totalCount } } } } } } }',
      'query ($n: Int!) { dimensions(first: $n, filter: { relatedTo: ["approach/a", "b"] }) { nodes { claims(first: $n) { nodes { citations { quote } } } } } }',
      'query ($n: Int!) { compare(approaches: ["a", "b", "c"]) { summary { mostDiscriminating(first: $n) { verdict } } rows(first: $n) { nodes { explanation cells { claims { id } } } } sources(first: $n) { nodes { name } } } }',
      'query ($n: Int!) { approach(slug: "a") { nearest(first: $n) { approach { nearest(first: $n) { score } claims(first: $n) { nodes { id } } } } equivalentTo(first: $n) { nodes { id } } } }',
      'query ($n: Int!) { search(text: "a b", first: $n) { edges { matches { claim { id } } } } questions(first: $n) { nodes { comparison { rows(first: $n) { nodes { leaders { name } } } } } } }',
      'query ($n: Int!) { citedSources(first: $n) { nodes { texts(first: $n) { text } claims(first: $n) { edges { cursor } } } } }',
    );
    const sizes = fc
      .tuple(fc.nat(500), fc.nat(500))
      .map((pair) => [...pair].sort((left, right) => left - right));
    fc.assert(
      fc.property(sources, graphs, sizes, (source, statistics, [smallSize = 0, largeSize = 0]) => {
        const [smaller, larger] = [smallSize, largeSize].map((n) => estimate(source, { n }, statistics).cost);
        expect(smaller).toBeGreaterThan(0);
        expect(Number.isSafeInteger(Math.min(larger ?? Number.NaN, Number.MAX_SAFE_INTEGER))).toBe(true);
        expect(larger).toBeGreaterThanOrEqual(smaller ?? Number.NaN);
      }),
      { numRuns: runs(100) },
    );
  });

  test('includes each character of an imported document', () => {
    const importOf = (content: string): number =>
      cost(
        'mutation ($input: ImportIntoChangesetInput!) { importIntoChangeset(input: $input) { changeset { id } } }',
        usual,
        {
          input: { title: 'Mills', name: 'mills.md', format: 'ARTICLE', content },
        },
      );
    expect(importOf('x'.repeat(100_000)) - importOf('')).toBe(100_000 * workMicroseconds.documentCharacter);
  });
});
