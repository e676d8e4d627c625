/**
 * Collects the first items of many in an order, and counts all of them. Stores a bounded number of items: about twice the number wanted
 * and a hundred more.
 */
export class FirstItems<Item> {
  readonly #wanted: number;
  readonly #compare: (left: Item, right: Item) => number;
  #items: Item[] = [];
  #total = 0;
  /** The last item that was kept when the items were last cut. Items after it in the order are dropped. */
  #last: Item | undefined;

  /** @param count how many items are wanted */
  constructor(count: number, compare: (left: Item, right: Item) => number) {
    this.#wanted = count + 1;
    this.#compare = compare;
  }

  /** @param isCandidate whether the item may be among the first items. It is counted in any case. */
  add(item: Item, isCandidate: boolean): void {
    this.#total += 1;
    if (!isCandidate || (this.#last !== undefined && this.#compare(item, this.#last) > 0)) return;
    this.#items.push(item);
    if (this.#items.length >= 2 * this.#wanted + sparesBeforeCut) this.#cut();
  }

  /** The first items in order, whether there are more candidates, and the number of added items. */
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

/** Sorting costs more than storing this many spare items. */
const sparesBeforeCut = 100;
