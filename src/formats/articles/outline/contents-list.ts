import { fold } from '../../../graph/text/fold.js';
import type { Block, ItemBlock } from '../markup/block.js';
import { bare } from '../text/cues.js';

const minItems = 3;
const maxHeadingLength = 120;

/** The index of the last block with each heading text, by folded text. */
export type LastPlaces = ReadonlyMap<string, number>;

export function lastPlacesOf(blocks: readonly Block[]): LastPlaces {
  const places = new Map<string, number>();
  blocks.forEach((block, index) => {
    if (block.kind === 'table' || block.kind === 'aside' || block.words.text.length > maxHeadingLength)
      return;
    places.set(fold(bare(block.words.text)), index);
  });
  return places;
}

/**
 * Whether items only list headings that follow, like a table of contents. @param end index of the block
 * after the items
 */
export function isContents(items: readonly ItemBlock[], places: LastPlaces, end: number): boolean {
  if (items.length < minItems) return false;
  const headings = items.filter(({ words }) => (places.get(fold(bare(words.text))) ?? -1) >= end);
  return headings.length >= Math.max(minItems, items.length * 0.8);
}
