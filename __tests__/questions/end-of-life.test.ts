/** Questions about release cycles: each is answered by one request. The expected answers are computed from the raw data. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats } from '../../src/formats/import-formats.js';
import { cycles, endOfLifeDocument, products, supportedDays } from './end-of-life.js';
import {
  bytesOf,
  count,
  countsBy,
  namesOf,
  serveImport,
  type Question,
  type QuestionGraph,
} from './question-graph.js';

/* oxlint-disable typescript/no-explicit-any -- data has the shape of the query that the test wrote */

const cyclesOf = (product: string) => cycles.filter((cycle) => cycle.product === product);

/** Returns the counts of a distribution, by text, support or state. */
const countsOf = ({ distribution }: any): Readonly<Record<string, number>> =>
  Object.fromEntries(
    distribution.map(({ value, state, count }: any) => [value?.text ?? value?.support ?? state, count]),
  );

const longestOfPostgresql = cyclesOf('PostgreSQL').reduce((longest, cycle) =>
  (supportedDays(cycle) ?? 0) > (supportedDays(longest) ?? 0) ? cycle : longest,
);
const productWithMostCycles = products.reduce((largest, product) =>
  product.cycles.length > largest.cycles.length ? product : largest,
);

const questions: readonly Question[] = [
  {
    question: 'How many products and cycles are there?',
    query: `{
      products: dimension(slug: "category") { claims { totalCount } }
      cycles: dimension(slug: "product") { claims { totalCount } }
    }`,
    read: ({ products, cycles }) => [products.claims.totalCount, cycles.claims.totalCount],
    answer: [products.length, cycles.length],
  },
  {
    question:
      'How many cycles have an end-of-life date, and how many cycles without one have ended, or have not ended?',
    query: `{
      withDate: dimension(slug: "end-of-life") { claims { totalCount } }
      withoutDate: dimension(slug: "has-ended") {
        distribution { value { ... on SupportValue { support } } state count }
      }
    }`,
    read: ({ withDate, withoutDate }) => ({ date: withDate.claims.totalCount, ...countsOf(withoutDate) }),
    answer: {
      date: count(cycles, ({ eol }) => typeof eol === 'string'),
      YES: count(cycles, ({ eol }) => eol === true),
      NO: count(cycles, ({ eol }) => eol === false),
      NOT_STATED: products.length + count(cycles, ({ eol }) => typeof eol === 'string'),
    },
  },
  {
    question: 'Which cycles of Node.js end after 2026-08-22?',
    query: `{ approaches(filter: { where: [
      { axis: "product", terms: ["Node.js"] }, { axis: "end-of-life", from: "2026-08-23" }
    ] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: namesOf(cyclesOf('Node.js').filter(({ eol }) => typeof eol === 'string' && eol > '2026-08-22')),
  },
  {
    question: 'Which cycle of PostgreSQL is supported for the longest time, and for how many days?',
    query: `{ approaches(
      filter: { where: [{ axis: "product", terms: ["PostgreSQL"] }] }
      sortAxis: { axis: "supported-for" }, first: 1
    ) { nodes { name claims(dimensions: ["supported-for"]) { nodes { value { ... on QuantityValue { minimum unit } } } } } } }`,
    read: ({ approaches: { nodes } }) => [nodes[0].name, nodes[0].claims.nodes[0].value],
    answer: [longestOfPostgresql.name, { minimum: String(supportedDays(longestOfPostgresql)), unit: 'd' }],
  },
  {
    question: 'How many products are in each category?',
    query: `{ dimension(slug: "category") { distribution { value { ... on TextValue { text } } state count } } }`,
    read: ({ dimension }) => countsOf(dimension),
    answer: { ...countsBy(products, ({ category }) => category), NOT_STATED: cycles.length },
  },
  {
    question: 'When do Python 3.8 to 3.14 end?',
    query: `{ dimension(slug: "end-of-life") {
      claims(where: [{ axis: "product", terms: ["Python"] }, { axis: "version", oldest: "3.8", newest: "3.14" }]) {
        nodes { subject { name } value { ... on DateValue { date } } } } } }`,
    read: ({ dimension }) =>
      Object.fromEntries(dimension.claims.nodes.map(({ subject, value }: any) => [subject.name, value.date])),
    answer: Object.fromEntries(
      cyclesOf('Python')
        .filter(({ cycle }) => ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14'].includes(cycle))
        .map(({ name, eol }) => [name, eol]),
    ),
  },
  {
    question: 'Which product has the most cycles?',
    query: `{ dimension(slug: "product") {
      distribution(first: 1) { value { ... on TextValue { text } } state count } } }`,
    read: ({ dimension }) => countsOf(dimension),
    answer: {
      [productWithMostCycles.name]: productWithMostCycles.cycles.length,
      NOT_STATED: products.length,
    },
  },
  {
    question: 'How many cycles have long-term support with a start date, and how many without one?',
    query: `{
      since: dimension(slug: "long-term-support-since") { claims { totalCount } }
      without: approaches(filter: { where: [{ axis: "long-term-support", supports: [YES] }] }) { totalCount }
    }`,
    read: ({ since, without }) => [since.claims.totalCount, without.totalCount],
    answer: [count(cycles, ({ lts }) => typeof lts === 'string'), count(cycles, ({ lts }) => lts === true)],
  },
];

describe('A question about release cycles', () => {
  let graph: QuestionGraph;
  beforeAll(async () => {
    graph = await serveImport(
      ({ reader }) =>
        importFormats.document([{ name: 'cycles.json', bytes: bytesOf(endOfLifeDocument()) }], reader)
          .changes,
    );
  });
  afterAll(() => graph.close());

  test.each(questions)('is answered by one request: $question', async ({ query, read, answer }) => {
    expect(read(await graph.askEverywhere(query))).toEqual(answer);
  });
});
