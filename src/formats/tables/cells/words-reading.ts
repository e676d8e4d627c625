import type { ClaimValue, ValueType } from '../../../graph/values/value-rules.js';
import type { TableCell } from '../model/table-grid.js';
import type { ReadType } from '../model/table-reading.js';
import type { CellSense, CellWords } from './cell-sense.js';
import type { SignContext } from './decimal-signs.js';

/** The notation of numbers in a table. */
export interface TableNotation extends SignContext {
  /** Whether numbers are written without trailing zeros, as Tertium prints them. A text such as `3.10` is then not a number. */
  readonly isCanonical?: true;
}

/** A dimension of a table with its cells. */
export interface HeadedCells {
  readonly head: string;
  /** All cells of the dimension, including empty cells. */
  readonly cells: readonly TableCell[];
  /** The unit that a row or column of units states, as written; null or absent if there is none. */
  readonly unit?: string | null;
}

/** A cell that states a value. */
export interface StatedWords extends CellWords {
  readonly sense: Extract<CellSense, { kind: 'STATED' }>;
}

/** The reading of the cells of a dimension. */
export interface WordsReading extends ReadType {
  /** The share of the cells with stated values that fit the type, from 0 to 1. */
  readonly fit: number;
  /** The value of a cell; null if the cell does not fit the type. */
  readonly valueOf: (cell: StatedWords) => CellValue | null;
}

/** The value of a cell. */
export interface CellValue {
  readonly value: ClaimValue;
  /** Whether the cell has words that the value does not contain. */
  readonly hasRemark: boolean;
  /** From 0 to 1; 1 if nothing was guessed. */
  readonly confidence: number;
}

/** A dimension: its head, the cells that state values, and the unit in a row or column of units. */
export interface HeadedWords {
  readonly head: string;
  readonly stated: readonly StatedWords[];
  readonly unit: string | null;
}

/** Finds the cells that do not fit a type; null if they are too many, or may be values of another type. */
export function findMisfits(
  stated: readonly StatedWords[],
  fits: (cell: StatedWords) => boolean,
  mayLeaveOut: (cell: StatedWords) => boolean,
): readonly StatedWords[] | null {
  const most = stated.length >= 3 ? Math.floor(stated.length / 3) : 0;
  const misfits: StatedWords[] = [];
  for (const cell of stated) {
    if (fits(cell)) continue;
    if (misfits.length >= most || !mayLeaveOut(cell)) return null;
    misfits.push(cell);
  }
  return misfits;
}

export function fitOf(stated: readonly StatedWords[], misfits: readonly StatedWords[]): number {
  return 1 - misfits.length / stated.length;
}

export function doubtOfMisfits(misfits: readonly StatedWords[], inWords: string): string | null {
  const [first, ...others] = misfits;
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : ` and ${others.length} other cells`;
  return `"${first.text}"${more} cannot be read as ${inWords} and ${others.length === 0 ? 'is' : 'are'} left out`;
}

/** Whether a cell has words and no digits, and so is not a value of a type with digits. */
export function isWordsOnly({ text }: CellWords): boolean {
  return !/\p{N}/u.test(text) && /\p{L}{2}/u.test(text);
}

export function reading(name: string, valueType: ValueType, inWords: string) {
  return { name, valueType, unit: null, levels: null, inWords, doubt: null, mayBeAmounts: false, fit: 1 };
}

export function texts(head: string): WordsReading {
  return { ...names(head, 'texts'), mayBeAmounts: true };
}

/** Creates the reading of texts that are never amounts. */
export function names(head: string, inWords: string): WordsReading {
  return {
    ...reading(head, 'TEXT', inWords),
    valueOf: ({ written: text }) => ({ value: { type: 'TEXT', text }, hasRemark: false, confidence: 1 }),
  };
}

/** Creates the reading of texts that look like numbers. @param doubt the reason for texts, with advice */
export function undecided(head: string, doubt: string): WordsReading {
  return { ...names(head, 'texts, since their reading is undecided'), doubt };
}
