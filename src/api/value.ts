import { then, type Answer } from '../graph/answer.js';
import type { Claim } from '../graph/claim.js';
import { loadConcept, type Loaders } from '../graph/loaders.js';
import type { ClaimValue } from '../graph/values/claim-value.js';
import { levelPosition } from '../graph/values/ordinal.js';

/** A claim's value with what its dimension adds to it: the place of a level on the scale. */
export function loadValue(loaders: Loaders, claim: Claim): Answer<ClaimValue | null> {
  const { value, target } = claim;
  if (value?.type !== 'ORDINAL' || target === null) return value;
  return then(loadConcept(loaders, target), (dimension) => {
    if (dimension?.kind !== 'DIMENSION') throw new TypeError('A level is stated along a dimension.');
    return { ...value, position: levelPosition(value, dimension) };
  });
}
