import type { SearchedText } from './searched-words.js';
import { tokensOf, type WordCondition } from './word-condition.js';

/** A text whose tokens are searched many times. */
export class TokenizedText {
  readonly #tokens: readonly string[];
  /** The places of each token. */
  readonly #places = new Map<string, number[]>();

  constructor(text: SearchedText) {
    this.#tokens = tokensOf(text);
    for (const [place, token] of this.#tokens.entries()) {
      const places = this.#places.get(token);
      if (places) places.push(place);
      else this.#places.set(token, [place]);
    }
  }

  /** Whether the text meets a condition. */
  meets(condition: WordCondition): boolean {
    if ('all' in condition) return condition.all.every((each) => this.meets(each));
    if ('any' in condition) return condition.any.some((each) => this.meets(each));
    if ('only' in condition) return this.meets(condition.only) && !this.meets(condition.butNot);
    return this.#has(condition.sequence, condition.matchesAsPrefix);
  }

  #has([first = '', ...others]: readonly string[], matchesAsPrefix: boolean): boolean {
    const last = others.pop();
    if (last === undefined) {
      if (this.#places.has(first)) return true;
      return matchesAsPrefix && this.#tokens.some((token) => token.startsWith(first));
    }
    return (this.#places.get(first) ?? []).some((place) => {
      if (!others.every((token, index) => this.#tokens[place + index + 1] === token)) return false;
      const end = this.#tokens[place + others.length + 1];
      return end === last || (matchesAsPrefix && end?.startsWith(last) === true);
    });
  }
}
