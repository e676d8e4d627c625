import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';

/** How many references are remembered: some ten megabytes. */
const mostKept = 50_000;

/** The concept that a reference leads to; a list where there are several. A list for each would be one more thing to fetch from memory. */
type Led = Concept | readonly Concept[];

/**
 * What references lead to in one view, for those that were asked for lately: a reference to an axis is looked for among five kinds,
 * and every comparison has dozens. What leads nowhere is not remembered.
 */
export class ReferenceCache {
  readonly #byKinds = new Map<CacheKey, Map<string, Led>>();
  #kept = 0;

  /**
   * The concepts that each reference leads to.
   * @param look finds those of a reference that is not remembered
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
