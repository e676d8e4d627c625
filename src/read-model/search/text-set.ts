/** If a set has more than this share of all texts, an array with a byte per text is faster than a hash table. */
const sparseShare = 1 / 64;

/**
 * A set of text numbers. The set can lack texts that were added to the index after the set was created. A search
 * ignores these texts, since they belong to later revisions.
 */
export class TextSet {
  readonly #marks: Uint8Array | null;
  readonly #numbers = new Set<number>();

  /**
   * @param textCount the number of all texts
   * @param expected the expected size of the set
   */
  constructor(textCount: number, expected: number) {
    this.#marks = expected > textCount * sparseShare ? new Uint8Array(textCount) : null;
  }

  static of(texts: readonly number[], textCount: number): TextSet {
    const set = new TextSet(textCount, texts.length);
    for (const text of texts) set.add(text);
    return set;
  }

  has(text: number): boolean {
    return this.#marks ? this.#marks[text] === 1 : this.#numbers.has(text);
  }

  /** Adds a text. @returns whether the text is new in the set */
  add(text: number): boolean {
    if (this.has(text)) return false;
    if (this.#marks) this.#marks[text] = 1;
    else this.#numbers.add(text);
    return true;
  }
}
