import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { isClaimId } from '../../graph/identity.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';

/** Loads a concept or claim by its id; null if neither exists. */
export function loadNode(loaders: Loaders, id: string): MaybePromise<Concept | Claim | null> {
  return isClaimId(id) ? loaders.claim.load(id) : loadConcept(loaders, id);
}
