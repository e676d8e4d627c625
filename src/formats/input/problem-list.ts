import type { DocumentPart } from './document-part.js';
import { DocumentError, problemLimit, type DocumentProblem } from './document-error.js';
import { compareNames } from './document-files.js';

/** Collects the problems of documents, so that an editor can fix them all at once. */
export class ProblemList {
  readonly #problems: DocumentProblem[] = [];

  /**
   * Whether the limit of problems is reached. More problems are ignored, so callers can stop
   * looking for them.
   */
  get isFull(): boolean {
    return this.#problems.length >= problemLimit;
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** Adds a problem at the location of a part. */
  add(part: DocumentPart, expected: string, came: string): void {
    // Computing a location takes time.
    if (!this.isFull) this.addProblem({ file: part.document.name, ...part.location, expected, came });
  }

  addProblem(problem: DocumentProblem): void {
    if (!this.isFull) this.#problems.push(problem);
  }

  addAll(others: ProblemList): void {
    for (const problem of others.#problems) this.addProblem(problem);
  }

  /** @throws {DocumentError} if there are problems */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    throw new DocumentError(
      this.#problems.sort((a, b) => compareNames(a.file, b.file) || a.line - b.line || a.column - b.column),
    );
  }
}
