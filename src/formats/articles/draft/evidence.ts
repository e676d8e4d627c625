import type { Section } from '../outline/sections.js';
import type { Words } from '../text/placed-text.js';

/** The placed text that states a draft claim, the headings above it, and the confidence of the parser. */
export interface Stated {
  /** The text that states the claim. */
  readonly words: Words;
  /** The headings above it, the outermost first. */
  readonly under: readonly string[];
  readonly confidence?: number;
}

/** The evidence of a list item: its path has the headings above the list and the lead-in of the list. */
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
