/** Questions about food: each is answered by one request. The expected answers are computed from the raw data. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultReadingOptions } from '../../src/formats/import/import-format.js';
import { importFormats } from '../../src/formats/import-formats.js';
import { descriptionTable, foods, nutrientTable, type Food } from './food.js';
import { bytesOf, count, namesOf, serveImport, type Question, type QuestionGraph } from './question-graph.js';

/* oxlint-disable typescript/no-explicit-any -- data has the shape of the query that the test wrote */

/** Lists the names of foods with an amount: the largest amount first, equal amounts by name. */
function largestFirst(listed: readonly Food[], amountOf: (food: Food) => number | null): readonly string[] {
  return listed
    .filter((food) => amountOf(food) !== null)
    .sort((one, other) => (amountOf(other) ?? 0) - (amountOf(one) ?? 0) || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
}

function food(number: string): Food {
  const found = foods.find((each) => each.number === number);
  if (!found) throw new Error(`Expected a food, got ${number}.`);
  return found;
}

const legumes = 'Legumes and Legume Products';

const questions: readonly Question[] = [
  {
    question: 'Which three foods have the most vitamin C?',
    query: `{ dimension(slug: "vitamin-c") { claims(orderBy: BEST_FIRST, first: 3) { nodes { subject { name } } } } }`,
    read: ({ dimension }) => dimension.claims.nodes.map(({ subject }: any) => subject.name),
    answer: largestFirst(foods, ({ vitaminC }) => vitaminC).slice(0, 3),
  },
  {
    question: 'How many foods have no cholesterol, have cholesterol, or have no statement about cholesterol?',
    query: `{
      none: approaches(filter: { where: [{ axis: "cholesterol", maximum: "0" }] }) { totalCount }
      some: approaches(filter: { where: [{ axis: "cholesterol", minimum: "0", exclusiveMinimum: true }] }) { totalCount }
      blank: approaches(filter: { where: [{ axis: "cholesterol", states: [NOT_STATED] }] }) { totalCount }
    }`,
    read: ({ none, some, blank }) => [none.totalCount, some.totalCount, blank.totalCount],
    answer: [
      count(foods, ({ cholesterol }) => cholesterol === 0),
      count(foods, ({ cholesterol }) => cholesterol !== null && cholesterol > 0),
      count(foods, ({ cholesterol }) => cholesterol === null),
    ],
  },
  {
    question: 'Which foods have at least 10 g of fibre and at most 100 kcal, most protein first?',
    query: `{ approaches(
      filter: { where: [{ axis: "dietary-fibre", minimum: "10" }, { axis: "energy", maximum: "100" }] }
      sortAxis: { axis: "protein" }
    ) { nodes { name } } }`,
    read: ({ approaches }) => approaches.nodes.map(({ name }: any) => name),
    answer: largestFirst(
      foods.filter(({ fibre, energy }) => fibre !== null && fibre >= 10 && energy !== null && energy <= 100),
      ({ protein }) => protein,
    ),
  },
  {
    question: 'Which legume has the most protein?',
    query: `{ approaches(
      filter: { where: [{ axis: "food-group", terms: ["${legumes}"] }] }, sortAxis: { axis: "protein" }, first: 1
    ) { nodes { name } } }`,
    read: ({ approaches }) => approaches.nodes.map(({ name }: any) => name),
    answer: largestFirst(
      foods.filter(({ group }) => group === legumes),
      ({ protein }) => protein,
    ).slice(0, 1),
  },
  {
    question: 'How do salted butter and whipped salted butter differ in energy, saturated fat and sodium?',
    query: `{ compare(
      approaches: ["butter-with-salt", "butter-whipped-with-salt"]
      along: { axes: ["energy", "saturated-fat", "sodium"] }
    ) { rows { nodes { axis { name } cells { values { value { ... on QuantityValue { minimum } } } } } } } }`,
    read: ({ compare }) =>
      Object.fromEntries(
        compare.rows.nodes.map(({ axis, cells }: any) => [
          axis.name,
          cells.map(({ values }: any) => Number(values[0].value.minimum)),
        ]),
      ),
    answer: {
      Energy: [food('01001').energy, food('01002').energy],
      'Saturated fat': [food('01001').saturatedFat, food('01002').saturatedFat],
      Sodium: [food('01001').sodium, food('01002').sodium],
    },
  },
  {
    question: 'Which foods have nutrients, but no description?',
    query: `{ approaches(filter: { where: [{ axis: "food-group", states: [NOT_STATED] }] }) { nodes { name } } }`,
    read: ({ approaches }) => namesOf(approaches.nodes),
    answer: namesOf(foods.filter(({ group }) => group === null)),
  },
];

describe('A question about food', () => {
  let graph: QuestionGraph;
  beforeAll(async () => {
    const tables = { 'nutrients.csv': nutrientTable, 'descriptions.csv': descriptionTable };
    graph = await serveImport(
      ({ reader }) =>
        importFormats.table(
          Object.entries(tables).map(([name, text]) => ({ name, bytes: bytesOf(text) })),
          reader,
          { ...defaultReadingOptions, subjects: 'rows' },
        ).changes,
    );
  });
  afterAll(() => graph.close());

  test.each(questions)('is answered by one request: $question', async ({ query, read, answer }) => {
    expect(read(await graph.askEverywhere(query))).toEqual(answer);
  });
});
