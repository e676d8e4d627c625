import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { copySmallBody, smallBodyBytes, writingBuffers } from './buffer-pool.js';

/** The initial size of a nested sink, in bytes. */
const nestedBytes = 1024;
/** The maximum length, in UTF-16 code units, of a text for which a loop over its characters is faster than a call of the encoder. */
const shortText = 24;
/** A UTF-16 code unit takes at most three bytes in UTF-8; a surrogate pair takes four. */
const maxBytesPerCodeUnit = 3;

/** Whether `writeBytes` is using a pooled buffer. Nested calls allocate a small buffer instead. */
let isBusy = false;

/** A growing UTF-8 buffer with gaps for parts that are promises. */
export class ByteSink {
  #bytes: Buffer;
  #length = 0;
  #gaps: { readonly offset: number; readonly bytes: Promise<Buffer> }[] | null = null;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The number of written bytes, without the gaps. */
  get length(): number {
    return this.#length;
  }

  /** The number of gaps. */
  get gaps(): number {
    return this.#gaps?.length ?? 0;
  }

  /** Appends a text. */
  text(text: string): void {
    const { length } = text;
    this.#reserve(length * maxBytesPerCodeUnit);
    if (length <= shortText && this.#ascii(text)) return;
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
  }

  /** Appends a copy of a range of bytes. */
  copy(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.set(from.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  /** Appends a gap for the bytes of a promise. */
  addGap(bytes: Promise<Buffer>): void {
    (this.#gaps ??= []).push({ offset: this.#length, bytes });
  }

  /** Returns the bytes from an earlier `length` to the end, valid until the next write. @param start the earlier `length` */
  since(start: number): Buffer {
    return this.#bytes.subarray(start, this.#length);
  }

  /** The current buffer; only its first `length` bytes are written. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Returns a copy of all bytes, with the gaps filled. Returns a promise only if there are gaps. */
  end(): MaybePromise<Buffer> {
    const gaps = this.#gaps;
    const copy = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(copy, 0, 0, this.#length);
    if (!gaps) return copy;
    return Promise.all(gaps.map(({ bytes }) => bytes)).then((filled) => {
      const parts: Buffer[] = [];
      let start = 0;
      gaps.forEach(({ offset }, index) => {
        parts.push(copy.subarray(start, offset), filled[index] as Buffer);
        start = offset;
      });
      parts.push(copy.subarray(start));
      return Buffer.concat(parts);
    });
  }

  /** Ignores rejections of gaps, because the sink is not used any more. An unhandled rejection would end the process. */
  abandon(): void {
    for (const { bytes } of this.#gaps ?? []) bytes.catch(() => undefined);
  }

  /** Writes a text of ASCII characters. @returns false, with nothing written, if the text has other characters */
  #ascii(text: string): boolean {
    const bytes = this.#bytes;
    let position = this.#length;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) return false;
      bytes[position] = code;
      position += 1;
    }
    this.#length = position;
    return true;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Returns the bytes that `write` writes to a sink. @throws the error of `write` */
export function writeBytes(write: (sink: ByteSink) => void): MaybePromise<Buffer> {
  // A nested call, which is rare, gets a separate buffer.
  const shared = isBusy ? null : writingBuffers.take();
  const sink = new ByteSink(shared ?? Buffer.allocUnsafe(nestedBytes));
  isBusy = true;
  try {
    write(sink);
    return sink.end();
  } catch (error) {
    sink.abandon();
    throw error;
  } finally {
    if (shared) {
      isBusy = false;
      writingBuffers.release(sink.bytes);
    }
  }
}

/** The bytes of a response, which are sent once. A large response without gaps is not copied: its buffer can return to the pool. */
export interface ResponseBytes {
  readonly bytes: Buffer;
  /**
   * Offers the buffer of the bytes to the pool; null if the bytes are a copy. Call it at most once, after the last read of the bytes. Without
   * the call, the buffer is garbage-collected.
   */
  readonly release: (() => void) | null;
}

/** The minimum size, in bytes, at which handing out the pooled buffer is faster than a copy. */
const minHandedOutBytes = 32 * 1024;

/** Returns the bytes that `write` writes to a sink, for a response. @throws the error of `write` */
export function writeResponseBytes(write: (sink: ByteSink) => void): MaybePromise<ResponseBytes> {
  const sink = new ByteSink(writingBuffers.take());
  try {
    write(sink);
  } catch (error) {
    sink.abandon();
    writingBuffers.release(sink.bytes);
    throw error;
  }
  const { bytes, length, gaps } = sink;
  if (gaps === 0 && length >= minHandedOutBytes) {
    return { bytes: bytes.subarray(0, length), release: () => writingBuffers.release(bytes) };
  }
  if (gaps === 0 && length <= smallBodyBytes) {
    const copy = copySmallBody(sink.since(0));
    writingBuffers.release(bytes);
    return { bytes: copy, release: null };
  }
  const copy = sink.end();
  writingBuffers.release(bytes);
  return mapMaybe(copy, (complete) => ({ bytes: complete, release: null }));
}
