import { Column } from '../tables/column.js';

/** Lists of numbers by key, in the order of addition. The lists are linked in columns: an array for each key would take more memory. */
export class Postings {
  /** The first and last entry of each key, from 1; 0 for none. */
  readonly #first = Column.ofIntegers();
  readonly #last = Column.ofIntegers();
  readonly #counts = Column.ofIntegers();
  readonly #number = Column.ofIntegers();
  /** The next entry of the same key, from 1; 0 for none. */
  readonly #next = Column.ofIntegers();
  #length = 0;

  get byteLength(): number {
    return [this.#first, this.#last, this.#counts, this.#number, this.#next].reduce(
      (sum, column) => sum + column.byteLength,
      0,
    );
  }

  /** Adds a number to a key, unless it was the last number that was added to the key. */
  add(key: number, number: number): void {
    const last = this.#last.get(key);
    if (last !== 0 && this.#number.get(last - 1) === number) return;
    const entry = this.#length;
    this.#length += 1;
    this.#number.set(entry, number);
    if (last === 0) this.#first.set(key, entry + 1);
    else this.#next.set(last - 1, entry + 1);
    this.#last.set(key, entry + 1);
    this.#counts.set(key, this.#counts.get(key) + 1);
  }

  countOf(key: number): number {
    return this.#counts.get(key);
  }

  *of(key: number): Iterable<number> {
    for (let entry = this.#first.get(key); entry !== 0; entry = this.#next.get(entry - 1)) {
      yield this.#number.get(entry - 1);
    }
  }

  /** Visits each number of a key. */
  each(key: number, visit: (number: number) => void): void {
    for (let entry = this.#first.get(key); entry !== 0; entry = this.#next.get(entry - 1)) {
      visit(this.#number.get(entry - 1));
    }
  }
}
