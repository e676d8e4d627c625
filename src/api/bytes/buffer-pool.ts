/** Buffers of one size, which are used again: new memory for every answer would cost more than to fill it. */
export class BufferPool {
  readonly #bytes: number;
  readonly #largestBytes: number;
  readonly #mostFree: number;
  readonly #free: Buffer[] = [];

  /**
   * @param bytes the size of a buffer
   * @param largestBytes one that has grown beyond is let go
   * @param mostFree how many wait to be used again
   */
  constructor(bytes: number, largestBytes: number, mostFree: number) {
    this.#bytes = bytes;
    this.#largestBytes = largestBytes;
    this.#mostFree = mostFree;
  }

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.#bytes);
  }

  /** Takes a buffer back that nobody reads any more. */
  release(buffer: Buffer): void {
    const { length } = buffer;
    if (this.#free.length < this.#mostFree && length >= this.#bytes && length <= this.#largestBytes)
      this.#free.push(buffer);
  }
}

const kibibyte = 1024;

/** To write to: whatever is written fits, or the buffer grows. */
export const writingBuffers = new BufferPool(256 * kibibyte, 1024 * kibibyte, 8);

export const smallBodyBytes = 16 * kibibyte;
/** Many small answers have one memory, which is let go when the last of them is: memory of its own for each would cost more. */
const slabBytes = 64 * kibibyte;
let slab = Buffer.alloc(0);
let taken = 0;

/** A copy of a small answer. @param bytes `smallAnswerBytes` at most */
export function copySmallBody(bytes: Buffer): Buffer {
  if (taken + bytes.length > slab.length) {
    slab = Buffer.allocUnsafeSlow(slabBytes);
    taken = 0;
  }
  const copy = slab.subarray(taken, taken + bytes.length);
  copy.set(bytes);
  taken += bytes.length;
  return copy;
}
