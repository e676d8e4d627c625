import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, getOperationAST, parse, type GraphQLSchema } from 'graphql';
import { mutationScopes } from '../../../src/api/access/field-scopes.js';
import { missingRight, neededRights, type NeededRight } from '../../../src/api/access/needed-rights.js';
import { anonymous, commandLine, type Rights } from '../../../src/graph/access/rights.js';
import { scopes, type Scope } from '../../../src/graph/access/scope.js';

const mutations = Object.keys(mutationScopes);
const schema = buildSchema(`
  type Query { compare(with: [ID!]): Int search(with: [ID!]): Int changeset: Int changesets: Int audit: Int }
  type Mutation { ${mutations.map((name) => `${name}(text: String): Int`).join(' ')} unlisted: Int }
`);

function rightsFor(
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  of: GraphQLSchema = schema,
): readonly NeededRight[] {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError(`Expected one operation, got ${source}`);
  return neededRights(of, document, operation, variables);
}

function holderOf(...granted: readonly Scope[]): Rights {
  return { principal: { id: 'key/1', name: 'Editor', scopes: granted }, preview: null, requestId: '1' };
}

const seesChangesets = ['propose', 'review', 'publish', 'admin'];

describe('The table of scopes', () => {
  test('permits publishing only with the scope publish', () => {
    expect(mutationScopes['publishChangeset']).toEqual(['publish']);
    const others = mutations.filter((name) => mutationScopes[name]?.includes('publish'));
    expect(others).toEqual(['publishChangeset']);
  });
});

test('an error is thrown for a mutation without an entry in the table of scopes', () => {
  expect(() => rightsFor('mutation { openChangeset unlisted }')).toThrow(
    new TypeError('Expected the scopes of the mutation unlisted in mutationScopes, got none.'),
  );
});

test('reading the published graph needs no right', () => {
  expect(rightsFor('{ compare __typename a: search(with: null) b: search(with: []) }')).toEqual([]);
  const source = 'query ($none: [ID!], $empty: [ID!] = []) { compare(with: $none) search(with: $empty) }';
  expect(rightsFor(source)).toEqual([]);
  expect(rightsFor(source, { none: null, empty: null })).toEqual([]);
});

test.each(mutations)('%s needs one of its scopes; no other scope and no preview token is enough', (name) => {
  const needed = rightsFor(`mutation { ${name} }`);
  const enough = scopes.filter((scope) => missingRight(needed, holderOf(scope)) === null);
  expect(enough).toEqual(mutationScopes[name]);
  expect(missingRight(needed, anonymous('1'))).toEqual({
    field: name,
    anyOf: mutationScopes[name],
    changesets: null,
  });
  expect(missingRight(needed, { ...anonymous('1'), preview: 'changeset/1' })).not.toBeNull();
  expect(missingRight(needed, commandLine('Editor'))).toBeNull();
});

test.each([
  [
    'a field of a fragment',
    'mutation { ...F } fragment F on Mutation { ...G } fragment G on Mutation { publishChangeset }',
  ],
  ['a field of an inline fragment', 'mutation { ... on Mutation { publishChangeset } }'],
  ['an alias', 'mutation { openChangeset: publishChangeset }'],
  ['a field that is skipped', 'mutation { publishChangeset @skip(if: true) }'],
  ['a second field', 'mutation { openChangeset publishChangeset }'],
])('the scope is found for %s', (_, source) => {
  expect(missingRight(rightsFor(source), holderOf('read', 'propose', 'review', 'admin'))).toEqual({
    field: 'publishChangeset',
    anyOf: ['publish'],
    changesets: null,
  });
});

test.each<[name: string, source: string, variables: Record<string, unknown>]>([
  ['a list', '{ compare(with: ["c/1", "c/2"]) }', {}],
  ['a variable', 'query ($w: [ID!]) { compare(with: $w) }', { w: ['c/1', 'c/2'] }],
  ['the default of a variable', 'query ($w: [ID!] = ["c/1", "c/2"]) { compare(with: $w) }', {}],
  ['variables in a list', 'query ($a: ID!, $b: ID!) { compare(with: [$a, $b]) }', { a: 'c/1', b: 'c/2' }],
  ['a field of a fragment', '{ ...F } fragment F on Query { compare(with: ["c/1", "c/2"]) }', {}],
])('the ids of changesets are found in %s', (_, source, variables) => {
  expect(rightsFor(source, variables)).toEqual([
    { field: 'compare', anyOf: seesChangesets, changesets: ['c/1', 'c/2'] },
  ]);
});

test('a preview token gives access to its changeset only', () => {
  const preview: Rights = { ...anonymous('1'), preview: 'c/1' };
  const isAllowed = (source: string, variables: Record<string, unknown> = {}): boolean =>
    missingRight(rightsFor(source, variables), preview) === null;
  expect(isAllowed('{ compare(with: ["c/1"]) search(with: "c/1") }')).toBe(true);
  expect(isAllowed('query ($w: [ID!]) { compare(with: $w) }', { w: 'c/1' })).toBe(true);
  expect(isAllowed('{ compare(with: ["c/1", "c/2"]) }')).toBe(false);
  expect(isAllowed('{ a: compare(with: ["c/1"]) b: compare(with: ["c/2"]) }')).toBe(false);
  expect(isAllowed('query ($w: [ID!]) { compare(with: $w) }', { w: ['c/1', { toString: 'c/1' }] })).toBe(
    false,
  );
  expect(isAllowed('{ changeset }')).toBe(false);
});

test('an operation with mutations is allowed exactly if, for each of its fields, the holder has one of the scopes of the field', () => {
  const fields = { ...mutationScopes };
  fc.assert(
    fc.property(
      fc.subarray([...scopes]),
      fc.array(fc.constantFrom(...Object.keys(fields)), { minLength: 1, maxLength: 6 }),
      (granted, names) => {
        const source = `mutation { ${names.map((name, index) => `f${index}: ${name}`).join(' ')} }`;
        const expected = names.every((name) => fields[name]?.some((scope) => granted.includes(scope)));
        expect(missingRight(rightsFor(source), holderOf(...granted)) === null).toBe(expected);
      },
    ),
  );
});
