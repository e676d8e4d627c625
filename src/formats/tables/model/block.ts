import type { TableGrid } from './table-grid.js';
import type { PlacedText } from '../../input/placed-text.js';

/**
 * A structural part of a document, independent of the format. The blocks of a document are in the order of
 * its text.
 */
export type Block = HeadingBlock | LineBlock | ItemBlock | TableBlock | AsideBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  /** The level of the heading, from 1 (outermost) to 6. */
  readonly level: number;
  readonly content: PlacedText;
}

/** A paragraph; if line breaks are meaningful, one line of a paragraph. */
export interface LineBlock {
  readonly kind: 'line';
  readonly content: PlacedText;
  /** Whether the line starts a paragraph, for example after an empty line. */
  readonly opens: boolean;
  /** The number of emphasised UTF-16 code units at the start of the content, as in a label; 0 for none. */
  readonly emphasisLength: number;
}

export interface ItemBlock {
  readonly kind: 'item';
  /** The nesting depth; 0 for the outermost list. */
  readonly depth: number;
  readonly isNumbered: boolean;
  readonly content: PlacedText;
  /** The number of emphasised UTF-16 code units at the start of the content, as in a label; 0 for none. */
  readonly emphasisLength: number;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly grid: TableGrid;
}

/** Content that is not part of the document's prose, such as page furniture, code or the caption of a table. */
export interface AsideBlock {
  readonly kind: 'aside';
  readonly content: PlacedText;
  readonly outcome: 'NAMED' | 'SOURCE' | 'FURNITURE' | 'NOT_UNDERSTOOD';
  readonly why: string;
}
