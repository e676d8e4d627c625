/**
 * A range of the parsed text and its range in the raw text, in UTF-16 code units. If both ranges have the same
 * length, their characters correspond one to one.
 */
interface Run {
  readonly start: number;
  readonly length: number;
  readonly rawStart: number;
  readonly rawLength: number;
}

/**
 * Parsed text, without markup and with decoded entities, and the ranges of its characters in the raw text.
 * Immutable. Offsets are in UTF-16 code units.
 */
export class PlacedText {
  readonly text: string;
  readonly #runs: readonly Run[];

  private constructor(text: string, runs: readonly Run[]) {
    this.text = text;
    this.#runs = runs;
  }

  static readonly empty = new PlacedText('', []);

  /** Creates a placed text from a range of the raw text, unchanged. */
  static of(raw: string, start = 0, end = raw.length): PlacedText {
    const length = end - start;
    return length <= 0
      ? PlacedText.empty
      : new PlacedText(raw.slice(start, end), [{ start: 0, length, rawStart: start, rawLength: length }]);
  }

  /** Creates a placed text that differs from its raw range, such as a decoded entity. */
  static decoded(text: string, start: number, end: number): PlacedText {
    return new PlacedText(text, [{ start: 0, length: text.length, rawStart: start, rawLength: end - start }]);
  }

  /** Joins texts, separated by `between`. Empty texts are skipped. */
  static join(parts: readonly PlacedText[], between = ''): PlacedText {
    const nonEmpty = parts.filter((part) => part.text !== '');
    const [only] = nonEmpty;
    if (only === undefined) return PlacedText.empty;
    if (nonEmpty.length === 1) return only;
    const texts: string[] = [];
    const runs: Run[] = [];
    let length = 0;
    for (const part of nonEmpty) {
      if (length > 0) {
        texts.push(between);
        length += between.length;
      }
      for (const run of part.#runs) runs.push({ ...run, start: run.start + length });
      texts.push(part.text);
      length += part.text.length;
    }
    return new PlacedText(texts.join(''), runs);
  }

  get isBlank(): boolean {
    return this.text.trim() === '';
  }

  /** The start of the first range in the raw text; 0 if there are no ranges. */
  get start(): number {
    return this.#runs[0]?.rawStart ?? 0;
  }

  /** The end of the last range in the raw text; 0 if there are no ranges. */
  get end(): number {
    const last = this.#runs.at(-1);
    return last ? last.rawStart + last.rawLength : 0;
  }

  /** The ranges in the raw text, in UTF-16 code units. */
  get ranges(): readonly (readonly [start: number, end: number])[] {
    return this.#runs.map(({ rawStart, rawLength }) => [rawStart, rawStart + rawLength]);
  }

  /** Counts the characters of this text whose raw ranges start before a raw offset, in UTF-16 code units. The raw ranges must be in order. */
  lengthBefore(rawEnd: number): number {
    const last = this.#runs.findLast(({ rawStart }) => rawStart < rawEnd);
    if (!last) return 0;
    const isVerbatim = last.length === last.rawLength;
    return last.start + (isVerbatim ? Math.min(last.length, rawEnd - last.rawStart) : last.length);
  }

  slice(start: number, end = this.text.length): PlacedText {
    if (start <= 0 && end >= this.text.length) return this;
    const runs: Run[] = [];
    for (const run of this.#runs) {
      const from = Math.max(start, run.start);
      const to = Math.min(end, run.start + run.length);
      if (from >= to) continue;
      const isVerbatim = run.length === run.rawLength;
      runs.push({
        start: from - start,
        length: to - from,
        rawStart: isVerbatim ? run.rawStart + from - run.start : run.rawStart,
        rawLength: isVerbatim ? to - from : run.rawLength,
      });
    }
    return new PlacedText(this.text.slice(start, end), runs);
  }

  trim(): PlacedText {
    const { text } = this;
    const start = text.length - text.trimStart().length;
    return this.slice(start, Math.max(start, text.trimEnd().length));
  }

  /** Splits the text at the matches of a global pattern. The matches are not part of the result. */
  split(pattern: RegExp): readonly PlacedText[] {
    const parts: PlacedText[] = [];
    let start = 0;
    for (const match of this.text.matchAll(pattern)) {
      parts.push(this.slice(start, match.index));
      start = match.index + match[0].length;
    }
    parts.push(this.slice(start));
    return parts;
  }
}
