/** Questions about content management systems: each is answered by one request. The expected answers are computed from the raw data. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats } from '../../src/formats/import-formats.js';
import { fields, headlessCmsTable, propertyFields, systems, valueOf } from './headless-cms.js';
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

const unknownBySystem = systems.map((name) => ({
  name,
  unknown: count(fields.keys(), (field) => valueOf(name, field) === 'unknown'),
}));

/** Finds the systems with `yes` in all `required` fields, sorted by name. */
function systemsWith(...required: readonly string[]): readonly string[] {
  return systems.filter((system) => required.every((field) => valueOf(system, field) === 'yes')).sort();
}

const namesOfAxes = ({ compare }: any): readonly string[] =>
  namesOf(compare.rows.nodes.map(({ axis }: any) => axis));

const questions: readonly Question[] = [
  {
    question: 'How many systems, fields, and fields of yes or no are there?',
    query: `{
      systems: approaches { totalCount }
      fields: dimensions { totalCount }
      properties: dimensions(filter: { valueTypes: [SUPPORT] }) { totalCount }
    }`,
    read: ({ systems, fields, properties }) => [systems.totalCount, fields.totalCount, properties.totalCount],
    answer: [systems.length, fields.size, propertyFields.size],
  },
  {
    question: 'Which systems are open source, have GraphQL mutations and run on-premises?',
    query: `{ approaches(filter: { where: [
      { axis: "open-source", supports: [YES] }
      { axis: "graphql-mutations", supports: [YES] }
      { axis: "on-premises", supports: [YES] }
    ] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: systemsWith('Open source', 'GraphQL mutations', 'On-premises'),
  },
  {
    question: 'Which systems have GraphQL subscriptions?',
    query: `{ approaches(filter: { where: [{ axis: "graphql-subscriptions", supports: [YES] }] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: systemsWith('GraphQL subscriptions'),
  },
  {
    question: 'How many systems have a cloud service in Europe: yes, no, unknown?',
    query: `{ dimension(slug: "cloud-service-hosted-in-europe") {
      distribution { value { ... on SupportValue { support } } state count } } }`,
    read: ({ dimension }) =>
      Object.fromEntries(
        dimension.distribution.map(({ value, state, count }: any) => [
          (value?.support ?? state).toLowerCase(),
          count,
        ]),
      ),
    answer: countsBy(fields.get('Cloud service hosted in Europe') ?? [], (value) => value),
  },
  {
    question: 'Which three systems have the most unknown fields?',
    query: `{ compare(filter: {}) { summary {
      byApproach(countOf: { states: [UNKNOWN] }, first: 3) { approach { name } count } } } }`,
    read: ({ compare }) =>
      compare.summary.byApproach.map(({ approach, count }: any) => ({ name: approach.name, unknown: count })),
    answer: [...unknownBySystem]
      .sort((one, other) => other.unknown - one.unknown || (one.name < other.name ? -1 : 1))
      .slice(0, 3),
  },
  {
    question: 'How many cells are unknown in total?',
    query: `{ compare(filter: {}) { summary { byState { state count } } } }`,
    read: ({ compare }) => compare.summary.byState.find(({ state }: any) => state === 'UNKNOWN').count,
    answer: unknownBySystem.reduce((sum, { unknown }) => sum + unknown, 0),
  },
  {
    question: 'In which fields do Alder CMS and Birch CMS have opposite values?',
    query: `{ compare(approaches: ["alder-cms", "birch-cms"]) { rows(verdicts: [OPPOSITE]) { nodes { axis { name } } } } }`,
    read: namesOfAxes,
    answer: [...propertyFields.keys()]
      .filter((field) => {
        const values = [valueOf('Alder CMS', field), valueOf('Birch CMS', field)];
        return values.includes('yes') && values.includes('no');
      })
      .sort(),
  },
  {
    question: 'In which fields does every system with a known value have yes?',
    query: `{ compare(filter: {}) { rows(everyStated: { supports: [YES] }) { nodes { axis { name } } } } }`,
    read: namesOfAxes,
    answer: [...propertyFields]
      .filter(([, values]) => values.includes('yes') && !values.includes('no'))
      .map(([field]) => field)
      .sort(),
  },
];

describe('A question about content management systems', () => {
  let graph: QuestionGraph;
  beforeAll(async () => {
    graph = await serveImport(
      ({ reader }) =>
        importFormats.table([{ name: 'headless-cms.csv', bytes: bytesOf(headlessCmsTable) }], reader).changes,
    );
  });
  afterAll(() => graph.close());

  test.each(questions)('is answered by one request: $question', async ({ query, read, answer }) => {
    expect(read(await graph.askEverywhere(query))).toEqual(answer);
  });
});
