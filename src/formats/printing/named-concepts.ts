import { kindOfId, type Concept } from '../../graph/concept.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { PrintableClaim } from './print-claim.js';

/** The concepts that claims name, kept once they have been looked up. */
export class NamedConcepts {
  readonly #view: Pick<GraphView, 'concepts'>;
  readonly #known: Map<string, Concept>;

  /** @param known those that are not, or not as they are to be, in the view */
  constructor(view: Pick<GraphView, 'concepts'>, known: Iterable<Concept> = []) {
    this.#view = view;
    this.#known = new Map([...known].map((concept) => [concept.id, concept]));
  }

  /** The concepts with these ids; one statement for those that are not known yet, if there are any. */
  async find(ids: readonly string[]): Promise<readonly Concept[]> {
    const references = [...new Set(ids)]
      .filter((id) => !this.#known.has(id))
      .flatMap((reference) => {
        const kind = kindOfId(reference);
        return kind ? [{ kind, reference }] : [];
      });
    for (const concept of await this.#view.concepts(references)) {
      if (concept) this.#known.set(concept.id, concept);
    }
    return ids.map((id) => this.#get(id));
  }

  /** The claims together with what they name. */
  async printable(claims: readonly ClaimDraft[]): Promise<readonly PrintableClaim[]> {
    await this.find(claims.flatMap(({ target, source }) => (target === null ? [source] : [target, source])));
    return claims.map((claim) => ({
      claim,
      target: claim.target === null ? null : this.#get(claim.target),
      source: this.#get(claim.source),
    }));
  }

  #get(id: string): Concept {
    const concept = this.#known.get(id);
    if (!concept) throw new TypeError(`A claim names ${id}, which the graph does not have.`);
    return concept;
  }
}
