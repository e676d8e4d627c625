import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** An operation of a document that was parsed and validated. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** The operations of one document by the name in the request; null where the request names none. */
type Operations = Map<string | null, ValidOperation>;

/** In characters of all documents together. A parsed document takes about 30 bytes a character. */
const mostCharacters = 500_000;
const longestDocument = 20_000;

/**
 * Operations that Apollo Server has accepted, by the exact text of their document. The law: an entry is what parsing and validating the
 * text, and choosing the operation by its name, would give again, since the schema does not change. Evicts the least recently used.
 */
export class OperationCache {
  readonly #byText = new LRUCache<string, Operations>({
    maxSize: mostCharacters,
    maxEntrySize: longestDocument,
    // An empty text is no document.
    sizeCalculation: (_, text) => text.length,
  });

  find(text: string, name: string | null): ValidOperation | undefined {
    return this.#byText.get(text)?.get(name);
  }

  /** @param name as the request gives it: at most one for each operation of a valid document, and null */
  add(text: string, name: string | null, known: ValidOperation): void {
    const operations: Operations = this.#byText.get(text) ?? new Map<string | null, ValidOperation>();
    operations.set(name, known);
    this.#byText.set(text, operations);
  }
}
