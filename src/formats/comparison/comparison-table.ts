import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { kindWords } from '../../graph/concept.js';

/** A comparison as a table for export: a column for each approach, a row for each axis. */
export interface ComparisonTable {
  readonly revision: number;
  readonly approaches: readonly { readonly slug: string; readonly name: string }[];
  readonly rows: readonly ComparisonTableRow[];
}

/** The group names of rows whose axis has no group, by kind of axis. */
export const groupsOfKinds = Object.freeze(
  Object.fromEntries(axisKinds.map((kind) => [kind, kindWords[kind].plural])),
) as Readonly<Record<AxisKind, string>>;

export interface ComparisonTableRow {
  /** The axis of the row. */
  readonly axis: {
    readonly kind: AxisKind;
    /** The name of the group that the row belongs to; the rows of a group are adjacent. */
    readonly group: string;
    readonly slug: string;
    readonly name: string;
  };
  readonly verdict: string;
  /** The verdict as a sentence. */
  readonly explanation: string;
  /** The distance from 0 to 1; null if the row has none. */
  readonly distance: number | null;
  /** The cells in the order of the approaches. */
  readonly cells: readonly ComparisonTableCell[];
}

export interface ComparisonTableCell {
  /** The name of the cell state (`CellState`). */
  readonly state: string;
  /** The text to display. Cells that are not stated also have a text. */
  readonly text: string;
  /** The names of the sources, sorted. */
  readonly sources: readonly string[];
}
