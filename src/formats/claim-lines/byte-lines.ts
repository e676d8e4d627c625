import { isUtf8 } from 'node:buffer';

/** No line of an import is longer: what is has no line breaks where it should have some. */
export const lineMaxBytes = 1024 * 1024;

/** One line of a text; why it cannot be read, where it cannot. Numbers count from 1. */
export type Line =
  ReadableLine | { readonly number: number; readonly text?: undefined; readonly misfit: LineMisfit };

export interface ReadableLine {
  readonly number: number;
  readonly text: string;
  /** Whether a line break follows; after the last line there need be none. */
  readonly isEnded: boolean;
  readonly misfit?: undefined;
}

/** The words that follow "expected" and "got". */
export interface LineMisfit {
  readonly expected: string;
  readonly came: string;
}

const lineFeed = 10;
const notUtf8: LineMisfit = { expected: 'a line in UTF-8', came: 'bytes that are not UTF-8' };
const tooLong: LineMisfit = { expected: `a line of ${lineMaxBytes} bytes at most`, came: 'a longer one' };

/**
 * Cuts bytes into lines, however they come: all those together that a piece of them completes. Of a line that
 * is too long no more than its beginning is held. Lines end with LF; what CR leaves behind is white space. A byte order
 * mark at the very start is no part of the text.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let rest = new UnfinishedLine();
  let number = 0;
  for await (const piece of bytes) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      rest.add(piece.subarray(start, end));
      lines.push(rest.end((number += 1), true));
      rest = new UnfinishedLine();
      start = end + 1;
    }
    rest.add(piece.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (!rest.isEmpty) yield [rest.end(number + 1, false)];
}

/** The bytes of a line whose end has not come. */
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
