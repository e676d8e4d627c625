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

function conceptOf<Kind extends ConceptKind>(kind: Kind, slug: string) {
  const name = slug.replaceAll('-', ' ');
  return { kind, id: conceptId(kind, slug), slug, name, aliases: [], summary: null, sameAs: [] };
}

export function approach(slug: string, members: Partial<Approach> = {}): Approach {
  return { ...conceptOf('APPROACH', slug), ...members };
}

export function benefit(slug: string, members: Partial<Benefit> = {}): Benefit {
  return { ...conceptOf('BENEFIT', slug), ...members };
}

export function feature(slug: string, members: Partial<Feature> = {}): Feature {
  return { ...conceptOf('FEATURE', slug), featureKind: 'PRACTICE', ...members };
}

export function dimension(slug: string, members: Partial<Dimension> = {}): Dimension {
  return {
    ...conceptOf('DIMENSION', slug),
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
    ...members,
  };
}

export function question(slug: string, members: Partial<Question> = {}): Question {
  return { ...conceptOf('QUESTION', slug), category: null, ...members };
}

export function source(slug: string, members: Partial<CitedSource> = {}): CitedSource {
  return {
    ...conceptOf('CITED_SOURCE', slug),
    url: null,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    accessedOn: null,
    readingMinutes: null,
    ...members,
  };
}

/** Builds a claim that MSP's nature is "outsourced", with the given members replaced. */
export function value(members: Partial<ClaimDraft> = {}): ClaimDraft {
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
    ...members,
  };
}

export function link(
  subject: string,
  predicate: Predicate,
  target: string,
  members: Partial<ClaimDraft> = {},
): ClaimDraft {
  return value({ subject, predicate, target, value: yes, ...members });
}

export function textClaim(
  subject: string,
  predicate: Predicate,
  text: string,
  members: Partial<ClaimDraft> = {},
): ClaimDraft {
  return value({ subject, predicate, target: null, value: null, text, ...members });
}

export function citation(members: Partial<Citation> = {}): Citation {
  return {
    locator: null,
    quote: null,
    prefix: null,
    suffix: null,
    start: null,
    end: null,
    textHash: null,
    ...members,
  };
}

/** Builds a text of the article, with the given members replaced. */
export function text(content: string, members: Partial<SourceText> = {}): SourceText {
  return {
    hash: hashOfText(content),
    source: 'cited-source/article',
    mediaType: 'text/plain',
    text: content,
    ...members,
  };
}

export function putText(text: SourceText): Change {
  return { type: 'putText', text: text };
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

/** The source, the subject and the dimension of `value()`, and DevOps. */
export const baseConcepts: readonly Concept[] = [
  source('article'),
  approach('msp', { name: 'MSP', aliases: ['Managed Service Provider'] }),
  approach('devops', { name: 'DevOps' }),
  dimension('nature'),
];
