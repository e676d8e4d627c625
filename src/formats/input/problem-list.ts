import type { DocumentPart } from './document-part.js';
import { countedProblemLimit, DocumentError, problemLimit, type DocumentProblem } from './document-error.js';
import { compareNames } from './document-files.js';

/** The most listed problems that expected the same and got the same. */
const equalProblemLimit = 3;
/** The most listed problems that expected the same: half of the list stays free for other mistakes. */
const similarProblemLimit = 10;

/** The problems that expected the same thing. */
interface Mistake {
  /** The number of listed problems by what came instead. */
  readonly listedByCame: Map<string, number>;
  listed: number;
  /** The index of the last listed problem, which carries the number of further ones. */
  last: number;
}

/**
 * Collects the problems of documents, so that an editor can fix them all at once. A repeated mistake is listed with its
 * first places and the number of the others.
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
  add(part: DocumentPart, expected: string, came: string): void {
    // Computing a location takes time.
    this.#add(expected, came, 0, () => ({ file: part.document.name, ...part.location, expected, came }));
  }

  addProblem({ further = 0, ...problem }: DocumentProblem): void {
    this.#add(problem.expected, problem.came, further, () => problem);
  }

  addAll(others: ProblemList): void {
    for (const problem of others.#problems) this.addProblem(problem);
  }

  /** @param further the number of further places with the same problem */
  #add(expected: string, came: string, further: number, locate: () => DocumentProblem): void {
    if (this.isFull) return;
    const mistake = this.#mistakeOf(expected);
    const equal = mistake.listedByCame.get(came) ?? 0;
    const isListed = equal < equalProblemLimit && mistake.listed < similarProblemLimit;
    this.#count += 1 + further;
    if (isListed) {
      mistake.listedByCame.set(came, equal + 1);
      mistake.listed += 1;
      mistake.last = this.#problems.push(locate()) - 1;
    }
    const last = this.#problems[mistake.last];
    const others = isListed ? further : further + 1;
    if (last && others > 0) this.#problems[mistake.last] = { ...last, further: (last.further ?? 0) + others };
  }

  #mistakeOf(expected: string): Mistake {
    const mistake = this.#mistakes.get(expected) ?? {
      listedByCame: new Map<string, number>(),
      listed: 0,
      last: 0,
    };
    this.#mistakes.set(expected, mistake);
    return mistake;
  }

  /** @throws {DocumentError} if there are problems */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    throw new DocumentError(
      this.#problems.sort((a, b) => compareNames(a.file, b.file) || a.line - b.line || a.column - b.column),
    );
  }
}
