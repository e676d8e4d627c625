/** The default maximum number of cached texts. It exceeds the maximum number of cells of a delimited table (`maxCells`). */
const maxTexts = 100_000;

/**
 * Parses each text once, up to a maximum number of texts. An import reads cells several times: to find the approaches,
 * to choose the reading of a dimension, and to create the claims.
 */
export class ParseCache<Result> {
  readonly #parse: (text: string) => Result;
  readonly #maxTexts: number;
  readonly #results = new Map<string, Result>();

  /**
   * Creates an empty cache.
   * @param parse must return the same result for the same text, and never undefined; results are shared, so they must be immutable
   * @param bound the maximum number of cached texts; further texts are parsed on each call
   */
  constructor(parse: (text: string) => Result, bound = maxTexts) {
    this.#parse = parse;
    this.#maxTexts = bound;
  }

  /** Returns the cached result of a text, or parses the text. */
  of(text: string): Result {
    const cached = this.#results.get(text);
    if (cached !== undefined) return cached;
    const result = this.#parse(text);
    if (this.#results.size < this.#maxTexts) this.#results.set(text, result);
    return result;
  }
}
