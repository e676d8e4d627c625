import { closeSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import type { TertiumError } from '../../graph/errors.js';
import { codeOf, unavailable } from '../dialect/store-errors.js';

/**
 * The offset of `user_version` in the file. Tertium stores a random number there if the file has none: copies of a graph have the same number,
 * and different graphs almost certainly have different numbers.
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 */
const graphIdOffset = 60;

/** The time in milliseconds that an overwritten file must stay unchanged before it is checked again, since copying a file takes time. */
const settleMs = 500;

export interface OpenFileOptions {
  /** Reads the number of the newest revision on a new connection, which has no cached pages. */
  readonly readNewest: () => number;
  /** Called when the content of an overwritten file is restored. Connections may have cached pages of the other content. */
  readonly onRestored: () => void;
}

/**
 * Checks that an open file is still at its path and still has its content.
 *
 * SQLite can write to a removed or replaced file without an error, and such writes are lost. SQLite also does not detect that a file was
 * overwritten in place: connections then mix their cached pages with new pages. So the header is read without SQLite.
 */
export class OpenFile {
  readonly #path: string;
  readonly #identity: string | null;
  readonly #options: OpenFileOptions;
  readonly #header: SharedDescriptor | null;
  #graphId = 0;
  /** Whether a check has found the id in the header. A new id is written to the header at the next checkpoint of the write-ahead log. */
  #isIdInHeader = false;
  #newest = 0;
  /** The time of the last write and the size of the file, as they were last read; null until `begin` has read them. */
  #checked: string | null = null;
  #overwritten: Error | null = null;
  #unchangedSince = 0;

  /** Opens a descriptor of a file. @param path an existing file that SQLite has opened */
  constructor(path: string, options: OpenFileOptions) {
    this.#path = path;
    this.#options = options;
    const stats = statsOf(path);
    this.#identity = stats && identityOf(stats);
    this.#header = this.#identity === null ? null : SharedDescriptor.open(path, this.#identity);
  }

  /**
   * Starts the checks of the file's content. Called when the tables are up to date.
   * @param graphId the `user_version` as SQLite reads it; 0 if it is not set. Without an id, the header is not checked.
   */
  begin(graphId: number): void {
    this.#graphId = graphId;
    this.#newest = this.#options.readNewest();
    const stats = statsOf(this.#path);
    this.#checked = stats && writtenAt(stats);
    this.#checkId();
  }

  /** The error if the last check found that the file was overwritten or damaged, so that its rows must not be read; otherwise null. */
  get overwritten(): Error | null {
    return this.#overwritten;
  }

  /**
   * Checks that the file is in place, with its content.
   * @throws {TertiumError} STORE_UNAVAILABLE if the file was removed, replaced or overwritten
   * @throws the driver's error if the file is damaged or has no table of revisions
   */
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

  /** Closes the descriptor. Called after all connections to the file have been closed. */
  close(): void {
    this.#header?.release();
  }

  /**
   * Checks that the header has the id of the opened graph. Checkpoints do not change the id.
   * @returns the error; null if the header has the id, or has never had it
   */
  #checkId(): TertiumError | null {
    const found = this.#header?.readInteger(graphIdOffset) ?? null;
    if (this.#graphId !== 0 && found === this.#graphId) this.#isIdInHeader = true;
    return this.#isIdInHeader && found !== this.#graphId ? this.#unavailable(overwriting) : null;
  }

  /**
   * Checks that no revisions are missing, as in an older copy.
   * @returns the error if revisions are missing, or if the file is damaged or has no table of revisions; otherwise null, also if the file is locked
   */
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

  #unavailable(reason: string): TertiumError {
    return unavailable(
      `The database file ${this.#path}`,
      `it was ${reason} after it was opened. Put the file back, or restart Tertium to open the file that is at this path now`,
    );
  }
}

const overwriting = 'overwritten by another graph or an older copy';

/**
 * A descriptor of a file, shared by the stores of this process that use the file. When a process closes any descriptor of a file, POSIX
 * releases all locks of the process on this file, including the locks of SQLite. So the descriptor is closed after the last connection.
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

  /** Reads a big-endian 32-bit integer; null beyond the end of the file. */
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

/** Returns the stats of a file; null if the file does not exist. */
function statsOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Returns the identity of a file: device and inode. */
function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

/** Returns the time of the last write and the size of a file, as one text to compare. */
function writtenAt({ mtimeNs, size }: BigIntStats): string {
  return `${mtimeNs}:${size}`;
}
