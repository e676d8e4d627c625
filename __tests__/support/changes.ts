import type { ClaimDraft, Change } from '../../src/graph/ports/writing.js';
import type { Citation, Predicate } from '../../src/graph/claim.js';
import { conceptId, type Concept, type ConceptKind, type Dimension } from '../../src/graph/concept.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { yes } from '../../src/graph/values/support.js';

const named = (slug: string) => ({ slug, name: slug, aliases: [], summary: null, sameAs: [] });

/** Creates a concept. `more` replaces properties. */
export function concept(
  kind: 'APPROACH' | 'BENEFIT' | 'DRAWBACK' | 'USE_CASE',
  slug: string,
  more: Partial<Concept> = {},
): Concept {
  return { kind, id: conceptId(kind, slug), ...named(slug), ...more } as Concept;
}

export function feature(slug: string, more: Partial<Concept> = {}): Concept {
  const id = conceptId('FEATURE', slug);
  return { kind: 'FEATURE', id, ...named(slug), featureKind: 'PRACTICE', ...more } as Concept;
}

export function question(slug: string): Concept {
  return { kind: 'QUESTION', id: conceptId('QUESTION', slug), ...named(slug), category: null };
}

export function dimension(slug: string, more: Partial<Dimension> = {}): Concept {
  return {
    kind: 'DIMENSION',
    id: conceptId('DIMENSION', slug),
    ...named(slug),
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

export function citedSource(slug: string): Concept {
  return {
    kind: 'CITED_SOURCE',
    id: conceptId('CITED_SOURCE', slug),
    ...named(slug),
    url: null,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    accessedOn: null,
    readingMinutes: null,
  };
}

/** Creates a claim of `cited-source/s`, with the value `YES` if there is a target. `more` replaces properties. */
export function claim(
  subject: string,
  predicate: Predicate,
  target: string | null,
  more: Partial<ClaimDraft> = {},
): ClaimDraft {
  return {
    subject,
    predicate,
    target,
    value: target === null ? null : yes,
    absence: null,
    text: null,
    qualifiers: [],
    rank: 'NORMAL',
    source: 'cited-source/s',
    position: 0,
    supersedes: null,
    citations: [citation('somewhere')],
    ...more,
  };
}

/** Creates a claim with a value. @param approach the slug of the approach @param along the slug of the dimension */
export function value(
  approach: string,
  along: string,
  claimValue: ClaimValue,
  more: Partial<ClaimDraft> = {},
): ClaimDraft {
  return claim(conceptId('APPROACH', approach), 'HAS_VALUE', conceptId('DIMENSION', along), {
    value: claimValue,
    ...more,
  });
}

export function text(content: string): ClaimValue {
  return { type: 'TEXT', text: content };
}

export function citation(locator: string): Citation {
  return { locator, quote: null, prefix: null, suffix: null, start: null, end: null, textHash: null };
}

/** Returns the id of a concept, from its kind and slug. */
export function id(kind: ConceptKind, slug: string): string {
  return conceptId(kind, slug);
}

/** Builds changes that put concepts, then claims. */
export function put(concepts: readonly Concept[], claims: readonly ClaimDraft[] = []): readonly Change[] {
  return [
    ...concepts.map((each): Change => ({ type: 'putConcept', concept: each })),
    ...claims.map((each): Change => ({ type: 'putClaim', claim: each })),
  ];
}

export const edited = { author: 'tests', message: 'An edit', origin: 'EDIT' } as const;
export const imported = { author: 'tests', message: 'A test graph', origin: 'IMPORT' } as const;
