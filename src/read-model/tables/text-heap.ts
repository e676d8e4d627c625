const chunkBits = 20;
const chunkLength = 1 << chunkBits;
const offsetMask = chunkLength - 1;
const lengthBytes = 4;

/**
 * Stores texts by number, as UTF-8 in buffers outside the JavaScript heap. This avoids work for the garbage collector,
 * and an object header per text.
 */
export class TextHeap {
  readonly #chunks: Buffer[] = [];
  #byteLength = 0;
  /** The offset of the next text in the last chunk. */
  #end = chunkLength;

  get byteLength(): number {
    return this.#byteLength;
  }

  /**
   * Adds a text.
   * @returns the number of the text; 0 for null
   * @throws {RangeError} if the text needs a new chunk, and the chunks have reached about 4 GiB
   */
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

  /** Returns the text with a number that `add` returned; null for 0. */
  get(number: number): string | null {
    if (number === 0) return null;
    const offset = number - 1;
    const chunk = this.#chunks[offset >>> chunkBits] as Buffer;
    const start = (offset & offsetMask) + lengthBytes;
    return chunk.toString('utf8', start, start + chunk.readUInt32LE(start - lengthBytes));
  }

  /** Adds a chunk. A text that is longer than `chunkLength` gets a chunk of its size. */
  #grow(size: number): void {
    if (this.#chunks.length >= 2 ** (32 - chunkBits) - 2) {
      throw new RangeError(
        'Expected at most 4 GiB of texts in the read model. Set READ_MODEL_MB lower to read this graph from the database.',
      );
    }
    this.#chunks.push(Buffer.allocUnsafeSlow(size));
    this.#byteLength += size;
    this.#end = 0;
  }
}
