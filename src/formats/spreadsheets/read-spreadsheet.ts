import type { NamedGrid } from '../tables/parse-table.js';
import { readDateStyles } from './sheet/date-formats.js';
import { readSheet } from './sheet/read-sheet.js';
import { refusal } from './workbook/refusal.js';
import { readSharedStrings } from './sheet/shared-strings.js';
import { sheetGrid } from './sheet/sheet-grid.js';
import { spreadsheetLimits, type SpreadsheetLimits } from './workbook/spreadsheet-limits.js';
import { readWorkbook } from './workbook/workbook.js';
import { WorkbookParts } from './workbook/workbook-parts.js';

/**
 * The sheets of an Office Open XML spreadsheet that say something, as rows of texts. Numbers are as the file has them,
 * dates are in ISO 8601, formulas are their values.
 * @param file the name that it goes by in messages
 * @throws {DocumentError} where the bytes are no such spreadsheet, or one beyond the limits
 */
export async function readSpreadsheet(
  bytes: Buffer,
  file: string,
  limits: SpreadsheetLimits = spreadsheetLimits,
): Promise<readonly NamedGrid[]> {
  const parts = await WorkbookParts.open(bytes, file, limits);
  const workbook = await readWorkbook(parts, file, limits);
  const context = {
    strings: await readSharedStrings(parts, workbook.sharedStrings, file, limits),
    dateStyles: await readDateStyles(parts, workbook.styles),
    countsFrom1904: workbook.countsFrom1904,
  };
  const budget = new Budget(file, limits);
  const grids: NamedGrid[] = [];
  for (const { name, part } of workbook.sheets) {
    const cells = await readSheet(parts, {
      file,
      name,
      part,
      context,
      count: (text) => budget.read(text),
    });
    const rows = sheetGrid(cells, (places) => budget.layOut(places));
    if (rows.length > 0) grids.push({ name, rows });
  }
  return grids;
}

/** What is left of the limits, for all sheets together. */
class Budget {
  readonly #file: string;
  readonly #limits: SpreadsheetLimits;
  #cells = 0;
  #places = 0;
  #characters = 0;

  constructor(file: string, limits: SpreadsheetLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  read(text: string): void {
    this.#cells += 1;
    this.#characters += text.length;
    this.#expectCells(this.#cells);
    const { characters, charactersOfCell } = this.#limits;
    if (text.length > charactersOfCell) {
      throw refusal(this.#file, `cells of ${charactersOfCell} characters at most`, 'a longer one');
    }
    if (this.#characters > characters) {
      throw refusal(this.#file, `cells of ${characters} characters at most, all together`, 'more');
    }
  }

  layOut(places: number): void {
    this.#places += places;
    this.#expectCells(this.#places);
  }

  #expectCells(count: number): void {
    const { cells } = this.#limits;
    if (count <= cells) return;
    throw refusal(
      this.#file,
      `a spreadsheet of ${cells} cells at most, with empty ones between others`,
      'more',
    );
  }
}
