import type { CacheKey } from '../../graph/cache-keys.js';
import { Arena } from './arena.js';
import type { ByteSink } from './byte-sink.js';

/** The bytes of one selection, by the record that was written. */
export interface SelectionBytesCache {
  /** Writes what is kept of a record. @returns false, with nothing written, where nothing is */
  writeTo(sink: ByteSink, record: object): boolean;
  /** Writes a list of records of all of which something is kept. @returns false, with nothing written, where that is not so */
  writeListTo(sink: ByteSink, records: readonly object[]): boolean;
  /** Keeps a copy of what was written of a record. */
  set(record: object, bytes: Buffer): void;
}

/** What slots belong to. */
export interface IndexedTable {
  /** Room to note which list was looked into last, and who keeps it: looking it up takes longer. */
  keeper: object | null;
  list: Int32Array | null;
}

/** A record that stands for a slot of a table, as any other with the same index and table does. */
export interface IndexedRecord {
  readonly table: IndexedTable;
  /** Counted from 0. */
  readonly index: number;
}

/** What a kept text takes beside its bytes: its entry in a map. */
const entryBytes = 48;
const leastSlots = 64;

/**
 * What has been written of records that do not change, as bytes: what a selection of one revision's record comes to is
 * written once, and copied into every answer that holds it.
 *
 * It is bounded: what has not been used since the last half of the bound was filled gives way.
 */
export class RecordBytesCache {
  readonly #bound: number;
  readonly #shelves = new Map<CacheKey, AgingShelf>();
  readonly #generations: Generations = { young: new Arena(), old: new Arena() };
  #filled = 0;

  /** @param bound in bytes, with what keeping them takes */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /**
   * The shelf of a selection.
   * @param key tells the selection, and the values of the variables that it uses, from all others
   * @param haveSlots whether the selection's records are all `SlotRecord`s
   */
  forSelection(key: CacheKey, haveSlots: boolean): SelectionBytesCache {
    let shelf = this.#shelves.get(key);
    if (!shelf) {
      const makePlaces = haveSlots ? () => new SlotPlaces() : () => new RecordPlaces();
      shelf = new AgingShelf(this.#generations, makePlaces, (size) => this.#fill(size));
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

/** Where pieces of an arena are, by their records. */
interface Places {
  readonly isEmpty: boolean;
  /** Adds where a record's piece starts, and its length. @returns false, with nothing added, where there is none */
  find(record: object, pieces: number[]): boolean;
  /** @returns what that takes, in bytes, beside an entry */
  set(record: object, start: number, length: number): number;
}

/** A start and a length, side by side: starts are counted from 1, and 0 says that there is no piece. */
const numbersPerPiece = 2;

function addPiece(pieces: number[], list: Int32Array, index: number): boolean {
  const counted = list[index];
  if (!counted) return false;
  pieces.push(counted - 1, list[index + 1] as number);
  return true;
}

function setPiece(list: Int32Array, index: number, start: number, length: number): void {
  list[index] = start + 1;
  list[index + 1] = length;
}

/** A list of this length at least, with what was in a shorter one. */
function longer(list: Int32Array | undefined, length: number): Int32Array {
  const made = new Int32Array(Math.max(length, (list?.length ?? 0) * 2));
  if (list) made.set(list);
  return made;
}

class RecordPlaces implements Places {
  readonly #indices = new Map<object, number>();
  #list: Int32Array = new Int32Array(0);

  get isEmpty(): boolean {
    return this.#indices.size === 0;
  }

  find(record: object, pieces: number[]): boolean {
    const index = this.#indices.get(record);
    return index !== undefined && addPiece(pieces, this.#list, index);
  }

  set(record: object, start: number, length: number): number {
    const index = this.#indices.get(record) ?? this.#indices.size * numbersPerPiece;
    if (index >= this.#list.length) this.#list = longer(this.#list, leastSlots * numbersPerPiece);
    this.#indices.set(record, index);
    setPiece(this.#list, index, start, length);
    return 0;
  }
}

/** Side by side in one list for each table: what is looked up together lies together. */
class SlotPlaces implements Places {
  readonly #lists = new Map<IndexedTable, Int32Array>();

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  find({ table, index }: IndexedRecord, pieces: number[]): boolean {
    const list = table.keeper === this ? table.list : this.#find(table);
    return list !== null && addPiece(pieces, list, index * numbersPerPiece);
  }

  set({ table, index }: IndexedRecord, start: number, length: number): number {
    const known = this.#lists.get(table);
    const at = index * numbersPerPiece;
    let list = known;
    if (!list || at >= list.length) {
      list = longer(known, Math.max(leastSlots * numbersPerPiece, at + numbersPerPiece));
      this.#lists.set(table, list);
      this.#note(table, list);
    }
    setPiece(list, at, start, length);
    return list.byteLength - (known?.byteLength ?? 0);
  }

  #find(table: IndexedTable): Int32Array | null {
    const list = this.#lists.get(table);
    if (!list) return null;
    this.#note(table, list);
    return list;
  }

  #note(table: IndexedTable, list: Int32Array): void {
    table.keeper = this;
    table.list = list;
  }
}

/** The bytes of one selection; what was not used lately is let go. */
class AgingShelf implements SelectionBytesCache {
  readonly #arenas: Generations;
  readonly #makePlaces: () => Places;
  readonly #onFill: (size: number) => void;
  #young: Places;
  #old: Places;
  #isClosed = false;

  constructor(arenas: Generations, makePlaces: () => Places, onFill: (size: number) => void) {
    this.#arenas = arenas;
    this.#makePlaces = makePlaces;
    this.#onFill = onFill;
    this.#young = makePlaces();
    this.#old = makePlaces();
  }

  writeTo(sink: ByteSink, record: object): boolean {
    const piece: number[] = [];
    if (this.#young.find(record, piece)) {
      writePiece(this.#arenas.young, sink, piece);
      return true;
    }
    if (!this.#old.find(record, piece)) return false;
    const before = sink.length;
    writePiece(this.#arenas.old, sink, piece);
    this.set(record, sink.since(before));
    return true;
  }

  writeListTo(sink: ByteSink, records: readonly object[]): boolean {
    const pieces: number[] = [];
    for (const record of records) if (!this.#young.find(record, pieces)) return false;
    this.#arenas.young.writeListTo(sink, pieces);
    return true;
  }

  set(record: object, bytes: Buffer): void {
    if (this.#isClosed) return;
    const start = this.#arenas.young.add(bytes);
    if (start === null) return;
    this.#onFill(bytes.length + this.#young.set(record, start, bytes.length));
  }

  /** Lets go what was not used lately. @returns whether anything is left */
  age(): boolean {
    this.#old = this.#young;
    this.#young = this.#makePlaces();
    return !this.#old.isEmpty;
  }

  /** Keeps nothing from now on: whoever holds it still would find places that are used by others. */
  close(): void {
    this.#isClosed = true;
  }
}

function writePiece(arena: Arena, sink: ByteSink, [start, length]: readonly number[]): void {
  arena.writeTo(sink, start as number, length as number);
}
