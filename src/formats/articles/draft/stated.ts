import type { Section } from '../outline/sections.js';
import type { Words } from '../text/words.js';

/** Where something is stated, and how sure the reading of it is. */
export interface Stated {
  /** The words that state it. */
  readonly words: Words;
  /** The headings that it stands under, the outermost first. */
  readonly under: readonly string[];
  readonly confidence?: number;
}

/** Where an item of a list is stated: under the headings over it, and under the words that lead its list in. */
export function statedUnder(words: Words, { words: heading }: Section, path: readonly string[]): Stated {
  const label = heading?.text.replace(/[\s:：]+$/u, '');
  return {
    words,
    under:
      label === undefined || path.includes(label) || heading?.text.length === 0 || label.length > 80
        ? path
        : [...path, label].slice(-4),
  };
}
