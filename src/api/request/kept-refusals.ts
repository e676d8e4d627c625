import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { TertiumError } from '../../graph/errors.js';

/** Maximum number of cached errors: about one megabyte with the longest references. */
const mostKept = 1_000;
/** Errors of longer references are not cached. */
const longestKept = 256;

/**
 * Caches the errors of references that do not resolve in one view: an operation can have the same reference a hundred times, and
 * graphql-js executes it again after its plan failed.
 */
export class KeptRefusals {
  readonly #byKey = new Map<CacheKey, TertiumError>();

  /** The cached error of a reference, or a new one. */
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
