import { kindOfId, type Concept } from '../../graph/concept.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { PrintableClaim } from './print-claim.js';

/** An unbounded cache of the concepts that claims name. */
export class NamedConcepts {
  readonly #view: Pick<GraphView, 'concepts'>;
  readonly #byId: Map<string, Concept>;

  /**
   * Creates a cache of concepts of a view.
   * @param preloaded concepts that are used instead of the concepts in the view with the same ids
   */
  constructor(view: Pick<GraphView, 'concepts'>, preloaded: Iterable<Concept> = []) {
    this.#view = view;
    this.#byId = new Map([...preloaded].map((concept) => [concept.id, concept]));
  }

  /**
   * Finds the concepts with these ids. Loads the uncached concepts in one batch.
   * @throws {TypeError} if the view lacks a concept
   */
  async find(ids: readonly string[]): Promise<readonly Concept[]> {
    const references = [...new Set(ids)]
      .filter((id) => !this.#byId.has(id))
      .flatMap((reference) => {
        const kind = kindOfId(reference);
        return kind ? [{ kind, reference }] : [];
      });
    for (const concept of await this.#view.concepts(references)) {
      if (concept) this.#byId.set(concept.id, concept);
    }
    return ids.map((id) => this.#get(id));
  }

  /** Completes claims with the concepts that they name, except their subjects. */
  async printable(claims: readonly ClaimDraft[]): Promise<readonly PrintableClaim[]> {
    await this.find(claims.flatMap(({ target, source }) => (target === null ? [source] : [target, source])));
    return claims.map((claim) => ({
      claim,
      target: claim.target === null ? null : this.#get(claim.target),
      source: this.#get(claim.source),
    }));
  }

  #get(id: string): Concept {
    const concept = this.#byId.get(id);
    if (!concept) throw new TypeError(`A claim names the concept ${id}, which is not in the graph.`);
    return concept;
  }
}
