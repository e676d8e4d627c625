/** A range of a text in UTF-16 code units, from `start` to `end` (exclusive). */
export type TextRange = readonly [start: number, end: number];

/** Splits a text into its lines, as ranges without line breaks. A final line break does not start another line. */
export function linesOf(text: string): readonly TextRange[] {
  const lines: TextRange[] = [];
  let start = 0;
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/gu)) {
    lines.push([start, index]);
    start = index + lineBreak.length;
  }
  if (start < text.length) lines.push([start, text.length]);
  return lines;
}

/**
 * Replaces the characters in ranges of a text by spaces, except line breaks. The offsets of other characters do not change.
 * @param ranges in order and without overlaps
 */
export function withBlanks(text: string, ranges: readonly TextRange[]): string {
  let blanked = '';
  let end = 0;
  for (const [start, rangeEnd] of ranges) {
    blanked += text.slice(end, start) + text.slice(start, rangeEnd).replace(/[^\n\r]/g, ' ');
    end = rangeEnd;
  }
  return blanked + text.slice(end);
}
