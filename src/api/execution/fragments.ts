import { Arena } from './arena.js';
import type { ByteSink } from './byte-sink.js';

/** The bytes of one selection, by the record that was written. */
export interface Shelf {
  /** Writes what is kept of a record. @returns false, with nothing written, where nothing is */
  writeTo(sink: ByteSink, record: object): boolean;
  /** Keeps a copy of what was written of a record. */
  keep(record: object, bytes: Buffer): void;
}

/** A record with room to note where one thing is kept that was made of it, which saves looking it up. */
export interface Noting {
  keeper: object | null;
  place: number;
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
  readonly #shelves = new Map<string, MappedShelf | NotedShelf>();
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
   * @param notes whether the selection's records are all of those that note places
   */
  shelf(selection: number, values: readonly unknown[], notes: boolean): Shelf {
    const key = values.length === 0 ? String(selection) : `${selection} ${JSON.stringify(values)}`;
    let shelf = this.#shelves.get(key);
    if (!shelf) {
      const onFill = (size: number): void => this.#fill(size);
      const mapped = new MappedShelf(this.#generations, onFill);
      shelf = notes ? new NotedShelf(this.#generations, onFill, mapped) : mapped;
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
    for (const [key, shelf] of this.#shelves) {
      if (shelf.age()) continue;
      shelf.close();
      this.#shelves.delete(key);
    }
  }
}

/** The bytes of what has been kept or used in this generation, and in the one before. */
interface Generations {
  young: Arena;
  old: Arena;
}

/** Finds places by records. */
class MappedShelf implements Shelf {
  readonly #arenas: Generations;
  readonly #onFill: (size: number) => void;
  #young = new Map<object, number>();
  #old = new Map<object, number>();
  #isClosed = false;

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
    if (this.#isClosed) return;
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

  /** Keeps nothing from now on: whoever holds it still would find places that are used by others. */
  close(): void {
    this.#isClosed = true;
  }
}

/** Whoever notes places in records, for as long as they are good. */
class Keeper {
  isGone = false;
}

/** Finds places in the records themselves, where no other shelf has noted its own. */
class NotedShelf implements Shelf {
  readonly #arenas: Generations;
  readonly #onFill: (size: number) => void;
  readonly #others: MappedShelf;
  #young = new Keeper();
  #old = new Keeper();
  #noted = 0;
  #isClosed = false;

  constructor(arenas: Generations, onFill: (size: number) => void, others: MappedShelf) {
    this.#arenas = arenas;
    this.#onFill = onFill;
    this.#others = others;
  }

  writeTo(sink: ByteSink, record: Noting): boolean {
    const { keeper } = record;
    if (keeper === this.#young) {
      this.#arenas.young.writeTo(sink, record.place);
      return true;
    }
    if (keeper !== this.#old) return this.#others.writeTo(sink, record);
    const start = sink.length;
    this.#arenas.old.writeTo(sink, record.place);
    this.keep(record, sink.since(start));
    return true;
  }

  keep(record: Noting, bytes: Buffer): void {
    if (this.#isClosed) return;
    const { keeper } = record;
    if (keeper instanceof Keeper && keeper !== this.#old && !keeper.isGone) {
      this.#others.keep(record, bytes);
      return;
    }
    const place = this.#arenas.young.add(bytes);
    if (place === null) return;
    record.keeper = this.#young;
    record.place = place;
    this.#noted += 1;
    this.#onFill(bytes.length);
  }

  /** Lets go what was not used lately. @returns whether anything is left */
  age(): boolean {
    this.#old.isGone = true;
    this.#old = this.#young;
    this.#young = new Keeper();
    const isNoted = this.#noted > 0;
    this.#noted = 0;
    return this.#others.age() || isNoted;
  }

  close(): void {
    this.#isClosed = true;
    this.#old.isGone = true;
    this.#young.isGone = true;
    this.#others.close();
  }
}
