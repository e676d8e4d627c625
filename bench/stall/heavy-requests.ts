import { claimId } from '../../src/graph/identity.js';
import { conceptId } from '../../src/graph/concept.js';
import { approachSlug, dimensionSlug, wideGraph, wordOf, wideGraphChanges } from './wide-graph.js';

/** The operation of one request. */
export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Requests that are sent at the same time, to a view without cached results unless `isWarm`. */
export interface HeavyRequests {
  readonly name: string;
  readonly requests: readonly Operation[];
  /** Whether each request must be served, not rejected. */
  readonly mustBeServed?: boolean;
  /** Whether the requests read the view of the previous requests, with its caches. */
  readonly isWarm?: boolean;
}

const allSlugs = Array.from({ length: wideGraph.approaches }, (_, number) => approachSlug(number));
const allInGraphQL = JSON.stringify(allSlugs);
const firstRows = 'rows(first: 50) { totalCount nodes { axis { name } verdict cells { display } } }';

const compareFirstRows: Operation = { query: `{ compare(approaches: ${allInGraphQL}) { ${firstRows} } }` };
const compareWithSummary: Operation = {
  query: `{ compare(approaches: ${allInGraphQL}) { summary { rowCount similarity byVerdict { verdict count } } } }`,
};

/** Adds `__typename` to an operation, so that the response cache has no entry for the new text. */
function withOtherText({ query }: Operation): Operation {
  return { query: query.replace(/\}$/u, '__typename }') };
}

function times(count: number, request: (index: number) => Operation): readonly Operation[] {
  return Array.from({ length: count }, (_, index) => request(index));
}

/** Creates an operation with several aliases of one field. */
function aliased(count: number, field: (index: number) => string): Operation {
  return {
    query: `{ ${times(count, (index) => ({ query: `a${index}: ${field(index)}` }))
      .map(({ query }) => query)
      .join(' ')} }`,
  };
}

/** Creates an operation that compares one of eight sets of approaches, by index, so that concurrent requests do not all use the same cached results. */
function compareFrom(index: number): Operation {
  const selectedSlugs = allSlugs
    .slice(index % 8)
    .concat(allSlugs.slice(0, index % 8))
    .slice(0, 50 - (index % 8));
  return { query: `{ compare(approaches: ${JSON.stringify(selectedSlugs)}) { ${firstRows} } }` };
}

/** Generates a word with a typo. */
function misspelt(number: number): string {
  const word = wordOf(number * 37);
  return `${word.slice(0, 3)}x${word.slice(4)}`;
}

const nearest: Operation = {
  query: '{ approach(slug: "approach-7") { nearest(first: 5) { score sharedRows approach { name } } } }',
};

const rankOfAll: Operation = {
  query: `query ($criteria: [Criterion!]!) { rank(approaches: ${allInGraphQL}, criteria: $criteria) { places { score position approach { name } contributions { score explanation } } } }`,
  variables: {
    criteria: times(50, (index) => ({ query: dimensionSlug(index * 10) })).map(({ query }, index) => ({
      axis: query,
      weight: 1 + (index % 7),
    })),
  },
};

function representations(count: number): Operation {
  const ids: string[] = [];
  for (const change of wideGraphChanges()) {
    if (change.type !== 'putClaim') continue;
    ids.push(claimId(change.claim));
    if (ids.length === count) break;
  }
  return {
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Claim { id source { name } } } }',
    variables: { r: ids.map((id) => ({ __typename: 'Claim', id })) },
  };
}

const approachRepresentations: Operation = {
  query:
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Approach { name features(first: 10) { nodes { name } } } } }',
  variables: {
    r: times(1_000, (index) => ({ query: approachSlug(index % wideGraph.approaches) })).map(({ query }) => ({
      __typename: 'Approach',
      id: conceptId('APPROACH', query),
    })),
  },
};

const introspection =
  '__schema { types { name description fields(includeDeprecated: true) { name description args { name type { name kind ofType { name kind } } } type { name kind ofType { name kind ofType { name kind } } } } } }';

/** Requests that blocked the event loop in earlier versions, or are likely to block it. */
export const heavyRequests: readonly HeavyRequests[] = [
  { name: 'compare of 50, first 50 rows', requests: [compareFirstRows], mustBeServed: true },
  {
    name: 'the same compare, warm',
    requests: [withOtherText(compareFirstRows)],
    mustBeServed: true,
    isWarm: true,
  },
  { name: 'nearest', requests: [nearest], mustBeServed: true },
  { name: 'six concurrent compares of up to 50', requests: times(6, compareFrom) },
  { name: 'forty concurrent compares of up to 50', requests: times(40, compareFrom) },
  { name: 'summary of 50', requests: [compareWithSummary] },
  { name: 'the same summary, warm', requests: [withOtherText(compareWithSummary)], isWarm: true },
  {
    name: 'the same summary, warm, a second time',
    requests: [withOtherText(withOtherText(compareWithSummary))],
    isWarm: true,
  },
  { name: 'forty concurrent summaries of 50', requests: times(40, () => compareWithSummary) },
  {
    name: 'rows of 50 by difference',
    requests: [
      {
        query: `{ compare(approaches: ${allInGraphQL}) { rows(first: 50, orderBy: MOST_DIFFERENT) { nodes { axis { name } distance } } } }`,
      },
    ],
  },
  {
    name: 'rows of 50 by verdict and name',
    requests: [
      {
        query: `{ compare(approaches: ${allInGraphQL}) { rows(first: 500, orderBy: NAME, verdicts: [DIFFERENT, OPPOSITE]) { totalCount nodes { axis { name } verdict } } } }`,
      },
    ],
  },
  {
    name: 'rows of 50 by cells',
    requests: [
      {
        query: `{ compare(approaches: ${allInGraphQL}) { rows(where: [{ approach: "approach-1", levels: ["yes"] }, { approach: "approach-2", levels: ["no"] }]) { totalCount } } }`,
      },
    ],
  },
  {
    name: 'five hundred rows of 50 with claims',
    requests: [
      {
        query: `{ compare(approaches: ${allInGraphQL}) { rows(first: 500) { nodes { axis { name } cells { display claims { id source { name } } } } } } }`,
      },
    ],
  },
  {
    name: 'sources of 50',
    requests: [{ query: `{ compare(approaches: ${allInGraphQL}) { sources { totalCount } } }` }],
  },
  {
    name: 'ten compares of up to 50 in one operation',
    requests: [
      aliased(
        10,
        (index) => `compare(approaches: ${JSON.stringify(allSlugs.slice(0, 50 - index))}) { ${firstRows} }`,
      ),
    ],
  },
  {
    name: 'ninety compares along an unknown axis',
    requests: [
      aliased(
        90,
        (index) =>
          `compare(approaches: ["approach-1", "approach-2"], along: { axes: ["no-such-axis-${index}"] }) { revision }`,
      ),
    ],
  },
  {
    name: 'one compare with an unknown approach',
    requests: [{ query: '{ compare(approaches: ["approach-1", "aproach-no"]) { revision } }' }],
  },
  {
    name: 'a hundred __schema',
    requests: [aliased(100, () => '__schema { types { name fields { name type { name } args { name } } } }')],
  },
  {
    name: 'a hundred _service',
    requests: [aliased(100, () => '_service { sdl }')],
  },
  { name: 'one _service', requests: [{ query: '{ _service { sdl } }' }] },
  {
    name: 'the maximum number of fields with one name',
    requests: [{ query: `{ ${'revision { number } '.repeat(224)} }` }],
    mustBeServed: true,
  },
  {
    name: 'more than the maximum number of fields with one name',
    requests: [{ query: `{ ${'revision { number } '.repeat(420)} }` }],
  },
  { name: 'one __schema', requests: [{ query: `{ ${introspection} }` }] },
  {
    name: 'nineteen searches with typos',
    requests: [
      aliased(
        19,
        (index) =>
          `search(text: "${misspelt(index)} ${misspelt(index + 100)}") { totalCount nodes { __typename } }`,
      ),
    ],
  },
  {
    name: 'nineteen requests, each a search with typos',
    requests: times(19, (index) => ({ query: `{ search(text: "${misspelt(index)}") { totalCount } }` })),
  },
  {
    name: 'search for two common words',
    requests: [{ query: '{ search(text: "shared approach") { totalCount nodes { __typename } } }' }],
  },
  {
    name: 'search for twelve prefixes of words',
    requests: [{ query: '{ search(text: "ar ban cor del en fin gal hor in jo kel lam") { totalCount } }' }],
  },
  {
    name: 'ten searches for a word in 100,000 texts',
    requests: [aliased(10, (index) => `search(text: "shared", first: ${10 + index}) { totalCount }`)],
  },
  { name: 'rank of 50 by 50 criteria', requests: [rankOfAll] },
  {
    name: 'rank of 50 by 50 criteria at an older revision',
    requests: [
      { ...rankOfAll, query: rankOfAll.query.replace('criteria: $criteria', 'criteria: $criteria, at: 1') },
    ],
  },
  {
    name: 'first 20 of 20,000 dimensions, in two orders',
    requests: [
      { query: '{ dimensions(first: 20) { totalCount nodes { name } } }' },
      { query: '{ dimensions(first: 20, orderBy: SLUG) { totalCount nodes { slug } } }' },
    ],
  },
  { name: '1,000 claims by _entities', requests: [representations(1_000)], mustBeServed: true },
  { name: '1,000 approaches by _entities', requests: [approachRepresentations], mustBeServed: true },
  {
    name: 'nested lists of links',
    requests: [
      {
        query:
          '{ approaches(first: 50) { nodes { claims(first: 100) { nodes { id source { name } } } features(first: 100) { nodes { approaches(first: 10) { nodes { name } } } } } } }',
      },
    ],
  },
  {
    name: 'first 500 claims of each of 50 approaches',
    requests: [
      { query: '{ approaches(first: 50) { nodes { claims(first: 500) { totalCount nodes { text } } } } }' },
    ],
  },
  {
    name: 'compare of 50 under a condition',
    requests: [
      {
        query: `{ compare(approaches: ${allInGraphQL}, along: { under: [{ key: "plan", value: "Business" }] }) { ${firstRows} } }`,
      },
    ],
  },
  {
    name: 'compare of 50 at an older revision',
    requests: [{ query: `{ compare(approaches: ${allInGraphQL}, at: 1) { ${firstRows} } }` }],
  },
];
