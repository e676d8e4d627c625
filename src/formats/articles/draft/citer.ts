import type { Citation } from '../../../graph/claim.js';
import type { CodePoints } from '../text/code-point-offsets.js';
import { boundary } from './draft-names.js';
import type { Words } from '../text/placed-text.js';

const contextLength = 32;

/** Makes citations of text ranges, with the quote, the text around it, and offsets in code points. */
export class Citer {
  readonly #raw: string;
  readonly #points: CodePoints;
  readonly #hash: string;

  constructor(raw: string, points: CodePoints, hash: string) {
    this.#raw = raw;
    this.#points = points;
    this.#hash = hash;
  }

  /** @param under the headings above the text range, the outermost first */
  cite({ start, end }: Words, under: readonly string[]): Citation {
    const raw = this.#raw;
    return {
      locator: under.length === 0 ? null : under.join(' › '),
      quote: raw.slice(start, end),
      prefix: raw.slice(boundary(raw, start - contextLength), start) || null,
      suffix: raw.slice(end, boundary(raw, end + contextLength)) || null,
      start: this.#points.at(start),
      end: this.#points.at(end),
      textHash: this.#hash,
    };
  }
}
