/** Turns offsets in UTF-16 units, in which texts are read, into offsets in Unicode code points, in which they are cited. */
export class CodePoints {
  /** Where the second halves of characters stand that take two units. */
  readonly #halves: readonly number[];

  constructor(text: string) {
    this.#halves = [...text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].map(({ index }) => index + 1);
  }

  at(unit: number): number {
    let low = 0;
    let high = this.#halves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#halves[middle] ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }
}
