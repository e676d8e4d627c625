import type { CacheKey } from '../../graph/cache-keys.js';
import type { DependencyRecorder, DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { ViewStamps } from '../../graph/dependencies/view-stamps.js';
import { Arena } from './arena.js';
import type { ByteSink } from './byte-sink.js';
import { TagSets } from './tag-sets.js';

/** The cached bytes of records, for one selection. */
export interface SelectionBytesCache {
  /** Writes the cached bytes of a record, and adds their tags to the recorder. @returns false, with nothing written, on a miss */
  writeTo(sink: ByteSink, record: object): boolean;
  /**
   * Writes the cached bytes of records as a JSON list, and adds their tags to the recorder.
   * @returns false, with nothing written, unless all are hits in the young generation
   */
  writeListTo(sink: ByteSink, records: readonly object[]): boolean;
  /**
   * Caches a copy of the bytes of a record. Does nothing if the bytes do not fit in a chunk of the arena, or if the selection was evicted.
   * @param tags the tags on which the bytes depend, except the tag of the record
   */
  set(record: object, bytes: Buffer, tags: DependencyTags): void;
}

/** The request that uses the cache. */
export interface BytesRequest {
  readonly recorder: DependencyRecorder;
  /** Checks which cached bytes are valid in the view of the request. */
  readonly stamps: ViewStamps;
}

/** A table whose records have indexes. It stores the list of pieces that was used last, which saves a map look-up. */
export interface IndexedTable {
  /** The `TableIndex` that `list` belongs to. */
  owner: object | null;
  /** The pieces by record index. */
  list: Int32Array | null;
  /** An earlier table that has the same records, except those with the changed indexes; null if there is none. */
  readonly earlier: { readonly table: IndexedTable; readonly changed: ReadonlySet<number> } | null;
}

/** A record that is identified by its table and index. Several objects may represent the same record. */
export interface IndexedRecord {
  readonly table: IndexedTable;
  /** The record index, counted from 0. */
  readonly index: number;
}

/** The estimated size of a map entry, in bytes. */
const entryBytes = 48;
/** The minimum capacity of a list of pieces, in records. */
const minRecords = 64;

/**
 * Caches the JSON bytes of immutable records by selection, so that they are copied into responses instead of being serialised again. All
 * views of a reader share one cache. An entry is valid until a publication changes the record, or touches another tag on which the bytes depend.
 *
 * Entries belong to one of two generations. When the young generation exceeds half of the bound, the old generation is evicted, and the young
 * one becomes the old one. A hit in the old generation copies the entry to the young one.
 */
export class RecordBytesCache {
  readonly #bound: number;
  readonly #selections = new Map<CacheKey, GenerationalCache>();
  readonly #generations: Generations = { young: newGeneration(), old: newGeneration() };
  #filledBytes = 0;

  /** Creates an empty cache. @param bound the maximum size in bytes, including the estimated overhead */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /**
   * Returns the cache of one selection, for one request. Creates the cache if the selection has none.
   * @param key identifies the selection and the values of the variables that it uses
   * @param areIndexed whether all records of the selection are `IndexedRecord`s
   */
  forSelection(key: CacheKey, areIndexed: boolean, request: BytesRequest): SelectionBytesCache {
    let selection = this.#selections.get(key);
    if (!selection) {
      const makeIndex = areIndexed ? () => new TableIndex() : () => new ObjectIndex();
      selection = new GenerationalCache(this.#generations, makeIndex, (size) => this.#addBytes(size));
      this.#selections.set(key, selection);
      this.#addBytes(key.length + entryBytes);
    }
    return new SelectionOfRequest(selection, request);
  }

  #addBytes(size: number): void {
    this.#filledBytes += size;
    if (this.#filledBytes <= this.#bound / 2) return;
    this.#filledBytes = 0;
    const { young, old } = this.#generations;
    old.arena.clear();
    this.#generations.old = young;
    this.#generations.young = { arena: old.arena, tags: new TagSets() };
    for (const [key, selection] of this.#selections) {
      if (selection.age()) continue;
      selection.close();
      this.#selections.delete(key);
    }
  }
}

/** The bytes of one generation, and the tags on which they depend. */
interface Generation {
  readonly arena: Arena;
  readonly tags: TagSets;
}

function newGeneration(): Generation {
  return { arena: new Arena(), tags: new TagSets() };
}

interface Generations {
  young: Generation;
  old: Generation;
}

/** Finds the pieces of records in an arena. */
interface PieceIndex {
  readonly isEmpty: boolean;
  /**
   * Appends the start and length of a record's piece to `pieces`, and the number of its tag set to `tags`, unless this set is empty or already
   * the last one in `tags`.
   * @returns false, with nothing appended, if the record has no piece that is valid in the view
   */
  find(record: object, pieces: number[], tags: number[], view: PieceView): boolean;
  /** Sets the piece of a record. @returns the number of bytes by which the index has grown since the last call */
  set(record: object, piece: Piece): number;
}

interface Piece {
  readonly start: number;
  readonly length: number;
  /** The number of the tag set of the piece: see `TagSets`. */
  readonly tags: number;
}

/** The view in which pieces are looked up, and the tags of their generation. */
interface PieceView {
  readonly stamps: ViewStamps;
  readonly tags: TagSets;
}

/** A piece takes three numbers: its start plus 1, so that 0 means no piece; its length; and the number of its tag set. */
const numbersPerPiece = 3;

function addPiece(
  pieces: number[],
  tags: number[],
  list: Int32Array,
  index: number,
  view: PieceView,
): boolean {
  const startPlus1 = list[index];
  if (!startPlus1) return false;
  const tagsNumber = list[index + 2] as number;
  // Most pieces of a list have the same tags.
  if (tagsNumber !== 0 && tagsNumber !== tags[tags.length - 1]) {
    if (!view.tags.isValid(tagsNumber, view.stamps)) return false;
    tags.push(tagsNumber);
  }
  pieces.push(startPlus1 - 1, list[index + 1] as number);
  return true;
}

function setPiece(list: Int32Array, index: number, { start, length, tags }: Piece): void {
  list[index] = start + 1;
  list[index + 1] = length;
  list[index + 2] = tags;
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

  find(record: object, pieces: number[], tags: number[], view: PieceView): boolean {
    const index = this.#indices.get(record);
    return index !== undefined && addPiece(pieces, tags, this.#list, index, view);
  }

  set(record: object, piece: Piece): number {
    const { size } = this.#indices;
    const index = this.#indices.get(record) ?? size * numbersPerPiece;
    const { byteLength } = this.#list;
    if (index >= this.#list.length) this.#list = grow(this.#list, minRecords * numbersPerPiece);
    this.#indices.set(record, index);
    setPiece(this.#list, index, piece);
    return this.#list.byteLength - byteLength + (this.#indices.size - size) * entryBytes;
  }
}

/** Lists the pieces of each table by record index, so that the entries of adjacent records are adjacent in memory. */
class TableIndex implements PieceIndex {
  readonly #lists = new Map<IndexedTable, Int32Array>();
  /** The size of the lists that were copied since the last call of `set`, in bytes. */
  #copiedBytes = 0;

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  find({ table, index }: IndexedRecord, pieces: number[], tags: number[], view: PieceView): boolean {
    const list = table.owner === this ? table.list : this.#find(table);
    return list !== null && addPiece(pieces, tags, list, index * numbersPerPiece, view);
  }

  set({ table, index }: IndexedRecord, piece: Piece): number {
    const current = this.#lists.get(table) ?? this.#copyOfEarlier(table);
    const offset = index * numbersPerPiece;
    let list = current;
    if (!list || offset >= list.length) {
      list = grow(current, Math.max(minRecords * numbersPerPiece, offset + numbersPerPiece));
      this.#lists.set(table, list);
      this.#setLastUsed(table, list);
    }
    setPiece(list, offset, piece);
    const copiedBytes = this.#copiedBytes;
    this.#copiedBytes = 0;
    return list.byteLength - (current?.byteLength ?? 0) + copiedBytes;
  }

  #find(table: IndexedTable): Int32Array | null {
    const list = this.#lists.get(table) ?? this.#copyOfEarlier(table);
    if (!list) return null;
    this.#setLastUsed(table, list);
    return list;
  }

  /** Copies the pieces of the records that a table shares with an earlier one. */
  #copyOfEarlier(table: IndexedTable): Int32Array | undefined {
    const { earlier } = table;
    if (!earlier) return undefined;
    const list = this.#lists.get(earlier.table) ?? this.#copyOfEarlier(earlier.table);
    if (!list) return undefined;
    const copy = list.slice();
    for (const index of earlier.changed) {
      if (index * numbersPerPiece < copy.length) copy[index * numbersPerPiece] = 0;
    }
    this.#lists.set(table, copy);
    this.#copiedBytes += copy.byteLength;
    return copy;
  }

  #setLastUsed(table: IndexedTable, list: Int32Array): void {
    table.owner = this;
    table.list = list;
  }
}

/** The cached bytes of one selection, in two generations. */
class GenerationalCache {
  readonly #generations: Generations;
  readonly #makeIndex: () => PieceIndex;
  readonly #onFill: (size: number) => void;
  #young: PieceIndex;
  #old: PieceIndex;
  #isClosed = false;

  constructor(generations: Generations, makeIndex: () => PieceIndex, onFill: (size: number) => void) {
    this.#generations = generations;
    this.#makeIndex = makeIndex;
    this.#onFill = onFill;
    this.#young = makeIndex();
    this.#old = makeIndex();
  }

  writeTo(sink: ByteSink, record: object, request: BytesRequest): boolean {
    const { recorder, stamps } = request;
    const { young, old } = this.#generations;
    young.tags.follow(stamps);
    old.tags.follow(stamps);
    const piece: number[] = [];
    const tagsOfPiece: number[] = [];
    if (this.#young.find(record, piece, tagsOfPiece, { stamps, tags: young.tags })) {
      writePiece(young.arena, sink, piece);
      recorder.includeNumbered(young.tags, tagsOfPiece);
      return true;
    }
    if (!this.#old.find(record, piece, tagsOfPiece, { stamps, tags: old.tags })) return false;
    const before = sink.length;
    writePiece(old.arena, sink, piece);
    const tags = old.tags.of(tagsOfPiece[0] ?? 0);
    recorder.include(tags);
    this.set(record, sink.since(before), tags, stamps);
    return true;
  }

  writeListTo(sink: ByteSink, records: readonly object[], { recorder, stamps }: BytesRequest): boolean {
    const { arena, tags } = this.#generations.young;
    tags.follow(stamps);
    const view = { stamps, tags };
    const pieces: number[] = [];
    const tagsOfPieces: number[] = [];
    for (const record of records) if (!this.#young.find(record, pieces, tagsOfPieces, view)) return false;
    arena.writeListTo(sink, pieces);
    recorder.includeNumbered(tags, tagsOfPieces);
    return true;
  }

  set(record: object, bytes: Buffer, tags: DependencyTags, stamps: ViewStamps): void {
    if (this.#isClosed) return;
    const { young } = this.#generations;
    const start = young.arena.add(bytes);
    if (start === null) return;
    const { byteLength } = young.tags;
    const piece = { start, length: bytes.length, tags: young.tags.numberOf(tags, stamps) };
    this.#onFill(bytes.length + young.tags.byteLength - byteLength + this.#young.set(record, piece));
  }

  /** Evicts the old generation, and makes the young generation the old one. @returns whether entries are left */
  age(): boolean {
    this.#old = this.#young;
    this.#young = this.#makeIndex();
    return !this.#old.isEmpty;
  }

  /** Stops caching. Otherwise, requests that still use the object would find pieces in reused memory. */
  close(): void {
    this.#isClosed = true;
  }
}

/** The cached bytes of one selection, for one request. */
class SelectionOfRequest implements SelectionBytesCache {
  readonly #selection: GenerationalCache;
  readonly #request: BytesRequest;

  constructor(selection: GenerationalCache, request: BytesRequest) {
    this.#selection = selection;
    this.#request = request;
  }

  writeTo(sink: ByteSink, record: object): boolean {
    return this.#selection.writeTo(sink, record, this.#request);
  }

  writeListTo(sink: ByteSink, records: readonly object[]): boolean {
    return this.#selection.writeListTo(sink, records, this.#request);
  }

  set(record: object, bytes: Buffer, tags: DependencyTags): void {
    this.#selection.set(record, bytes, tags, this.#request.stamps);
  }
}

function writePiece(arena: Arena, sink: ByteSink, [start, length]: readonly number[]): void {
  arena.writeTo(sink, start as number, length as number);
}
