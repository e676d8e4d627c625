import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { estimateOperation } from '../../../src/api/limits/estimate/estimate-operation.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import type { MaybePromise } from '../../../src/graph/work/maybe-promise.js';
import { openStore } from '../../../src/storage/open-store.js';
import { Choices, numbersFrom } from '../../../scripts/fuzz/choices.js';
import { fillGraph } from '../../../scripts/fuzz/graph.js';
import { operationFrom, type Variables } from '../../../scripts/fuzz/operations.js';
import { readVocabulary, type Vocabulary } from '../../../scripts/fuzz/vocabulary.js';
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
import { DependencyLaw, type Computation, type Computed } from '../../support/dependency-law.js';
import { contentIn, contentOf, RandomPublications } from '../../support/random-publications.js';
import { recordedOperations } from '../../support/recorded-operations.js';
import { seedFolder } from '../../support/seed.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { long, runs, sampleOf } from '../../support/test-run.js';

const schema = createSchema();
const plans = new Plans(schema);

let graph: TestStore;
/** A store that reads the same graph from the database, and caches nothing. */
let uncached: GraphStore;
let vocabulary: Vocabulary;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await fillGraph(graph.store, seedFolder);
  await graph.store.apply(fields.flatMap(changesOfField), imported);
  uncached = await openStore(graph.url);
  vocabulary = await readVocabulary(schema, uncached.reader);
});
afterAll(async () => {
  await uncached.close();
  await graph.close();
});

interface Operation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** Executes an operation by its plan. @returns null if it has no plan, or if a resolver fails */
async function compute(operation: Operation, opened: Promise<RequestContext>): Promise<Computed | null> {
  const context = await opened;
  const { document, variables } = operation;
  const result = await plans.execute(document, operation.operation, variables, context);
  if (!result) return null;
  const bytes = result.bytes.toString();
  result.release?.();
  return { bytes, tags: context.dependencies() };
}

function contextAt(
  { reader }: Pick<GraphStore, 'reader'>,
  view: MaybePromise<GraphView | null>,
): Promise<RequestContext> {
  return RequestContext.open(reader, {}, undefined, undefined, view as MaybePromise<GraphView>);
}

const computation: Computation<Operation> = {
  cached: (operation, view) => compute(operation, contextAt(graph.store, view)),
  async uncached(operation, revision) {
    const view = revision === null ? null : uncached.reader.openView(revision);
    return (await compute(operation, contextAt(uncached, view)))?.bytes ?? null;
  },
};

const maxCost = 5_000;

/** Generates an operation. @returns null if the operation is invalid, or if its cost exceeds `maxCost` */
async function operationOf(numbers: readonly number[]): Promise<Operation | null> {
  const { source, operationName, sequence } = operationFrom(schema, vocabulary, numbers);
  const document = parse(source);
  if (validate(schema, document).length > 0) return null;
  const operation = getOperationAST(document, operationName);
  const variables = sequence[0] ?? {};
  if (!operation) return null;
  const view = (await uncached.reader.openView()) as GraphView;
  try {
    const { cost } = estimateOperation(schema, document, operation, variables, await view.statistics());
    if (cost > maxCost) return null;
  } catch {
    return null;
  }
  return { text: `${source}\n${JSON.stringify(variables)}`, document, operation, variables };
}

/** Fields of knowledge. The approaches of a field are compared with each other, along the axes of the field. */
const fields = Array.from({ length: 160 }, (_, field) => ({
  approaches: Array.from({ length: 4 }, (__, number) => `field-${field}-approach-${number}`),
  features: Array.from({ length: 3 }, (__, number) => `field-${field}-feature-${number}`),
  source: `field-${field}`,
  text: `field-${field}-text`,
  quantity: `field-${field}-quantity`,
}));

function changesOfField({
  approaches,
  features,
  source,
  text: textSlug,
  quantity,
}: (typeof fields)[number]): readonly Change[] {
  const concepts = [
    citedSource(source),
    dimension(textSlug),
    dimension(quantity, { valueType: 'QUANTITY' }),
    ...features.map((slug) => feature(slug)),
    ...approaches.map((slug) => concept('APPROACH', slug)),
  ];
  const cited = { source: id('CITED_SOURCE', source) };
  const claims = approaches.flatMap((approach, number) => [
    value(approach, textSlug, text(`${textSlug} ${number % 3}`), cited),
    value(
      approach,
      quantity,
      { type: 'QUANTITY', minimum: `${number}`, maximum: `${number}`, unit: null },
      cited,
    ),
    ...features
      .filter((_, index) => (index + number) % 2 === 0)
      .map((slug) => claim(id('APPROACH', approach), 'HAS_FEATURE', id('FEATURE', slug), cited)),
  ]);
  return put(concepts, claims);
}

/** Chooses an operation of a kind that clients often send. */
function usualOperation(choices: Choices): Operation {
  const field = choices.of(fields);
  const slugs = choices.some(choices.once(8) ? vocabulary.slugs.APPROACH : field.approaches, 2, 3);
  const axes = choices.some([field.text, field.quantity, ...field.features], 1, 3);
  const claims = 'claims { text source { name } citations { locator } }';
  const source = choices.of([
    `{ approach(slug: "${slugs[0]}") { name summary features { nodes { name } } claims(first: 5) { nodes { text } } } }`,
    `{ compare(approaches: ${JSON.stringify(slugs)}) { rows(first: 5) { totalCount nodes { axis { name } verdict cells { display ${claims} } } } } }`,
    `{ compare(approaches: ${JSON.stringify(slugs)}) { summary { rowCount } rows(orderBy: MOST_DIFFERENT, first: 3) { nodes { distance axis { name } } } } }`,
    `{ compare(approaches: ${JSON.stringify(slugs)}, along: { axes: ${JSON.stringify(axes)} }) { rows { nodes { axis { name } verdict distance cells { state display ${claims} } } } } }`,
    `{ dimension(slug: "${choices.of(vocabulary.slugs.DIMENSION)}") { name unit } }`,
    `{ feature(slug: "${choices.of(vocabulary.slugs.FEATURE)}") { name approaches { nodes { name } } } }`,
    `{ question(slug: "${choices.of(vocabulary.slugs.QUESTION)}") { name approaches { nodes { name } } comparison { rows(first: 3) { nodes { verdict } } } } }`,
    `{ node(id: "${choices.of(vocabulary.conceptIds)}") { id ... on Approach { name equivalents { name } } } }`,
  ]);
  return operationIn(source);
}

function operationIn(source: string): Operation {
  const document = parse(source);
  return {
    text: source,
    document,
    operation: getOperationAST(document) as OperationDefinitionNode,
    variables: {},
  };
}

/** The number of operations in one run of the property. */
const operationCount = 70;
/** The number of publications in one run of the property. */
const publicationCount = 10;

const publications = new RandomPublications();

/** Publishes changes. About half of the publications change data from which one of the results was computed. */
async function publish(law: DependencyLaw<Operation>, seed: number): Promise<void> {
  const choices = new Choices(numbersFrom(seed, 40));
  const content = await contentOf(graph.store.reader);
  const read = choices.once(2) ? null : choices.of(law.tags);
  await law.publish(publications.next(choices, read ? contentIn(content, read) : content));
}

test('A result that is valid at a later revision has the bytes of a new result, and most unchanged results stay valid', async () => {
  const law = new DependencyLaw(graph.store, computation);
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), async (seed) => {
      law.clear();
      for (let index = 0; index < operationCount; index += 1) {
        const each = numbersFrom(seed * 1_000 + index, 400);
        const operation = index % 10 !== 0 ? usualOperation(new Choices(each)) : await operationOf(each);
        if (operation) await law.add(operation);
      }
      for (let index = 0; index < publicationCount; index += 1)
        await publish(law, seed * 1_000 + 500 + index);
    }),
    { numRuns: runs(16, 2), seed: 20, endOnFailure: true },
  );
  // Of the results that did not change, at most one in fifty is invalidated; in a small sample, one in twenty.
  expect(law.needless).toBeLessThanOrEqual(long === 'complete' ? 1 / 50 : 1 / 20);
  expect(law.seen.changed).toBeGreaterThan(2);
}, 600_000);

test('Results of the examples in the playground and in the documents are invalidated if a publication changes them', async () => {
  const law = new DependencyLaw(graph.store, computation);
  for (const source of sampleOf(await recordedOperations(), 6)) await law.add(operationIn(source));
  for (let index = 0; index < runs(40, 3); index += 1) await publish(law, 7_000 + index);
  expect(law.seen.results).toBeGreaterThan(0);
  if (long === 'complete') expect(law.seen.valid).toBeGreaterThan(law.seen.invalidated * 4);
}, 600_000);
