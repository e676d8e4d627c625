/** The texts of one selection, by the record that was written. */
export interface Shelf {
  get(record: object): string | undefined;
  set(record: object, text: string): void;
}

/** What a kept text takes beside its characters: its entry and its header. */
const overhead = 80;

/**
 * Texts of records that do not change: what a selection of one revision's record comes to is written once
 * and used by every answer that holds it.
 *
 * It is bounded: what has not been used since the last half of the bound was filled gives way.
 */
export class Fragments {
  readonly #bound: number;
  readonly #shelves = new Map<string, GenerationalShelf>();
  #filled = 0;

  /** @param bound in characters, with what keeping a text takes */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /**
   * The shelf of a selection.
   * @param selection a number that no two selections share
   * @param values the values of the variables that the selection uses
   */
  shelf(selection: number, values: readonly unknown[]): Shelf {
    const key = values.length === 0 ? String(selection) : `${selection} ${JSON.stringify(values)}`;
    let shelf = this.#shelves.get(key);
    if (!shelf) {
      shelf = new GenerationalShelf((size) => this.#fill(size));
      this.#shelves.set(key, shelf);
      this.#fill(key.length + overhead);
    }
    return shelf;
  }

  #fill(size: number): void {
    this.#filled += size;
    if (this.#filled <= this.#bound / 2) return;
    this.#filled = 0;
    for (const [key, shelf] of this.#shelves) if (!shelf.age()) this.#shelves.delete(key);
  }
}

/** Keeps what has been set or used in this generation and in the one before. */
class GenerationalShelf implements Shelf {
  readonly #onFill: (size: number) => void;
  #young = new Map<object, string>();
  #old = new Map<object, string>();

  constructor(onFill: (size: number) => void) {
    this.#onFill = onFill;
  }

  get(record: object): string | undefined {
    const young = this.#young.get(record);
    if (young !== undefined) return young;
    const old = this.#old.get(record);
    if (old !== undefined) this.set(record, old);
    return old;
  }

  set(record: object, text: string): void {
    this.#young.set(record, text);
    this.#onFill(text.length + overhead);
  }

  /** Lets go what was not used lately. @returns whether anything is left */
  age(): boolean {
    this.#old = this.#young;
    this.#young = new Map();
    return this.#old.size > 0;
  }
}
