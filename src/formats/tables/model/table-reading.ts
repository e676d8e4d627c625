import type { Absence } from '../../../graph/claim.js';
import type { ClaimValue, ValueType } from '../../../graph/values/value-rules.js';
import type { CellTotals, Outcome } from '../../import/import-report.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from './table-grid.js';

/** A subject of a table: what a row or column is about. */
export interface TableSubject {
  readonly name: string;
  /** The head that names the subject. */
  readonly head: PlacedText;
}

/** The reading of the cells of a dimension. */
export interface ReadType {
  /** The head without its unit. */
  readonly name: string;
  readonly valueType: ValueType;
  /** The unit of the amounts: a UCUM code or a currency, which may be per time (`EUR/mo`); null if there is none. */
  readonly unit: string | null;
  /** The levels of an ordinal dimension, lowest first; null for other types. */
  readonly levels: readonly string[] | null;
  /** The reading in words, for reports, such as `amounts in kg, with decimal commas`. */
  readonly inWords: string;
  /** A doubt that an editor should resolve; null if there is none. */
  readonly doubt: string | null;
  /** Whether the cells can be amounts along a stored dimension: true for amounts, and for texts except those that must remain texts, such as identifiers. */
  readonly mayBeAmounts: boolean;
}

/** A dimension of a table: what the cells of a row or column state about the subjects. */
export interface TableDimension extends ReadType {
  readonly head: PlacedText;
  /** The section of the table in which the dimension is; null if there is none. */
  readonly group: string | null;
}

/** What a cell states about a subject along a dimension: a value or an absence. */
export interface TableStatement {
  readonly subject: TableSubject;
  readonly dimension: TableDimension;
  readonly cell: TableCell;
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  /** The conditions under which the statement is true, such as `Season: Summer`; empty for none. */
  readonly qualifiers: readonly { readonly key: string; readonly value: string }[];
  /** The words of the cell and of its footnotes, if the value does not contain all of them; null otherwise. */
  readonly text: string | null;
  /** From 0 to 1; 1 if nothing was guessed. */
  readonly confidence: number;
}

/** The outcome of a part of a table, for the report. */
export interface TableMark {
  readonly content: PlacedText;
  readonly outcome: Outcome;
  readonly description: string | null;
  readonly confidence: number;
}

/** The subjects, dimensions and statements of a table. A table whose orientation is undecided has no statements. */
export interface TableReading {
  readonly subjects: readonly TableSubject[];
  readonly dimensions: readonly TableDimension[];
  readonly statements: readonly TableStatement[];
  readonly marks: readonly TableMark[];
  readonly doubts: readonly TableDoubt[];
  readonly cells: CellTotals;
  /** The sign between the integer part and the fraction of numbers; null if it is not known. */
  readonly sign: '.' | ',' | null;
}

/** A doubt about the orientation or a head of a table, for a warning. */
export type TableDoubt =
  | { readonly kind: 'UNDECIDED_TABLE'; readonly at: PlacedText; readonly message: string }
  | { readonly kind: 'REPEATED_NAME'; readonly at: PlacedText; readonly earlier: PlacedText };
