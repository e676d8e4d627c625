/** Questions about browsers: each is answered by one request. The expected answers are computed from the raw data. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats } from '../../src/formats/import-formats.js';
import { browserClaimBytes, levels } from './browsers.js';
import { count, countsBy, serveImport, type Question, type QuestionGraph } from './question-graph.js';

/* oxlint-disable typescript/no-explicit-any -- data has the shape of the query that the test wrote */

type Levels = Readonly<Record<string, string>>;

const features = [...levels].map(([path, of]) => ({ path, of }));
const claims = features.flatMap(({ of }) =>
  Object.entries(of).map(([browser, level]) => ({ browser, level })),
);

/** Counts the features that meet a condition. */
const featuresWith = (isCounted: (of: Levels, path: string) => boolean): number =>
  count(features, ({ of, path }) => isCounted(of, path));

const partialCounts = features.map(({ of }) => count(Object.values(of), (level) => level === 'partial'));
const maxPartial = Math.max(...partialCounts);

const mainBrowsers = '["chrome", "edge", "firefox", "safari"]';

/** Returns the levels of one feature, by the slugs of its browsers. */
const levelsOfCells = ({ compare }: any): Levels =>
  Object.fromEntries(
    compare.rows.nodes[0].cells
      .filter(({ state }: any) => state === 'STATED')
      .map(({ approach, display }: any) => [approach.slug, display]),
  );

const questions: readonly Question[] = [
  {
    question: 'How many claims are there of each level?',
    query: `{ compare(filter: {}) { summary { counts { level count } } } }`,
    read: ({ compare }) =>
      Object.fromEntries(
        compare.summary.counts
          .filter(({ level }: any) => level !== null)
          .map(({ level, count }: any) => [level, count]),
      ),
    answer: countsBy(claims, ({ level }) => level),
  },
  {
    question: 'How many features does each browser have?',
    query: `{ compare(filter: {}) { summary {
      byApproach(countOf: { levels: ["yes"] }, first: 50) { approach { slug } count } } } }`,
    read: ({ compare }) =>
      Object.fromEntries(
        compare.summary.byApproach.map(({ approach, count }: any) => [approach.slug, count]),
      ),
    answer: countsBy(
      claims.filter(({ level }) => level === 'yes'),
      ({ browser }) => browser,
    ),
  },
  {
    question: 'How many features do Chrome, Edge, Firefox and Safari all have?',
    query: `{ compare(approaches: ${mainBrowsers}) { rows(where: [
      { approach: "chrome", levels: ["yes"] }, { approach: "edge", levels: ["yes"] }
      { approach: "firefox", levels: ["yes"] }, { approach: "safari", levels: ["yes"] }
    ]) { totalCount } } }`,
    read: ({ compare }) => compare.rows.totalCount,
    answer: featuresWith((of) => ['chrome', 'edge', 'firefox', 'safari'].every((each) => of[each] === 'yes')),
  },
  {
    question: 'How many features have the level yes in Chrome, and no in Firefox and Safari?',
    query: `{ compare(approaches: ${mainBrowsers}) { rows(where: [
      { approach: "chrome", levels: ["yes"] }, { approach: "firefox", levels: ["no"] }, { approach: "safari", levels: ["no"] }
    ]) { totalCount } } }`,
    read: ({ compare }) => compare.rows.totalCount,
    answer: featuresWith((of) => of.chrome === 'yes' && of.firefox === 'no' && of.safari === 'no'),
  },
  {
    question: 'How many CSS features have the level yes in Firefox and Safari, and no in Chrome?',
    query: `{ compare(approaches: ${mainBrowsers}, along: { groups: ["css"] }) { rows(where: [
      { approach: "firefox", levels: ["yes"] }, { approach: "safari", levels: ["yes"] }, { approach: "chrome", levels: ["no"] }
    ]) { totalCount } } }`,
    read: ({ compare }) => compare.rows.totalCount,
    answer: featuresWith(
      (of, path) =>
        path.startsWith('css.') && of.firefox === 'yes' && of.safari === 'yes' && of.chrome === 'no',
    ),
  },
  {
    question: 'How many features have no claim about Deno?',
    query: `{ compare(filter: {}) { rows(where: [{ approach: "deno", states: [NOT_STATED] }]) { totalCount } } }`,
    read: ({ compare }) => compare.rows.totalCount,
    answer: featuresWith((of) => of.deno === undefined),
  },
  {
    question: 'Which levels does WebTransport have?',
    query: `{ compare(filter: {}, along: { axes: ["api-webtransport"] }) {
      rows { nodes { cells { approach { slug } state display } } } } }`,
    read: levelsOfCells,
    answer: levels.get('api.WebTransport'),
  },
  {
    question:
      'How many features does Internet Explorer have, but not Chrome, and how many of these were removed from Chrome?',
    query: `{ compare(approaches: ["ie", "chrome"]) {
      without: rows(
        where: [{ approach: "ie", levels: ["yes"] }]
        any: [
          { approach: "chrome", levels: ["no", "removed", "preview", "flag", "partial"] }
          { approach: "chrome", states: [NOT_STATED] }
        ]
      ) { totalCount }
      removed: rows(where: [{ approach: "ie", levels: ["yes"] }, { approach: "chrome", levels: ["removed"] }]) { totalCount }
    } }`,
    read: ({ compare: { without, removed } }) => [without.totalCount, removed.totalCount],
    answer: [
      featuresWith((of) => of.ie === 'yes' && of.chrome !== 'yes'),
      featuresWith((of) => of.ie === 'yes' && of.chrome === 'removed'),
    ],
  },
  {
    question:
      'What is the largest number of browsers that support one feature in part, and how many features have this number?',
    query: `{ compare(filter: {}) { summary { rowsByCount(countOf: { levels: ["partial"] }, first: 1) { count rows } } } }`,
    read: ({ compare }) => compare.summary.rowsByCount,
    answer: [{ count: maxPartial, rows: count(partialCounts, (each) => each === maxPartial) }],
  },
  {
    question: 'Which levels does Temporal have?',
    query: `{ compare(filter: {}, along: { axes: ["javascript-builtins-temporal"] }) {
      rows { nodes { cells { approach { slug } state display } } } } }`,
    read: levelsOfCells,
    answer: levels.get('javascript.builtins.Temporal'),
  },
];

describe('A question about browsers', () => {
  let graph: QuestionGraph;
  beforeAll(async () => {
    graph = await serveImport(
      ({ reader }) =>
        importFormats.claims([{ name: 'browsers.jsonl', bytes: browserClaimBytes() }], reader).changes,
    );
  }, 600_000);
  afterAll(() => graph.close());

  test.each(questions)('is answered by one request: $question', async ({ query, read, answer }) => {
    expect(read(await graph.ask(query))).toEqual(answer);
  });
});
