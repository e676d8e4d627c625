import type { Concept, ConceptKind } from '../graph/concept.js';
import { conceptForms } from './concept-forms.js';
import type { DocumentNotation } from './document-notation.js';
import { printClaim, type PrintableClaim } from './print-claim.js';
import { printConcept } from './print-concept.js';

/** A concept with claims about it. One that has many comes several times on end, with some of them each time. */
export interface PrintableConcept {
  readonly concept: Concept;
  /** In the order of their positions. */
  readonly claims: readonly PrintableClaim[];
}

/**
 * Prints a graph document, as a stream of pieces of text: what `readGraphDocuments` reads as the same concepts
 * and claims. The same content gives the same text.
 * @param content kind by kind, each kind on end
 */
export async function* printGraphDocument(
  content: AsyncIterable<PrintableConcept> | Iterable<PrintableConcept>,
  notation: DocumentNotation,
): AsyncGenerator<string> {
  let kind: ConceptKind | null = null;
  let id: string | null = null;
  let position: number | null = null;
  const endOfConcept = (): string =>
    id === null ? '' : (position === null ? '' : notation.endOfClaims) + notation.endOfConcept;

  for await (const { concept, claims } of content) {
    let piece = '';
    if (concept.id !== id) {
      piece += endOfConcept();
      const isFirstOfKind = concept.kind !== kind;
      if (isFirstOfKind) {
        piece += kind === null ? notation.start : notation.endOfList;
        piece += notation.list(conceptForms[concept.kind].list, kind === null);
      }
      piece += notation.concept(printConcept(concept), isFirstOfKind);
      kind = concept.kind;
      id = concept.id;
      position = null;
    }
    for (const each of claims) {
      piece += notation.claim(printClaim(each, position ?? 0), position === null);
      position = each.claim.position + 1;
    }
    yield piece;
  }
  yield kind === null ? notation.empty : endOfConcept() + notation.endOfList + notation.end;
}
