import { compareCodePoints } from '../../graph/text/code-points.js';
import type { Steps } from '../../graph/work/steps.js';
import { sorted } from '../../graph/work/sort.js';

/** The estimated size of a token in bytes, without its characters: string header, map entry and position in the sorted order. */
const tokenBytes = 80;
/** The maximum number of tokens that `order` leaves unsorted; a search for a prefix compares these tokens one by one. */
const maxUnsorted = 2_048;

/** Numbers the distinct tokens of texts. Tokens are never removed. */
export class TokenTable {
  readonly #numbers = new Map<string, number>();
  readonly #tokens: string[] = [];
  /** The numbers of the first tokens, sorted by token. Later tokens are missing until they are sorted. */
  #sorted: readonly number[] = [];
  #characters = 0;

  get byteLength(): number {
    return this.#tokens.length * tokenBytes + 2 * this.#characters;
  }

  /**
   * Adds a token, unless the table has it.
   * @returns the number of the token
   */
  add(token: string): number {
    const existing = this.#numbers.get(token);
    if (existing !== undefined) return existing;
    const number = this.#tokens.push(token) - 1;
    this.#numbers.set(token, number);
    this.#characters += token.length;
    return number;
  }

  find(token: string): number | undefined {
    return this.#numbers.get(token);
  }

  /** Returns the numbers of the tokens that start with a prefix. */
  withPrefix(prefix: string): readonly number[] {
    const found: number[] = [];
    for (let index = this.#lowerBound(prefix); index < this.#sorted.length; index += 1) {
      const number = this.#sorted[index] as number;
      if (!(this.#tokens[number] as string).startsWith(prefix)) break;
      found.push(number);
    }
    for (let number = this.#sorted.length; number < this.#tokens.length; number += 1) {
      if ((this.#tokens[number] as string).startsWith(prefix)) found.push(number);
    }
    return found;
  }

  /** Sorts all tokens in steps, if more than `maxUnsorted` tokens are unsorted. */
  *order(): Steps<void> {
    const count = this.#tokens.length;
    if (count - this.#sorted.length <= maxUnsorted) return;
    const added = Array.from(
      { length: count - this.#sorted.length },
      (_, index) => this.#sorted.length + index,
    );
    const inOrder = yield* sorted([...this.#sorted, ...added], (one, other) =>
      compareCodePoints(this.#tokens[one] as string, this.#tokens[other] as string),
    );
    // Another search may have sorted more tokens between the steps.
    if (inOrder.length > this.#sorted.length) this.#sorted = inOrder;
  }

  #lowerBound(prefix: string): number {
    let low = 0;
    for (let high = this.#sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      const token = this.#tokens[this.#sorted[middle] as number] as string;
      if (compareCodePoints(token, prefix) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
