import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { TertiumError } from '../../graph/errors.js';

/** How many are kept: with the longest references, some megabyte. */
const mostKept = 1_000;
/** What is longer is refused anew each time. */
const longestKept = 256;

/**
 * The errors of references that lead nowhere in one view: an operation may have the same one a hundred times, and is executed by
 * graphql-js after its plan has failed.
 */
export class ReferenceErrorCache {
  readonly #byKey = new Map<CacheKey, TertiumError>();

  /** The error of a reference, made where it is not kept. */
  find(
    argument: string,
    reference: string,
    kinds: readonly ConceptKind[],
    make: () => TertiumError,
  ): TertiumError {
    if (reference.length > longestKept) return make();
    const key = textsKey(argument, reference, ...kinds);
    let refusal = this.#byKey.get(key);
    if (!refusal) {
      refusal = make();
      if (this.#byKey.size >= mostKept) this.#byKey.clear();
      this.#byKey.set(key, refusal);
    }
    return refusal;
  }
}
