import { graphql, type GraphQLSchema } from 'graphql';
import { RequestContext } from '../../src/api/request/context.js';
import { conceptKinds, type Concept, type ConceptKind } from '../../src/graph/concept.js';
import type { ValueType } from '../../src/graph/values/value-rules.js';
import type { GraphReader, GraphView } from '../../src/graph/ports/reading.js';

/** Names, slugs, ids and other texts of one graph. Arguments are generated from them. */
export interface Vocabulary {
  /** The number of revisions. */
  readonly revisions: number;
  /** Times of revisions, a time before all revisions, and a time after all revisions. */
  readonly times: readonly string[];
  /** Slugs by kind, including former slugs. */
  readonly slugs: Readonly<Record<ConceptKind, readonly string[]>>;
  readonly conceptIds: readonly string[];
  readonly claimIds: readonly string[];
  /** For each question, the slugs of the approaches that it is about. */
  readonly comparedTogether: readonly (readonly string[])[];
  /** Slugs of dimensions, features, benefits, drawbacks and use cases. */
  readonly axes: readonly string[];
  /** The value types of the axes, by slug. */
  readonly valueTypes: ReadonlyMap<string, ValueType>;
  readonly groups: readonly string[];
  readonly levels: readonly string[];
  readonly names: readonly string[];
  /** Every fifth cursor of the first pages of several lists. */
  readonly cursors: readonly string[];
}

const axisKinds = ['DIMENSION', 'FEATURE', 'BENEFIT', 'DRAWBACK', 'USE_CASE'] as const;

/** Reads the vocabulary of a graph. Equal graphs give equal vocabularies, in the same order. */
export async function readVocabulary(schema: GraphQLSchema, reader: GraphReader): Promise<Vocabulary> {
  const view = await reader.openView();
  if (!view) throw new TypeError('Expected the published view, got none.');
  const concepts: Concept[] = [];
  for (const kind of conceptKinds) {
    const page = await view.conceptPage({ kind, orderBy: 'SLUG', filter: {}, first: 500, after: null });
    concepts.push(...page.items);
  }
  const slugs = Object.fromEntries(
    conceptKinds.map((kind) => [
      kind,
      concepts.flatMap((concept) => (concept.kind === kind ? slugsOf(concept.slug) : [])),
    ]),
  ) as unknown as Record<ConceptKind, readonly string[]>;
  const dimensions = concepts.flatMap((concept) => (concept.kind === 'DIMENSION' ? [concept] : []));
  return {
    revisions: view.revision.number,
    times: await timesOf(view),
    slugs,
    conceptIds: concepts.map(({ id }) => id),
    claimIds: await claimIdsOf(
      view,
      concepts.map(({ id }) => id),
    ),
    comparedTogether: await comparedTogether(schema, reader),
    axes: axisKinds.flatMap((kind) => slugs[kind]),
    valueTypes: new Map([
      ...axisKinds.flatMap((kind) => slugs[kind].map((slug) => [slug, 'SUPPORT'] as const)),
      ...dimensions.flatMap(({ slug, valueType }) => slugsOf(slug).map((each) => [each, valueType] as const)),
    ]),
    groups: [...new Set(dimensions.flatMap(({ group }) => group ?? []))],
    levels: [...new Set(dimensions.flatMap(({ levels }) => levels ?? []))],
    names: concepts.map(({ name }) => name),
    cursors: await cursorsOf(schema, reader),
  };
}

async function timesOf({ history }: GraphView): Promise<readonly string[]> {
  const { items } = await history.revisionPage({ first: 3, after: null });
  return [...items.map(({ time }) => time), '2999-01-01T00:00:00+01:00', '1999-01-01T00:00:00Z'];
}

function slugsOf(slug: string): readonly string[] {
  return slug.endsWith('-renamed') ? [slug, slug.replace('-renamed', '')] : [slug];
}

async function claimIdsOf(view: GraphView, concepts: readonly string[]): Promise<readonly string[]> {
  const claims = (await view.claimsAbout(concepts, {})).flat();
  const replaced = claims.flatMap(({ supersedes }) => supersedes ?? []);
  return [...claims.map(({ id }) => id), ...replaced].sort();
}

interface ApproachesOfQuestions {
  readonly questions: {
    readonly nodes: readonly {
      readonly approaches: { readonly nodes: readonly { readonly slug: string }[] };
    }[];
  };
}

async function comparedTogether(
  schema: GraphQLSchema,
  reader: GraphReader,
): Promise<readonly (readonly string[])[]> {
  const contextValue = await RequestContext.open(reader);
  const source = '{ questions { nodes { approaches { nodes { slug } } } } }';
  const { data } = (await graphql({ schema, source, contextValue })) as unknown as {
    data: ApproachesOfQuestions;
  };
  return data.questions.nodes.map(({ approaches }) => approaches.nodes.map(({ slug }) => slug));
}

const listQuery = `{
  approaches { edges { cursor } }
  features { edges { cursor } }
  claims: approach(slug: "mit") { features { edges { cursor } } claims { edges { cursor } } }
  compare(approaches: ["mit", "isc"]) { rows { edges { cursor } } sources { edges { cursor } } }
  search(text: "licence") { edges { cursor } }
}`;

async function cursorsOf(schema: GraphQLSchema, reader: GraphReader): Promise<readonly string[]> {
  const contextValue = await RequestContext.open(reader);
  const { data } = await graphql({ schema, source: listQuery, contextValue });
  const cursors = [...JSON.stringify(data).matchAll(/"cursor":"([^"]+)"/gu)].map(
    ([, cursor]) => cursor ?? '',
  );
  return cursors.filter((_, index) => index % 5 === 0);
}
