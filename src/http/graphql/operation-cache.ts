import { LRUCache } from 'lru-cache';
import type { ValidOperation } from '../../api/execution/valid-operation.js';

/** The operations of one document, by the `operationName` of the request; null for requests without `operationName`. */
type Operations = Map<string | null, ValidOperation>;

/** The maximum number of characters in all documents together. A parsed document takes about 30 bytes per character. */
const maxCharacters = 500_000;
/** The maximum number of characters in a cached document. */
const maxDocumentCharacters = 20_000;

/**
 * Caches operations that Apollo Server has accepted, by the exact text of their document. Entries stay valid: since the schema does not change,
 * parsing and validating the text again would have an equal result. Evicts the least recently used documents.
 */
export class OperationCache {
  readonly #byText = new LRUCache<string, Operations>({
    maxSize: maxCharacters,
    maxEntrySize: maxDocumentCharacters,
    // lru-cache requires sizes above 0. An empty text is not a valid document.
    sizeCalculation: (_, text) => text.length,
  });

  /** Finds the cached operation of a document. @param name the `operationName` of the request */
  find(text: string, name: string | null): ValidOperation | undefined {
    return this.#byText.get(text)?.get(name);
  }

  /**
   * Caches an operation of a document.
   * @param name the `operationName` of the accepted request: the name of an operation of the document, or null. Other names are not
   *   accepted, so the number of entries of a document is bounded
   */
  add(text: string, name: string | null, operation: ValidOperation): void {
    const operations: Operations = this.#byText.get(text) ?? new Map<string | null, ValidOperation>();
    operations.set(name, operation);
    this.#byText.set(text, operations);
  }
}
