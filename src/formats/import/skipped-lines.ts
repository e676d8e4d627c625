import { DocumentError } from '../input/document-error.js';
import { linesOf, type TextRange } from '../input/text-lines.js';

/** Lines of an input that are not read. */
export interface SkippedLines {
  /** The number of the first line, from 1. */
  readonly first: number;
  /** The number of the last line; null for the last line of the text. */
  readonly last: number | null;
  /**
   * The texts of the first and the last line when they were skipped before, without white space around them. Lines with these
   * texts are skipped even if their numbers have changed. Null if the lines were not skipped before.
   */
  readonly texts: readonly [first: string, last: string] | null;
}

/** The syntax of a list of lines. */
export const lineListRule = 'numbers and ranges of lines, such as 1-3,10,120-';

/** Parses a list of lines such as `1-3,10,120-`. Null if the text is not such a list. */
export function parseLineList(text: string): readonly SkippedLines[] | null {
  const ranges: SkippedLines[] = [];
  for (const part of text.split(',')) {
    const [, first, dash, last] = /^\s*([1-9]\d{0,8})\s*(?:(-)\s*([1-9]\d{0,8})?)?\s*$/u.exec(part) ?? [];
    if (first === undefined) return null;
    const end = dash === undefined ? Number(first) : last === undefined ? null : Number(last);
    if (end !== null && end < Number(first)) return null;
    ranges.push({ first: Number(first), last: end, texts: null });
  }
  return ranges;
}

/** Prints the numbers of lines as `3`, `3-5` or `3-`. */
export function printLines({ first, last }: SkippedLines): string {
  return first === last ? `${first}` : `${first}-${last ?? ''}`;
}

/** Skipped lines as they were found in a text. */
export interface LocatedLines {
  /** The ranges of the lines, in order and without overlaps. */
  readonly ranges: readonly TextRange[];
  /** The lines with their numbers and texts in this text. */
  readonly lines: readonly SkippedLines[];
}

/**
 * Finds skipped lines in a text: by their numbers or, if they were skipped before, by their texts.
 * @throws {DocumentError} if the text has fewer lines, or if lines that were skipped before are neither at their old numbers nor
 *   at exactly one other location
 */
export function locateLines(skipped: readonly SkippedLines[], text: string, file: string): LocatedLines {
  if (skipped.length === 0) return { ranges: [], lines: [] };
  const lines = linesOf(text);
  const texts = lines.map(([start, end]) => text.slice(start, end).trim());
  const located = skipped.map((each) => find(each, texts, file));
  const ranges: (readonly [start: number, end: number])[] = [];
  for (const { first, last } of [...located].sort((one, other) => one.first - other.first)) {
    const start = lines[first - 1]?.[0] ?? 0;
    const end = lines[(last ?? lines.length) - 1]?.[1] ?? text.length;
    const previous = ranges.at(-1);
    if (previous && start <= previous[1])
      ranges[ranges.length - 1] = [previous[0], Math.max(previous[1], end)];
    else ranges.push([start, end]);
  }
  return { ranges, lines: located };
}

function find(skipped: SkippedLines, lines: readonly string[], file: string): SkippedLines {
  const { first, last, texts } = skipped;
  const textOf = (line: number): string | undefined => lines[line - 1];
  if (texts === null) {
    const [firstText, lastText] = [textOf(first), textOf(last ?? lines.length)];
    if (firstText === undefined || lastText === undefined) {
      const expected = `lines ${printLines(skipped)} to skip`;
      throw new DocumentError([
        { file, line: Math.max(1, lines.length), column: 1, expected, actual: `${lines.length} lines` },
      ]);
    }
    return { first, last, texts: [firstText, lastText] };
  }
  const isAt = (line: number): boolean =>
    textOf(line) === texts[0] &&
    textOf(last === null ? lines.length : line + last - first) === texts[1] &&
    (last !== null || line <= lines.length);
  if (isAt(first)) return skipped;
  const [found, another] = lines.flatMap((_text, index) => (isAt(index + 1) ? [index + 1] : []));
  if (found !== undefined && another === undefined)
    return { first: found, last: last === null ? null : found + last - first, texts };
  const expected =
    `the lines that were skipped before, from "${texts[0].slice(0, 60)}" to "${texts[1].slice(0, 60)}" ` +
    `(set them again with --skip)`;
  const actual = found === undefined ? 'other lines' : 'such lines at several locations';
  throw new DocumentError([{ file, line: Math.min(first, lines.length) || 1, column: 1, expected, actual }]);
}
