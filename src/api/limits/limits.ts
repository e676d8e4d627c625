/** The maximum values of an operation. Each limit is a setting; `docs/limits.md` gives the reasons for the defaults. */
export interface Limits {
  /** The number of tokens of a document. A document with more tokens is rejected before it is parsed. */
  readonly tokens: number;
  /** The nesting of fields, including fields of fragments. */
  readonly depth: number;
  /** The number of aliases; aliases in a fragment count for each spread. */
  readonly aliases: number;
  /** The number of fragment definitions. */
  readonly fragments: number;
  /** The number of pairs of fields with the same response name in a document. */
  readonly fieldPairs: number;
  /** The argument `first` of each list. Argument validation has a separate, fixed bound: `maxPageSize`. */
  readonly pageSize: number;
  /** The number of root fields `__schema` and `_service`. Each of these fields can return the complete schema. */
  readonly schemas: number;
  /** The cost that `estimateOperation` predicts, in microseconds on the reference core. */
  readonly cost: number;
}

export type Limit = keyof Limits;

/** The default limits. */
export const defaultLimits: Limits = Object.freeze({
  tokens: 4_000,
  // The introspection query of common tools has a depth of 15.
  depth: 16,
  aliases: 100,
  fragments: 50,
  fieldPairs: 50_000,
  pageSize: 500,
  schemas: 1,
  // Three times the default deadline, because most predictions are correct within a factor of three.
  cost: 6_000_000,
});
