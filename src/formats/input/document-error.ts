import { TertiumError } from '../../graph/errors.js';

/** One thing in a document that is not understood. Lines and columns count from 1. */
export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly came: string;
}

/** How many problems one error reports. */
export const problemLimit = 20;

/** Documents that are not understood: INVALID_DOCUMENT, with every problem in a line of its own. */
export class DocumentError extends TertiumError {
  /** One at least, in the order of the files and of the places in them. */
  readonly problems: readonly DocumentProblem[];

  constructor(problems: readonly DocumentProblem[]) {
    const lines = problems.map(problemInWords);
    if (problems.length === problemLimit)
      lines.push(`These are ${problemLimit} problems; there may be more.`);
    super('INVALID_DOCUMENT', lines.join('\n'), { details: { problems } });
    this.name = 'DocumentError';
    this.problems = problems;
  }
}

function problemInWords({ file, line, column, expected, came }: DocumentProblem): string {
  return `${file}:${line}:${column}: expected ${expected}, got ${came}`;
}
