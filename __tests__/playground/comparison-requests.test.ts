import { describe, expect, it } from '@jest/globals';
import { comparisonsOf } from '../../playground/comparison/comparison-requests.js';

function read(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  operationName: string | null = null,
) {
  return comparisonsOf({ query, variables, operationName });
}

describe('The comparisons of an operation', () => {
  it('have the approaches in their order, and the parameters of an address', () => {
    const query = `{
      compare(
        approaches: ["msp", "devops"]
        at: 3
        along: { axes: ["goal", "cost"], under: [{ key: "plan", value: "Pro, or more" }] }
      ) {
        rows(differences: true, orderBy: MOST_DIFFERENT) {
          nodes { cells { text(locale: "de", units: CANONICAL) } }
        }
      }
    }`;
    expect(read(query)).toEqual([
      {
        path: ['compare'],
        subject: { type: 'APPROACHES', slugs: ['msp', 'devops'] },
        parameters: {
          differences: 'true',
          axes: 'goal,cost',
          under: 'plan:Pro%2C%20or%20more',
          sort: 'different',
          units: 'canonical',
          at: '3',
          lang: 'de',
        },
        ignoredArguments: [],
      },
    ]);
  });

  it('are found under aliases and in fragments, with the values of variables', () => {
    const query = `
      query One { __typename }
      query Two($slugs: [String!] = ["a", "b"], $first: String!) {
        first: compare(approaches: [$first, "c"]) { revision }
        ...Others
      }
      fragment Others on Query {
        ... on Query { compare(approaches: $slugs) { revision } }
        ...Others
      }`;
    const found = read(query, { first: 'x' }, 'Two');
    expect(found.map(({ path, subject }) => [path, subject])).toEqual([
      [['first'], { type: 'APPROACHES', slugs: ['x', 'c'] }],
      [['compare'], { type: 'APPROACHES', slugs: ['a', 'b'] }],
    ]);
    expect(read(query, {}, 'One')).toEqual([]);
  });

  it('include the comparison of a question', () => {
    const [found] = read('{ q: question(slug: "which", at: 2) { comparison { revision } } }');
    expect(found).toMatchObject({
      path: ['q', 'comparison'],
      subject: { type: 'QUESTION', slug: 'which' },
      parameters: { at: '2' },
    });
  });

  it('name the arguments that addresses cannot express', () => {
    const query = `{
      compare(filter: { where: [] }, asOf: "2026-01-01T00:00:00Z", along: { kinds: [DIMENSION] }) {
        rows(verdicts: [SAME], orderBy: COUNT) { totalCount }
      }
    }`;
    expect(read(query)).toMatchObject([
      { subject: null, ignoredArguments: ['asOf', 'kinds', 'verdicts', 'orderBy'] },
    ]);
    expect(
      read('{ question(slug: "which", with: ["changeset/1"]) { comparison { revision } } }'),
    ).toMatchObject([{ ignoredArguments: ['with'] }]);
  });

  it('are an empty list if the text is not a GraphQL document', () => {
    expect(read('{ compare(')).toEqual([]);
  });
});
