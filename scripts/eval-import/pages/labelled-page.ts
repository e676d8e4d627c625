import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The kind of value that a cell states, as a person labelled it. */
export type LabelledKind =
  | 'SUPPORT'
  | 'TEXT'
  | 'TERMS'
  | 'ORDINAL'
  | 'QUANTITY'
  | 'DATE'
  | 'VERSION'
  | 'UNKNOWN'
  | 'NOT_APPLICABLE'
  | 'NOTHING';

/** A labelled amount. Its unit is beside the number or in the head. */
export interface LabelledAmount {
  /** `<`, `>`, `~` or an empty text. */
  readonly sign: string;
  readonly n: number;
  readonly unit: string | null;
}

/** The label of one cell of a table. */
export interface LabelledCell {
  readonly table: number;
  readonly row: number;
  readonly col: number;
  /** The name of the subject, and other permitted names. */
  readonly subject: readonly string[];
  readonly dimension: readonly string[];
  readonly words: string | readonly string[];
  readonly raw?: string | null;
  /** The text range of the cell in the page, in code points; null in delimited files. */
  readonly start: number | null;
  readonly end: number | null;
  /**
   * `value` and `absence`: the cell states something. `nothing`: the cell states nothing, so that each claim from it is
   * false. `ignore`: the cell is not counted, such as a picture.
   */
  readonly state: 'value' | 'absence' | 'nothing' | 'ignore';
  /** The permitted kinds. */
  readonly kinds?: readonly LabelledKind[];
  /** The permitted values: supports, dates or amounts; absent or null if the words are the value. */
  readonly value?: readonly (string | LabelledAmount)[] | null;
}

/** The labels of a page. */
export interface PageLabels {
  /** The name of the file of the page. */
  readonly page: string;
  /** The format of the page, such as `md`. */
  readonly form: string;
  /** The tables in order. Claims from tables with the orientation `ignored` are not counted, such as tables of links. */
  readonly tables: readonly { readonly index: number; readonly orientation: string }[];
  /** The text ranges of the tables, in code points; null in delimited files. */
  readonly spans: readonly (readonly [number, number] | null)[];
  readonly cells: readonly LabelledCell[];
}

export interface LabelledPage {
  readonly path: string;
  readonly labels: PageLabels;
}

/** Reads the labelled pages in a folder: `NAME.labels.json` beside each page. @returns the pages, sorted by name */
export function readLabelledPages(folder: string): readonly LabelledPage[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.labels.json'))
    .sort()
    .map((name) => {
      const labels = JSON.parse(readFileSync(join(folder, name), 'utf8')) as PageLabels;
      return { path: join(folder, labels.page), labels };
    });
}
