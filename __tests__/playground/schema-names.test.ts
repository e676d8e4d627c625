import { readdir, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { comparisonsOf } from '../../playground/comparison/comparison-requests.js';
import { inServedNames, rootFieldOf, setSchemaNaming } from '../../playground/schema-names.js';
import { prefixesOf } from '../../src/api/naming/schema-names.js';
import { printClientSchema } from '../../src/api/schema-text.js';

const folder = new URL('../../playground/examples/', import.meta.url);
const examples = await Promise.all(
  (await readdir(folder))
    .sort()
    .map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const),
);

describe('The playground', () => {
  const naming = { prefix: 'Tertium', keep: ['search', 'Concept'] };
  const schema = buildSchema(printClientSchema(naming));
  afterEach(() => setSchemaNaming(null));

  test.each(examples)('shows %s in the served names, with its comments unchanged', (_, text) => {
    setSchemaNaming(prefixesOf(naming));
    const served = inServedNames(text);
    expect(validate(schema, parse(served))).toEqual([]);
    expect(served.split('\n', 2)).toEqual(text.split('\n', 2));
  });

  test('rewrites types and root fields, also in fragments on Query, but not aliases and the names in SCHEMA_KEEP', () => {
    setSchemaNaming(prefixesOf(naming));
    expect(
      inServedNames(
        'query Q($f: ApproachFilter) { a: approaches(filter: $f) { nodes { ... on Concept { name } } } ...R ... on Query { search(text: "x") { totalCount } } } fragment R on Query { claim(id: "c") { id } __typename }',
      ),
    ).toBe(
      'query Q($f: TertiumApproachFilter) { a: tertiumApproaches(filter: $f) { nodes { ... on Concept { name } } } ...R ... on Query { search(text: "x") { totalCount } } } fragment R on Query { tertiumClaim(id: "c") { id } __typename }',
    );
    expect(['tertiumCompare', 'compare', 'search'].map(rootFieldOf)).toEqual([
      'compare',
      'compare',
      'search',
    ]);
  });

  test('finds the comparison of an operation in served names', () => {
    setSchemaNaming(prefixesOf(naming));
    const query = '{ tertiumCompare(approaches: ["msp", "devops"]) { rows { nodes { verdict } } } }';
    expect(comparisonsOf({ query, operationName: null, variables: {} })).toMatchObject([
      { path: ['tertiumCompare'], subject: { type: 'APPROACHES', slugs: ['msp', 'devops'] } },
    ]);
  });

  test('does not change operations if there is no prefix', () => {
    for (const [, text] of examples) expect(inServedNames(text)).toBe(text);
  });
});
