import { CsvError, parse } from 'csv-parse/sync';
import { DocumentError } from '../input/document-error.js';
import { separatorOf } from './separator.js';

const mostCharacters = 1024 * 1024;
/** As many as of a spreadsheet: each of them may be a claim, and more take longer than whoever waits expects. */
export const mostCells = 80_000;

/**
 * The cells of a text of comma- or tab-separated values (RFC 4180; semicolons too, as spreadsheets write them where the
 * comma is in decimals).
 * @throws {DocumentError} where a quote is left open, a row is longer than 1 MiB, or there are too many cells
 */
export function readDelimited(text: string, file: string): readonly (readonly string[])[] {
  const delimiter = separatorOf(text) ?? ',';
  let cells = 0;
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      // A quote within a cell of tab-separated values is a quote.
      relax_quotes: delimiter === '\t',
      max_record_size: mostCharacters,
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
