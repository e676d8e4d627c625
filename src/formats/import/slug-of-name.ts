import slugify from '@sindresorhus/slugify';
import { slugMaxLength } from '../../graph/concept.js';

/**
 * Creates a slug from a name: transliterated to Latin letters, and cut to the maximum length of a slug, at a hyphen if
 * there is one. Empty if no character of the name can be transliterated; the concept then needs an explicit slug.
 */
export function slugOfName(name: string): string {
  const slug = slugify(name, { decamelize: false });
  return slug.length > slugMaxLength ? slug.slice(0, slugMaxLength).replace(/-[^-]*$/u, '') : slug;
}
