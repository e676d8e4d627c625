import type { Approach } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';

/** Returns the name of a compared approach for texts. */
export type ApproachNames = (approach: Approach) => string;

/** Creates the function that names compared approaches. Approaches whose folded names are equal are shown with their slugs. */
export function approachNames(approaches: readonly Approach[]): ApproachNames {
  const folded = approaches.map(({ name }) => fold(name));
  const repeated = new Set(folded.filter((name, index) => folded.indexOf(name) !== index));
  if (repeated.size === 0) return ({ name }) => name;
  return ({ name, slug }) => (repeated.has(fold(name)) ? `${name} [${slug}]` : name);
}
