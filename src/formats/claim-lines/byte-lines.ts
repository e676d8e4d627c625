import { isUtf8 } from 'node:buffer';

/** The longest line of an import. A longer one most likely lacks its line breaks. */
export const lineMaxBytes = 1024 * 1024;

/** A line of a text, or the reason why it cannot be read. Line numbers count from 1. */
export type Line =
  ReadableLine | { readonly number: number; readonly text?: undefined; readonly misfit: LineReadProblem };

export interface ReadableLine {
  readonly number: number;
  readonly text: string;
  /** Whether a line break follows; the last line may have none. */
  readonly isEnded: boolean;
  readonly misfit?: undefined;
}

/** The texts after "expected" and "got" of a problem. */
export interface LineReadProblem {
  readonly expected: string;
  readonly came: string;
}

const lineFeed = 10;
const notUtf8: LineReadProblem = { expected: 'a line in UTF-8', came: 'bytes that are not UTF-8' };
const tooLong: LineReadProblem = {
  expected: `a line of ${lineMaxBytes} bytes at most`,
  came: 'a longer one',
};

/**
 * Splits a stream of bytes into lines, and yields the lines that each chunk completes. Of a line that is
 * too long, only the beginning is held in memory. Lines end with LF; a CR before it counts as white space.
 * A byte order mark at the start is removed.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let unfinished = new UnfinishedLine();
  let number = 0;
  for await (const piece of bytes) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      unfinished.add(piece.subarray(start, end));
      lines.push(unfinished.end((number += 1), true));
      unfinished = new UnfinishedLine();
      start = end + 1;
    }
    unfinished.add(piece.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (!unfinished.isEmpty) yield [unfinished.end(number + 1, false)];
}

/** The bytes of a line whose end was not received yet. */
class UnfinishedLine {
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (piece.length > 0 && this.#length <= lineMaxBytes) this.#pieces.push(piece);
  }

  end(number: number, isEnded: boolean): Line {
    if (this.#length > lineMaxBytes) return { number, misfit: tooLong };
    const [only, ...others] = this.#pieces;
    const bytes = only === undefined || others.length > 0 ? Buffer.concat(this.#pieces) : only;
    if (!isUtf8(bytes)) return { number, misfit: notUtf8 };
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    return { number, text: number === 1 ? text.replace(/^\uFEFF/u, '') : text, isEnded };
  }
}
