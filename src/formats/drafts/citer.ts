import type { Citation } from '../../graph/claim.js';
import type { CodePointOffsets } from '../input/code-point-offsets.js';
import type { PlacedText } from '../input/placed-text.js';

/** Creates the citation of a text range. @param locator the names above the range, the outermost first */
export type Citer = (content: PlacedText, locator: readonly string[]) => Citation;

/**
 * Creates a function that cites ranges of a text: the quote, the text before and after it, and its offsets in code points.
 * @param hash the hash of the text
 * @param contextLength the maximum length of the text before and of the text after, in UTF-16 code units; 0 for none
 */
export function citerOf(text: string, points: CodePointOffsets, hash: string, contextLength: number): Citer {
  return ({ start, end }, locator) => ({
    locator: locator.length === 0 ? null : locator.join(' › '),
    quote: text.slice(start, end),
    prefix: contextLength === 0 ? null : text.slice(boundary(text, start - contextLength), start) || null,
    suffix: contextLength === 0 ? null : text.slice(end, boundary(text, end + contextLength)) || null,
    start: points.at(start),
    end: points.at(end),
    textHash: hash,
  });
}

/** Clamps an offset to a text, and moves it to the start of a surrogate pair if it is inside the pair. */
export function boundary(text: string, offset: number): number {
  const clamped = Math.max(0, Math.min(text.length, offset));
  const unit = text.charCodeAt(clamped);
  return unit >= 0xdc00 && unit <= 0xdfff ? clamped - 1 : clamped;
}
