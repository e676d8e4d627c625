import { tokensOf } from '../../input/tokens.js';

/** Counts the occurrences of phrases in texts, ignoring case and grammatical number. */
export class PhraseCounts {
  readonly #texts: readonly (readonly string[])[];
  readonly #positions = new Map<string, (readonly [text: number, position: number])[]>();
  readonly #counts = new Map<string, number>();

  constructor(texts: readonly string[]) {
    this.#texts = texts.map((text) => tokensOf(text).map(({ key }) => key));
    this.#texts.forEach((keys, text) =>
      keys.forEach((key, position) => {
        const positions = this.#positions.get(key);
        if (positions) positions.push([text, position]);
        else this.#positions.set(key, [[text, position]]);
      }),
    );
  }

  /** Counts the occurrences of a phrase. @param except index of a text to ignore; -1 to count in all texts */
  count(phrase: string, except = -1): number {
    const keys = tokensOf(phrase).map(({ key }) => key);
    const id = `${except} ${keys.join(' ')}`;
    const cached = this.#counts.get(id);
    if (cached !== undefined) return cached;
    let count = 0;
    for (const [text, position] of this.#positions.get(keys[0] ?? '') ?? []) {
      if (text !== except && keys.every((key, offset) => this.#texts[text]?.[position + offset] === key))
        count += 1;
    }
    this.#counts.set(id, count);
    return count;
  }
}
