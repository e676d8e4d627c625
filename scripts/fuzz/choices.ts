/**
 * Choices that follow from a list of numbers. Past the end of the list every choice is the first, so a shorter list, or one of smaller
 * numbers, makes something simpler: this is how fast-check shrinks what was made.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    const number = this.#numbers[this.#next] ?? 0;
    this.#next += 1;
    return number % count;
  }

  /** Once in `outOf` times; never, where the list has come to its end. */
  once(outOf: number): boolean {
    return this.below(outOf) === outOf - 1;
  }

  /** One of these; the first is the simplest. */
  of<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('Expected something to choose from.');
    return items[this.below(items.length)] as Item;
  }

  /** Some of these, each at most once. */
  some<Item>(items: readonly Item[], least: number, most: number): readonly Item[] {
    const left = [...items];
    const count = Math.min(left.length, least + this.below(most - least + 1));
    return Array.from({ length: count }, () => left.splice(this.below(left.length), 1)[0] as Item);
  }
}

/** Numbers that follow from a seed (a linear congruential generator, by Numerical Recipes). */
export function numbersFrom(seed: number, count: number): readonly number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits of such a generator repeat soon.
    return state >>> 8;
  });
}
