import type { Block } from '../model/block.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import type { DocumentWords } from './document-words.js';

/** A line of a document. */
export interface TextLine {
  readonly content: PlacedText;
  /** Whether the line starts a paragraph, or is the first of consecutive blocks of another kind, such as list items. */
  readonly opens: boolean;
  /** The kind of the block that the line is from; a table or an aside is one line without content. */
  readonly kind: Block['kind'];
  readonly isNumbered: boolean;
  /** Whether the line is page furniture, such as an advertisement, which may be between the lines of a table. */
  readonly isFurniture: boolean;
}

/** The lines of a document and its words. */
export interface TextDocument {
  readonly lines: readonly TextLine[];
  readonly words: DocumentWords;
}

/** A table without separators between its cells. */
export interface TextTable {
  readonly rows: readonly (readonly TableCell[])[];
  readonly confidences: readonly number[];
  /** The row numbers, and the head of the row numbers, where these texts are not cells. */
  readonly numbers?: readonly PlacedText[];
  /** The index of the line after the table. Lines of page furniture within the table are not part of it. */
  readonly end: number;
}

/** A layout of tables without separators between their cells, such as tables that were copied from a page. */
export interface TextForm {
  readonly name: string;
  /** Finds a table that starts at a line; null if there is none. */
  tableAt(document: TextDocument, start: number): TextTable | null;
}

/** Matches the head of a column whose cells name or number the rows. */
export const labelHead =
  /^(?:(?:sr|s|sl)\.?\s*(?:no|number)?|no|nr|serial|number|#|№)\.?$|\b(?:features?|aspects?|dimensions?|criteri(?:a|on)|attributes?|propert(?:y|ies)|characteristics?|factors?|points?|basis|parameters?|categor(?:y|ies)|topics?|differences?|comparisons?|metrics?|specs?|specifications?|options?|items?|key|names?|questions?|elements?|areas?|details?|particulars)\b/iu;

/** Matches the head of a column with row numbers, and an empty head. */
export const numberHead = /^(?:sr\.?|s\.?|serial|sl\.?)?\s*(?:no|nr|number|#|№)?\.?$/iu;
