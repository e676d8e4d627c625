import { CsvError, parse } from 'csv-parse/sync';
import { DocumentError } from '../input/document-error.js';
import { maxPositions } from './forms/make-grid.js';
import type { CellSeparator } from './model/table-grid.js';

/** The maximum size of a row. The library counts the characters of complete cells, and the bytes of the current cell. */
const maxRowSize = 1024 * 1024;
/** The maximum number of cells, as for spreadsheets. Each cell may be a claim, and more cells take too long. */
export const maxCells = 80_000;

/** The cells of a table, and the separator between them. */
export interface DelimitedTable {
  readonly rows: readonly (readonly string[])[];
  /** Null for bars. */
  readonly separator: CellSeparator;
}

/** Matches the first line of a file that states the separator to spreadsheet programs. */
const statedSeparator = /^sep=([,;|\t])\r?\n/iu;

/**
 * Parses comma- or tab-separated values (RFC 4180). Semicolons and bars are separators, too: spreadsheets write
 * semicolons in locales with a decimal comma. A first line such as `sep=;` states the separator.
 * @throws {DocumentError} if a quote is misplaced or not closed, if a row exceeds `maxRowSize`, if there are more than
 *   80,000 cells, or if the number of rows times the number of columns exceeds 400,000
 */
export function parseDelimited(text: string, file: string): DelimitedTable {
  const [line = '', stated] = statedSeparator.exec(text) ?? [];
  return parseWith(
    separators.find((each) => each === stated) ?? detectSeparator(text) ?? ',',
    text,
    line.length,
    file,
  );
}

function parseWith(delimiter: Delimiter, text: string, start: number, file: string): DelimitedTable {
  let cells = 0;
  let rowCount = 0;
  let width = 0;
  try {
    const rows = parse(text.slice(start), {
      delimiter,
      relax_column_count: true,
      // In tab-separated values, a quote within a cell is an ordinary character.
      relax_quotes: delimiter === '\t',
      max_record_size: maxRowSize,
      skip_empty_lines: false,
      on_record(row, { lines }) {
        cells += row.length;
        rowCount += 1;
        width = Math.max(width, row.length);
        if (cells <= maxCells && rowCount * width <= maxPositions) return row;
        const limit =
          cells > maxCells
            ? `at most ${maxCells} cells`
            : `at most ${maxPositions} for the number of rows times the number of columns`;
        const expected = `${limit} (import larger tables as claims, one per line)`;
        throw new DocumentError([{ file, line: lines, column: 1, expected, actual: 'more' }]);
      },
    });
    return { rows, separator: delimiter === '|' ? null : delimiter };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    throw new DocumentError([
      {
        file,
        line,
        column: 1,
        expected: `cells of a table (${error.code})`,
        actual: error.message.slice(0, 120),
      },
    ]);
  }
}

const separators = ['\t', ';', ',', '|'] as const;
type Delimiter = (typeof separators)[number];

const sampledLines = 50;

/**
 * Detects the separator of the cells of a text: the one that occurs the same number of times, outside quotes, in the
 * largest number of the first 50 lines. If several separators are equal, the first in `separators`. Null if fewer than two
 * lines agree.
 */
function detectSeparator(text: string): Delimiter | null {
  const lines = text.split(/\r?\n/u, sampledLines).map((line) => line.replace(/"(?:[^"]|"")*"/gu, ''));
  let best: { separator: Delimiter; lines: number } | null = null;
  for (const separator of separators) {
    const linesByCount = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
    }
    const maxLines = Math.max(0, ...linesByCount.values());
    if (maxLines > (best?.lines ?? 1)) best = { separator, lines: maxLines };
  }
  return best?.separator ?? null;
}
