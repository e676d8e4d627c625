import { isUtf8 } from 'node:buffer';

/** The maximum length of a line in bytes. A longer line usually means that the input has no line breaks. */
export const lineMaxBytes = 1024 * 1024;

/** A line of a text, or the reason why the line cannot be read. Line numbers count from 1. */
export type Line =
  | ReadableLine
  | { readonly number: number; readonly text?: undefined; readonly problem: LineReadProblem };

export interface ReadableLine {
  readonly number: number;
  readonly text: string;
  /** Whether a line break follows; the last line may lack a line break. */
  readonly isEnded: boolean;
  readonly problem?: undefined;
}

/** The texts after "expected" and "got" of a problem. */
export interface LineReadProblem {
  readonly expected: string;
  readonly actual: string;
}

const lineFeed = 10;
const notUtf8: LineReadProblem = { expected: 'a line in UTF-8', actual: 'bytes that are not UTF-8' };
const tooLong: LineReadProblem = {
  expected: `a line of ${lineMaxBytes} bytes at most`,
  actual: 'a longer line',
};

/**
 * Splits a stream of bytes into lines, and yields the lines that each chunk completes. A line that is
 * too long is not buffered beyond the limit. Lines end with LF; a CR before the LF counts as white space. A
 * byte order mark at the start is removed.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let unfinished = new UnfinishedLine();
  let number = 0;
  for await (const chunk of bytes) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      unfinished.add(chunk.subarray(start, end));
      lines.push(unfinished.end((number += 1), true));
      unfinished = new UnfinishedLine();
      start = end + 1;
    }
    unfinished.add(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (!unfinished.isEmpty) yield [unfinished.end(number + 1, false)];
}

/** Collects the bytes of a line until its end is received. */
class UnfinishedLine {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (chunk.length > 0 && this.#length <= lineMaxBytes) this.#chunks.push(chunk);
  }

  end(number: number, isEnded: boolean): Line {
    if (this.#length > lineMaxBytes) return { number, problem: tooLong };
    const [only, ...others] = this.#chunks;
    const bytes = only === undefined || others.length > 0 ? Buffer.concat(this.#chunks) : only;
    if (!isUtf8(bytes)) return { number, problem: notUtf8 };
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    return { number, text: number === 1 ? text.replace(/^\uFEFF/u, '') : text, isEnded };
  }
}
