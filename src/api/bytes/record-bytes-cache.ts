import type { CacheKey } from '../../graph/cache-keys.js';
import { Arena } from './arena.js';
import type { ByteSink } from './byte-sink.js';

/** The cached bytes of records, for one selection. */
export interface SelectionBytesCache {
  /** Writes the cached bytes of a record. @returns false, with nothing written, on a miss */
  writeTo(sink: ByteSink, record: object): boolean;
  /** Writes the cached bytes of records as a JSON list. @returns false, with nothing written, unless all are in the young generation */
  writeListTo(sink: ByteSink, records: readonly object[]): boolean;
  /** Caches a copy of the bytes of a record, unless they are longer than a chunk of the arena. */
  set(record: object, bytes: Buffer): void;
}

/** A table whose records have indexes, with space for the list of pieces that was used last: this saves a map look-up. */
export interface IndexedTable {
  /** The index that `list` belongs to. */
  owner: object | null;
  /** The pieces by record index. */
  list: Int32Array | null;
}

/** A record that is identified by its table and index. Several objects may represent the same record. */
export interface IndexedRecord {
  readonly table: IndexedTable;
  /** The record index, counted from 0. */
  readonly index: number;
}

/** The estimated overhead of a cache entry in bytes: its entry in a map. */
const entryBytes = 48;
/** The initial capacity of a list of pieces, in records. */
const minRecords = 64;

/**
 * Caches the JSON bytes of immutable records by selection, so that they are copied into responses instead of being serialised again.
 *
 * Entries belong to one of two generations. When the young generation fills half of the bound, the old generation is evicted, and the young
 * one becomes the old one. A hit copies an entry from the old to the young generation.
 */
export class RecordBytesCache {
  readonly #bound: number;
  readonly #selections = new Map<CacheKey, GenerationalCache>();
  readonly #generations: Generations = { young: new Arena(), old: new Arena() };
  #filledBytes = 0;

  /** Creates an empty cache. @param bound the maximum size in bytes, including the estimated overhead */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /**
   * Returns the cache of one selection. Creates the cache on the first call.
   * @param key identifies the selection and the values of the variables that it uses
   * @param areIndexed whether all records of the selection are `IndexedRecord`s
   */
  forSelection(key: CacheKey, areIndexed: boolean): SelectionBytesCache {
    let selection = this.#selections.get(key);
    if (!selection) {
      const makeIndex = areIndexed ? () => new TableIndex() : () => new ObjectIndex();
      selection = new GenerationalCache(this.#generations, makeIndex, (size) => this.#addBytes(size));
      this.#selections.set(key, selection);
      this.#addBytes(key.length);
    }
    return selection;
  }

  #addBytes(size: number): void {
    this.#filledBytes += size + entryBytes;
    if (this.#filledBytes <= this.#bound / 2) return;
    this.#filledBytes = 0;
    const { young, old } = this.#generations;
    old.clear();
    this.#generations.old = young;
    this.#generations.young = old;
    for (const [key, selection] of this.#selections) {
      if (selection.age()) continue;
      selection.close();
      this.#selections.delete(key);
    }
  }
}

/** The bytes of the young and the old generation. */
interface Generations {
  young: Arena;
  old: Arena;
}

/** Finds the pieces of records in an arena. */
interface PieceIndex {
  /** Whether no record has a piece. */
  readonly isEmpty: boolean;
  /** Appends the start and length of a record's piece to `pieces`. @returns false, with nothing appended, if the record has no piece */
  find(record: object, pieces: number[]): boolean;
  /** Sets the piece of a record. @returns the number of bytes that the index grew by, without `entryBytes` */
  set(record: object, start: number, length: number): number;
}

/** A piece takes two numbers: its start plus 1, so that 0 means no piece, and its length. */
const numbersPerPiece = 2;

function addPiece(pieces: number[], list: Int32Array, index: number): boolean {
  const startPlus1 = list[index];
  if (!startPlus1) return false;
  pieces.push(startPlus1 - 1, list[index + 1] as number);
  return true;
}

function setPiece(list: Int32Array, index: number, start: number, length: number): void {
  list[index] = start + 1;
  list[index + 1] = length;
}

/** Copies a list into a longer list: at least `length` long, and at least twice as long as `list`. */
function grow(list: Int32Array | undefined, length: number): Int32Array {
  const copy = new Int32Array(Math.max(length, (list?.length ?? 0) * 2));
  if (list) copy.set(list);
  return copy;
}

/** Finds the pieces of records by object identity. */
class ObjectIndex implements PieceIndex {
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
    if (index >= this.#list.length) this.#list = grow(this.#list, minRecords * numbersPerPiece);
    this.#indices.set(record, index);
    setPiece(this.#list, index, start, length);
    return 0;
  }
}

/** Lists the pieces of each table by record index, so that the entries of adjacent records are adjacent in memory. */
class TableIndex implements PieceIndex {
  readonly #lists = new Map<IndexedTable, Int32Array>();

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  find({ table, index }: IndexedRecord, pieces: number[]): boolean {
    const list = table.owner === this ? table.list : this.#find(table);
    return list !== null && addPiece(pieces, list, index * numbersPerPiece);
  }

  set({ table, index }: IndexedRecord, start: number, length: number): number {
    const current = this.#lists.get(table);
    const offset = index * numbersPerPiece;
    let list = current;
    if (!list || offset >= list.length) {
      list = grow(current, Math.max(minRecords * numbersPerPiece, offset + numbersPerPiece));
      this.#lists.set(table, list);
      this.#setLastUsed(table, list);
    }
    setPiece(list, offset, start, length);
    return list.byteLength - (current?.byteLength ?? 0);
  }

  #find(table: IndexedTable): Int32Array | null {
    const list = this.#lists.get(table);
    if (!list) return null;
    this.#setLastUsed(table, list);
    return list;
  }

  #setLastUsed(table: IndexedTable, list: Int32Array): void {
    table.owner = this;
    table.list = list;
  }
}

/** The cached bytes of one selection, in two generations. */
class GenerationalCache implements SelectionBytesCache {
  readonly #arenas: Generations;
  readonly #makeIndex: () => PieceIndex;
  readonly #onFill: (size: number) => void;
  #young: PieceIndex;
  #old: PieceIndex;
  #isClosed = false;

  constructor(arenas: Generations, makeIndex: () => PieceIndex, onFill: (size: number) => void) {
    this.#arenas = arenas;
    this.#makeIndex = makeIndex;
    this.#onFill = onFill;
    this.#young = makeIndex();
    this.#old = makeIndex();
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

  /** Evicts the old generation, and makes the young generation the old one. @returns whether entries are left */
  age(): boolean {
    this.#old = this.#young;
    this.#young = this.#makeIndex();
    return !this.#old.isEmpty;
  }

  /** Stops caching. Requests that still use the object would otherwise find pieces whose memory is reused. */
  close(): void {
    this.#isClosed = true;
  }
}

function writePiece(arena: Arena, sink: ByteSink, [start, length]: readonly number[]): void {
  arena.writeTo(sink, start as number, length as number);
}
