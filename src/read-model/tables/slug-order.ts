import { compareCodePoints } from '../../graph/text/code-points.js';

/** The slugs that concepts of one kind have, or have had, in order: each once. */
export class SlugOrder {
  #slugs: string[] = [];
  readonly #known = new Set<string>();
  #isOrdered = true;

  add(slug: string): void {
    if (this.#known.has(slug)) return;
    this.#known.add(slug);
    this.#slugs.push(slug);
    this.#isOrdered = this.#slugs.length === 1;
  }

  /** Puts what has come in order: at once after many, so that no request has to. */
  order(): void {
    if (this.#isOrdered) return;
    this.#slugs.sort(compareCodePoints);
    this.#isOrdered = true;
  }

  /** So many that pass before a text, and so many from it on. */
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
    for (let place = low - 1; place >= 0 && found.length < count; place -= 1) {
      if (passes(slugs[place] as string)) found.push(slugs[place] as string);
    }
    const before = found.length;
    for (let place = low; place < slugs.length && found.length - before < count; place += 1) {
      if (passes(slugs[place] as string)) found.push(slugs[place] as string);
    }
    return found;
  }
}
