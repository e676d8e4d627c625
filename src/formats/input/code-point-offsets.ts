/**
 * Converts offsets of a text from UTF-16 code units (as in the parser) to Unicode code points (as in citations).
 */
export class CodePointOffsets {
  /** Offsets of low surrogates. */
  readonly #lowSurrogates: readonly number[];

  constructor(text: string) {
    this.#lowSurrogates = [...text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].map(({ index }) => index + 1);
  }

  /** Converts an offset in UTF-16 code units to an offset in code points. */
  at(unit: number): number {
    let low = 0;
    let high = this.#lowSurrogates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lowSurrogates[middle] ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }
}
