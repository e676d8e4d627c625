import type { Concept } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';

/** Orders concepts by name, ignoring case, then by id. */
export function byName(left: Concept, right: Concept): number {
  const [here, there] = [fold(left.name), fold(right.name)];
  return here < there ? -1 : here > there ? 1 : left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
