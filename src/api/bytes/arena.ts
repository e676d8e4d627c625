import type { ByteSink } from './byte-sink.js';

const chunkBits = 18;
const chunkLength = 1 << chunkBits;
const within = chunkLength - 1;
const comma = 0x2c;

/**
 * Pieces of bytes by where they start. Pieces that are added one after the other lie as they do in a list in JSON, so that
 * as many of them as are asked for in that order are copied at once. They go all at once.
 */
export class Arena {
  readonly #chunks: Buffer[] = [];
  #current = -1;
  #end = chunkLength;

  /** Takes a copy. @returns where it starts; null for a piece that is too long */
  add(bytes: Buffer): number | null {
    const size = bytes.length + 1;
    if (size > chunkLength) return null;
    if (this.#end + size > chunkLength) {
      this.#current += 1;
      this.#end = 0;
      this.#chunks[this.#current] ??= Buffer.allocUnsafeSlow(chunkLength);
    }
    const chunk = this.#chunks[this.#current] as Buffer;
    const start = this.#end;
    bytes.copy(chunk, start);
    chunk[start + bytes.length] = comma;
    this.#end += size;
    return this.#current * chunkLength + start;
  }

  writeTo(sink: ByteSink, start: number, length: number): void {
    const from = start & within;
    sink.copy(this.#chunks[start >>> chunkBits] as Buffer, from, from + length);
  }

  /** Writes pieces as a list in JSON. @param pieces where each starts, and its length, in turn */
  writeListTo(sink: ByteSink, pieces: readonly number[]): void {
    sink.text('[');
    let index = 0;
    while (index < pieces.length) {
      if (index > 0) sink.text(',');
      const start = pieces[index] as number;
      let end = start + (pieces[index + 1] as number);
      index += 2;
      while (pieces[index] === end + 1 && ((end + 1) & within) !== 0) {
        end += 1 + (pieces[index + 1] as number);
        index += 2;
      }
      this.writeTo(sink, start, end - start);
    }
    sink.text(']');
  }

  /** Lets go of all pieces; their room is used again. */
  clear(): void {
    this.#current = -1;
    this.#end = chunkLength;
  }
}
