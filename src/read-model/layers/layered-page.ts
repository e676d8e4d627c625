import type { Page } from '../../graph/ports/reading.js';

/** An item that a layer adds to a list, with its position. */
export interface AddedItem<Item, Cursor> {
  readonly item: Item;
  readonly cursor: Cursor;
}

/** The difference between a list of a view and the list with a layer. */
export interface ListChange<Item, Cursor> {
  /** Whether an item of the view is not in the list with the layer, or has another position there. */
  readonly isRemoved: (item: Item) => boolean;
  /** The number of removed items in the entire list. */
  readonly removed: number;
  /** The added items of the entire list, in any order. */
  readonly added: readonly AddedItem<Item, Cursor>[];
}

/**
 * Converts a page of a list of a view to the page of the list with a layer.
 * @param page the page of the view, read with a size of at least `first` plus the number of removed items
 * @param compare the order of the list
 * @param copyOf converts an item of the page to an item of the view with the layer
 */
export function changePage<Item, Cursor>(
  page: Page<Item, Cursor>,
  { isRemoved, removed, added }: ListChange<Item, Cursor>,
  { first, after }: { readonly first: number; readonly after: Cursor | null },
  compare: (left: Cursor, right: Cursor) => number,
  copyOf: (item: Item) => Item,
): Page<Item, Cursor> {
  const entries = page.items.map((item, index) => ({ item, cursor: page.cursors[index] as Cursor }));
  const remaining = removed > 0 ? entries.filter(({ item }) => !isRemoved(item)) : entries;
  const inOrder = [
    ...remaining,
    ...added.filter(({ cursor }) => after === null || compare(cursor, after) > 0),
  ].sort((left, right) => compare(left.cursor, right.cursor));
  const shown = inOrder.slice(0, first);
  return Object.freeze({
    items: Object.freeze(shown.map(({ item }) => copyOf(item))),
    cursors: Object.freeze(shown.map(({ cursor }) => cursor)),
    // If the view has a next page, the page has at least `first` items that are not removed.
    hasNextPage: page.hasNextPage || inOrder.length > first,
    totalCount: page.totalCount - removed + added.length,
  });
}
