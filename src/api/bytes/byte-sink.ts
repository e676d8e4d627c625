import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { copySmallBody, smallBodyBytes, writingBuffers } from './buffer-pool.js';

const sideBytes = 1024;
/** Up to here a loop over characters takes less time than a call of the encoder. */
const shortText = 24;
/** A character of a string takes three bytes at most, as a surrogate pair takes four. */
const bytesPerCharacter = 3;

/** Texts are put together in one buffer after another, each copied out when it is whole. */
let isBusy = false;

/** Takes a text in UTF-8 as it is written, part after part; some parts may come later. */
export class ByteSink {
  #bytes: Buffer;
  #length = 0;
  #gaps: { readonly at: number; readonly bytes: Promise<Buffer> }[] | null = null;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** How many bytes there are, without what comes later. */
  get length(): number {
    return this.#length;
  }

  /** How many parts come later. */
  get gaps(): number {
    return this.#gaps?.length ?? 0;
  }

  text(text: string): void {
    const { length } = text;
    this.#reserve(length * bytesPerCharacter);
    if (length <= shortText && this.#ascii(text)) return;
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
  }

  /** Takes a range of bytes, which may change afterwards. */
  copy(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.set(from.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  addGap(bytes: Promise<Buffer>): void {
    (this.#gaps ??= []).push({ at: this.#length, bytes });
  }

  /** What was written from a length on, for as long as nothing else is. */
  since(start: number): Buffer {
    return this.#bytes.subarray(start, this.#length);
  }

  /** The bytes that it writes to now. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The whole, as bytes of its own: now, where nothing comes later. */
  end(): MaybePromise<Buffer> {
    const gaps = this.#gaps;
    const own = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(own, 0, 0, this.#length);
    if (!gaps) return own;
    return Promise.all(gaps.map(({ bytes }) => bytes)).then((found) => {
      const parts: Buffer[] = [];
      let start = 0;
      gaps.forEach(({ at }, index) => {
        parts.push(own.subarray(start, at), found[index] as Buffer);
        start = at;
      });
      parts.push(own.subarray(start));
      return Buffer.concat(parts);
    });
  }

  /** Nobody will ask for the whole: parts that fail later fail unheard. */
  abandon(): void {
    for (const { bytes } of this.#gaps ?? []) bytes.catch(() => undefined);
  }

  /** @returns false, with nothing written, where the text is not all ASCII */
  #ascii(text: string): boolean {
    const bytes = this.#bytes;
    let place = this.#length;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) return false;
      bytes[place] = code;
      place += 1;
    }
    this.#length = place;
    return true;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** What is written to a sink, as bytes. @throws whatever `write` throws */
export function writeBytes(write: (sink: ByteSink) => void): MaybePromise<Buffer> {
  // Who writes a part while another is written, which is rare, has a buffer of its own.
  const shared = isBusy ? null : writingBuffers.take();
  const sink = new ByteSink(shared ?? Buffer.allocUnsafe(sideBytes));
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

/** Bytes that are sent once, in a buffer that is used again when it is released. */
export interface ResponseBytes {
  readonly bytes: Buffer;
  /**
   * To be called once, when nobody will read the bytes any more; whoever does not wastes the buffer, no more. Null where
   * there is nothing to release.
   */
  readonly release: (() => void) | null;
}

/** From here on it pays to hand out the buffer that was written to, instead of a copy. */
const handedOutBytes = 32 * 1024;

/** What is written to a sink, to be sent. @throws whatever `write` throws */
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
    const own = copySmallBody(sink.since(0));
    writingBuffers.release(bytes);
    return { bytes: own, release: null };
  }
  const whole = sink.end();
  writingBuffers.release(bytes);
  return mapMaybe(whole, (own) => ({ bytes: own, release: null }));
}
