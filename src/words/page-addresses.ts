import type { Approach, CitedSource, Question } from '../graph/concept.js';

/* The addresses of pages below the base URL. Slugs need no escaping: they are lower-case letters, digits and hyphens. */

export function approachPage({ slug }: Pick<Approach, 'slug'>): string {
  return `/approach/${slug}`;
}

export function sourcePage({ slug }: Pick<CitedSource, 'slug'>): string {
  return `/source/${slug}`;
}

export function questionPage({ slug }: Pick<Question, 'slug'>): string {
  return `/compare/${slug}`;
}

/**
 * Returns the address of a comparison's page. The slugs are sorted, so that the address does not depend on the order of the
 * approaches.
 * @param at the number of the revision; null for the newest one
 */
export function comparisonPage(approaches: readonly Pick<Approach, 'slug'>[], at: number | null): string {
  const slugs = approaches.map(({ slug }) => slug).sort();
  return `/compare/${slugs.join(',')}${at === null ? '' : `?at=${at}`}`;
}
