import type { TextHeap } from './text-heap.js';

/** The estimated size of an entry in bytes, without its characters: string header, parsed item and map entry. */
const entryBytes = 300;

/**
 * Stores each distinct JSON text once, with its parsed item, up to a bound. Texts beyond the bound are stored unparsed,
 * and are parsed on each read.
 */
export class Dictionary<Item> {
  readonly #parse: (text: string) => Item;
  readonly #bound: number;
  readonly #numbers = new Map<string, number>();
  readonly #entries: { readonly text: string; readonly item: Item }[] = [];
  readonly #heap: TextHeap;
  #textLength = 0;

  /** Creates an empty dictionary. @param bound the maximum number of texts that are stored with their parsed items */
  constructor(parse: (text: string) => Item, bound: number, heap: TextHeap) {
    this.#parse = parse;
    this.#bound = bound;
    this.#heap = heap;
  }

  get byteLength(): number {
    return this.#entries.length * entryBytes + this.#textLength * 2;
  }

  /**
   * Adds a text.
   * @returns the number of the text; 0 for null. Up to the bound, this is the number of the entry, from 1; beyond it, the
   * bound plus the number in the heap
   */
  add(text: string | null): number {
    if (text === null) return 0;
    const cached = this.#numbers.get(text);
    if (cached !== undefined) return cached;
    if (this.#entries.length >= this.#bound) return this.#heap.add(text) + this.#bound;
    const number = this.#entries.push({ text, item: this.#parse(text) });
    this.#numbers.set(text, number);
    this.#textLength += text.length;
    return number;
  }

  textOf(number: number): string | null {
    if (number === 0) return null;
    return this.#entries[number - 1]?.text ?? this.#heap.get(number - this.#bound);
  }

  itemOf(number: number): Item | null {
    if (number === 0) return null;
    const entry = this.#entries[number - 1];
    return entry ? entry.item : this.#parse(this.#heap.get(number - this.#bound) as string);
  }
}
