/** A pool of buffers: allocating a buffer for each response would take longer than filling the buffer. */
export class BufferPool {
  readonly #bytes: number;
  readonly #maxBytes: number;
  readonly #maxFree: number;
  readonly #free: Buffer[] = [];

  /**
   * Creates an empty pool.
   * @param bytes the size of a new buffer, and the minimum size of a buffer that returns to the pool, in bytes
   * @param maxBytes the maximum size of a buffer that returns to the pool, in bytes
   * @param maxFree the maximum number of free buffers
   */
  constructor(bytes: number, maxBytes: number, maxFree: number) {
    this.#bytes = bytes;
    this.#maxBytes = maxBytes;
    this.#maxFree = maxFree;
  }

  /** Takes a free buffer from the pool, or allocates a buffer. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.#bytes);
  }

  /**
   * Returns a buffer to the pool, unless the pool is full or the size of the buffer is outside the limits. The caller
   * must not use the buffer afterwards.
   */
  release(buffer: Buffer): void {
    const { length } = buffer;
    if (this.#free.length < this.#maxFree && length >= this.#bytes && length <= this.#maxBytes)
      this.#free.push(buffer);
  }
}

const kibibyte = 1024;

/** The pooled buffers of byte sinks. A sink that needs more space allocates a larger buffer. */
export const writingBuffers = new BufferPool(256 * kibibyte, 1024 * kibibyte, 8);

/** The maximum size of a small body, in bytes. */
export const smallBodyBytes = 16 * kibibyte;
/** The size of a slab, in bytes. Small bodies share slabs because separate buffers take longer to allocate. A full slab is freed with its last body. */
const slabBytes = 64 * kibibyte;
let slab = Buffer.alloc(0);
let slabUsed = 0;

/** Copies a small body into a slab. @param bytes at most `smallBodyBytes` long */
export function copySmallBody(bytes: Buffer): Buffer {
  if (slabUsed + bytes.length > slab.length) {
    slab = Buffer.allocUnsafeSlow(slabBytes);
    slabUsed = 0;
  }
  const copy = slab.subarray(slabUsed, slabUsed + bytes.length);
  copy.set(bytes);
  slabUsed += bytes.length;
  return copy;
}
