import { conceptId, type Concept } from '../../src/graph/concept.js';
import type { ClaimValue, ValueType } from '../../src/graph/values/value-rules.js';
import type { Change } from '../../src/graph/ports/writing.js';
import { hash } from '../http/hash.js';

/** The size of a graph with few approaches and many dimensions: a request that reads all dimensions is heavy. */
export const wideGraph = Object.freeze({ approaches: 50, dimensions: 20_000, claims: 1_000_000 });

const levels = ['no', 'behind a flag', 'partly', 'yes'];
const sources = 40;
/** The value types of dimensions, by the last digit of the dimension's number. */
const valueTypes: readonly ValueType[] = [
  'ORDINAL',
  'ORDINAL',
  'ORDINAL',
  'SUPPORT',
  'QUANTITY',
  'ORDINAL',
  'ORDINAL',
  'SUPPORT',
  'QUANTITY',
  'TEXT',
];
const draw = Object.freeze({ word: 1, value: 2, source: 3, note: 4 });
const syllables = 'ar ban cor del en fin gal hor in jo kel lam mor nu or pel qua ros sen tur ul vor'.split(
  ' ',
);

/** Returns the slug of an approach by its number. */
export function approachSlug(number: number): string {
  return `approach-${number}`;
}

/** Returns the slug of a dimension by its number. */
export function dimensionSlug(number: number): string {
  return `${wordOf(number)}-${wordOf(number + 7)}-${number}`;
}

/** Generates a word of three or four syllables. There are at most 10,000 different words. */
export function wordOf(number: number): string {
  const chance = hash(draw.word, number % 10_000);
  const count = 3 + (chance % 2);
  return Array.from({ length: count }, (_, index) => {
    return syllables[(chance >>> (4 * index + 1)) % syllables.length] ?? '';
  }).join('');
}

/** Generates the changes of the graph: every approach has one claim along every dimension. */
export function* wideGraphChanges(): Generator<Change> {
  for (let number = 0; number < sources; number += 1) yield { type: 'putConcept', concept: source(number) };
  for (let number = 0; number < wideGraph.dimensions; number += 1) {
    yield { type: 'putConcept', concept: dimension(number) };
  }
  for (let number = 0; number < wideGraph.approaches; number += 1) {
    const slug = approachSlug(number);
    const id = conceptId('APPROACH', slug);
    yield {
      type: 'putConcept',
      concept: { ...named(slug, `Approach ${wordOf(number)}`), kind: 'APPROACH', id },
    };
    for (let along = 0; along < wideGraph.dimensions; along += 1) yield claim(id, number, along);
  }
}

/** Creates a change for the publication of a new revision, because the view of a new revision has no cached results. */
export function nextRevision(number: number): Change {
  const slug = 'revision';
  const concept: Concept = {
    ...named(slug, `Revision ${number}`),
    kind: 'USE_CASE',
    id: conceptId('USE_CASE', slug),
  };
  return { type: 'putConcept', concept };
}

function claim(subject: string, approach: number, along: number): Change {
  return {
    type: 'putClaim',
    claim: {
      subject,
      predicate: 'HAS_VALUE',
      target: conceptId('DIMENSION', dimensionSlug(along)),
      value: valueOf(approach, along),
      absence: null,
      text: null,
      qualifiers: [],
      rank: 'NORMAL',
      position: along,
      source: conceptId('CITED_SOURCE', `source-${hash(draw.source, approach, along) % sources}`),
      supersedes: null,
      citations: [],
    },
  };
}

function valueOf(approach: number, along: number): ClaimValue {
  const chance = hash(draw.value, approach, along);
  switch (valueTypes[along % valueTypes.length]) {
    case 'SUPPORT':
      return { type: 'SUPPORT', support: chance % 3 === 0 ? 'NO' : 'YES', note: null };
    case 'QUANTITY': {
      const amount = String(1 + (chance % 9_999));
      return { type: 'QUANTITY', minimum: amount, maximum: amount, unit: 'kg' };
    }
    case 'TEXT':
      return { type: 'TEXT', text: `${wordOf(chance % 10_000)} shared ${wordOf((chance >>> 8) % 10_000)}` };
    default:
      return { type: 'ORDINAL', level: levels[chance % levels.length] ?? 'no' };
  }
}

function dimension(number: number): Concept {
  const slug = dimensionSlug(number);
  const valueType = valueTypes[number % valueTypes.length] ?? 'ORDINAL';
  return {
    ...named(slug, `${wordOf(number)} ${wordOf(number + 7)} ${number}`),
    kind: 'DIMENSION',
    id: conceptId('DIMENSION', slug),
    group: `Group ${number % 40}`,
    valueType,
    cardinality: 'SINGLE',
    levels: valueType === 'ORDINAL' ? levels : null,
    unit: valueType === 'QUANTITY' ? 'kg' : null,
    minimum: valueType === 'QUANTITY' ? '0' : null,
    maximum: valueType === 'QUANTITY' ? '10000' : null,
    tolerance: null,
    earliest: null,
    latest: null,
    weighs: true,
    betterWhen: valueType === 'TEXT' ? 'NEITHER' : 'HIGHER',
  };
}

function source(number: number): Concept {
  const slug = `source-${number}`;
  return {
    ...named(slug, `Source ${number}`),
    kind: 'CITED_SOURCE',
    id: conceptId('CITED_SOURCE', slug),
    url: `https://reports.example.org/${slug}`,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    accessedOn: null,
    readingMinutes: null,
  };
}

function named(slug: string, name: string) {
  return { slug, name, aliases: [], summary: null, sameAs: [] };
}
