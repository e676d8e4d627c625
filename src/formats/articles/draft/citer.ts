import type { Citation } from '../../../graph/claim.js';
import type { CodePointOffsets } from '../../input/code-point-offsets.js';
import { boundary } from './draft-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The length of the prefix and the suffix of a citation, in UTF-16 code units. */
const contextLength = 32;

/**
 * Creates citations of text ranges: the quote, the text before and after it, and its offsets in code
 * points.
 */
export class Citer {
  readonly #raw: string;
  readonly #points: CodePointOffsets;
  readonly #hash: string;

  constructor(raw: string, points: CodePointOffsets, hash: string) {
    this.#raw = raw;
    this.#points = points;
    this.#hash = hash;
  }

  /** Creates a citation of a text range. @param headings the headings above the range, the outermost first */
  cite({ start, end }: PlacedText, headings: readonly string[]): Citation {
    const raw = this.#raw;
    return {
      locator: headings.length === 0 ? null : headings.join(' › '),
      quote: raw.slice(start, end),
      prefix: raw.slice(boundary(raw, start - contextLength), start) || null,
      suffix: raw.slice(end, boundary(raw, end + contextLength)) || null,
      start: this.#points.at(start),
      end: this.#points.at(end),
      textHash: this.#hash,
    };
  }
}
