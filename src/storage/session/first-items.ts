/** The first of many items in an order, and how many there are of all: no more are held than a few times as many as are wanted. */
export class FirstItems<Item> {
  readonly #wanted: number;
  readonly #compare: (left: Item, right: Item) => number;
  #items: Item[] = [];
  #total = 0;
  /** The last one wanted of those that have been sorted: what comes after it need not be held. */
  #last: Item | undefined;

  /** @param count how many are wanted */
  constructor(count: number, compare: (left: Item, right: Item) => number) {
    this.#wanted = count + 1;
    this.#compare = compare;
  }

  /** @param isCandidate whether the item may be among the first; it is counted in any case */
  add(item: Item, isCandidate: boolean): void {
    this.#total += 1;
    if (!isCandidate || (this.#last !== undefined && this.#compare(item, this.#last) > 0)) return;
    this.#items.push(item);
    if (this.#items.length >= 2 * this.#wanted + atLeast) this.#cut();
  }

  /** The first items in order, whether there are more candidates, and how many items were added. */
  result(): { readonly items: readonly Item[]; readonly hasMore: boolean; readonly total: number } {
    this.#cut();
    const count = this.#wanted - 1;
    return {
      items: this.#items.slice(0, count),
      hasMore: this.#items.length > count,
      total: this.#total,
    };
  }

  #cut(): void {
    this.#items.sort(this.#compare);
    this.#items.length = Math.min(this.#items.length, this.#wanted);
    this.#last = this.#items[this.#wanted - 1];
  }
}

/** Fewer are not worth sorting. */
const atLeast = 100;
