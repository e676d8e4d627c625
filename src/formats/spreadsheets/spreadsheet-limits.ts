import { textMaxLength } from '../../graph/kept-text.js';

/** How much of a spreadsheet is read before it is given up: what is small as a file may be of any size once inflated. */
export interface SpreadsheetLimits {
  /** Of all parts that are read, inflated. */
  readonly inflatedBytes: number;
  /** Of all sheets, with the empty cells before and between those that say something. */
  readonly cells: number;
  readonly sheets: number;
  /** UTF-16 units of the text of all cells. */
  readonly characters: number;
  readonly milliseconds: number;
}

export const spreadsheetLimits: SpreadsheetLimits = Object.freeze({
  inflatedBytes: 64 * 1024 * 1024,
  cells: 250_000,
  sheets: 256,
  characters: textMaxLength - 1024 * 1024,
  milliseconds: 8_000,
});
