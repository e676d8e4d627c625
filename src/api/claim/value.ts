import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { levelPosition } from '../../graph/values/ordinal.js';
import { canonicalRange } from '../../graph/values/quantity.js';

/** Loads the value of a claim with the fields that depend on the dimension: the position of a level, and an amount in the dimension's unit. */
export function loadValue(loaders: Loaders, claim: Claim): MaybePromise<ClaimValue | null> {
  const { value, target } = claim;
  if ((value?.type !== 'ORDINAL' && value?.type !== 'QUANTITY') || target === null) return value;
  return mapMaybe(loadConcept(loaders, target), (dimension) => {
    if (dimension?.kind !== 'DIMENSION')
      throw new TypeError('Expected the dimension of a level or amount, got none.');
    return value.type === 'ORDINAL'
      ? { ...value, position: levelPosition(value, dimension) }
      : { ...value, canonical: canonicalRange(value, dimension) };
  });
}
