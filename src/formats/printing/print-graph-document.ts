import type { Concept, ConceptKind } from '../../graph/concept.js';
import { conceptForms, type DocumentText } from '../forms/concept-forms.js';
import type { DocumentNotation } from './document-notation.js';
import { printClaim, type PrintableClaim } from './print-claim.js';
import { printConcept } from './print-concept.js';

/**
 * A concept with claims about it, or with its stored texts. A concept with many claims or texts is split
 * into several consecutive entries.
 */
export interface PrintableConcept {
  readonly concept: Concept;
  /** Claims, ordered by position. */
  readonly claims: readonly PrintableClaim[];
  /** The slugs of the concept except the current and the first slug, sorted. */
  readonly formerSlugs: readonly string[];
  /** Stored texts, ordered by hash; only sources have texts. */
  readonly texts: readonly DocumentText[];
}

/**
 * Prints a graph document as a stream of text chunks. `readGraphDocuments` reads the result as equal
 * concepts and claims. Equal content gives equal text.
 * @param content concepts, grouped by kind
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
    let chunk = '';
    if (concept.id !== id) {
      chunk += endOfConcept();
      const isFirstOfKind = concept.kind !== kind;
      if (isFirstOfKind) {
        chunk += kind === null ? notation.start : notation.endOfList;
        chunk += notation.list(conceptForms[concept.kind].list, kind === null);
      }
      chunk += notation.concept(printConcept(concept, formerSlugs), isFirstOfKind);
      kind = concept.kind;
      id = concept.id;
      position = 0;
      hasParts = false;
    }
    for (const printable of claims) {
      chunk += notation.part('claims', printClaim(printable, position), !hasParts);
      position = printable.claim.position + 1;
      hasParts = true;
    }
    for (const text of texts) {
      chunk += notation.part('texts', text, !hasParts);
      hasParts = true;
    }
    yield chunk;
  }
  yield kind === null ? notation.empty : endOfConcept() + notation.endOfList + notation.end;
}
