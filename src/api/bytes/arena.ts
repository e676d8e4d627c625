import type { ByteSink } from './byte-sink.js';

/** Chunks are 256 KiB long. */
const chunkBits = 18;
const chunkLength = 1 << chunkBits;
const offsetMask = chunkLength - 1;
const comma = 0x2c;

/**
 * Stores pieces of bytes, addressed by their start. Each piece is followed by a comma: consecutive pieces of one chunk are the items of a JSON
 * list, and one call copies them. All pieces are released together.
 */
export class Arena {
  readonly #chunks: Buffer[] = [];
  #current = -1;
  #end = chunkLength;

  /** Copies a piece into the arena. @returns the start of the piece; null if the piece and its comma are longer than a chunk */
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

  /** Writes a piece. @param length in bytes */
  writeTo(sink: ByteSink, start: number, length: number): void {
    const from = start & offsetMask;
    sink.copy(this.#chunks[start >>> chunkBits] as Buffer, from, from + length);
  }

  /** Writes pieces as a JSON list. @param pieces alternating starts and lengths */
  writeListTo(sink: ByteSink, pieces: readonly number[]): void {
    sink.text('[');
    let index = 0;
    while (index < pieces.length) {
      if (index > 0) sink.text(',');
      const start = pieces[index] as number;
      let end = start + (pieces[index + 1] as number);
      index += 2;
      while (pieces[index] === end + 1 && ((end + 1) & offsetMask) !== 0) {
        end += 1 + (pieces[index + 1] as number);
        index += 2;
      }
      this.writeTo(sink, start, end - start);
    }
    sink.text(']');
  }

  /** Releases all pieces. The chunks are reused. */
  clear(): void {
    this.#current = -1;
    this.#end = chunkLength;
  }
}
