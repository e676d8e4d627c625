import type { DocumentPart } from './document-part.js';
import { DocumentError, problemLimit, type DocumentProblem } from './document-error.js';
import { compareNames } from './document-files.js';

/** Collects what is wrong with documents, so that an editor can put it right in one go. */
export class ProblemList {
  readonly #problems: DocumentProblem[] = [];

  /** No more problems are taken; there is no point in looking for them. */
  get isFull(): boolean {
    return this.#problems.length >= problemLimit;
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** Takes a problem down, at the place of the part that has it. */
  add(part: DocumentPart, expected: string, came: string): void {
    // To find a place takes time.
    if (!this.isFull) this.addProblem({ file: part.document.name, ...part.place, expected, came });
  }

  addProblem(problem: DocumentProblem): void {
    if (!this.isFull) this.#problems.push(problem);
  }

  addAll(others: ProblemList): void {
    for (const problem of others.#problems) this.addProblem(problem);
  }

  /** @throws {DocumentError} where there are problems */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    throw new DocumentError(
      this.#problems.sort((a, b) => compareNames(a.file, b.file) || a.line - b.line || a.column - b.column),
    );
  }
}
