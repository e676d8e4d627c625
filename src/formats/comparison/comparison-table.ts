import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { kindWords } from '../../graph/concept.js';

/** A comparison as a table to print: a column for each approach, a row for each axis. */
export interface ComparisonTable {
  readonly revision: number;
  readonly approaches: readonly { readonly slug: string; readonly name: string }[];
  readonly rows: readonly ComparisonTableRow[];
}

/** The group of the rows whose axis has no group, by kind of axis. */
export const groupsOfKinds = Object.freeze(
  Object.fromEntries(axisKinds.map((kind) => [kind, kindWords[kind].plural])),
) as Readonly<Record<AxisKind, string>>;

export interface ComparisonTableRow {
  /** The axis of the row. */
  readonly axis: {
    readonly kind: AxisKind;
    /** The name of the group of adjacent rows. */
    readonly group: string;
    readonly slug: string;
    readonly name: string;
  };
  readonly verdict: string;
  /** The verdict as a sentence. */
  readonly explanation: string;
  /** 0 to 1; null if there is no distance. */
  readonly distance: number | null;
  /** In the order of the approaches. */
  readonly cells: readonly ComparisonTableCell[];
}

export interface ComparisonTableCell {
  readonly state: string;
  /** The text of the cell. A cell that is not stated has a text, too. */
  readonly text: string;
  /** The names of the sources, sorted. */
  readonly sources: readonly string[];
}
