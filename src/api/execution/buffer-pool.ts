const bufferBytes = 256 * 1024;
/** A larger one is let go. */
const largestBytes = 1024 * 1024;
const mostFree = 16;

const free: Buffer[] = [];

/**
 * A buffer to write to, of some size: new memory for every large answer would cost more than to fill it.
 */
export function takeBuffer(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(bufferBytes);
}

/** Takes a buffer that nobody reads any more. */
export function giveBack(buffer: Buffer): void {
  if (free.length < mostFree && buffer.length >= bufferBytes && buffer.length <= largestBytes)
    free.push(buffer);
}
