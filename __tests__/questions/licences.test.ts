/** Questions about licences: each is answered by one request. The expected answers are computed from the raw data. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats } from '../../src/formats/import-formats.js';
import {
  licenceLines,
  licences,
  sameLicenceLevelOf,
  sameLicenceLevels,
  tagsOf,
  type Licence,
} from './licences.js';
import { bytesOf, count, namesOf, serveImport, type Question, type QuestionGraph } from './question-graph.js';

/* oxlint-disable typescript/no-explicit-any -- data has the shape of the query that the test wrote */

const all = [...licences.values()];

function licence(id: string): Licence {
  const found = licences.get(id);
  if (!found) throw new Error(`Expected a licence, got ${id}.`);
  return found;
}

/** Returns the dimension names of the tags that only one of two licences has. */
function differingTags(one: Licence, other: Licence): readonly string[] {
  const kinds = { Permission: 'permissions', Condition: 'conditions', Limitation: 'limitations' } as const;
  return Object.entries(kinds).flatMap(([prefix, kind]) =>
    tagsOf(kind)
      .filter((tag) => one[kind].includes(tag) !== other[kind].includes(tag))
      .map((tag) => `${prefix}: ${tag}`),
  );
}

const questions: readonly Question[] = [
  {
    question: 'How many licences permit patent use?',
    query: `{ approaches(filter: { where: [{ axis: "permissions", terms: ["patent-use"] }] }) { totalCount } }`,
    read: ({ approaches }) => approaches.totalCount,
    answer: count(all, ({ permissions }) => permissions.includes('patent-use')),
  },
  {
    question: 'How many licences exclude patent use?',
    query: `{ approaches(filter: { where: [{ axis: "limitations", terms: ["patent-use"] }] }) { totalCount } }`,
    read: ({ approaches }) => approaches.totalCount,
    answer: count(all, ({ limitations }) => limitations.includes('patent-use')),
  },
  {
    question: 'Which licences require disclosure of the source to users on a network?',
    query: `{ approaches(filter: { where: [{ axis: "conditions", terms: ["network-use-disclose"] }] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: namesOf(all.filter(({ conditions }) => conditions.includes('network-use-disclose'))),
  },
  {
    question: 'Which licences have no conditions?',
    query: `{ approaches(filter: { where: [{ axis: "conditions", terms: [] }] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: namesOf(all.filter(({ conditions }) => conditions.length === 0)),
  },
  {
    question: 'How many licences require the same licence at each level?',
    query: `{ dimension(slug: "same-licence") { distribution { value { ... on OrdinalValue { level } } count } } }`,
    read: ({ dimension }) =>
      Object.fromEntries(dimension.distribution.map(({ value, count }: any) => [value.level, count])),
    answer: Object.fromEntries(
      sameLicenceLevels.map((level) => [level, count(all, (each) => sameLicenceLevelOf(each) === level)]),
    ),
  },
  {
    question: 'At which level do GPL-3.0, LGPL-3.0, MPL-2.0 and MIT require the same licence?',
    query: `{ dimension(slug: "same-licence") {
      claims(approaches: ["gpl-3-0", "lgpl-3-0", "mpl-2-0", "mit"]) {
        nodes { subject { name } value { ... on OrdinalValue { level } } } } } }`,
    read: ({ dimension }) =>
      Object.fromEntries(
        dimension.claims.nodes.map(({ subject, value }: any) => [subject.name, value.level]),
      ),
    answer: Object.fromEntries(
      ['GPL-3.0', 'LGPL-3.0', 'MPL-2.0', 'MIT'].map((id) => [
        licence(id).name,
        sameLicenceLevelOf(licence(id)),
      ]),
    ),
  },
  {
    question: 'Which tags differ between MIT and Apache-2.0?',
    query: `{ compare(approaches: ["mit", "apache-2-0"], along: { groups: ["Permissions", "Conditions", "Limitations"] }) {
      rows(verdicts: [OPPOSITE]) { nodes { axis { name } } } } }`,
    read: ({ compare }) => namesOf(compare.rows.nodes.map(({ axis }: any) => axis)),
    answer: [...differingTags(licence('MIT'), licence('Apache-2.0'))].sort(),
  },
  {
    question:
      'Which licences require disclosure of the source, but not the same licence for the complete work?',
    query: `{ approaches(filter: { where: [
      { axis: "conditions", terms: ["disclose-source"] }, { axis: "same-licence", levels: ["work"], not: true }
    ] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: namesOf(
      all.filter(
        (each) => each.conditions.includes('disclose-source') && sameLicenceLevelOf(each) !== 'work',
      ),
    ),
  },
  {
    question: 'Which licences do not permit commercial use?',
    query: `{ approaches(filter: { where: [{ axis: "permissions", terms: ["commercial-use"], not: true }] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: namesOf(all.filter(({ permissions }) => !permissions.includes('commercial-use'))),
  },
];

describe('A question about licences', () => {
  let graph: QuestionGraph;
  beforeAll(async () => {
    graph = await serveImport(
      ({ reader }) =>
        importFormats.claims([{ name: 'licences.jsonl', bytes: bytesOf(licenceLines()) }], reader).changes,
    );
  });
  afterAll(() => graph.close());

  test.each(questions)('is answered by one request: $question', async ({ query, read, answer }) => {
    expect(read(await graph.askEverywhere(query))).toEqual(answer);
  });
});
