import { getOperationAST, parse, validate } from 'graphql';
import { expect, test } from '@jest/globals';
import { namesRevision } from '../../../src/api/request/names-revision.js';
import { createSchema } from '../../../src/api/schema.js';

const schema = createSchema();

function doesNameRevision(source: string, variables: Readonly<Record<string, unknown>> = {}): boolean {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, null);
  if (!operation) throw new Error('Expected one operation.');
  const result = namesRevision(schema, document, operation, variables);
  expect(namesRevision(schema, document, operation, variables)).toBe(result);
  return result;
}

const compare = (at: string): string => `compare(approaches: ["a", "b"]${at}) { revision }`;

test.each([
  ['a number', `{ ${compare(', at: 1')} }`, {}],
  ['a variable', `query ($at: Int) { ${compare(', at: $at')} }`, { at: 1 }],
  ['a required variable', `query ($at: Int!) { ${compare(', at: $at')} }`, { at: 1 }],
  ['the default of a variable', `query ($at: Int = 1) { ${compare(', at: $at')} }`, {}],
  [
    'a number in each of several fields',
    `{ a: ${compare(', at: 1')} b: ${compare(', at: 2')} search(text: "a", at: 1) { totalCount } }`,
    {},
  ],
  [
    'a number in the fields approach, nodes and revisions',
    '{ approach(slug: "a", at: 1) { name } nodes(ids: ["approach/a"], at: 1) { id } revisions(at: 1) { totalCount } }',
    {},
  ],
  ['a number beside __typename', `{ __typename ${compare(', at: 1')} }`, {}],
  ['a number in fragments', `{ ... { ...A ...A } } fragment A on Query { ${compare(', at: 1')} }`, {}],
])('an operation names a revision with %s', (_, source, variables) => {
  expect(doesNameRevision(source, variables)).toBe(true);
});

test.each([
  ['no argument', `{ ${compare('')} }`, {}],
  ['null', `{ ${compare(', at: null')} }`, {}],
  ['a null variable', `query ($at: Int) { ${compare(', at: $at')} }`, { at: null }],
  ['a null variable that has a default', `query ($at: Int = 1) { ${compare(', at: $at')} }`, { at: null }],
  ['an absent variable', `query ($at: Int) { ${compare(', at: $at')} }`, {}],
  ['a variable whose default is null', `query ($at: Int = null) { ${compare(', at: $at')} }`, {}],
  ['the argument in only one of two fields', `{ a: ${compare(', at: 1')} b: ${compare('')} }`, {}],
  ['a field without the argument', `{ ${compare(', at: 1')} revision { number } }`, {}],
  [
    'a field without the argument in a fragment',
    `{ ${compare(', at: 1')} ...A } fragment A on Query { approach(slug: "a") { name } }`,
    {},
  ],
  [
    'a skipped field without the argument',
    `query ($b: Boolean = false) { ${compare(', at: 1')} revision @include(if: $b) { number } }`,
    {},
  ],
  // A time in the future selects another revision after each publication.
  ['a time', `{ ${compare(', asOf: "2026-05-01T00:00:00Z"')} }`, {}],
  ['introspection', `{ ${compare(', at: 1')} __schema { queryType { name } } }`, {}],
  ['the field _service', `{ ${compare(', at: 1')} _service { sdl } }`, {}],
  ['only __typename', '{ __typename }', {}],
])('an operation does not name a revision with %s', (_, source, variables) => {
  expect(doesNameRevision(source, variables)).toBe(false);
});

test('an operation is checked even if its fragments would expand to 2^40 fields, because each fragment is visited once', () => {
  const doubling = [...Array(40).keys()].map(
    (n) => `fragment F${n} on Query { ...F${n + 1} ... { ...F${n + 1} } }`,
  );
  const source = `{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { ${compare(', at: 1')} }`;
  const document = parse(source);
  const operation = getOperationAST(document, null);
  expect(operation && namesRevision(schema, document, operation, {})).toBe(true);
});
