/** The bounds of edits that people and programs make. Imports and reverts have their own bounds. */
export interface EditingLimits {
  /** The maximum number of changesets of kind EDIT of one author that are neither published nor withdrawn. */
  readonly openChangesets: number;
  /** The maximum number of edits that one call adds, replaces, removes, confirms or reviews. */
  readonly editsPerCall: number;
  /** The maximum length of one text in an edit, in UTF-16 code units. */
  readonly textLength: number;
}

export const defaultEditingLimits: EditingLimits = Object.freeze({
  openChangesets: 100,
  editsPerCall: 500,
  textLength: 100_000,
});

/** The maximum number of edits of one import or revert: enough for 100,000 claims and the concepts that they name. */
export const maxGeneratedEdits = 150_000;
