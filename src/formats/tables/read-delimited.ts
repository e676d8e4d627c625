import { CsvError, parse } from 'csv-parse/sync';
import { DocumentError } from '../input/document-error.js';
import { separatorOf } from './separator.js';

const maxRowCharacters = 1024 * 1024;
/** The same bound as for spreadsheets. Each cell may be a claim, and more cells take too long. */
export const mostCells = 80_000;

/**
 * Parses comma- or tab-separated values (RFC 4180). Semicolons are separators, too: spreadsheets write them
 * in locales with a decimal comma.
 * @throws {DocumentError} if a quote is not closed, a row is longer than 1 MiB, or there are more than
 *   80,000 cells
 */
export function readDelimited(text: string, file: string): readonly (readonly string[])[] {
  const delimiter = separatorOf(text) ?? ',';
  let cells = 0;
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      // In tab-separated values, a quote within a cell is an ordinary character.
      relax_quotes: delimiter === '\t',
      max_record_size: maxRowCharacters,
      skip_empty_lines: false,
      on_record(row, { lines }) {
        cells += row.length;
        if (cells <= mostCells) return row;
        const expected = `${mostCells} cells at most, or claims, one a line`;
        throw new DocumentError([{ file, line: lines, column: 1, expected, came: 'more' }]);
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw new DocumentError([
      {
        file,
        line,
        column: 1,
        expected: `cells of a table (${error.code})`,
        came: error.message.slice(0, 120),
      },
    ]);
  }
}
