import type { Claim, Predicate, Qualifier } from '../../src/graph/claim.js';
import {
  conceptId,
  type Approach,
  type Concept,
  type ConceptOf,
  type Dimension,
} from '../../src/graph/concept.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import type { Change, ClaimDraft, GraphStore, RevisionNote } from '../../src/graph/ports/writing.js';
import { parseArticle } from '../../src/formats/articles/parse-article.js';
import { readDocumentFiles } from '../../src/formats/input/document-files.js';
import { changesOfDraft } from '../../src/formats/drafts/draft.js';
import { readGraphDocuments } from '../../src/formats/graph-document/graph-document.js';
import { Choices, numbersFrom } from './choices.js';

const imported: RevisionNote = { author: 'fuzz', message: 'Import', origin: 'IMPORT' };
const edited: RevisionNote = { author: 'fuzz', message: 'Edit', origin: 'EDIT' };

/** An article. Its import adds citations with offsets, and a source text. */
const article = `Kettle vs Moka Pot

A kettle is a vessel that boils water. A moka pot is a small pot that brews coffee under steam.

Key differences

Feature Kettle Moka Pot
Heat source Electric coil Gas flame or stove
Brew time Four minutes Six minutes

Benefits of a kettle:

• Versatile: It makes tea and soup as well.
`;

/**
 * Fills an empty graph with varied content: the seeds, an article, claims that contradict, outrank or deny
 * other claims, claims with qualifiers, renamed and equivalent concepts, and replaced and ended claims. Creates the same five revisions each time.
 * @param seedFolder the folder of the packaged seeds
 */
export async function fillGraph(store: GraphStore, seedFolder: string): Promise<void> {
  await store.apply(readGraphDocuments(await readDocumentFiles(seedFolder)), imported);
  const { draft } = parseArticle(article, { format: null, url: null, language: null, name: 'kettles' });
  await store.apply(changesOfDraft(draft), imported);
  const view = await store.reader.openView();
  if (!view) throw new TypeError('Expected the published view, got none.');
  const conceptsOf = async <Kind extends Concept['kind']>(kind: Kind): Promise<readonly ConceptOf<Kind>[]> =>
    (await view.conceptPage({ kind, orderBy: 'SLUG', filter: {}, first: 500, after: null }))
      .items as readonly ConceptOf<Kind>[];
  const approaches = await conceptsOf('APPROACH');
  const features = await conceptsOf('FEATURE');
  const dimensions = await conceptsOf('DIMENSION');
  const questions = await conceptsOf('QUESTION');
  const claims = (
    await view.claimsAbout(
      approaches.map(({ id }) => id),
      {},
    )
  ).flat();
  const choices = new Choices(numbersFrom(14, 20_000));
  await store.apply(
    [
      { type: 'putConcept', concept: secondSource },
      ...addedDimensions(dimensions),
      ...namesakes(approaches),
      ...denials(choices, approaches, features),
      ...contradictions(choices, approaches, dimensions),
      ...equivalences(features, dimensions),
      ...sideQuestions(questions, approaches),
    ],
    imported,
  );
  await store.apply([...renamings(approaches), ...replacements(choices, claims)], edited);
  await store.apply(endings(choices, claims), edited);
}

const source = conceptId('CITED_SOURCE', 'a-second-opinion');
const secondSource: Concept = {
  kind: 'CITED_SOURCE',
  id: source,
  slug: 'a-second-opinion',
  name: 'A second opinion',
  aliases: ['Opinion'],
  summary: null,
  sameAs: [],
  url: null,
  publisher: null,
  category: null,
  language: 'en',
  publishedOn: '2024-05',
  accessedOn: '2024-06-01',
  readingMinutes: null,
};

const qualifierSets: readonly (readonly Qualifier[])[] = [
  [],
  [],
  [],
  [{ key: 'plan', value: 'Business' }],
  [
    { key: 'plan', value: 'Free' },
    { key: 'region', value: 'EU' },
  ],
];
const ranks = ['NORMAL', 'NORMAL', 'NORMAL', 'PREFERRED', 'DEPRECATED'] as const;

type ClaimContent = Pick<ClaimDraft, 'value' | 'absence'>;

function claimOf(
  choices: Choices,
  [subject, predicate, target]: readonly [string, Predicate, string | null],
  content: ClaimContent,
): Change {
  return {
    type: 'putClaim',
    claim: {
      subject,
      predicate,
      target,
      ...content,
      text: choices.once(4) ? 'In other words.' : null,
      qualifiers: choices.of(qualifierSets),
      rank: choices.of(ranks),
      source,
      position: choices.below(5),
      supersedes: null,
      citations: choices.once(3) ? [] : [{ ...noCitation, locator: `page ${choices.below(3)}` }],
    },
  };
}

const noCitation = {
  locator: null,
  quote: null,
  prefix: null,
  suffix: null,
  start: null,
  end: null,
  textHash: null,
};

/** Creates changes that add two dimensions with several values per cell, a dimension of versions, and a dimension without claims. */
function addedDimensions(dimensions: readonly Dimension[]): readonly Change[] {
  const [example] = dimensions;
  if (!example) return [];
  const withoutOptional = {
    ...example,
    ...{ group: null, levels: null, unit: null, minimum: null, maximum: null, tolerance: null },
    ...{ earliest: null, latest: null, betterWhen: 'NEITHER' as const, weighs: true },
    ...{ aliases: [], summary: null, sameAs: [] },
  };
  const dimension = (slug: string, properties: Partial<Dimension>): Change => ({
    type: 'putConcept',
    concept: { ...withoutOptional, id: conceptId('DIMENSION', slug), slug, name: slug, ...properties },
  });
  return [
    dimension('tags', { valueType: 'TERMS', cardinality: 'MULTIPLE' }),
    dimension('remarks', { valueType: 'TEXT', cardinality: 'MULTIPLE' }),
    dimension('firmware', { valueType: 'VERSION', cardinality: 'SINGLE', betterWhen: 'HIGHER' }),
    dimension('silent', { valueType: 'TEXT', cardinality: 'SINGLE' }),
  ];
}

const supportValues: readonly ClaimValue[] = [
  { type: 'SUPPORT', support: 'YES', note: null },
  { type: 'SUPPORT', support: 'NO', note: null },
  { type: 'SUPPORT', support: 'PARTIAL', note: 'since 2020' },
];

/** Creates changes that add a feature and a benefit with the slug of an approach, and a link from the approach to the feature. */
function namesakes([approach]: readonly Approach[]): readonly Change[] {
  if (!approach) return [];
  const { slug } = approach;
  return [
    {
      type: 'putConcept',
      concept: { ...approach, kind: 'FEATURE', id: conceptId('FEATURE', slug), featureKind: 'PRACTICE' },
    },
    { type: 'putConcept', concept: { ...approach, kind: 'BENEFIT', id: conceptId('BENEFIT', slug) } },
    claimOf(new Choices([]), [approach.id, 'HAS_FEATURE', conceptId('FEATURE', slug)], yes),
  ];
}

const yes: ClaimContent = { value: { type: 'SUPPORT', support: 'YES', note: null }, absence: null };

/** Creates changes that add links from approaches to features, each with a random support or absence. */
function denials(
  choices: Choices,
  approaches: readonly Concept[],
  features: readonly Concept[],
): readonly Change[] {
  const contents: readonly ClaimContent[] = [
    ...supportValues.map((value) => ({ value, absence: null })),
    { value: null, absence: 'UNKNOWN' },
    { value: null, absence: 'NOT_APPLICABLE' },
  ];
  return approaches.flatMap((approach) =>
    choices
      .some(features, 2, 6)
      .map((feature) => claimOf(choices, [approach.id, 'HAS_FEATURE', feature.id], choices.of(contents))),
  );
}

/** Creates changes that add claims of a second source to random cells of each approach. */
function contradictions(
  choices: Choices,
  approaches: readonly Concept[],
  dimensions: readonly Dimension[],
): readonly Change[] {
  const allDimensions = [
    ...dimensions,
    ...['tags', 'remarks', 'firmware'].map((slug) => ({ id: `dimension/${slug}` })),
  ];
  return approaches.flatMap((approach) =>
    choices.some(allDimensions, 4, 10).map((dimension) => {
      const content: ClaimContent = choices.once(5)
        ? { value: null, absence: choices.of(['UNKNOWN', 'NOT_APPLICABLE']) }
        : { value: valueAlong(choices, dimension), absence: null };
      return claimOf(choices, [approach.id, 'HAS_VALUE', dimension.id], content);
    }),
  );
}

function valueAlong(choices: Choices, dimension: Dimension | { readonly id: string }): ClaimValue {
  if (!('valueType' in dimension)) {
    if (dimension.id === 'dimension/firmware') return versionOf(choices);
    return dimension.id === 'dimension/tags'
      ? { type: 'TERMS', terms: choices.some(['red', 'green', 'blue', 'MSP'], 0, 3) }
      : { type: 'TEXT', text: choices.of(['Quiet', 'loud', 'MIT']) };
  }
  switch (dimension.valueType) {
    case 'TEXT':
      return { type: 'TEXT', text: choices.of(['Something else', 'another thing', 'MSP']) };
    case 'SUPPORT':
      return choices.of<ClaimValue>(supportValues);
    case 'QUANTITY': {
      const amount = choices.of(['1', '2.5', '1000']);
      const isOpen = choices.once(3);
      return {
        type: 'QUANTITY',
        minimum: amount,
        maximum: isOpen ? null : amount,
        unit: dimension.unit,
        ...(isOpen && choices.once(2) && { exclusiveMinimum: true }),
        ...(choices.once(4) && { approximate: true }),
      };
    }
    case 'ORDINAL':
      return { type: 'ORDINAL', level: choices.of(dimension.levels ?? []) };
    case 'DATE':
      return { type: 'DATE', date: choices.of(['1999', '2015-03', '2020-02-29', '2015-03/..', '../1999']) };
    case 'VERSION':
      return versionOf(choices);
    case 'TERMS':
      return { type: 'TERMS', terms: choices.some(['red', 'green', 'blue'], 0, 3) };
  }
}

function versionOf(choices: Choices): ClaimValue {
  const oldest = choices.of(['3.9', '3.10', '3.10.0', '4.0.0-rc.1']);
  return { type: 'VERSION', oldest, newest: choices.once(3) ? null : oldest };
}

/** Creates changes that add chains of equivalent features, and of equivalent dimensions. */
function equivalences(features: readonly Concept[], dimensions: readonly Concept[]): readonly Change[] {
  const choices = new Choices([]);
  const chain = (concepts: readonly Concept[]): readonly Change[] =>
    concepts
      .slice(1)
      .map((concept, index) =>
        claimOf(choices, [concepts[index]?.id ?? '', 'EQUIVALENT_TO', concept.id], yes),
      );
  return [...chain(features.slice(0, 3)), ...chain(features.slice(5, 7)), ...chain(dimensions.slice(0, 4))];
}

/** For each question, creates a claim that the question is not about an approach. */
function sideQuestions(questions: readonly Concept[], approaches: readonly Concept[]): readonly Change[] {
  const no: ClaimContent = { value: { type: 'SUPPORT', support: 'NO', note: null }, absence: null };
  return questions.map((question, index) =>
    claimOf(new Choices([]), [question.id, 'ASKS_ABOUT', approaches[index]?.id ?? ''], no),
  );
}

/** Creates changes that replace the slugs of two approaches. */
function renamings(approaches: readonly Concept[]): readonly Change[] {
  return approaches
    .slice(2, 4)
    .map((concept) => ({ type: 'putConcept', concept: { ...concept, slug: `${concept.slug}-renamed` } }));
}

/** Creates changes that replace ten claims. */
function replacements(choices: Choices, claims: readonly Claim[]): readonly Change[] {
  return choices.some(claims, 10, 10).flatMap((claim): readonly Change[] => {
    const { id, since: _, ...content } = claim;
    const qualifiers = [{ key: 'as of', value: '2024' }];
    return [
      { type: 'endClaim', id },
      { type: 'putClaim', claim: { ...content, qualifiers, supersedes: id, citations: [] } },
    ];
  });
}

/** Creates changes that end ten claims. Some of these claims may have been replaced before. */
function endings(choices: Choices, claims: readonly Claim[]): readonly Change[] {
  return choices.some(claims.slice(-60), 10, 10).map(({ id }) => ({ type: 'endClaim', id }));
}
