import { distance } from 'fastest-levenshtein';
import { slugMaxLength } from '../concept.js';

const maxSuggestions = 3;

/** Converts a reference to a text for comparisons with slugs: cut to the maximum length of slugs, in lower case, without the kind. */
export function slugOf(reference: string): string {
  return reference
    .slice(0, slugMaxLength)
    .toLowerCase()
    .replace(/^[a-z-]+\//u, '');
}

/**
 * Selects at most three slugs by edit distance. If a slug contains the reference, its distance is reduced by the length of the reference.
 * Slugs whose distance exceeds 60 % of the length of the longer text are excluded.
 */
export function nearestSlugs(reference: string, slugs: readonly string[]): readonly string[] {
  const searched = slugOf(reference);
  return slugs
    .map((slug) => ({
      slug,
      edits: distance(searched, slug) - (slug.includes(searched) ? searched.length : 0),
    }))
    .filter(({ slug, edits }) => edits <= Math.max(searched.length, slug.length) * 0.6)
    .sort((left, right) => left.edits - right.edits || (left.slug < right.slug ? -1 : 1))
    .slice(0, maxSuggestions)
    .map(({ slug }) => slug);
}
