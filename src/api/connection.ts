import { decodeCursor, encodeCursor, staleCursor, wrongCursor } from './cursor.js';

/** The arguments of every list. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page of a list, in the shape of the GraphQL Cursor Connections Specification. */
export interface Connection<Node, EdgeOf extends Edge<Node> = Edge<Node>> {
  readonly edges: readonly EdgeOf[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** The revision that the list's order belongs to, and the item's id. */
const cursorShape: readonly [revision: number, id: string] = [0, ''];

/**
 * A page of a list that is at hand as a whole.
 * @param list what tells the list from others: its owner, name, filters and order
 * @param idOf an id that no two items of the list share
 * @param revision the revision that the order of the list belongs to; 0 where it belongs to none
 * @throws {TertiumError} BAD_USER_INPUT where `after` is no cursor of this list
 */
export function pageOf<Item extends { readonly node: unknown }>(
  list: readonly unknown[],
  items: readonly Item[],
  idOf: (item: Item) => string,
  { first, after }: PageArguments,
  revision = 0,
): Connection<Item['node'], Item & Edge<Item['node']>> {
  const key = decodeCursor(list, after, cursorShape);
  if (key !== null && key[0] !== revision) throw staleCursor(key[0], revision);
  const before = key === null ? -1 : items.findIndex((item) => idOf(item) === key[1]);
  if (key !== null && before < 0) throw wrongCursor(after ?? '');
  const page = items.slice(before + 1, before + 1 + first);
  return connect(page, (item) => encodeCursor(list, [revision, idOf(item)]), {
    hasNextPage: before + 1 + first < items.length,
    hasPreviousPage: before >= 0,
    totalCount: items.length,
  });
}

/**
 * Makes a connection of a page's items. Cursors are made for those who ask for them: most ask for the nodes
 * alone.
 */
export function connect<Item extends { readonly node: unknown }>(
  items: readonly Item[],
  cursorOf: (item: Item, index: number) => string,
  whole: { hasNextPage: boolean; hasPreviousPage: boolean; totalCount: number },
): Connection<Item['node'], Item & Edge<Item['node']>> {
  const cursorAt = (index: number): string | null => {
    const item = items.at(index);
    return item ? cursorOf(item, index < 0 ? items.length + index : index) : null;
  };
  return {
    get edges() {
      return items.map((item, index) => ({ ...item, cursor: cursorOf(item, index) }));
    },
    get nodes() {
      return items.map(({ node }) => node);
    },
    get pageInfo() {
      return {
        hasNextPage: whole.hasNextPage,
        hasPreviousPage: whole.hasPreviousPage,
        startCursor: cursorAt(0),
        endCursor: cursorAt(-1),
      };
    },
    totalCount: whole.totalCount,
  };
}
