import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getOperationAST, parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { estimateOperation } from '../../../src/api/limits/estimate/estimate-operation.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { Claim } from '../../../src/graph/claim.js';
import { conceptKinds, type Concept } from '../../../src/graph/concept.js';
import { conceptTag, subjectTag } from '../../../src/graph/dependencies/dependency-tag.js';
import type { DependencyTags } from '../../../src/graph/dependencies/dependency-recorder.js';
import { extended, isValidIn } from '../../../src/graph/dependencies/publication-log.js';
import type { GraphReader, GraphView } from '../../../src/graph/ports/reading.js';
import type { Change, ClaimDraft, GraphStore } from '../../../src/graph/ports/writing.js';
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
  edited,
  feature,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { seedFolder } from '../../support/seed.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { long, runs } from '../../support/test-run.js';

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
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** A result that a cache could store: its bytes, its tags, and the revisions at which it is known to be valid. */
interface TaggedResult {
  readonly operation: Operation;
  readonly bytes: string;
  readonly tags: DependencyTags;
  range: { readonly first: number; readonly last: number };
}

/** Executes an operation by its plan. @returns null for errors */
async function resultOf(operation: Operation, reader: GraphReader): Promise<TaggedResult | null> {
  const context = await RequestContext.open(reader);
  const { document, variables } = operation;
  const result = await plans.execute(document, operation.operation, variables, context);
  if (!result) return null;
  const bytes = result.bytes.toString();
  result.release?.();
  const { number } = context.published.revision;
  return { operation, bytes, tags: context.dependencies(), range: { first: number, last: number } };
}

const maxCost = 5_000;

/** Generates an operation; null if it is invalid or expensive. */
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
  return { source, document, operation, variables };
}

/** Fields of knowledge: the approaches of a field are compared with each other, along the axes of the field. */
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
  text: words,
  quantity,
}: (typeof fields)[number]): readonly Change[] {
  const concepts = [
    citedSource(source),
    dimension(words),
    dimension(quantity, { valueType: 'QUANTITY' }),
    ...features.map((slug) => feature(slug)),
    ...approaches.map((slug) => concept('APPROACH', slug)),
  ];
  const cited = { source: id('CITED_SOURCE', source) };
  const claims = approaches.flatMap((approach, number) => [
    value(approach, words, text(`Word ${number % 3}`), cited),
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

/** Operations that clients often send: pages of comparisons, cards, and lists. */
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
  const document = parse(source);
  return { source, document, operation: getOperationAST(document) as OperationDefinitionNode, variables: {} };
}

/** The content of the graph from which publications are made. */
interface Content {
  readonly concepts: readonly Concept[];
  readonly claims: readonly Claim[];
}

async function contentOf(reader: GraphReader): Promise<Content> {
  const view = (await reader.openView()) as GraphView;
  const concepts: Concept[] = [];
  for (const kind of conceptKinds) {
    const page = await view.conceptPage({ kind, orderBy: 'SLUG', filter: {}, first: 500, after: null });
    concepts.push(...page.items);
  }
  const lists = await view.claimsAbout(
    concepts.map((each) => each.id),
    {},
  );
  return { concepts, claims: lists.flat() };
}

/** Selects content that a result was read from, with concepts of all kinds; the whole content if the result was read from too little. */
function contentIn({ concepts, claims }: Content, tags: DependencyTags): Content {
  const claimsRead = claims.filter(({ subject }) => tags.has(subjectTag(subject)));
  const conceptsRead = concepts.filter((each) => tags.has(conceptTag(each.id)));
  return {
    concepts: conceptsRead.length < 3 ? concepts : [...conceptsRead, ...oneOfEachKind(concepts)],
    claims: claimsRead.length === 0 ? claims : claimsRead,
  };
}

function oneOfEachKind(concepts: readonly Concept[]): readonly Concept[] {
  return [...new Map(concepts.map((each) => [each.kind, each])).values()];
}

/** The numbers of operations and of publications in one run of the property. */
const operationCount = 70;
const publicationCount = 10;

let count = 0;

/** Makes the changes of a publication: mostly claims, sometimes concepts, names, slugs, equivalences and questions. */
function publicationFrom(choices: Choices, { concepts, claims }: Content): readonly Change[] {
  count += 1;
  const ofKind = (kind: Concept['kind']): readonly Concept[] => concepts.filter((each) => each.kind === kind);
  const state = (draft: ClaimDraft): Change => ({ type: 'putClaim', claim: draft });
  const source = choices.of(ofKind('CITED_SOURCE')).id;
  const approach = choices.of(ofKind('APPROACH'));
  const existing = choices.of(claims);
  const draftOf = ({ since: _, id: __, ...rest }: Claim): ClaimDraft => ({ ...rest, citations: [] });
  switch (Math.max(0, choices.below(20) - 8)) {
    case 0:
    case 1:
      return choices.once(2)
        ? [{ type: 'endClaim', id: existing.id }]
        : [state({ ...draftOf(existing), source, text: `In other words, ${count}.` })];
    case 2:
    case 3:
    case 4:
    case 5:
      return [state(claim(approach.id, 'HAS_FEATURE', choices.of(ofKind('FEATURE')).id, { source }))];
    case 6: {
      const another = choices.of(claims.filter(({ predicate }) => predicate === existing.predicate));
      const { value, absence } = another.target === existing.target ? another : existing;
      return [
        state({ ...draftOf(existing), subject: existing.subject, value, absence, rank: 'PREFERRED', source }),
      ];
    }
    case 7: {
      const changed = choices.of(concepts);
      return [{ type: 'putConcept', concept: { ...changed, summary: `Summary ${count}.` } }];
    }
    case 8: {
      // The name may be the text of a value.
      const texts = claims.flatMap(({ value }) =>
        value?.type === 'TEXT' && value.text.length < 50 ? [value.text] : [],
      );
      const named = choices.of(concepts);
      const alias = choices.once(2) ? `Alias ${count}` : choices.of(texts);
      return [
        { type: 'putConcept', concept: { ...named, aliases: [...new Set([...named.aliases, alias])] } },
      ];
    }
    case 9: {
      const renamed = choices.of(concepts);
      return [
        {
          type: 'putConcept',
          concept: {
            ...renamed,
            name: `${renamed.name} ${count}`,
            slug: `${renamed.slug.slice(0, 100)}-${count}`,
          },
        },
      ];
    }
    case 10: {
      const [one, other] = choices.some(
        ofKind(choices.of(['FEATURE', 'DIMENSION', 'APPROACH'] as const)),
        2,
        2,
      );
      return one && other ? [state(claim(one.id, 'EQUIVALENT_TO', other.id, { source }))] : [];
    }
    default: {
      const added = concept('APPROACH', `added-${count}`);
      const question = choices.of(ofKind('QUESTION'));
      return [
        { type: 'putConcept', concept: added },
        state(claim(added.id, 'HAS_FEATURE', choices.of(ofKind('FEATURE')).id, { source })),
        ...(choices.once(2) ? [state(claim(question.id, 'ASKS_ABOUT', added.id, { source }))] : []),
      ];
    }
  }
}

test('A result that is valid at a later revision has the bytes of a new result, and most unchanged results stay valid', async () => {
  const seen = { changed: 0, valid: 0, invalidated: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), async (seed) => {
      const results: TaggedResult[] = [];
      for (let index = 0; index < operationCount; index += 1) {
        const each = numbersFrom(seed * 1_000 + index, 400);
        const operation = index % 10 !== 0 ? usualOperation(new Choices(each)) : await operationOf(each);
        const first = operation && (await resultOf(operation, graph.store.reader));
        if (!first) continue;
        results.push(first);
        // The tags do not depend on which parts of the result were cached.
        expect((await resultOf(first.operation, graph.store.reader))?.tags).toEqual(first.tags);
      }
      for (let index = 0; index < publicationCount; index += 1) {
        const choices = new Choices(numbersFrom(seed * 1_000 + 500 + index, 40));
        const content = await contentOf(graph.store.reader);
        // Every second publication changes what one of the results was read from.
        const focus = choices.once(2) ? null : choices.of(results).tags;
        const changes = publicationFrom(choices, focus ? contentIn(content, focus) : content);
        await graph.store.apply(changes, edited).catch(() => undefined);
        const view = (await graph.store.reader.openView()) as GraphView;
        const { number } = view.revision;
        for (const [position, cached] of results.entries()) {
          const expected = await resultOf(cached.operation, uncached.reader);
          const isValid = isValidIn(cached.range, cached.tags, number, view.publications);
          const isUnchanged = expected?.bytes === cached.bytes;
          if (!isUnchanged) seen.changed += 1;
          else if (isValid) seen.valid += 1;
          else seen.invalidated += 1;
          if (isValid && !isUnchanged) throw new Error(stale(cached, expected, changes));
          // The caches of the view return the same bytes, too.
          const again = isValid ? cached : await resultOf(cached.operation, graph.store.reader);
          if (!again) continue;
          if (again.bytes !== expected?.bytes) throw new Error(stale(again, expected, changes));
          if (isValid) cached.range = extended(cached.range, number);
          else results[position] = again;
        }
      }
    }),
    { numRuns: runs(16, 2), seed: 20, endOnFailure: true },
  );
  // Of the results that did not change, at most one in fifty is invalidated; in a small sample, one in twenty.
  const share = long === 'complete' ? 1 / 50 : 1 / 20;
  expect(seen.invalidated).toBeLessThanOrEqual((seen.invalidated + seen.valid) * share);
  expect(seen.changed).toBeGreaterThan(2);
}, 600_000);

function stale(
  { operation, bytes, tags }: TaggedResult,
  expected: TaggedResult | null,
  changes: readonly Change[],
): string {
  const request = `${operation.source}\n${JSON.stringify(operation.variables)}`;
  return `Expected\n${expected?.bytes}\nbut the result with the tags ${[...tags].join(', ')}\nis\n${bytes}\nfor ${request}\nafter ${JSON.stringify(changes)}`;
}
