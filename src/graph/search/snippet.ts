import type { TextRange } from './find-words.js';

/** A text, or an excerpt of it around the words that were found, with their ranges. */
export interface Snippet {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** The maximum length of a snippet in code points, including the ellipses. */
export const longestSnippet = 240;
const lead = 60;
const omission = '…';

/** The excerpt of a text around the first range; the whole text if it is short. */
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

/** The start of the first word after an offset; the offset itself if the found word is before it. */
function wordStart(codePoints: readonly string[], from: number, found: number): number {
  const space = codePoints.slice(from, found).findIndex((each) => /\s/u.test(each));
  return space < 0 ? from : from + space + 1;
}
