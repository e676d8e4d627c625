import type { Concept, ConceptKind } from '../../graph/concept.js';
import { conceptForms, type DocumentText } from '../forms/concept-forms.js';
import type { DocumentNotation } from './document-notation.js';
import { printClaim, type PrintableClaim } from './print-claim.js';
import { printConcept } from './print-concept.js';

/**
 * A concept with claims about it, or with its stored texts. A concept with many of them is split into
 * several consecutive entries.
 */
export interface PrintableConcept {
  readonly concept: Concept;
  /** Ordered by position. */
  readonly claims: readonly PrintableClaim[];
  /** The slugs of the concept except the current and the first one, sorted. */
  readonly formerSlugs: readonly string[];
  /** Ordered by hash; only sources have texts. */
  readonly texts: readonly DocumentText[];
}

/**
 * Prints a graph document, as a stream of pieces of text. `readGraphDocuments` reads it as the same
 * concepts and claims. Equal content gives equal text.
 * @param content grouped by kind
 */
export async function* printGraphDocument(
  content: AsyncIterable<PrintableConcept> | Iterable<PrintableConcept>,
  notation: DocumentNotation,
): AsyncGenerator<string> {
  let kind: ConceptKind | null = null;
  let id: string | null = null;
  let position = 0;
  let hasParts = false;
  const endOfConcept = (): string =>
    id === null ? '' : (hasParts ? notation.endOfParts : '') + notation.endOfConcept;

  for await (const { concept, formerSlugs, claims, texts } of content) {
    let piece = '';
    if (concept.id !== id) {
      piece += endOfConcept();
      const isFirstOfKind = concept.kind !== kind;
      if (isFirstOfKind) {
        piece += kind === null ? notation.start : notation.endOfList;
        piece += notation.list(conceptForms[concept.kind].list, kind === null);
      }
      piece += notation.concept(printConcept(concept, formerSlugs), isFirstOfKind);
      kind = concept.kind;
      id = concept.id;
      position = 0;
      hasParts = false;
    }
    for (const each of claims) {
      piece += notation.part('claims', printClaim(each, position), !hasParts);
      position = each.claim.position + 1;
      hasParts = true;
    }
    for (const each of texts) {
      piece += notation.part('texts', each, !hasParts);
      hasParts = true;
    }
    yield piece;
  }
  yield kind === null ? notation.empty : endOfConcept() + notation.endOfList + notation.end;
}
