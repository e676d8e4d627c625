import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';

/** Maximum number of cached references: about ten megabytes. */
const mostKept = 50_000;

/** The concept of a reference, or a list if there are several. A single concept is stored unwrapped: this saves an array per entry. */
type Led = Concept | readonly Concept[];

/**
 * Caches the concepts of resolved references in one view: a reference to an axis is looked up in five kinds, and every comparison
 * has dozens of them. References that do not resolve are not cached.
 */
export class KeptReferences {
  readonly #byKinds = new Map<CacheKey, Map<string, Led>>();
  #kept = 0;

  /**
   * The concepts of each reference.
   * @param look resolves a reference that is not cached
   */
  find(
    references: readonly string[],
    kinds: readonly ConceptKind[],
    look: (reference: string) => readonly Concept[],
  ): readonly (readonly Concept[])[] {
    const known = this.#ofKinds(kinds);
    return references.map((reference) => {
      const led = known.get(reference);
      if (led) return isOne(led) ? [led] : led;
      const concepts = look(reference);
      const [first, second] = concepts;
      if (first) this.#keep(known, reference, second ? concepts : first);
      return concepts;
    });
  }

  #ofKinds(kinds: readonly ConceptKind[]): Map<string, Led> {
    const key = textsKey(...kinds);
    let known = this.#byKinds.get(key);
    if (!known) {
      known = new Map();
      this.#byKinds.set(key, known);
    }
    return known;
  }

  #keep(known: Map<string, Led>, reference: string, led: Led): void {
    if (this.#kept >= mostKept) {
      for (const references of this.#byKinds.values()) references.clear();
      this.#kept = 0;
    }
    this.#kept += 1;
    known.set(reference, led);
  }
}

function isOne(led: Led): led is Concept {
  return !Array.isArray(led);
}
