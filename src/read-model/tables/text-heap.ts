const chunkBits = 20;
const chunkLength = 1 << chunkBits;
const within = chunkLength - 1;
const lengthBytes = 4;

/** Texts by number, as UTF-8 outside the heap of objects: nothing to collect, and no header for each. */
export class TextHeap {
  readonly #chunks: Buffer[] = [];
  #byteLength = 0;
  /** Where the next text goes in the last chunk. */
  #end = chunkLength;

  get byteLength(): number {
    return this.#byteLength;
  }

  /** Takes a text; null is 0. @returns its number @throws {RangeError} where 4 GiB are full */
  add(text: string | null): number {
    if (text === null) return 0;
    const size = lengthBytes + Buffer.byteLength(text);
    if (this.#end + size > chunkLength) this.#grow(Math.max(size, chunkLength));
    const chunk = this.#chunks.at(-1) as Buffer;
    const start = this.#end;
    chunk.writeUInt32LE(size - lengthBytes, start);
    chunk.write(text, start + lengthBytes, 'utf8');
    this.#end = start + size;
    return (this.#chunks.length - 1) * chunkLength + start + 1;
  }

  /** The text of a number that `add` gave. */
  get(number: number): string | null {
    if (number === 0) return null;
    const place = number - 1;
    const chunk = this.#chunks[place >>> chunkBits] as Buffer;
    const start = (place & within) + lengthBytes;
    return chunk.toString('utf8', start, start + chunk.readUInt32LE(start - lengthBytes));
  }

  /** A text that is longer than a chunk has one by itself. */
  #grow(size: number): void {
    if (this.#chunks.length >= 2 ** (32 - chunkBits) - 2) {
      throw new RangeError('The texts of the graph take more than a read model can hold.');
    }
    this.#chunks.push(Buffer.allocUnsafeSlow(size));
    this.#byteLength += size;
    this.#end = 0;
  }
}
