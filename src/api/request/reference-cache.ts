import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import type { TertiumError } from '../../graph/errors.js';

/** The maximum number of cached references: about 10 MB. */
const maxReferences = 50_000;

/** The concepts that a reference resolves to. A single match is stored unwrapped: this saves an array per entry. */
type Resolved = Concept | readonly Concept[];

/**
 * Caches the concepts that references resolve to in one view. Resolving a reference to an axis searches five kinds, and a comparison can have
 * dozens of references. References without a concept are not cached.
 */
export class ReferenceCache {
  readonly #byKinds = new Map<CacheKey, Map<string, Resolved>>();
  #size = 0;

  /**
   * Returns the concepts that each reference resolves to.
   * @param resolve called for each reference that is not cached
   */
  find(
    references: readonly string[],
    kinds: readonly ConceptKind[],
    resolve: (reference: string) => readonly Concept[],
  ): readonly (readonly Concept[])[] {
    const cached = this.#ofKinds(kinds);
    return references.map((reference) => {
      const hit = cached.get(reference);
      if (hit) return isOne(hit) ? [hit] : hit;
      const concepts = resolve(reference);
      const [first, second] = concepts;
      if (first) this.#add(cached, reference, second ? concepts : first);
      return concepts;
    });
  }

  #ofKinds(kinds: readonly ConceptKind[]): Map<string, Resolved> {
    const key = textsKey(...kinds);
    let references = this.#byKinds.get(key);
    if (!references) {
      references = new Map();
      this.#byKinds.set(key, references);
    }
    return references;
  }

  #add(cached: Map<string, Resolved>, reference: string, resolved: Resolved): void {
    if (this.#size >= maxReferences) {
      for (const references of this.#byKinds.values()) references.clear();
      this.#size = 0;
    }
    this.#size += 1;
    cached.set(reference, resolved);
  }
}

function isOne(resolved: Resolved): resolved is Concept {
  return !Array.isArray(resolved);
}

/** The maximum number of cached errors: about 1 MB with the longest references. */
const maxErrors = 1_000;
/** The maximum length of a reference whose error is cached, in UTF-16 code units. */
const maxReferenceLength = 256;

/**
 * Caches the errors of references without a concept in one view. An operation may contain the same reference a hundred times, and graphql-js
 * executes the operation again after its plan has failed.
 */
export class ReferenceErrorCache {
  readonly #byKey = new Map<CacheKey, TertiumError>();

  /** Returns the error of a reference. @param make creates the error; called if the error is not cached */
  find(
    argument: string,
    reference: string,
    kinds: readonly ConceptKind[],
    make: () => TertiumError,
  ): TertiumError {
    if (reference.length > maxReferenceLength) return make();
    const key = textsKey(argument, reference, ...kinds);
    let error = this.#byKey.get(key);
    if (!error) {
      error = make();
      if (this.#byKey.size >= maxErrors) this.#byKey.clear();
      this.#byKey.set(key, error);
    }
    return error;
  }
}
