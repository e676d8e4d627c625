import type { DocumentPart } from './document-part.js';
import { countedProblemLimit, DocumentError, problemLimit, type DocumentProblem } from './document-error.js';
import { compareNames } from './document-files.js';

/** The maximum number of listed problems with equal `expected` and equal `actual`. */
const equalProblemLimit = 3;
/** The maximum number of listed problems with equal `expected`: half of the list remains free for other mistakes. */
const similarProblemLimit = 10;

/** The problems with equal `expected`. */
interface Mistake {
  /** The number of listed problems by `actual`. */
  readonly listedByActual: Map<string, number>;
  listed: number;
  /** The index of the last listed problem. Each unlisted problem increases the `further` of the problem that is last at that time. */
  last: number;
}

/**
 * Collects the problems of documents, so that an editor can fix several in one pass. A repeated mistake is listed with
 * its first locations and the number of further locations.
 */
export class ProblemList {
  readonly #problems: DocumentProblem[] = [];
  readonly #mistakes = new Map<string, Mistake>();
  #count = 0;

  /** Whether a limit is reached. Later problems are ignored, so callers can stop reading. */
  get isFull(): boolean {
    return this.#problems.length >= problemLimit || this.#count >= countedProblemLimit;
  }

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** Adds a problem at the location of a part. */
  add(part: DocumentPart, expected: string, actual: string): void {
    this.#add(expected, actual, 0, () => ({ file: part.document.name, ...part.location, expected, actual }));
  }

  addProblem({ further = 0, ...problem }: DocumentProblem): void {
    this.#add(problem.expected, problem.actual, further, () => problem);
  }

  addAll(others: ProblemList): void {
    for (const problem of others.#problems) this.addProblem(problem);
  }

  /**
   * Lists a problem, or only counts it if enough equal or similar problems are listed.
   * @param further the number of further locations with the same problem
   * @param locate called only if the problem is listed, because computing a location takes time
   */
  #add(expected: string, actual: string, further: number, locate: () => DocumentProblem): void {
    if (this.isFull) return;
    const mistake = this.#mistakeOf(expected);
    const equal = mistake.listedByActual.get(actual) ?? 0;
    const isListed = equal < equalProblemLimit && mistake.listed < similarProblemLimit;
    this.#count += 1 + further;
    if (isListed) {
      mistake.listedByActual.set(actual, equal + 1);
      mistake.listed += 1;
      mistake.last = this.#problems.push(locate()) - 1;
    }
    const last = this.#problems[mistake.last];
    const others = isListed ? further : further + 1;
    if (last && others > 0) this.#problems[mistake.last] = { ...last, further: (last.further ?? 0) + others };
  }

  #mistakeOf(expected: string): Mistake {
    const mistake = this.#mistakes.get(expected) ?? {
      listedByActual: new Map<string, number>(),
      listed: 0,
      last: 0,
    };
    this.#mistakes.set(expected, mistake);
    return mistake;
  }

  /** Throws the problems in order. @throws {DocumentError} if there are problems */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    throw new DocumentError(
      this.#problems.sort((a, b) => compareNames(a.file, b.file) || a.line - b.line || a.column - b.column),
    );
  }
}
