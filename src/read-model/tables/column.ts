const chunkBits = 14;
const chunkLength = 1 << chunkBits;
const rowMask = chunkLength - 1;

interface TypedArray {
  readonly byteLength: number;
  [index: number]: number;
}

/** A column of numbers by row, in chunks, so that it grows without being copied. Unset rows are 0. */
export class Column {
  readonly #createChunk: () => TypedArray;
  readonly #chunks: TypedArray[] = [];

  private constructor(createChunk: () => TypedArray) {
    this.#createChunk = createChunk;
  }

  static ofBytes(): Column {
    return new Column(() => new Uint8Array(chunkLength));
  }

  /** Creates a column of integers from 0 to 2³² − 1. */
  static ofIntegers(): Column {
    return new Column(() => new Uint32Array(chunkLength));
  }

  /** Creates a column of integers from −2³¹ to 2³¹ − 1. */
  static ofSignedIntegers(): Column {
    return new Column(() => new Int32Array(chunkLength));
  }

  get byteLength(): number {
    return this.#chunks.length * (this.#chunks[0]?.byteLength ?? 0);
  }

  get(row: number): number {
    const chunk = this.#chunks[row >>> chunkBits];
    return chunk === undefined ? 0 : (chunk[row & rowMask] as number);
  }

  set(row: number, value: number): void {
    const index = row >>> chunkBits;
    while (this.#chunks.length <= index) this.#chunks.push(this.#createChunk());
    (this.#chunks[index] as TypedArray)[row & rowMask] = value;
  }
}
