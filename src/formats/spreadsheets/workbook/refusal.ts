import { DocumentError } from '../../input/document-error.js';

/** A spreadsheet that is not read, or a place in it that is not understood. */
export function refusal(
  file: string,
  expected: string,
  came: string,
  { line, column } = { line: 1, column: 1 },
): DocumentError {
  return new DocumentError([{ file, line, column, expected, came }]);
}
