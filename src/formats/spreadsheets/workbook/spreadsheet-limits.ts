/** The limits of reading a spreadsheet: a small file may inflate to any size. */
export interface SpreadsheetLimits {
  /** The maximum inflated size of all parts that are read. */
  readonly inflatedBytes: number;
  /** The maximum number of cells of all sheets, including empty cells before and between other cells. */
  readonly cells: number;
  readonly sheets: number;
  /** The maximum total length of the texts of all cells, in UTF-16 code units. */
  readonly characters: number;
  /** The maximum length of the text of one cell, in UTF-16 code units. */
  readonly charactersOfCell: number;
  readonly milliseconds: number;
}

export const spreadsheetLimits: SpreadsheetLimits = Object.freeze({
  inflatedBytes: 64 * 1024 * 1024,
  cells: 80_000,
  sheets: 256,
  characters: 4 * 1024 * 1024,
  // The maximum length of a cell in spreadsheet programs.
  charactersOfCell: 32_767,
  milliseconds: 8_000,
});
