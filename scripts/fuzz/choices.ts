/**
 * Choices that are determined by a list of numbers. After the end of the list, every choice is the first option. fast-check shrinks the list by
 * shortening it and decreasing its numbers, which simplifies the choices.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** Chooses an integer from 0 (inclusive) to `count` (exclusive). */
  below(count: number): number {
    const number = this.#numbers[this.#next] ?? 0;
    this.#next += 1;
    return number % count;
  }

  /** Returns true in one of `outOf` equally likely cases. After the end of the list, returns false. */
  once(outOf: number): boolean {
    return this.below(outOf) === outOf - 1;
  }

  /** Chooses one of the items. Put the simplest item first. @throws {RangeError} if there are no items */
  of<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('Expected at least one item to choose from, got none.');
    return items[this.below(items.length)] as Item;
  }

  /** Chooses from `least` to `most` of the items, each at most once; all items if there are fewer than `least`. */
  some<Item>(items: readonly Item[], least: number, most: number): readonly Item[] {
    const remaining = [...items];
    const count = Math.min(remaining.length, least + this.below(most - least + 1));
    return Array.from({ length: count }, () => remaining.splice(this.below(remaining.length), 1)[0] as Item);
  }
}

/** Generates pseudo-random numbers from a seed, with the linear congruential generator of Numerical Recipes. */
export function numbersFrom(seed: number, count: number): readonly number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator have short periods.
    return state >>> 8;
  });
}
