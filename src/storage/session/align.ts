import type { RawBuilder } from 'kysely';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { sorted } from '../../graph/work/sort.js';
import type { Session } from './session.js';

/** A row that answers one key of a set, by the key's place in it. */
export interface KeyedRow {
  readonly ordinal: number;
}

/** The rows of each key, in the order of the keys and, for each, in the order of the rows. */
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
 * Reads what answers each key, in order, of a statement that may find many rows in no order.
 * @param read makes an item of a row; null for a row that does not count
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

const listsAtATime = 500;

function* eachSorted<Item>(
  lists: readonly (readonly Item[])[],
  compare: (left: Item, right: Item) => number,
): Steps<readonly (readonly Item[])[]> {
  const done: (readonly Item[])[] = [];
  for (const list of lists) {
    done.push(Object.freeze(yield* sorted(list, compare)));
    if (done.length % listsAtATime === 0) yield;
  }
  return Object.freeze(done);
}

/** The one item that answers each key; null where none does. */
export function alignOneToKeys<Row extends KeyedRow, Item>(
  keys: readonly unknown[],
  rows: readonly Row[],
  read: (row: Row) => Item,
): readonly (Item | null)[] {
  return Object.freeze(alignToKeys(keys, rows, read).map(([item]) => item ?? null));
}
