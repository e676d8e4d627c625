import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** An operation of a parsed and validated document. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** The operations of one document, by the `operationName` of the request; null if the request has none. */
type Operations = Map<string | null, ValidOperation>;

/** The total of characters of all documents. A parsed document takes about 30 bytes per character. */
const mostCharacters = 500_000;
const longestDocument = 20_000;

/**
 * Caches operations that Apollo Server has accepted, by the exact text of their document. The law: parsing and validating the text, and
 * selecting the operation by its name, would give the same again, since the schema does not change. Evicts the least recently used documents.
 */
export class OperationCache {
  readonly #byText = new LRUCache<string, Operations>({
    maxSize: mostCharacters,
    maxEntrySize: longestDocument,
    // lru-cache requires sizes above 0. An empty text is not a valid document.
    sizeCalculation: (_, text) => text.length,
  });

  find(text: string, name: string | null): ValidOperation | undefined {
    return this.#byText.get(text)?.get(name);
  }

  /** @param name the `operationName` of the request, so a document has at most one entry for each of its operations, and one for null */
  add(text: string, name: string | null, operation: ValidOperation): void {
    const operations: Operations = this.#byText.get(text) ?? new Map<string | null, ValidOperation>();
    operations.set(name, operation);
    this.#byText.set(text, operations);
  }
}
