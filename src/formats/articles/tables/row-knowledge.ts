import type { Block } from '../markup/block.js';
import { labelled } from '../text/label.js';
import { tokensOf } from '../text/tokens.js';
import type { Words } from '../text/words.js';

/** What a document tells of its labels and of the words that always have a capital. */
export interface Learned {
  readonly labels: ReadonlySet<string>;
  readonly capitals: ReadonlyMap<string, number>;
  readonly lower: ReadonlySet<string>;
}

export function knowledgeOf(blocks: readonly Block[]): Learned {
  const labels = new Set<string>();
  const capitals = new Map<string, number>();
  const lower = new Set<string>();
  for (const block of blocks) {
    if (block.kind !== 'item' && block.kind !== 'line') continue;
    if (block.kind === 'item') {
      const label = labelled(block.words, block.emphasized)?.label.text;
      if (label !== undefined) labels.add(label.toLowerCase());
    }
    countCapitals(block.words.text, capitals, lower);
  }
  return { labels, capitals, lower };
}

/** Counts the words that have a capital in the middle of a sentence, and notes those that have none. */
function countCapitals(text: string, capitals: Map<string, number>, lower: Set<string>): void {
  if (text.length < 60 && !/[.!?]$/u.test(text)) return;
  tokensOf(text).forEach((token, index) => {
    if (/^\p{Ll}/u.test(token.text)) lower.add(token.text);
    else if (index > 0 && /[\p{Ll},)] $/u.test(text.slice(Math.max(0, token.start - 2), token.start)))
      capitals.set(token.text, (capitals.get(token.text) ?? 0) + 1);
  });
}

/** The words that are written with a capital wherever they stand, but for some rows. */
export function properNamesOutside(
  rows: readonly Words[],
  { capitals, lower }: Learned,
): ReadonlySet<string> {
  const inRows = new Map<string, number>();
  for (const row of rows) countCapitals(row.text, inRows, new Set());
  const names = [...capitals].filter(
    ([word, count]) => count > (inRows.get(word) ?? 0) && !lower.has(word.toLowerCase()),
  );
  return new Set(names.map(([word]) => word));
}
