import type { Concept, ConceptKind } from '../graph/concept.js';

/** How many references are remembered: some ten megabytes. */
const mostKept = 50_000;

/**
 * What references lead to in one view, for those that were asked for lately: a reference to an axis is looked for among five kinds,
 * and every comparison has dozens. What leads nowhere is not remembered.
 */
export class KeptReferences {
  readonly #byKinds = new Map<string, Map<string, readonly Concept[]>>();
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
      let concepts = known.get(reference);
      if (!concepts) {
        concepts = look(reference);
        if (concepts.length > 0) this.#keep(known, reference, concepts);
      }
      return concepts;
    });
  }

  #ofKinds(kinds: readonly ConceptKind[]): Map<string, readonly Concept[]> {
    const key = kinds.join(' ');
    let known = this.#byKinds.get(key);
    if (!known) {
      known = new Map();
      this.#byKinds.set(key, known);
    }
    return known;
  }

  #keep(known: Map<string, readonly Concept[]>, reference: string, concepts: readonly Concept[]): void {
    if (this.#kept >= mostKept) {
      for (const references of this.#byKinds.values()) references.clear();
      this.#kept = 0;
    }
    this.#kept += 1;
    known.set(reference, concepts);
  }
}
