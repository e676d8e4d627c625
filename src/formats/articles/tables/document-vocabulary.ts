import type { Block } from '../../input/block.js';
import { splitLabel } from '../text/label.js';
import { tokensOf } from '../../input/tokens.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The labels of list items in a document, and the words in its sentences. */
export interface DocumentVocabulary {
  /** The labels, in lower case. */
  readonly labels: ReadonlySet<string>;
  /** Words that have a capital within a sentence, with the number of occurrences. */
  readonly capitals: ReadonlyMap<string, number>;
  /** Words that start with a lower-case letter. */
  readonly lowerCase: ReadonlySet<string>;
}

/** Collects the vocabulary of a document. */
export function vocabularyOf(blocks: readonly Block[]): DocumentVocabulary {
  const labels = new Set<string>();
  const capitals = new Map<string, number>();
  const lowerCase = new Set<string>();
  for (const block of blocks) {
    if (block.kind !== 'item' && block.kind !== 'line') continue;
    if (block.kind === 'item') {
      const label = splitLabel(block.content, block.emphasisLength)?.label.text;
      if (label !== undefined) labels.add(label.toLowerCase());
    }
    countCapitals(block.content.text, capitals, lowerCase);
  }
  return { labels, capitals, lowerCase };
}

/** Counts the words with a capital within sentences, and collects the lower-case words. */
function countCapitals(text: string, capitals: Map<string, number>, lowerCase: Set<string>): void {
  if (text.length < 60 && !/[.!?]$/u.test(text)) return;
  tokensOf(text).forEach((token, index) => {
    if (/^\p{Ll}/u.test(token.text)) lowerCase.add(token.text);
    else if (index > 0 && /[\p{Ll},)] $/u.test(text.slice(Math.max(0, token.start - 2), token.start)))
      capitals.set(token.text, (capitals.get(token.text) ?? 0) + 1);
  });
}

/**
 * Finds the words that start with a capital throughout the document. Occurrences in the given rows do not count.
 */
export function properNamesOutside(
  rows: readonly PlacedText[],
  { capitals, lowerCase }: DocumentVocabulary,
): ReadonlySet<string> {
  const inRows = new Map<string, number>();
  for (const row of rows) countCapitals(row.text, inRows, new Set());
  const names = [...capitals].filter(
    ([word, count]) => count > (inRows.get(word) ?? 0) && !lowerCase.has(word.toLowerCase()),
  );
  return new Set(names.map(([word]) => word));
}
