import { kindOfId, type Concept } from '../../graph/concept.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { PrintableClaim } from './print-claim.js';

/** A cache of the concepts that claims name, without bound. */
export class NamedConcepts {
  readonly #view: Pick<GraphView, 'concepts'>;
  readonly #byId: Map<string, Concept>;

  /** @param known concepts that are used instead of those in the view */
  constructor(view: Pick<GraphView, 'concepts'>, known: Iterable<Concept> = []) {
    this.#view = view;
    this.#byId = new Map([...known].map((concept) => [concept.id, concept]));
  }

  /** The concepts with these ids. Loads those that are not cached with one statement. */
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

  /** Claims with the concepts that they name. */
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
    if (!concept) throw new TypeError(`A claim names ${id}, which the graph does not have.`);
    return concept;
  }
}
