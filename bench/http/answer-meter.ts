const endOfHead = '\r\n\r\n';
const endOfChunks = '\r\n0\r\n\r\n';

/**
 * Tells where answers of HTTP/1.1 end on a connection on which one is asked for at a time. Bodies are counted, not
 * read: a load that reads them is slower than the servers that it is to measure.
 */
export class AnswerMeter {
  /** Of the last answer that was complete. */
  status = 0;
  /** A head that has not come whole yet. */
  #head = '';
  /** Bytes of the body that are still to come; null where it comes in chunks. */
  #left: number | null = 0;
  /** The last characters of a body in chunks. */
  #tail = '';
  #isInBody = false;

  /** Takes what has come next. @returns whether the answer is complete @throws {Error} where it is no HTTP/1.1 */
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
    // Heads are short, and bodies that stand behind them long.
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
      throw new Error(`Expected an answer of HTTP/1.1 with a length or in chunks, got ${head.slice(0, 200)}`);
    }
    this.status = Number(status);
    this.#left = length === undefined ? null : Number(length);
    this.#head = '';
    this.#tail = '';
    this.#isInBody = true;
    return end + endOfHead.length - before;
  }

  #endsBody(came: number): boolean {
    this.#left = (this.#left ?? 0) - came;
    if (this.#left < 0) throw new Error('More came than the answer that was asked for.');
    return this.#left === 0;
  }

  /** JSON has no bare line break of this kind, so that what ends so is the end. */
  #endsChunks(bytes: Buffer, start: number): boolean {
    const from = Math.max(start, bytes.length - endOfChunks.length);
    this.#tail = (this.#tail + bytes.toString('latin1', from)).slice(-endOfChunks.length);
    return this.#tail === endOfChunks;
  }
}
