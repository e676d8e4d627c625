/** What a request may ask at most. Every example of the project stays well below. */
export const limits = Object.freeze({
  /** Tokens of a document: parsing stops there. */
  tokens: 4_000,
  /** Fields within fields, through fragments too. The introspection of common tools has 15. */
  depth: 16,
  /** Aliases, each counted as often as its fragment is spread. */
  aliases: 100,
  /** Fragment definitions. */
  fragments: 50,
  /** Objects that an answer can hold: pages count with their "first". */
  cost: 200_000,
});

export type Limit = keyof typeof limits;
