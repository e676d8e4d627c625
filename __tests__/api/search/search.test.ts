import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatError } from '../../../src/api/request/format-error.js';
import { ask, askBy, engines, execute } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

const msp = id('APPROACH', 'msp');

describe.each(eachStore)('A search on $name', ({ name, open }) => {
  /** The number of additional statements of a search: on SQLite, one for the concepts of the hits and one for the claims of the hits. */
  const lookUps = name === 'SQLite' ? 2 : 0;
  let graph: TestStore;
  const statements: string[] = [];

  beforeAll(async () => {
    graph = await open((sql) => statements.push(sql));
    await graph.store.apply(
      put(
        [
          citedSource('s'),
          concept('APPROACH', 'msp', { name: 'Managed Service Provider', aliases: ['MSP'] }),
          concept('APPROACH', 'devops', { name: 'DevOps', summary: 'Written by those who run it.' }),
          feature('automation', { name: 'Automation of <b>everything</b> & more' }),
          dimension('nature'),
        ],
        [
          value('msp', 'nature', text('Outsourced to a provider')),
          claim(msp, 'DEFINED_AS', null, { text: 'A company that runs the IT of others.' }),
          claim(id('APPROACH', 'devops'), 'HAS_FEATURE', id('FEATURE', 'automation'), {
            text: 'What can be done by a machine is.',
          }),
        ],
      ),
      imported,
    );
    await graph.store.apply(put([concept('APPROACH', 'msp', { name: 'Hosting company' })]), imported);
  });
  afterAll(() => graph.close());

  /** Executes an invalid operation. @returns the code and message of the error that a client receives */
  async function errorOf(source: string): Promise<{ code: unknown; message: string }> {
    const { errors } = await execute(graph.store, source);
    if (!errors?.[0]) throw new Error('Expected an error.');
    const { message, extensions } = formatError(errors[0].toJSON(), errors[0]);
    return { code: extensions?.['code'], message };
  }

  test('finds an approach and a dimension by a misspelt prefix of a word, and returns the ranges to highlight', async () => {
    const data = await ask(
      graph.store,
      `{ search(text: "outsurc") { totalCount pageInfo { hasNextPage } edges {
        score node { __typename id name }
        matches { field text ranges { start end } claim { id predicate subject { name } source { name } } }
      } } }`,
    );
    expect(data).toMatchObject({
      search: {
        totalCount: 2,
        pageInfo: { hasNextPage: false },
        edges: [
          {
            score: 0.1,
            node: { __typename: 'Approach', id: 'approach/msp', name: 'Hosting company' },
            matches: [
              {
                field: 'VALUE',
                text: 'Outsourced to a provider',
                ranges: [{ start: 0, end: 10 }],
                claim: {
                  predicate: 'HAS_VALUE',
                  subject: { name: 'Hosting company' },
                  source: { name: 's' },
                },
              },
            ],
          },
          // The dimension of the claim is also a result.
          { score: 0.08, node: { __typename: 'Dimension', id: 'dimension/nature' } },
        ],
      },
    });
  });

  test('returns plain texts, in which characters of markup are not escaped', async () => {
    const { search } = await ask(
      graph.store,
      '{ search(text: "everything", kinds: [FEATURE]) { nodes { name } edges { matches { text ranges { start end } claim { id } } } } }',
    );
    expect(search.edges[0].matches).toMatchObject([
      { text: 'Automation of <b>everything</b> & more', ranges: [{ start: 17, end: 27 }], claim: null },
    ]);
  });

  test('of an older revision finds the concepts of that revision', async () => {
    const source = (at: string): string =>
      `{ search(text: "managed service"${at}) { edges { node { name } matches { text claim { id } } } } }`;
    expect(await ask(graph.store, source(''))).toEqual({ search: { edges: [] } });
    expect(await ask(graph.store, source(', at: 1'))).toMatchObject({
      search: { edges: [{ node: { name: 'Managed Service Provider' } }] },
    });
    const { search } = await ask(
      graph.store,
      '{ search(text: "company", at: 1) { edges { matches { claim { subject { name } } } } } }',
    );
    expect(search.edges[0].matches[0].claim.subject.name).toBe('Managed Service Provider');
  });

  test('continues from a cursor only with the same arguments', async () => {
    const page = (text: string, after = ''): string =>
      `{ search(text: "${text}", first: 1${after}) { totalCount nodes { id } pageInfo { endCursor hasNextPage hasPreviousPage } } }`;
    const { search: first } = await ask(graph.store, page('a'));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const after = `, after: "${first.pageInfo.endCursor}"`;
    const { search: second } = await ask(graph.store, page('a', after));
    expect(second.totalCount).toBe(first.totalCount);
    expect(second.nodes).not.toEqual(first.nodes);
    expect(second.pageInfo.hasPreviousPage).toBe(true);
    expect(await errorOf(page('b', after))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/^after: expected a cursor of this list/u),
    });
  });

  test.each([
    [
      'text: ""',
      /^text: expected 1 to 200 characters that are not all white space, got none\. Pass the words/u,
    ],
    [
      'text: " \\u3000 "',
      /^text: expected 1 to 200 characters that are not all white space, got only white space\./u,
    ],
    [
      `text: "${'é'.repeat(201)}"`,
      /^text: expected 1 to 200 characters that are not all white space, got 201 characters\./u,
    ],
    [
      'text: "a b c d e f g h i j k l m"',
      /^text: expected 12 different words at most, got 13\. Remove the least/u,
    ],
    ['text: "a", first: 501', /^first: expected 0 to 500, got 501\./u],
    ['text: "a", at: 3', /^at: expected a revision from 1 to 2, got 3\.$/u],
  ])('is rejected with a message that states what was expected: %s', async (args, message) => {
    expect(await errorOf(`{ search(${args}) { totalCount } }`)).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(message),
    });
  });

  test.each([
    '\\" OR 1=1 --',
    "x'; drop table claim; --",
    'NEAR(',
    'a* AND',
    '^',
    '{}',
    '\\\\',
    '\\u0000',
    '%_',
  ])('for the text %s has no errors', async (searchText) => {
    const { errors } = await execute(graph.store, `{ search(text: "${searchText}") { totalCount } }`);
    expect(errors).toBeUndefined();
  });

  test.each(engines)('takes a fixed number of statements if it has hits, by %s', async (engine) => {
    const count = async (fields: string, searchText: string): Promise<number> => {
      statements.length = 0;
      await askBy(engine, graph.store, `{ search(text: "${searchText}", first: 100) { ${fields} } }`);
      return statements.length;
    };
    const matches = 'edges { node { name } matches { text claim { id } } }';
    expect(await count('totalCount nodes { name }', 'msp')).toBe(2);
    expect(await count('totalCount nodes { name }', 'company')).toBe(3 + lookUps);
    expect(await count(matches, 'company')).toBe(4 + lookUps);
    expect(await count(matches, 'company provider runs outsourced')).toBe(4 + lookUps);
    expect(await count('nodes { name equivalentTo { nodes { name } } }', 'company')).toBe(4 + lookUps);
  });
});
