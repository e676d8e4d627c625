/**
 * Collects the candidates that are first in sort order among the items of a list, and counts all items. Stores a bounded number of items: about
 * twice the requested number, plus a hundred.
 */
export class FirstItems<Item> {
  readonly #limit: number;
  readonly #compare: (left: Item, right: Item) => number;
  #items: Item[] = [];
  #total = 0;
  /** The last stored item after a truncation to `#limit` items. New items that sort after it are dropped. */
  #last: Item | undefined;

  /** Creates an empty collection. @param count the number of requested items */
  constructor(count: number, compare: (left: Item, right: Item) => number) {
    this.#limit = count + 1;
    this.#compare = compare;
  }

  /** Counts an item, and collects it if it is a candidate. @param isCandidate whether `result` may return the item */
  add(item: Item, isCandidate: boolean): void {
    this.#total += 1;
    if (!isCandidate || (this.#last !== undefined && this.#compare(item, this.#last) > 0)) return;
    this.#items.push(item);
    if (this.#items.length >= 2 * this.#limit + maxSpareItems) this.#truncate();
  }

  /** Returns the first candidates in order, whether there are more candidates, and the number of all added items. */
  result(): { readonly items: readonly Item[]; readonly hasMore: boolean; readonly total: number } {
    this.#truncate();
    const count = this.#limit - 1;
    return {
      items: this.#items.slice(0, count),
      hasMore: this.#items.length > count,
      total: this.#total,
    };
  }

  #truncate(): void {
    this.#items.sort(this.#compare);
    this.#items.length = Math.min(this.#items.length, this.#limit);
    this.#last = this.#items[this.#limit - 1];
  }
}

/** The number of spare items that are stored before the items are sorted and truncated. Sorting costs more than storing them. */
const maxSpareItems = 100;
