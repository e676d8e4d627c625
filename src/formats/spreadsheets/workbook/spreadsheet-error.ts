import { DocumentError } from '../../input/document-error.js';

/** Creates the error of a spreadsheet, or a cell, that cannot be read. */
export function spreadsheetError(
  file: string,
  expected: string,
  actual: string,
  { line, column } = { line: 1, column: 1 },
): DocumentError {
  return new DocumentError([{ file, line, column, expected, actual }]);
}
