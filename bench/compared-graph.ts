import { conceptId } from '../src/graph/concept.js';
import type { Change } from '../src/graph/ports/writing.js';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number);
const source = conceptId('CITED_SOURCE', 's');

/** Returns the slugs of the compared approaches, as GraphQL string literals. */
export function comparedSlugs(approachCount: number): readonly string[] {
  return numbers(approachCount).map((number) => `"approach-${number}"`);
}

/** Creates the changes for a graph of `approachCount` approaches with a value along each of `axisCount` dimensions. */
export function comparedGraph(approachCount: number, axisCount: number): readonly Change[] {
  const named = (slug: string) => ({ slug, name: `Name of ${slug}`, aliases: [], summary: null, sameAs: [] });
  const concepts: readonly Change[] = [
    {
      type: 'putConcept',
      concept: {
        kind: 'CITED_SOURCE',
        id: source,
        ...named('s'),
        url: null,
        publisher: null,
        category: null,
        language: null,
        publishedOn: null,
        accessedOn: null,
        readingMinutes: null,
      },
    },
    ...numbers(approachCount).map((number): Change => {
      const slug = `approach-${number}`;
      return {
        type: 'putConcept',
        concept: { kind: 'APPROACH', id: conceptId('APPROACH', slug), ...named(slug) },
      };
    }),
    ...numbers(axisCount).map((number): Change => {
      const slug = `dimension-${number}`;
      return {
        type: 'putConcept',
        concept: {
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
        },
      };
    }),
  ];
  const claims = numbers(approachCount * axisCount).map((number): Change => {
    const [approach, axis] = [number % approachCount, Math.floor(number / approachCount)];
    return valueOf(approach, axis, `text ${(approach * 7 + axis * 3) % 11} of the cell`);
  });
  return [...concepts, ...claims];
}

/** Creates the change that states a text along the dimension with the number `axis`, for the approach with the number `approach`. */
export function valueOf(approach: number, axis: number, text: string): Change {
  return {
    type: 'putClaim',
    claim: {
      subject: conceptId('APPROACH', `approach-${approach}`),
      predicate: 'HAS_VALUE',
      target: conceptId('DIMENSION', `dimension-${axis}`),
      value: { type: 'TEXT', text },
      absence: null,
      text: null,
      qualifiers: [],
      rank: 'NORMAL',
      source,
      position: axis,
      supersedes: null,
      citations: [],
    },
  };
}
