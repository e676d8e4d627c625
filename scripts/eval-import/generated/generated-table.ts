import type { Absence } from '../../../src/graph/claim.js';
import type { ValueType } from '../../../src/graph/values/value-rules.js';

/** The true value of a generated cell. */
export type TrueValue =
  | { readonly type: 'SUPPORT'; readonly support: 'YES' | 'NO' | 'PARTIAL'; readonly note: string | null }
  | {
      readonly type: 'QUANTITY';
      readonly minimum: number | null;
      readonly maximum: number | null;
      readonly unit: string | null;
    }
  | { readonly type: 'DATE'; readonly date: string }
  | { readonly type: 'VERSION'; readonly version: string }
  | { readonly type: 'TEXT' };

/** A generated cell: its text, and its true value. */
export interface GeneratedCell {
  readonly words: string;
  /**
   * The true value or absence; `nothing` if the cell states nothing; `undecided` if the text can be two numbers, and no other cell
   * of the dimension shows which.
   */
  readonly truth: TrueValue | Absence | 'nothing' | 'undecided';
  /** The text of the footnote of the cell; null if it has none. */
  readonly footnote: string | null;
}

/** A generated dimension with one cell for each subject and condition. */
export interface GeneratedDimension {
  readonly name: string;
  /** The unit in the head, as written; null if there is none. */
  readonly headUnit: string | null;
  readonly valueType: ValueType;
  readonly section: string | null;
  /** By subject, then by condition. */
  readonly cells: readonly (readonly GeneratedCell[])[];
}

/** Parts of a table that state nothing about a subject. */
export interface TableExtras {
  readonly rowNumbers: boolean;
  readonly ranks: boolean;
  readonly totals: boolean;
  readonly repeatedHead: boolean;
  readonly rowOfUnits: boolean;
  readonly notes: string | null;
}

/** A table whose true reading is known. */
export interface GeneratedTable {
  readonly orientation: 'rows' | 'columns';
  /** The first cell of the head. */
  readonly corner: string;
  readonly title: string;
  /** The paragraphs above the table: an introduction, then the legend of the marks if they need one. */
  readonly before: readonly string[];
  /** The paragraphs below the table. */
  readonly after: readonly string[];
  readonly subjects: readonly string[];
  /** The conditions of the second row of heads; empty without such a row. */
  readonly conditions: readonly string[];
  readonly dimensions: readonly GeneratedDimension[];
  readonly extras: TableExtras;
  /** The markup of the names of subjects. In HTML, `spans` joins equal adjacent heads and the cells of section rows; other forms ignore `spans`. */
  readonly decoration: 'none' | 'bold' | 'link' | 'code' | 'spans';
  /** Names in the text around the table that do not occur in the table. */
  readonly foreign: readonly string[];
}
