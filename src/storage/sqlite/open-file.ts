import { closeSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import type { TertiumError } from '../../graph/errors.js';
import { codeOf, unavailable } from '../dialect/store-errors.js';

/**
 * The offset of `user_version` in the file. Tertium stores a random number there when it creates a graph: copies of the graph have the same
 * number, other graphs have another one.
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 */
const graphIdOffset = 60;

/** How long an overwritten file must stay unchanged before it is checked again: a copy takes time. */
const settleMs = 500;

export interface OpenFileOptions {
  /** Reads the number of the newest revision on a new connection, which has no cached pages. */
  readonly readNewest: () => number;
  /** Called when the content of an overwritten file is back. Pages that connections have cached may be those of the other content. */
  readonly onRestored: () => void;
}

/**
 * Checks that an open file is still the one at its path, with its content.
 *
 * SQLite writes to a removed or replaced file without an error, and these writes are lost. It does not notice either that a file was overwritten
 * in place: connections then mix their cached pages with the new ones. So the header is read past SQLite.
 */
export class OpenFile {
  readonly #path: string;
  readonly #identity: string | null;
  readonly #options: OpenFileOptions;
  readonly #header: SharedDescriptor | null;
  #graphId = 0;
  /** The header of the file gets the id at the next checkpoint of the write-ahead log. */
  #isIdInHeader = false;
  #newest = 0;
  /** The time and size of the file at the last check of its revisions. Null before `begin`. */
  #checked: string | null = null;
  #overwritten: Error | null = null;
  #unchangedSince = 0;

  /** @param path an existing file that SQLite has opened */
  constructor(path: string, options: OpenFileOptions) {
    this.#path = path;
    this.#options = options;
    const stats = statsOf(path);
    this.#identity = stats && identityOf(stats);
    this.#header = this.#identity === null ? null : SharedDescriptor.open(path, this.#identity);
  }

  /**
   * Begins to check the content too. Called when the tables are up to date.
   * @param graphId the `user_version` as SQLite reads it. 0 if there is none: then other graphs are not recognised
   */
  begin(graphId: number): void {
    this.#graphId = graphId;
    this.#newest = this.#options.readNewest();
    const stats = statsOf(this.#path);
    this.#checked = stats && writtenAt(stats);
    this.#checkId();
  }

  /** The error of an overwritten file. Its rows must not be read. Null otherwise. */
  get overwritten(): Error | null {
    return this.#overwritten;
  }

  /** @throws {TertiumError} STORE_UNAVAILABLE if the file was removed, replaced or overwritten. @throws the driver's error if it is damaged */
  expectInPlace(): void {
    const stats = statsOf(this.#path);
    if (stats === null) throw this.#unavailable('removed');
    if (identityOf(stats) !== this.#identity) throw this.#unavailable('replaced by another file');
    if (this.#checked === null) return;
    const written = writtenAt(stats);
    const isChanged = written !== this.#checked;
    if (this.#overwritten !== null) {
      if (isChanged) {
        this.#checked = written;
        this.#unchangedSince = performance.now();
      }
      if (this.#unchangedSince === 0 || performance.now() - this.#unchangedSince < settleMs)
        throw this.#overwritten;
    }
    const failure = this.#checkId() ?? (isChanged || this.#overwritten ? this.#checkNewest() : null);
    this.#checked = written;
    this.#unchangedSince = 0;
    const isRestored = this.#overwritten !== null && failure === null;
    this.#overwritten = failure;
    if (failure !== null) throw failure;
    if (isRestored) this.#options.onRestored();
  }

  /** Called after all connections to the file have been closed. */
  close(): void {
    this.#header?.release();
  }

  /** Whether the header names the graph that was opened. A checkpoint does not change that. @returns the error if it does not */
  #checkId(): TertiumError | null {
    const found = this.#header?.readInteger(graphIdOffset) ?? null;
    if (this.#graphId !== 0 && found === this.#graphId) this.#isIdInHeader = true;
    return this.#isIdInHeader && found !== this.#graphId ? this.#unavailable(overwriting) : null;
  }

  /** Whether revisions are missing, as in an older copy. @returns the error if there are, or if they cannot be read */
  #checkNewest(): Error | null {
    try {
      const newest = this.#options.readNewest();
      if (newest < this.#newest) return this.#unavailable(overwriting);
      this.#newest = newest;
      return null;
    } catch (error) {
      return /^SQLITE_(?:CORRUPT|NOTADB|ERROR)/.test(codeOf(error)) ? (error as Error) : null;
    }
  }

  #unavailable(happened: string): TertiumError {
    return unavailable(
      `The database file ${this.#path}`,
      `it was ${happened} after it was opened. Put the file back, or restart Tertium to open the one that is there now`,
    );
  }
}

const overwriting = 'overwritten by another graph or an older copy';

/**
 * A descriptor of a file, one for all stores of this process. POSIX releases the locks of a process on a file when it closes any descriptor of
 * it, also those of SQLite: so it is closed after the last connection.
 * @see https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
class SharedDescriptor {
  static readonly #open = new Map<string, SharedDescriptor>();
  readonly #identity: string;
  readonly #descriptor: number;
  #users = 0;

  private constructor(path: string, identity: string) {
    this.#identity = identity;
    this.#descriptor = openSync(path, 'r');
  }

  static open(path: string, identity: string): SharedDescriptor {
    const shared = this.#open.get(identity) ?? new SharedDescriptor(path, identity);
    this.#open.set(identity, shared);
    shared.#users += 1;
    return shared;
  }

  /** A 32-bit integer, big-endian. Null beyond the end of the file. */
  readInteger(offset: number): number | null {
    const bytes = Buffer.alloc(4);
    return readSync(this.#descriptor, bytes, 0, 4, offset) === 4 ? bytes.readInt32BE() : null;
  }

  release(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    SharedDescriptor.#open.delete(this.#identity);
    closeSync(this.#descriptor);
  }
}

/** Null if there is no file. */
function statsOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The identity of a file: device and inode. */
function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

function writtenAt({ mtimeNs, size }: BigIntStats): string {
  return `${mtimeNs}:${size}`;
}
