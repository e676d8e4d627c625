import type { TextRange } from './find-words.js';

/** A text or an excerpt of it, with the ranges of the found words in `text`. */
export interface Snippet {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** The maximum length of a snippet in code points, including the ellipses. */
export const maxSnippetLength = 240;
/** The maximum number of code points before the first range, unless the text ends soon after it. */
const leadLength = 60;
const ellipsis = '…';

/** Creates an excerpt of a text around the first range, with the ranges that start in it; the whole text if it is short. */
export function snippetOf(text: string, ranges: readonly TextRange[]): Snippet {
  const codePoints = [...text];
  if (codePoints.length <= maxSnippetLength) return { text, ranges };
  const length = maxSnippetLength - 2;
  const earliest = Math.max(0, Math.min((ranges[0]?.start ?? 0) - leadLength, codePoints.length - length));
  const start = earliest === 0 ? 0 : wordStart(codePoints, earliest, ranges[0]?.start ?? earliest);
  const end = Math.min(codePoints.length, start + length);
  const before = start > 0 ? ellipsis : '';
  const after = end < codePoints.length ? ellipsis : '';
  const shift = start - before.length;
  return {
    text: `${before}${codePoints.slice(start, end).join('')}${after}`,
    ranges: ranges
      .filter((range) => range.start < end)
      .map((range) => ({ start: range.start - shift, end: Math.min(range.end, end) - shift })),
  };
}

/** The start of the first word after `from`; `from` itself if no white space separates it from the found word. */
function wordStart(codePoints: readonly string[], from: number, found: number): number {
  const space = codePoints.slice(from, found).findIndex((codePoint) => /\s/u.test(codePoint));
  return space < 0 ? from : from + space + 1;
}
