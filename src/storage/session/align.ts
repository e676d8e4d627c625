import type { RawBuilder } from 'kysely';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { sorted } from '../../graph/work/sort.js';
import type { Session } from './session.js';

/** A row that belongs to one key of a set. The ordinal is the position of the key, from 0. */
export interface KeyedRow {
  readonly ordinal: number;
}

/** Groups rows by key: one list for each key, in the order of the keys, with items in the order of the rows. */
export function alignToKeys<Row extends KeyedRow, Item>(
  keys: readonly unknown[],
  rows: readonly Row[],
  read: (row: Row) => Item,
): readonly (readonly Item[])[] {
  const aligned = keys.map((): Item[] => []);
  for (const row of rows) aligned[row.ordinal]?.push(read(row));
  for (const items of aligned) Object.freeze(items);
  return Object.freeze(aligned);
}

/**
 * Reads the items of each key with a statement that may return many rows in any order, and sorts the items of each key.
 * @param read converts a row to an item, or to null to skip the row
 * @returns one sorted list for each key, in the order of the keys
 */
export async function readAligned<Row extends KeyedRow, Item>(
  session: Session,
  keys: readonly unknown[],
  statement: RawBuilder<Row>,
  read: (row: Row) => Item | null,
  compare: (left: Item, right: Item) => number,
): Promise<readonly (readonly Item[])[]> {
  const aligned = keys.map((): Item[] => []);
  await session.each(statement, (row) => {
    const item = read(row);
    if (item !== null) aligned[row.ordinal]?.push(item);
  });
  return inSlices(eachSorted(aligned, compare), session.pace);
}

const listsPerStep = 500;

function* eachSorted<Item>(
  lists: readonly (readonly Item[])[],
  compare: (left: Item, right: Item) => number,
): Steps<readonly (readonly Item[])[]> {
  const sortedLists: (readonly Item[])[] = [];
  for (const list of lists) {
    sortedLists.push(Object.freeze(yield* sorted(list, compare)));
    if (sortedLists.length % listsPerStep === 0) yield;
  }
  return Object.freeze(sortedLists);
}

/** Returns the first item of each key, in the order of the keys; null for a key without rows. */
export function alignOneToKeys<Row extends KeyedRow, Item>(
  keys: readonly unknown[],
  rows: readonly Row[],
  read: (row: Row) => Item,
): readonly (Item | null)[] {
  return Object.freeze(alignToKeys(keys, rows, read).map(([item]) => item ?? null));
}
