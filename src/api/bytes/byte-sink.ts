import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { copySmallBody, smallBodyBytes, writingBuffers } from './buffer-pool.js';

/** The initial size of a nested sink. */
const nestedBytes = 1024;
/** For texts up to this length, a loop over the characters is faster than a call of the encoder. */
const shortText = 24;
/** A UTF-16 code unit takes three bytes at most in UTF-8; a surrogate pair takes four. */
const bytesPerCharacter = 3;

/** Whether `writeBytes` is using a pooled buffer. Nested calls allocate a small buffer instead. */
let isBusy = false;

/** A growing UTF-8 buffer with gaps for parts that are promises. */
export class ByteSink {
  #bytes: Buffer;
  #length = 0;
  #gaps: { readonly at: number; readonly bytes: Promise<Buffer> }[] | null = null;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The number of bytes without the gaps. */
  get length(): number {
    return this.#length;
  }

  /** The number of gaps. */
  get gaps(): number {
    return this.#gaps?.length ?? 0;
  }

  text(text: string): void {
    const { length } = text;
    this.#reserve(length * bytesPerCharacter);
    if (length <= shortText && this.#ascii(text)) return;
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
  }

  /** Appends a copy of a range of bytes. */
  copy(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.set(from.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  addGap(bytes: Promise<Buffer>): void {
    (this.#gaps ??= []).push({ at: this.#length, bytes });
  }

  /** The bytes since a former `length`. The view is only valid until the next write. */
  since(start: number): Buffer {
    return this.#bytes.subarray(start, this.#length);
  }

  /** The current buffer. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Returns a copy of all bytes, with the gaps filled; without a promise if there are no gaps. */
  end(): MaybePromise<Buffer> {
    const gaps = this.#gaps;
    const written = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(written, 0, 0, this.#length);
    if (!gaps) return written;
    return Promise.all(gaps.map(({ bytes }) => bytes)).then((filled) => {
      const parts: Buffer[] = [];
      let start = 0;
      gaps.forEach(({ at }, index) => {
        parts.push(written.subarray(start, at), filled[index] as Buffer);
        start = at;
      });
      parts.push(written.subarray(start));
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

/** Returns the bytes that `write` writes to a sink. @throws what `write` throws */
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

/** The bytes of a response. They are sent once; large ones are in a buffer of the pool. */
export interface ResponseBytes {
  readonly bytes: Buffer;
  /**
   * Returns the buffer to the pool; null if the bytes are not in a pooled buffer. Call it at most once, when the bytes are not read any more.
   * Without the call, the buffer is garbage-collected.
   */
  readonly release: (() => void) | null;
}

/** From this size on, handing out the pooled buffer is faster than a copy. */
const handedOutBytes = 32 * 1024;

/** Returns the bytes that `write` writes to a sink, for a response. @throws what `write` throws */
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
  if (gaps === 0 && length >= handedOutBytes) {
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
