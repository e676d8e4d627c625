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

/** The one item that answers each key; null where none does. */
export function alignOneToKeys<Row extends KeyedRow, Item>(
  keys: readonly unknown[],
  rows: readonly Row[],
  read: (row: Row) => Item,
): readonly (Item | null)[] {
  return Object.freeze(alignToKeys(keys, rows, read).map(([item]) => item ?? null));
}
