import type { ByteSink } from './byte-sink.js';

const chunkBits = 18;
const chunkLength = 1 << chunkBits;
const within = chunkLength - 1;
const lengthBytes = 3;

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
    chunk.writeUIntLE(bytes.length, place, lengthBytes);
    bytes.copy(chunk, place + lengthBytes);
    this.#end += size;
    return this.#current * chunkLength + place;
  }

  writeTo(sink: ByteSink, place: number): void {
    this.#copyTo(sink, place, this.#lengthAt(place));
  }

  /** Writes pieces as a list in JSON. */
  writeListTo(sink: ByteSink, places: readonly number[]): void {
    // All lengths are read first: the memory then brings the pieces at once, and none is waited for by itself.
    const lengths = places.map((place) => this.#lengthAt(place));
    sink.text('[');
    for (let index = 0; index < places.length; index += 1) {
      if (index > 0) sink.text(',');
      this.#copyTo(sink, places[index] as number, lengths[index] as number);
    }
    sink.text(']');
  }

  /** Lets go of all pieces; their room is used again. */
  clear(): void {
    this.#current = -1;
    this.#end = chunkLength;
  }

  #copyTo(sink: ByteSink, place: number, length: number): void {
    const start = (place & within) + lengthBytes;
    sink.copy(this.#chunks[place >>> chunkBits] as Buffer, start, start + length);
  }

  #lengthAt(place: number): number {
    const chunk = this.#chunks[place >>> chunkBits] as Buffer;
    const start = place & within;
    // A call of the buffer's method would take longer.
    return (
      (chunk[start] as number) | ((chunk[start + 1] as number) << 8) | ((chunk[start + 2] as number) << 16)
    );
  }
}
