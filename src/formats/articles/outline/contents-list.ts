import { fold } from '../../../graph/text/fold.js';
import type { Block, ItemBlock } from '../markup/block.js';
import { bare } from '../text/cues.js';

const fewest = 3;
const longestHead = 120;

/** Where each text that may be a heading stands last, by its words. */
export type LastPlaces = ReadonlyMap<string, number>;

export function lastPlacesOf(blocks: readonly Block[]): LastPlaces {
  const places = new Map<string, number>();
  blocks.forEach((block, index) => {
    if (block.kind === 'table' || block.kind === 'aside' || block.words.text.length > longestHead) return;
    places.set(fold(bare(block.words.text)), index);
  });
  return places;
}

/** Whether items only name the headings that follow them, as a table of contents does. `end` is the block after them. */
export function isContents(items: readonly ItemBlock[], places: LastPlaces, end: number): boolean {
  if (items.length < fewest) return false;
  const named = items.filter(({ words }) => (places.get(fold(bare(words.text))) ?? -1) >= end);
  return named.length >= Math.max(fewest, items.length * 0.8);
}
