const endOfHead = '\r\n\r\n';
const endOfChunks = '\r\n0\r\n\r\n';

/**
 * Finds the ends of HTTP/1.1 responses on a connection without pipelining. Does not parse bodies: a load generator that parses bodies
 * would be slower than the measured servers.
 */
export class ResponseMeter {
  /** The status of the last response whose head is complete; 0 before the first. */
  status = 0;
  /** The received part of an incomplete head. */
  #head = '';
  /** The number of remaining bytes of the body. Null for a chunked body. */
  #left: number | null = 0;
  /** The last characters of a chunked body. */
  #tail = '';
  #isInBody = false;

  /**
   * Processes received bytes.
   * @returns whether the response is complete
   * @throws {Error} if the head is not a head of HTTP/1.1 with a content length or chunked encoding, or if the body is longer than its
   *   content length
   */
  take(bytes: Buffer): boolean {
    const start = this.#isInBody ? 0 : this.#startOfBody(bytes);
    if (!this.#isInBody) return false;
    const isComplete =
      this.#left === null ? this.#endsChunks(bytes, start) : this.#endsBody(bytes.length - start);
    if (isComplete) this.#isInBody = false;
    return isComplete;
  }

  #startOfBody(bytes: Buffer): number {
    const before = this.#head.length;
    // Decodes at most 4 KiB: the head is short, and the body after it may be long.
    this.#head += bytes.toString('latin1', 0, 4096);
    const end = this.#head.indexOf(endOfHead);
    if (end < 0) return 0;
    const head = this.#head.slice(0, end + 2);
    const status = /^HTTP\/1\.1 (\d{3})/u.exec(head)?.[1];
    const length = /\r\ncontent-length: *(\d+)\r\n/iu.exec(head)?.[1];
    if (
      status === undefined ||
      (length === undefined && !/\r\ntransfer-encoding: *chunked\r\n/iu.test(head))
    ) {
      throw new Error(
        `Expected an HTTP/1.1 response with a content length or chunked encoding, got ${head.slice(0, 200)}`,
      );
    }
    this.status = Number(status);
    this.#left = length === undefined ? null : Number(length);
    this.#head = '';
    this.#tail = '';
    this.#isInBody = true;
    return end + endOfHead.length - before;
  }

  #endsBody(received: number): boolean {
    this.#left = (this.#left ?? 0) - received;
    if (this.#left < 0) throw new Error('Expected the end of the response, got more bytes.');
    return this.#left === 0;
  }

  /** Whether the body ends with the last chunk. The bytes of the last chunk do not occur in compact JSON, which has no line breaks. */
  #endsChunks(bytes: Buffer, start: number): boolean {
    const from = Math.max(start, bytes.length - endOfChunks.length);
    this.#tail = (this.#tail + bytes.toString('latin1', from)).slice(-endOfChunks.length);
    return this.#tail === endOfChunks;
  }
}
