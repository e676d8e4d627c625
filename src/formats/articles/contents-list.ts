import { fold } from '../../graph/fold.js';
import type { Block, ItemBlock } from './block.js';
import { bare } from './cues.js';

const fewest = 3;

/** Whether items only name the headings that follow them, as a table of contents does. `end` is the block after them. */
export function isContents(items: readonly ItemBlock[], blocks: readonly Block[], end: number): boolean {
  if (items.length < fewest) return false;
  const wanted = items.map(({ words }) => fold(bare(words.text)));
  const heads = new Set<string>();
  for (const block of blocks.slice(end)) {
    if (block.kind === 'table' || block.kind === 'aside' || block.words.text.length > 120) continue;
    heads.add(fold(bare(block.words.text)));
  }
  return wanted.filter((text) => heads.has(text)).length >= Math.max(fewest, wanted.length * 0.8);
}
