/** The limits of reading a spreadsheet: a small file may inflate to any size. */
export interface SpreadsheetLimits {
  /** Of all parts that are read, inflated. */
  readonly inflatedBytes: number;
  /** Of all sheets, with the empty cells before and between others. */
  readonly cells: number;
  readonly sheets: number;
  /** UTF-16 units of the text of all cells. */
  readonly characters: number;
  /** UTF-16 units of one cell. */
  readonly charactersOfCell: number;
  readonly milliseconds: number;
}

export const spreadsheetLimits: SpreadsheetLimits = Object.freeze({
  inflatedBytes: 64 * 1024 * 1024,
  cells: 80_000,
  sheets: 256,
  characters: 4 * 1024 * 1024,
  // The most that spreadsheet programs store in a cell.
  charactersOfCell: 32_767,
  milliseconds: 8_000,
});
