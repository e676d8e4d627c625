import { fold } from '../../../graph/text/fold.js';
import type { Block, ItemBlock } from '../../tables/model/block.js';
import { bareHeading } from '../text/cues.js';

const minItems = 3;
const maxHeadingLength = 120;

/** For each folded heading text, the index of the last block with this text. */
export type LastHeadings = ReadonlyMap<string, number>;

/** Indexes the blocks that may be headings, by folded text. */
export function lastHeadingsOf(blocks: readonly Block[]): LastHeadings {
  const lastHeadings = new Map<string, number>();
  blocks.forEach((block, index) => {
    if (block.kind === 'table' || block.kind === 'aside' || block.content.text.length > maxHeadingLength)
      return;
    lastHeadings.set(fold(bareHeading(block.content.text)), index);
  });
  return lastHeadings;
}

/**
 * Whether list items are a table of contents: at least three items, and at least 80 % of all items, are equal to later blocks that may be headings.
 * @param end the index of the block after the items
 */
export function isContents(items: readonly ItemBlock[], lastHeadings: LastHeadings, end: number): boolean {
  if (items.length < minItems) return false;
  const headings = items.filter(
    ({ content }) => (lastHeadings.get(fold(bareHeading(content.text))) ?? -1) >= end,
  );
  return headings.length >= Math.max(minItems, items.length * 0.8);
}
