import type { Words } from '../text/words.js';

/** One part of a document's structure, whatever the document is written in. Blocks come in the order of the text. */
export type Block = HeadingBlock | LineBlock | ItemBlock | TableBlock | AsideBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  /** 1 is the outermost; 7 where the document does not say. */
  readonly level: number;
  readonly words: Words;
}

/** A paragraph, or a line of one where line breaks say something. */
export interface LineBlock {
  readonly kind: 'line';
  readonly words: Words;
  /** Whether an empty line, or another block, stands before it. */
  readonly opens: boolean;
  /** How many of its first characters are set off, as a label is; 0 where none are. */
  readonly emphasized: number;
}

export interface ItemBlock {
  readonly kind: 'item';
  /** 0 is the outermost. */
  readonly depth: number;
  readonly isNumbered: boolean;
  readonly words: Words;
  /** How many of its first characters are set off as a label; 0 where none are. */
  readonly emphasized: number;
}

export interface TableBlock {
  readonly kind: 'table';
  /** Each row has its cells, which may be fewer than those of other rows. */
  readonly rows: readonly (readonly Words[])[];
  /** How sure the cut of each row into cells is, from 0 to 1; null where the document itself cuts them. */
  readonly confidences: readonly number[] | null;
}

/** What belongs to the page or to the document as a whole, not to its text. */
export interface AsideBlock {
  readonly kind: 'aside';
  readonly words: Words;
  readonly outcome: 'NAMED' | 'SOURCE' | 'FURNITURE' | 'NOT_UNDERSTOOD';
  readonly why: string;
}
