import { compareCodePoints } from '../../graph/text/code-points.js';

/** The distinct slugs of all versions of the concepts of one kind, sorted. */
export class SlugOrder {
  #slugs: string[] = [];
  readonly #added = new Set<string>();
  #isOrdered = true;

  add(slug: string): void {
    if (this.#added.has(slug)) return;
    this.#added.add(slug);
    this.#slugs.push(slug);
    this.#isOrdered = this.#slugs.length === 1;
  }

  /** Sorts the slugs that were added. Called after changes are applied, so that requests rarely sort. */
  order(): void {
    if (this.#isOrdered) return;
    this.#slugs.sort(compareCodePoints);
    this.#isOrdered = true;
  }

  /**
   * Finds the slugs that pass a condition and are nearest to a text in sort order.
   * @param count the maximum number of slugs before the text, and the maximum number from the text on
   * @returns first the slugs before the text, then the other slugs; in each part, the nearest slug first
   */
  around(text: string, count: number, passes: (slug: string) => boolean): readonly string[] {
    this.order();
    const slugs = this.#slugs;
    let low = 0;
    for (let high = slugs.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (compareCodePoints(slugs[middle] as string, text) < 0) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let index = low - 1; index >= 0 && found.length < count; index -= 1) {
      if (passes(slugs[index] as string)) found.push(slugs[index] as string);
    }
    const before = found.length;
    for (let index = low; index < slugs.length && found.length - before < count; index += 1) {
      if (passes(slugs[index] as string)) found.push(slugs[index] as string);
    }
    return found;
  }
}
