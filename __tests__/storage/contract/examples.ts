import type { Citation, Predicate } from '../../../src/graph/claim.js';
import {
  conceptId,
  type Approach,
  type Benefit,
  type CitedSource,
  type Concept,
  type ConceptKind,
  type Dimension,
  type Feature,
  type Question,
} from '../../../src/graph/concept.js';
import { claimId } from '../../../src/graph/identity.js';
import { hashOfText, type SourceText } from '../../../src/graph/source-text.js';
import { yes } from '../../../src/graph/values/support.js';
import type { Change, ClaimDraft, RevisionNote } from '../../../src/graph/ports/writing.js';

export const imported: RevisionNote = { author: 'importer', message: 'an import', origin: 'IMPORT' };
export const edited: RevisionNote = { author: 'editor', message: 'an edit', origin: 'EDIT' };

function named<Kind extends ConceptKind>(kind: Kind, slug: string) {
  const name = slug.replaceAll('-', ' ');
  return { kind, id: conceptId(kind, slug), slug, name, aliases: [], summary: null, sameAs: [] };
}

export function approach(slug: string, more: Partial<Approach> = {}): Approach {
  return { ...named('APPROACH', slug), ...more };
}

export function benefit(slug: string, more: Partial<Benefit> = {}): Benefit {
  return { ...named('BENEFIT', slug), ...more };
}

export function feature(slug: string, more: Partial<Feature> = {}): Feature {
  return { ...named('FEATURE', slug), featureKind: 'PRACTICE', ...more };
}

export function dimension(slug: string, more: Partial<Dimension> = {}): Dimension {
  return {
    ...named('DIMENSION', slug),
    group: null,
    valueType: 'TEXT',
    cardinality: 'SINGLE',
    levels: null,
    unit: null,
    minimum: null,
    maximum: null,
    tolerance: null,
    earliest: null,
    latest: null,
    betterWhen: 'NEITHER',
    weighs: true,
    ...more,
  };
}

export function question(slug: string, more: Partial<Question> = {}): Question {
  return { ...named('QUESTION', slug), category: null, ...more };
}

export function source(slug: string, more: Partial<CitedSource> = {}): CitedSource {
  return {
    ...named('CITED_SOURCE', slug),
    url: null,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    readingMinutes: null,
    ...more,
  };
}

/** A claim that MSP's nature is "outsourced", with some members replaced. */
export function value(more: Partial<ClaimDraft> = {}): ClaimDraft {
  return {
    subject: 'approach/msp',
    predicate: 'HAS_VALUE',
    target: 'dimension/nature',
    value: { type: 'TEXT', text: 'outsourced' },
    absence: null,
    text: null,
    qualifiers: [],
    rank: 'NORMAL',
    source: 'cited-source/article',
    position: 0,
    supersedes: null,
    citations: [],
    ...more,
  };
}

export function link(
  subject: string,
  predicate: Predicate,
  target: string,
  more: Partial<ClaimDraft> = {},
): ClaimDraft {
  return value({ subject, predicate, target, value: yes, ...more });
}

export function words(
  subject: string,
  predicate: Predicate,
  text: string,
  more: Partial<ClaimDraft> = {},
): ClaimDraft {
  return value({ subject, predicate, target: null, value: null, text, ...more });
}

export function citation(more: Partial<Citation> = {}): Citation {
  return {
    locator: null,
    quote: null,
    prefix: null,
    suffix: null,
    start: null,
    end: null,
    textHash: null,
    ...more,
  };
}

/** A text of the article, with some members replaced. */
export function text(words: string, more: Partial<SourceText> = {}): SourceText {
  return {
    hash: hashOfText(words),
    source: 'cited-source/article',
    mediaType: 'text/plain',
    text: words,
    ...more,
  };
}

export function putText(stored: SourceText): Change {
  return { type: 'putText', text: stored };
}

export function put(...things: (Concept | ClaimDraft)[]): Change[] {
  return things.map((thing) =>
    'kind' in thing ? { type: 'putConcept', concept: thing } : { type: 'putClaim', claim: thing },
  );
}

export function endClaim(draft: ClaimDraft): Change {
  return { type: 'endClaim', id: claimId(draft) };
}

export function endConcept(id: string): Change {
  return { type: 'endConcept', id };
}

export function completeSource(id: string): Change {
  return { type: 'completeSource', source: id };
}

/** MSP and DevOps, the default dimension of claims, and their source. */
export const basis: readonly Concept[] = [
  source('article'),
  approach('msp', { name: 'MSP', aliases: ['Managed Service Provider'] }),
  approach('devops', { name: 'DevOps' }),
  dimension('nature'),
];
