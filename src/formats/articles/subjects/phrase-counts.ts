import { tokensOf } from '../text/tokens.js';

/** How often phrases occur in texts, whatever their case and number. */
export class PhraseCounts {
  readonly #texts: readonly (readonly string[])[];
  readonly #places = new Map<string, (readonly [text: number, at: number])[]>();
  readonly #counts = new Map<string, number>();

  constructor(texts: readonly string[]) {
    this.#texts = texts.map((text) => tokensOf(text).map(({ key }) => key));
    this.#texts.forEach((keys, text) =>
      keys.forEach((key, at) => {
        const places = this.#places.get(key);
        if (places) places.push([text, at]);
        else this.#places.set(key, [[text, at]]);
      }),
    );
  }

  /** In how many places a phrase stands, other than in the text of a number. */
  count(phrase: string, except = -1): number {
    const keys = tokensOf(phrase).map(({ key }) => key);
    const id = `${except} ${keys.join(' ')}`;
    const known = this.#counts.get(id);
    if (known !== undefined) return known;
    let count = 0;
    for (const [text, at] of this.#places.get(keys[0] ?? '') ?? []) {
      if (text !== except && keys.every((key, offset) => this.#texts[text]?.[at + offset] === key))
        count += 1;
    }
    this.#counts.set(id, count);
    return count;
  }
}
