import slugify from '@sindresorhus/slugify';
import { slugMaxLength } from '../../graph/concept.js';

/**
 * Makes a slug of a name: in Latin letters, cut to the longest length of a slug at a hyphen. Empty if no
 * character of the name can be transliterated; the concept then needs an explicit slug.
 */
export function slugOfName(name: string): string {
  const slug = slugify(name, { decamelize: false });
  return slug.length > slugMaxLength ? slug.slice(0, slugMaxLength).replace(/-[^-]*$/u, '') : slug;
}
