/** A run of characters and where it stands in the raw text, in UTF-16 units. Of one length in both: the same characters. */
interface Piece {
  readonly at: number;
  readonly length: number;
  readonly raw: number;
  readonly rawLength: number;
}

/**
 * Words of a document as they are read, without marks and entities, that know where they stand in the raw text.
 * Immutable; offsets are UTF-16 units.
 */
export class Words {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  private constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  static readonly empty = new Words('', []);

  /** A stretch of the raw text as it is. */
  static of(raw: string, start = 0, end = raw.length): Words {
    const length = end - start;
    return length <= 0
      ? Words.empty
      : new Words(raw.slice(start, end), [{ at: 0, length, raw: start, rawLength: length }]);
  }

  /** What is read otherwise than it is written, such as an entity. */
  static reading(text: string, start: number, end: number): Words {
    return new Words(text, [{ at: 0, length: text.length, raw: start, rawLength: end - start }]);
  }

  /** These words one after the other, with `between` where two of them meet. */
  static join(parts: readonly Words[], between = ''): Words {
    const filled = parts.filter((part) => part.text !== '');
    const [only] = filled;
    if (only === undefined) return Words.empty;
    if (filled.length === 1) return only;
    const texts: string[] = [];
    const pieces: Piece[] = [];
    let at = 0;
    for (const part of filled) {
      if (at > 0) {
        texts.push(between);
        at += between.length;
      }
      for (const piece of part.#pieces) pieces.push({ ...piece, at: piece.at + at });
      texts.push(part.text);
      at += part.text.length;
    }
    return new Words(texts.join(''), pieces);
  }

  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  /** Where the first of them begins in the raw text. */
  get start(): number {
    return this.#pieces[0]?.raw ?? 0;
  }

  /** Where the last of them ends in the raw text. */
  get end(): number {
    const last = this.#pieces.at(-1);
    return last ? last.raw + last.rawLength : 0;
  }

  /** The stretches of the raw text that they are read from. */
  get stretches(): readonly (readonly [start: number, end: number])[] {
    return this.#pieces.map(({ raw, rawLength }) => [raw, raw + rawLength]);
  }

  slice(start: number, end = this.text.length): Words {
    if (start <= 0 && end >= this.text.length) return this;
    const pieces: Piece[] = [];
    for (const piece of this.#pieces) {
      const from = Math.max(start, piece.at);
      const to = Math.min(end, piece.at + piece.length);
      if (from >= to) continue;
      const isVerbatim = piece.length === piece.rawLength;
      pieces.push({
        at: from - start,
        length: to - from,
        raw: isVerbatim ? piece.raw + from - piece.at : piece.raw,
        rawLength: isVerbatim ? to - from : piece.rawLength,
      });
    }
    return new Words(this.text.slice(start, end), pieces);
  }

  trim(): Words {
    const { text } = this;
    const start = text.length - text.trimStart().length;
    return this.slice(start, Math.max(start, text.trimEnd().length));
  }

  /** Cuts at every place that a pattern matches, which is left out. */
  split(pattern: RegExp): readonly Words[] {
    const parts: Words[] = [];
    let start = 0;
    for (const match of this.text.matchAll(pattern)) {
      parts.push(this.slice(start, match.index));
      start = match.index + match[0].length;
    }
    parts.push(this.slice(start));
    return parts;
  }
}
