import { DocumentError } from '../../input/document-error.js';

/** The error for a spreadsheet that cannot be read, or for a cell of it. */
export function spreadsheetError(
  file: string,
  expected: string,
  came: string,
  { line, column } = { line: 1, column: 1 },
): DocumentError {
  return new DocumentError([{ file, line, column, expected, came }]);
}
