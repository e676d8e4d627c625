import type { ByteSink } from './byte-sink.js';

const chunkBits = 18;
const chunkLength = 1 << chunkBits;
const within = chunkLength - 1;
const lengthBytes = 4;

/** Pieces of bytes by their places, side by side, so that a piece takes no more than itself. They go all at once. */
export class Arena {
  readonly #chunks: Buffer[] = [];
  #current = -1;
  #end = chunkLength;

  /** Takes a copy. @returns its place; null for a piece that is too long */
  add(bytes: Buffer): number | null {
    const size = lengthBytes + bytes.length;
    if (size > chunkLength) return null;
    if (this.#end + size > chunkLength) {
      this.#current += 1;
      this.#end = 0;
      this.#chunks[this.#current] ??= Buffer.allocUnsafeSlow(chunkLength);
    }
    const chunk = this.#chunks[this.#current] as Buffer;
    const place = this.#end;
    chunk.writeUInt32LE(bytes.length, place);
    bytes.copy(chunk, place + lengthBytes);
    this.#end += size;
    return this.#current * chunkLength + place;
  }

  writeTo(sink: ByteSink, place: number): void {
    const chunk = this.#chunks[place >>> chunkBits] as Buffer;
    const start = (place & within) + lengthBytes;
    sink.copy(chunk, start, start + chunk.readUInt32LE(start - lengthBytes));
  }

  /** Lets go of all pieces; their room is used again. */
  clear(): void {
    this.#current = -1;
    this.#end = chunkLength;
  }
}
