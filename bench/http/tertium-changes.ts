import { conceptId, type Concept } from '../../src/graph/concept.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import {
  levels,
  massUnit,
  type DataDimension,
  type DataSet,
  type Source,
  type NamedItem,
} from './data-set.js';

/** Generates the content of a size as a stream of changes. */
export function* changesOf(data: DataSet): Generator<Change> {
  for (const source of data.sources) yield put(sourceConcept(source));
  for (const benefit of data.benefits) {
    yield put({ ...named(benefit), kind: 'BENEFIT', id: conceptId('BENEFIT', benefit.slug) });
  }
  for (const feature of data.features) {
    const id = conceptId('FEATURE', feature.slug);
    yield put({ ...named(feature), kind: 'FEATURE', id, featureKind: 'PRACTICE' });
    for (const [position, benefit] of data.benefitsOfFeature(feature.number).entries()) {
      yield link(data, id, 'LEADS_TO', conceptId('BENEFIT', benefit.slug), position);
    }
  }
  for (let dimension = 0; dimension < data.size.dimensions; dimension += 1) {
    yield put(dimensionConcept(data.dimension(dimension)));
  }
  for (let approach = 0; approach < data.size.approaches; approach += 1)
    yield* approachChanges(data, approach);
}

function* approachChanges(data: DataSet, approach: number): Generator<Change> {
  const item = data.approach(approach);
  const id = conceptId('APPROACH', item.slug);
  yield put({ ...named(item), kind: 'APPROACH', id });
  for (const [position, { slug }] of data.featuresOf(approach).entries()) {
    yield link(data, id, 'HAS_FEATURE', conceptId('FEATURE', slug), position);
  }
  for (const [position, { slug }] of data.benefitsOf(approach).entries()) {
    yield link(data, id, 'BRINGS_BENEFIT', conceptId('BENEFIT', slug), position);
  }
  for (let dimension = 0; dimension < data.size.dimensions; dimension += 1) {
    const target = conceptId('DIMENSION', data.dimension(dimension).slug);
    const { value, claims } = data.cell(approach, dimension);
    for (const { source, locator } of claims) {
      yield claim({ subject: id, predicate: 'HAS_VALUE', target, value, position: 0 }, source, locator);
    }
  }
}

function link(
  data: DataSet,
  subject: string,
  predicate: ClaimDraft['predicate'],
  target: string,
  position: number,
): Change {
  const value = { type: 'SUPPORT', support: 'YES', note: null } as const;
  return claim({ subject, predicate, target, value, position }, data.catalogue, 'Catalogue');
}

function claim(
  content: Pick<ClaimDraft, 'subject' | 'predicate' | 'target' | 'value' | 'position'>,
  source: Source,
  locator: string,
): Change {
  return {
    type: 'putClaim',
    claim: {
      ...content,
      absence: null,
      text: null,
      qualifiers: [],
      rank: 'NORMAL',
      source: conceptId('CITED_SOURCE', source.slug),
      supersedes: null,
      citations: [
        { locator, quote: null, prefix: null, suffix: null, start: null, end: null, textHash: null },
      ],
    },
  };
}

function put(concept: Concept): Change {
  return { type: 'putConcept', concept };
}

function named({ slug, name }: NamedItem) {
  return { slug, name, aliases: [], summary: null, sameAs: [] };
}

function sourceConcept(source: Source): Concept {
  return {
    ...named(source),
    kind: 'CITED_SOURCE',
    id: conceptId('CITED_SOURCE', source.slug),
    url: source.url,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    accessedOn: null,
    readingMinutes: null,
  };
}

function dimensionConcept(dimension: DataDimension): Concept {
  const { valueType } = dimension;
  return {
    ...named(dimension),
    kind: 'DIMENSION',
    id: conceptId('DIMENSION', dimension.slug),
    group: null,
    valueType,
    cardinality: 'SINGLE',
    levels: valueType === 'ORDINAL' ? levels : null,
    unit: valueType === 'QUANTITY' ? massUnit : null,
    minimum: null,
    maximum: null,
    tolerance: null,
    earliest: null,
    latest: null,
    betterWhen: 'NEITHER',
    weighs: true,
  };
}
