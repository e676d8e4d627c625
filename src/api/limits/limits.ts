/** The limits of an operation. Each is a setting; `docs/limits.md` gives the reasons for the defaults. */
export interface Limits {
  /** Tokens of a document; parsing stops at the limit. */
  readonly tokens: number;
  /** Nested fields, fragments included. */
  readonly depth: number;
  /** Aliases; those in a fragment count for each spread. */
  readonly aliases: number;
  /** Fragment definitions. */
  readonly fragments: number;
  /** Pairs of fields with the same response name in a document. */
  readonly fieldPairs: number;
  /** `first` of each list. Validation has a separate, fixed bound: `maxPageSize`. */
  readonly pageSize: number;
  /** Root fields `__schema` and `_service`, each of which can return the complete schema. */
  readonly schemas: number;
  /** The cost that `estimateOperation` predicts, in microseconds on the reference core. */
  readonly cost: number;
}

export type Limit = keyof Limits;

/** All examples of the project stay well below these limits. */
export const defaultLimits: Limits = Object.freeze({
  tokens: 4_000,
  // The introspection query of common tools has a depth of 15.
  depth: 16,
  aliases: 100,
  fragments: 50,
  fieldPairs: 50_000,
  pageSize: 500,
  schemas: 1,
  // Three times the deadline. Predictions are within a factor of three, so a rejected operation would miss its deadline.
  cost: 6_000_000,
});
