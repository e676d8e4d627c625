import { Arena } from './arena.js';
import type { ByteSink } from './byte-sink.js';

/** The bytes of one selection, by the record that was written. */
export interface Shelf {
  /** Writes what is kept of a record. @returns false, with nothing written, where nothing is */
  writeTo(sink: ByteSink, record: object): boolean;
  /** Keeps a copy of what was written of a record. */
  keep(record: object, bytes: Buffer): void;
}

/** What a kept text takes beside its bytes: its entry in a map. */
const entryBytes = 48;

/**
 * What has been written of records that do not change, as bytes: what a selection of one revision's record comes to is
 * written once, and copied into every answer that holds it.
 *
 * It is bounded: what has not been used since the last half of the bound was filled gives way.
 */
export class Fragments {
  readonly #bound: number;
  readonly #shelves = new Map<string, GenerationalShelf>();
  readonly #generations: Generations = { young: new Arena(), old: new Arena() };
  #filled = 0;

  /** @param bound in bytes, with what keeping them takes */
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
      shelf = new GenerationalShelf(this.#generations, (size) => this.#fill(size));
      this.#shelves.set(key, shelf);
      this.#fill(key.length);
    }
    return shelf;
  }

  #fill(size: number): void {
    this.#filled += size + entryBytes;
    if (this.#filled <= this.#bound / 2) return;
    this.#filled = 0;
    const { young, old } = this.#generations;
    old.clear();
    this.#generations.old = young;
    this.#generations.young = old;
    for (const [key, shelf] of this.#shelves) if (!shelf.age()) this.#shelves.delete(key);
  }
}

/** The bytes of what has been kept or used in this generation, and in the one before. */
interface Generations {
  young: Arena;
  old: Arena;
}

class GenerationalShelf implements Shelf {
  readonly #arenas: Generations;
  readonly #onFill: (size: number) => void;
  #young = new Map<object, number>();
  #old = new Map<object, number>();

  constructor(arenas: Generations, onFill: (size: number) => void) {
    this.#arenas = arenas;
    this.#onFill = onFill;
  }

  writeTo(sink: ByteSink, record: object): boolean {
    const young = this.#young.get(record);
    if (young !== undefined) {
      this.#arenas.young.writeTo(sink, young);
      return true;
    }
    const old = this.#old.get(record);
    if (old === undefined) return false;
    const start = sink.length;
    this.#arenas.old.writeTo(sink, old);
    this.keep(record, sink.since(start));
    return true;
  }

  keep(record: object, bytes: Buffer): void {
    const place = this.#arenas.young.add(bytes);
    if (place === null) return;
    this.#young.set(record, place);
    this.#onFill(bytes.length);
  }

  /** Lets go what was not used lately. @returns whether anything is left */
  age(): boolean {
    this.#old = this.#young;
    this.#young = new Map();
    return this.#old.size > 0;
  }
}
