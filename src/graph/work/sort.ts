import type { Steps } from './steps.js';

/** The maximum number of items that are sorted, or compared in a merge, between two yields. */
const itemsPerStep = 2_048;

/** Sorts a copy of a list in steps. The sort is stable: equal items keep their order. */
export function* sorted<Item>(
  items: readonly Item[],
  compare: (left: Item, right: Item) => number,
): Steps<readonly Item[]> {
  let runs: Item[][] = [];
  for (let start = 0; start < items.length; start += itemsPerStep) {
    runs.push(items.slice(start, start + itemsPerStep).sort(compare));
    if (items.length > itemsPerStep) yield;
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const [left = [], right] = [runs[index], runs[index + 1]];
      merged.push(right ? yield* merge(left, right, compare) : left);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<Item>(
  left: Item[],
  right: Item[],
  compare: (left: Item, right: Item) => number,
): Steps<Item[]> {
  // Lists that were read from an index are in order already.
  if (compare(left.at(-1) as Item, right[0] as Item) <= 0) return left.concat(right);
  const merged: Item[] = [];
  let [leftIndex, rightIndex] = [0, 0];
  while (leftIndex < left.length && rightIndex < right.length) {
    const isLeft = compare(left[leftIndex] as Item, right[rightIndex] as Item) <= 0;
    merged.push((isLeft ? left[leftIndex++] : right[rightIndex++]) as Item);
    if (merged.length % itemsPerStep === 0) yield;
  }
  for (const remaining of [left.slice(leftIndex), right.slice(rightIndex)])
    for (const item of remaining) {
      merged.push(item);
      if (merged.length % itemsPerStep === 0) yield;
    }
  return merged;
}
