import type { SearchedText } from './searched-words.js';
import { tokensOf, type WordCondition } from './word-condition.js';

/** A text whose tokens are searched many times. */
export class TokenizedText {
  readonly #tokens: readonly string[];
  /** The positions of each token. */
  readonly #positions = new Map<string, number[]>();

  constructor(text: SearchedText) {
    this.#tokens = tokensOf(text);
    for (const [position, token] of this.#tokens.entries()) {
      const positions = this.#positions.get(token);
      if (positions) positions.push(position);
      else this.#positions.set(token, [position]);
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
      if (this.#positions.has(first)) return true;
      return matchesAsPrefix && this.#tokens.some((token) => token.startsWith(first));
    }
    return (this.#positions.get(first) ?? []).some((position) => {
      if (!others.every((token, index) => this.#tokens[position + index + 1] === token)) return false;
      const end = this.#tokens[position + others.length + 1];
      return end === last || (matchesAsPrefix && end?.startsWith(last) === true);
    });
  }
}
