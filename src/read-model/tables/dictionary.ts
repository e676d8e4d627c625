import type { TextHeap } from './text-heap.js';

/** What an entry takes: its text, what was read of it, and its place in the map. */
const entryBytes = 300;

/**
 * What many rows say alike is read and held once: the first texts that come, up to a bound. Beyond it they are kept as
 * texts, and read whenever they are asked for.
 */
export class Dictionary<Item> {
  readonly #read: (text: string) => Item;
  readonly #bound: number;
  readonly #numbers = new Map<string, number>();
  readonly #entries: { readonly text: string; readonly item: Item }[] = [];
  readonly #others: TextHeap;
  #textLength = 0;

  /** @param bound how many texts are held as what is read of them */
  constructor(read: (text: string) => Item, bound: number, others: TextHeap) {
    this.#read = read;
    this.#bound = bound;
    this.#others = others;
  }

  get byteLength(): number {
    return this.#entries.length * entryBytes + this.#textLength * 2;
  }

  /** Takes a text; null is 0. @returns its number: small ones are entries, the others are texts */
  add(text: string | null): number {
    if (text === null) return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#entries.length >= this.#bound) return this.#others.add(text) + this.#bound;
    const number = this.#entries.push({ text, item: this.#read(text) });
    this.#numbers.set(text, number);
    this.#textLength += text.length;
    return number;
  }

  textOf(number: number): string | null {
    if (number === 0) return null;
    return this.#entries[number - 1]?.text ?? this.#others.get(number - this.#bound);
  }

  itemOf(number: number): Item | null {
    if (number === 0) return null;
    const entry = this.#entries[number - 1];
    return entry ? entry.item : this.#read(this.#others.get(number - this.#bound) as string);
  }
}
