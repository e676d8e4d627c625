import type { AxisKind } from '../../graph/claim.js';

/**
 * A comparison as a table for readers, which pages, exports and embeds print. Texts are not escaped, and are in one language
 * unless a member says otherwise.
 */
export interface ComparisonTable {
  /** The BCP 47 tag of the language of the texts. */
  readonly language: string;
  /** The question that the comparison answers, or a title with the names of its approaches. */
  readonly title: string;
  /** A summary of the comparison in up to three sentences (`Comparison.inWords`). */
  readonly inWords: string;
  readonly revision: TableRevision;
  readonly approaches: readonly TableApproach[];
  /** The sections in the order of their first rows. */
  readonly sections: readonly TableSection[];
  /** The sources of the cells, numbered from 1 in the order of their first citation. */
  readonly sources: readonly TableSource[];
  /** The number of rows of the comparison; more than the rows of `sections` if the table shows a selection or a page. */
  readonly rowCount: number;
}

export interface TableRevision {
  readonly number: number;
  /** The time of the publication: RFC 3339, UTC. */
  readonly time: string;
}

export interface TableApproach {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly summary: string | null;
}

/** Adjacent rows: dimensions of one group or without a group, or axes of another kind. */
export interface TableSection {
  /** Independent of the language, such as `features` or `dimensions/Physical`. */
  readonly id: string;
  readonly label: string;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly axis: {
    readonly kind: AxisKind;
    /** The group of a dimension; null if it has none, and for other kinds. */
    readonly group: string | null;
    readonly slug: string;
    readonly name: string;
    readonly summary: string | null;
  };
  /** The name of the verdict (`RowVerdict`). */
  readonly verdict: string;
  readonly verdictLabel: string;
  /** The verdict in sentences. */
  readonly explanation: string;
  /** The distance from 0 to 1; null if the row has none. */
  readonly distance: number | null;
  /** Whether two approaches are known to differ. */
  readonly differs: boolean;
  /** The cells in the order of the approaches. */
  readonly cells: readonly TableCell[];
}

export type TableCellState = 'STATED' | 'CONTESTED' | 'UNKNOWN' | 'NOT_APPLICABLE' | 'NOT_STATED';

export interface TableCell {
  readonly state: TableCellState;
  /** The text to display: the texts of the parts, or the label of `NOT_STATED`. Never empty. */
  readonly text: string;
  /** The cell in the notation that imports read (`Cell.display`), independent of the language. */
  readonly notation: string;
  /** The values and absences that `text` lists, in its order, with their citations. Empty if nothing is stated. */
  readonly parts: readonly TableCellPart[];
}

/** A value or absence of a cell. */
export interface TableCellPart {
  /** The value or absence with its conditions. */
  readonly text: string;
  /** The support that the part states; null for values of other types and for absences. */
  readonly support: 'YES' | 'PARTIAL' | 'NO' | null;
  /** The claims that state the value or absence. At least one. */
  readonly statements: readonly TableStatement[];
}

/** A claim as a reader sees it. */
export interface TableStatement {
  readonly claim: string;
  /** The text of the claim beside its value; null if the claim has no text. */
  readonly words: string | null;
  /** The number of the source in `sources`. */
  readonly source: number;
  readonly citations: readonly TableCitation[];
}

/** A citation: the location of a claim in its source. */
export interface TableCitation {
  /** The location as a text for readers, such as `Key differences › Nature`. */
  readonly locator: string | null;
  /** The quoted text of the source. */
  readonly quote: string | null;
}

export interface TableSource {
  readonly number: number;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** The address of the source itself. */
  readonly url: string | null;
  readonly publisher: string | null;
  /** The publisher and the dates in words; empty if the source has none of them. */
  readonly details: string;
  /** The date of the publication: a year, a month or a day in ISO 8601. */
  readonly publishedOn: string | null;
  /** The date on which the source was read: a year, a month or a day in ISO 8601. */
  readonly accessedOn: string | null;
  readonly language: string | null;
}

/** The rows of all sections. */
export function rowsOf(sections: readonly TableSection[]): readonly TableRow[] {
  return sections.flatMap(({ rows }) => rows);
}
