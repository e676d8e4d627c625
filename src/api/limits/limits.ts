/** What a request may ask at most. Each is a setting; `docs/limits.md` gives the reasons for the defaults. */
export interface Limits {
  /** Tokens of a document: parsing stops there. */
  readonly tokens: number;
  /** Fields within fields, through fragments too. */
  readonly depth: number;
  /** Aliases, each counted as often as its fragment is spread. */
  readonly aliases: number;
  /** Fragment definitions. */
  readonly fragments: number;
  /** `first` of each list, below the bound that the schema itself has. */
  readonly pageSize: number;
  /** Fields `__schema` at the root, each of which describes the whole schema. */
  readonly schemas: number;
  /** How long answering may take, as `measureOperation` predicts it, in microseconds on the reference core. */
  readonly cost: number;
}

export type Limit = keyof Limits;

/** Every example of the project stays well below. */
export const defaultLimits: Limits = Object.freeze({
  tokens: 4_000,
  // The introspection of common tools has 15.
  depth: 16,
  aliases: 100,
  fragments: 50,
  pageSize: 500,
  schemas: 1,
  // Three times the deadline: predictions are within a factor of three, and what is refused could not be answered in time.
  cost: 6_000_000,
});
