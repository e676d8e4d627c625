import type { PlacedText } from '../text/placed-text.js';

/** A structural part of a document, independent of its format. Blocks are in the order of the text. */
export type Block = HeadingBlock | LineBlock | ItemBlock | TableBlock | AsideBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  /** 1 is the outermost; 7 if the document does not say. */
  readonly level: number;
  readonly content: PlacedText;
}

/** A paragraph, or a line of a paragraph if its line breaks are meaningful. */
export interface LineBlock {
  readonly kind: 'line';
  readonly content: PlacedText;
  /** Whether an empty line or another block precedes it. */
  readonly opens: boolean;
  /** The number of its first characters that are emphasised, like a label; 0 for none. */
  readonly emphasized: number;
}

export interface ItemBlock {
  readonly kind: 'item';
  /** 0 is the outermost. */
  readonly depth: number;
  readonly isNumbered: boolean;
  readonly content: PlacedText;
  /** The number of its first characters that are emphasised as a label; 0 for none. */
  readonly emphasized: number;
}

export interface TableBlock {
  readonly kind: 'table';
  /** Rows may have different numbers of cells. */
  readonly rows: readonly (readonly PlacedText[])[];
  /** The confidence in the cells of each row, from 0 to 1; null if the document has markup for them. */
  readonly confidences: readonly number[] | null;
}

/** Content of the page or of the document as a whole, which is not part of the article's text. */
export interface AsideBlock {
  readonly kind: 'aside';
  readonly content: PlacedText;
  readonly outcome: 'NAMED' | 'SOURCE' | 'FURNITURE' | 'NOT_UNDERSTOOD';
  readonly why: string;
}
