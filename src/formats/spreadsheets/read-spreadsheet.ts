import { maxPositions } from '../tables/forms/make-grid.js';
import type { NamedRows } from '../tables/forms/stored-tables.js';
import { readCellStyles } from './sheet/cell-styles.js';
import { readSheet } from './sheet/read-sheet.js';
import { spreadsheetError } from './workbook/spreadsheet-error.js';
import { readSharedStrings } from './sheet/shared-strings.js';
import { sheetGrid } from './sheet/sheet-grid.js';
import { spreadsheetLimits, type SpreadsheetLimits } from './workbook/spreadsheet-limits.js';
import { readWorkbook } from './workbook/workbook.js';
import { WorkbookParts } from './workbook/workbook-parts.js';

/**
 * Reads the non-empty sheets of an Office Open XML spreadsheet as rows of cells. Numbers have the additions of their
 * number formats, such as units. They have all their digits, without the rounding errors of binary numbers. Dates are in
 * ISO 8601. Formulas are replaced by their values.
 * @param file the name of the input in messages
 * @throws {DocumentError} if the bytes are not such a spreadsheet, or exceed the limits
 */
export async function readSpreadsheet(
  bytes: Buffer,
  file: string,
  limits: SpreadsheetLimits = spreadsheetLimits,
): Promise<readonly NamedRows[]> {
  const parts = await WorkbookParts.open(bytes, file, limits);
  const workbook = await readWorkbook(parts, file, limits);
  const context = {
    strings: await readSharedStrings(parts, workbook.sharedStrings, file, limits),
    styles: await readCellStyles(parts, workbook.styles),
    countsFrom1904: workbook.countsFrom1904,
  };
  const counter = new CellCounter(file, limits);
  const grids: NamedRows[] = [];
  for (const { name, part } of workbook.sheets) {
    const cells = await readSheet(parts, {
      file,
      name,
      part,
      context,
      count: (text) => counter.addCell(text),
    });
    const rows = sheetGrid(cells, (count) => counter.addGridCells(count));
    counter.addPositions(rows);
    if (rows.length > 0) grids.push({ name, rows });
  }
  return grids;
}

/** Counts the cells, characters and positions of all sheets. Throws a `DocumentError` if a limit is exceeded. */
class CellCounter {
  readonly #file: string;
  readonly #limits: SpreadsheetLimits;
  #cells = 0;
  #gridCells = 0;
  #characters = 0;
  #positions = 0;

  constructor(file: string, limits: SpreadsheetLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  addCell(text: string): void {
    this.#cells += 1;
    this.#characters += text.length;
    this.#checkCells(this.#cells);
    const { characters, charactersOfCell } = this.#limits;
    if (text.length > charactersOfCell) {
      throw spreadsheetError(this.#file, `cells of ${charactersOfCell} characters at most`, 'a longer cell');
    }
    if (this.#characters > characters) {
      throw spreadsheetError(this.#file, `cells of ${characters} characters at most in total`, 'more');
    }
  }

  addGridCells(count: number): void {
    this.#gridCells += count;
    this.#checkCells(this.#gridCells);
  }

  /** Adds the positions of a sheet: its rows times its columns. */
  addPositions(rows: NamedRows['rows']): void {
    this.#positions += rows.length * rows.reduce((most, row) => Math.max(most, row.length), 0);
    if (this.#positions > maxPositions)
      throw spreadsheetError(
        this.#file,
        `sheets of ${maxPositions} rows times columns at most in total`,
        'more',
      );
  }

  #checkCells(count: number): void {
    const { cells } = this.#limits;
    if (count <= cells) return;
    throw spreadsheetError(
      this.#file,
      `a spreadsheet of ${cells} cells at most, including empty cells between others`,
      'more',
    );
  }
}
