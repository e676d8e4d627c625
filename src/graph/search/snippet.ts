import type { TextRange } from './find-words.js';

/** A text, or as much of it as shows what was found, with the places of that in it. */
export interface Snippet {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** The most code points of a snippet, with the signs that tell where something was left out. */
export const longestSnippet = 240;
const lead = 60;
const omission = '…';

/** The part of a text around the first thing that was found; the whole, where it is short. */
export function snippetOf(text: string, ranges: readonly TextRange[]): Snippet {
  const codePoints = [...text];
  if (codePoints.length <= longestSnippet) return { text, ranges };
  const length = longestSnippet - 2;
  const wanted = Math.max(0, Math.min((ranges[0]?.start ?? 0) - lead, codePoints.length - length));
  const start = wanted === 0 ? 0 : wordStart(codePoints, wanted, ranges[0]?.start ?? wanted);
  const end = Math.min(codePoints.length, start + length);
  const before = start > 0 ? omission : '';
  const after = end < codePoints.length ? omission : '';
  const shift = start - before.length;
  return {
    text: `${before}${codePoints.slice(start, end).join('')}${after}`,
    ranges: ranges
      .filter((range) => range.start < end)
      .map((range) => ({ start: range.start - shift, end: Math.min(range.end, end) - shift })),
  };
}

/** The start of the first word from a place on, where there is one before what was found. */
function wordStart(codePoints: readonly string[], from: number, found: number): number {
  const space = codePoints.slice(from, found).findIndex((each) => /\s/u.test(each));
  return space < 0 ? from : from + space + 1;
}
