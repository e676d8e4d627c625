import { TertiumError } from '../../graph/errors.js';

/** A problem in a document. Lines and columns count from 1. */
export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly came: string;
}

/** The most problems that one error reports. */
export const problemLimit = 20;

/** Documents with problems: code `INVALID_DOCUMENT`, with one line for each problem. */
export class DocumentError extends TertiumError {
  /** At least one, ordered by file and location. */
  readonly problems: readonly DocumentProblem[];

  constructor(problems: readonly DocumentProblem[]) {
    const lines = problems.map(printProblem);
    if (problems.length === problemLimit)
      lines.push(`These are ${problemLimit} problems; there may be more.`);
    super('INVALID_DOCUMENT', lines.join('\n'), { details: { problems } });
    this.name = 'DocumentError';
    this.problems = problems;
  }
}

function printProblem({ file, line, column, expected, came }: DocumentProblem): string {
  return `${file}:${line}:${column}: expected ${expected}, got ${came}`;
}
