import type { Words } from './words.js';

/** Where something is stated, and how sure the reading of it is. */
export interface Stated {
  /** The words that state it. */
  readonly words: Words;
  /** The headings that it stands under, the outermost first. */
  readonly under: readonly string[];
  readonly confidence?: number;
}
