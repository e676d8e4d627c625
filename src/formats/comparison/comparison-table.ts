import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { kindWords } from '../../graph/concept.js';

/** A comparison as a table, ready to print: a column for each approach, a row for each axis. */
export interface ComparisonTable {
  readonly revision: number;
  readonly approaches: readonly { readonly slug: string; readonly name: string }[];
  readonly rows: readonly ComparisonTableRow[];
}

/** What rows have in common that are of no group, by what they are about. */
export const groupsOfKinds = Object.freeze(
  Object.fromEntries(axisKinds.map((kind) => [kind, kindWords[kind].plural])),
) as Readonly<Record<AxisKind, string>>;

export interface ComparisonTableRow {
  /** What the approaches are compared along. */
  readonly axis: {
    readonly kind: AxisKind;
    /** What rows that stand together have in common, in words. */
    readonly group: string;
    readonly slug: string;
    readonly name: string;
  };
  readonly verdict: string;
  /** The verdict in a sentence. */
  readonly explanation: string;
  /** 0 to 1; null where there is nothing to measure. */
  readonly distance: number | null;
  /** In the order of the approaches. */
  readonly cells: readonly ComparisonTableCell[];
}

export interface ComparisonTableCell {
  readonly state: string;
  /** In words, what is not stated included. */
  readonly text: string;
  /** The names of the sources, sorted. */
  readonly sources: readonly string[];
}
