import slugify from '@sindresorhus/slugify';
import { slugMaxLength } from '../../graph/concept.js';

/**
 * The slug that a name makes: in Latin letters, as far as a script can be written in them, and no longer
 * than slugs may be. Empty where nothing is left: then whoever names the concept has to say its slug.
 */
export function slugOfName(name: string): string {
  const slug = slugify(name, { decamelize: false });
  return slug.length > slugMaxLength ? slug.slice(0, slugMaxLength).replace(/-[^-]*$/u, '') : slug;
}
