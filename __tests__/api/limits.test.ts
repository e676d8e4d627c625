import { describe, expect, test } from '@jest/globals';
import { parse, validate, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { checkLimits } from '../../src/api/limits/check-limits.js';
import { defaultLimits as limits, type Limits } from '../../src/api/limits/limits.js';
import { measureOperation } from '../../src/api/limits/measure-operation.js';
import { createSchema } from '../../src/api/schema.js';

const schema = createSchema();

function measure(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  return measureOperation(schema, document, document.definitions[0] as OperationDefinitionNode, variables);
}

function refusal(
  source: string,
  variables: Record<string, unknown> = {},
  within: Limits = limits,
): string | null {
  const document = parse(source);
  try {
    checkLimits(within, schema, document, document.definitions[0] as OperationDefinitionNode, variables);
    return null;
  } catch (error) {
    expect((error as GraphQLError).extensions['code']).toBe('LIMIT_EXCEEDED');
    return (error as GraphQLError).extensions['limit'] as string;
  }
}

/** A chain of lists within lists, each with a page of its own. */
const nested = (sizes: readonly (number | string)[]): string =>
  sizes.reduceRight<string>(
    (inner, first, depth) =>
      `${depth % 2 ? 'features' : 'approaches'}(first: ${first}) { nodes { ${inner} } }`,
    'id',
  );

describe('The cost of an operation', () => {
  test('grows with the product of the page sizes', () => {
    expect(measure(`{ ${nested([10])} }`).cost).toBeLessThan(30);
    expect(measure(`{ ${nested([10, 10])} }`).cost).toBeGreaterThan(100);
    expect(measure(`{ ${nested([100, 100, 100])} }`).cost).toBeGreaterThan(1_000_000);
  });

  test('counts a page size that comes from a variable, or from its default', () => {
    const literal = measure(`{ ${nested([70])} }`).cost;
    expect(measure(`query ($n: Int!) { ${nested(['$n'])} }`, { n: 70 }).cost).toBe(literal);
    expect(measure(`query ($n: Int! = 70) { ${nested(['$n'])} }`).cost).toBe(literal);
  });

  test('counts the page size that a list has unless it is given one', () => {
    expect(measure('{ approaches { nodes { id } } }').cost).toBe(
      measure('{ approaches(first: 20) { nodes { id } } }').cost,
    );
  });

  test('counts each part of a text that is read', () => {
    const text = (fields: string): number =>
      measure(`{ citedSource(slug: "a") { texts { ${fields} } } }`).cost;
    expect(text('text')).toBeGreaterThan(text('hash') + 4_000);
    expect(text('a: text b: text(start: 9)')).toBeGreaterThan(9_000);
  });

  test('counts every place and contribution that a ranking can have', () => {
    const ranking = (fields: string): number =>
      measure(`{ rank(approaches: ["a"], criteria: [{ axis: "b" }]) { ${fields} } }`).cost;
    expect(ranking('places { contributions { claims { id } } }')).toBeGreaterThan(50 * 50);
    expect(ranking('places { approach { features(first: 500) { nodes { id } } } }')).toBeGreaterThan(
      50 * 500,
    );
    expect(
      refusal(
        '{ rank(approaches: ["a"], criteria: [{ axis: "b" }]) { places { approach { name } contributions { axis { name } explanation claims { text value { __typename } qualifiers { key value } source { name } citations { locator quote } } } excludedBy { explanation } } flip { axis { name } } } }',
      ),
    ).toBeNull();
  });

  test('counts a fragment as often as it is spread', () => {
    const once = measure(
      '{ approaches { nodes { ...F } } } fragment F on Approach { features { nodes { id } } }',
    ).cost;
    const twice = measure(
      '{ approaches { nodes { ...F } } b: approaches { nodes { ...F } } } fragment F on Approach { features { nodes { id } } }',
    ).cost;
    expect(twice).toBe(once * 2);
  });

  test('counts nodes by the number of ids', () => {
    const cost = (count: number): number =>
      measure(`{ nodes(ids: ${JSON.stringify(Array(count).fill('x'))}) { id } }`).cost;
    expect(cost(100) - cost(50)).toBe(50);
  });

  test('leaves room for a full comparison of 500 rows with every claim and citation', () => {
    const full = `{ compare(approaches: ["a", "b"]) { rows(first: 500) { nodes { axis { name }
      cells { display values { value { __typename } claims { id } } claims { text source { name } citations { locator } } } } } } }`;
    expect(measure(full).cost).toBeLessThan(limits.cost);
  });
});

describe('An operation is refused', () => {
  test.each([
    ['cost', `{ ${nested([100, 100, 100])} }`],
    ['depth', `{ approach(slug: "a") { ${'equivalentTo { nodes { '.repeat(8)}id${' } }'.repeat(8)} } }`],
    ['aliases', `{ ${[...Array(101).keys()].map((n) => `a${n}: __typename`).join(' ')} }`],
    [
      'fragments',
      `{ ...F0 } ${[...Array(51).keys()].map((n) => `fragment F${n} on Query { __typename }`).join(' ')}`,
    ],
  ])('beyond the limit of %s', (limit, source) => {
    expect(refusal(source)).toBe(limit);
  });

  test('beyond the page size that is allowed, whatever else it asks', () => {
    const source = '{ approaches(first: 101) { nodes { id } } }';
    const allowed = (pageSize: number): string | null => refusal(source, {}, { ...limits, pageSize });
    expect([allowed(101), allowed(100)]).toEqual([null, 'pageSize']);
  });

  test('for a second description of the whole schema, through fragments too', () => {
    const schemaOf = (key: string): string => `${key}: __schema { queryType { name } }`;
    expect(refusal(`{ ${schemaOf('a')} __type(name: "Claim") { name } }`)).toBeNull();
    expect(refusal(`{ ${schemaOf('a')} ${schemaOf('b')} }`)).toBe('schemas');
    expect(refusal(`{ ${schemaOf('a')} ...F } fragment F on Query { ${schemaOf('b')} }`)).toBe('schemas');
    expect(refusal(`{ ${schemaOf('a')} }`, {}, { ...limits, schemas: 0 })).toBe('schemas');
  });

  test('with the field that most of the cost comes from', () => {
    const document = parse(`{ a: approach(slug: "a") { name } b: ${nested([100, 100, 100])} }`);
    const check = (): number =>
      checkLimits(limits, schema, document, document.definitions[0] as OperationDefinitionNode, {});
    expect(check).toThrow(
      /expected 200000 objects .* got 2020203\. .* "b\.nodes\.features\.nodes\.approaches\.nodes"/u,
    );
  });

  test('for aliases that a fragment multiplies', () => {
    const fragments = [...Array(20).keys()].map(
      (n) =>
        `fragment F${n} on Approach { a: id b: id ${n < 19 ? `...F${n + 1} c: equivalentTo { nodes { ...F${n + 1} } }` : ''} }`,
    );
    expect(refusal(`{ approach(slug: "a") { ...F0 } } ${fragments.join(' ')}`)).toBe('depth');
  });

  test('by a page size in a variable', () => {
    const source = `query ($n: Int!) { ${nested(['$n', '$n', '$n'])} }`;
    expect(refusal(source, { n: 10 })).toBeNull();
    expect(refusal(source, { n: 100 })).toBe('cost');
  });
});

test('a document whose answer would be exponential in it is measured by looking at each fragment once', () => {
  const size = 45;
  const fragments = [...Array(size).keys()].map((n) => {
    const next = n < size - 1 ? `...F${n + 1}` : 'id';
    return `fragment F${n} on Query { a: approaches(first: 1) { nodes { id } } ${next === 'id' ? '__typename' : next} ${next === 'id' ? '' : next} }`;
  });
  const { aliases } = measure(`{ ...F0 } ${fragments.join(' ')}`);
  expect(aliases).toBe(2 ** size - 1);
});
