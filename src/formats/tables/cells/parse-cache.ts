/** The default maximum of cached forms. It exceeds the cells of the largest table, so that every form is parsed once. */
const maxForms = 100_000;

/**
 * Parses each written form once. A cache belongs to the import of one input, which reads cells several times: to find the
 * approaches, to choose the reading of a dimension, and to create the claims.
 */
export class ParseCache<Result> {
  readonly #parse: (text: string) => Result;
  readonly #maxForms: number;
  readonly #results = new Map<string, Result>();

  /**
   * Creates an empty cache.
   * @param parse must return the same result for the same text; results are shared, so they must be immutable
   * @param bound the maximum number of cached forms; further forms are parsed on each call
   */
  constructor(parse: (text: string) => Result, bound = maxForms) {
    this.#parse = parse;
    this.#maxForms = bound;
  }

  /** Returns the result of a text, and parses the text on the first call. Never undefined: `parse` returns null for a text without a result. */
  of(text: string): Result {
    const cached = this.#results.get(text);
    if (cached !== undefined) return cached;
    const result = this.#parse(text);
    if (this.#results.size < this.#maxForms) this.#results.set(text, result);
    return result;
  }
}
