/** The data that `<tertium-comparison>` needs in addition to the HTML: JSON in the fragment. All addresses are absolute. */
export interface FragmentData {
  /** The prefix of all ids of the fragment. */
  readonly prefix: string;
  readonly styleSheet: string | null;
  readonly module: { readonly url: string; readonly integrity: string } | null;
  /** The address of the page with the same table. */
  readonly page: string;
  readonly markdown: string;
  readonly csv: string;
  /** A citation of the table at this revision: title, revision, date, site and permanent address. */
  readonly citation: string;
  /** All approaches of the subject, in its order. */
  readonly columns: readonly { readonly slug: string; readonly name: string }[];
  /** The slugs of the columns of the table, in their order. */
  readonly shown: readonly string[];
  /** The ids of the sections of the table, in their order. */
  readonly sections: readonly string[];
  /** Whether only rows that differ are shown. */
  readonly differences: boolean;
  /** The value of `units` in the address, such as `row`. */
  readonly units: string;
  /** The choices of units with their labels; empty if the table has no amounts and the default units are chosen. */
  readonly unitChoices: readonly { readonly value: string; readonly label: string }[];
  /** A text with the number of rows, announced when the rows change. */
  readonly status: string;
  /** A text with the number of columns. */
  readonly columnStatus: string;
  readonly words: FragmentWords;
}

/** The texts of the controls. The element replaces `{name}`, `{place}`, `{count}` and `{number}`. */
export interface FragmentWords {
  readonly controls: string;
  readonly onlyDifferences: string;
  readonly columns: string;
  readonly earlier: string;
  readonly later: string;
  readonly moved: string;
  readonly units: string;
  readonly copy: string;
  readonly copyMarkdown: string;
  readonly copyCsv: string;
  readonly copyEmbed: string;
  readonly copyCitation: string;
  readonly copied: string;
  readonly copyByHand: string;
  readonly source: string;
  readonly close: string;
  readonly failed: string;
  readonly open: string;
}
