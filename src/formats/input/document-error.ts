import { TertiumError } from '../../graph/errors.js';

/** A problem in a document. Lines and columns count from 1. */
export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly actual: string;
  /** The number of further problems with the same `expected` that are not listed. */
  readonly further?: number;
}

/** The maximum number of problems that one error lists. */
export const problemLimit = 20;
/** The number of counted problems at which reading stops. */
export const countedProblemLimit = 1_000;

/** The error of documents with problems: code `INVALID_DOCUMENT`. The message lists the problems, one on each line. */
export class DocumentError extends TertiumError {
  /** The problems, ordered by file and location; at least one. */
  readonly problems: readonly DocumentProblem[];

  constructor(problems: readonly DocumentProblem[]) {
    const lines = problems.map(printProblem);
    const count = problems.reduce((sum, { further = 0 }) => sum + 1 + further, 0);
    if (problems.length === problemLimit || count >= countedProblemLimit)
      lines.push(`These are ${count} problems; there may be more.`);
    super('INVALID_DOCUMENT', lines.join('\n'), { details: { problems } });
    this.name = 'DocumentError';
    this.problems = problems;
  }
}

function printProblem({ file, line, column, expected, actual, further = 0 }: DocumentProblem): string {
  const others =
    further === 0 ? '' : ` (the same problem in ${further} more ${further === 1 ? 'location' : 'locations'})`;
  return `${file}:${line}:${column}: expected ${expected}, got ${actual}${others}`;
}
