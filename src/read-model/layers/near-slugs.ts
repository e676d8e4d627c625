import type { ConceptKind } from '../../graph/concept.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { editsOf, nearestInOrder } from '../../graph/text/near-slugs.js';

/** The slugs of one kind that a layer adds to a view, and those that it removes. */
export interface SlugChange {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/**
 * Finds the slugs of one kind near a text in a view with a layer: see `GraphView.slugsNear`.
 * @param view the view below the layer
 */
export async function slugsNearWith(
  view: GraphView,
  kind: ConceptKind,
  text: string,
  { added, removed }: SlugChange,
): Promise<readonly string[]> {
  const read = await view.slugsNear([kind], text);
  const found = new Set([...read, ...added].filter((slug) => !removed.has(slug)));
  const descending = read.filter((slug) => isBefore(slug, text)).reverse();
  const before = await nearest(view, kind, descending, removed, isBefore);
  const ascending = read.filter((slug) => !isBefore(slug, text));
  const from = await nearest(view, kind, ascending, removed, (slug, other) => isBefore(other, slug));
  for (const slug of [...before, ...from]) found.add(slug);
  const inOrder = [...found].sort(compareCodePoints);
  const edits = editsOf(text);
  return [
    ...inOrder.filter((slug) => edits.has(slug)),
    ...inOrder.filter((slug) => isBefore(slug, text)).slice(-nearestInOrder),
    ...inOrder.filter((slug) => !isBefore(slug, text)).slice(0, nearestInOrder),
  ];
}

function isBefore(slug: string, text: string): boolean {
  return compareCodePoints(slug, text) < 0;
}

/**
 * Finds the remaining slugs of the view on one side of a text: at least the `nearestInOrder` nearest ones, if there are so many. If the layer
 * removes some of the slugs that were read, reads the slugs beyond the furthest one.
 * @param read the slugs that the view has on this side, nearest first: at least the nearest ones
 * @param isBeyond whether a slug is further from the text than another slug on this side
 */
async function nearest(
  view: GraphView,
  kind: ConceptKind,
  read: readonly string[],
  removed: ReadonlySet<string>,
  isBeyond: (slug: string, other: string) => boolean,
): Promise<readonly string[]> {
  const remaining: string[] = [];
  let next = read.slice(0, nearestInOrder);
  let isComplete = next.length < nearestInOrder;
  for (;;) {
    remaining.push(...next.filter((slug) => !removed.has(slug)));
    const furthest = next.at(-1);
    if (isComplete || furthest === undefined || remaining.length >= nearestInOrder) return remaining;
    const beyond = (await view.slugsNear([kind], furthest)).filter((slug) => isBeyond(slug, furthest));
    // In ascending order, `furthest` is itself one of the `nearestInOrder` slugs. Beyond these slugs, the list can have gaps.
    const contiguous = nearestInOrder - 1;
    next = beyond.sort((one, other) => (isBeyond(other, one) ? -1 : 1)).slice(0, contiguous);
    isComplete = next.length < contiguous;
  }
}
