import type { RevisionToken } from '../../graph/revision-token.js';
import { decodeCursor, encodeCursor, staleCursor, wrongCursor } from './cursor.js';

/** The arguments of a paginated list. */
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

/** The parts of a cursor's key: the revision of the list's order, the id of the item, and the epoch of the revision. */
const cursorShape: readonly [revision: number, id: string, epoch: string] = [0, '', ''];
/** Cursors of lists without a revision, and cursors of version 0.2.0 and earlier, have no epoch. */
const requiredParts = 2;

/**
 * Creates a page of a list whose items are all in memory.
 * @param list identifies the list: its owner, name, filters and order
 * @param idOf returns an id that is unique in the list
 * @param revisionOf returns the revision of the list's order; called only for cursors; null if cursors do not depend on a revision
 * @throws {TertiumError} BAD_USER_INPUT if `after` does not belong to this list, or belongs to another revision of this list
 */
export function pageOf<Item extends { readonly node: unknown }>(
  list: readonly unknown[],
  items: readonly Item[],
  idOf: (item: Item) => string,
  { first, after }: PageArguments,
  revisionOf: (() => RevisionToken) | null = null,
): Connection<Item['node'], Item & Edge<Item['node']>> {
  const key = decodeCursor(list, after, cursorShape, requiredParts);
  if (key !== null) checkRevision(key, revisionOf?.() ?? noRevision);
  const cursorIndex = key === null ? -1 : items.findIndex((item) => idOf(item) === key[1]);
  if (key !== null && cursorIndex < 0) throw wrongCursor(after ?? '');
  const page = items.slice(cursorIndex + 1, cursorIndex + 1 + first);
  return connect(
    page,
    (item) => {
      const revision = revisionOf?.() ?? null;
      return encodeCursor(list, revision ? [revision.number, idOf(item), revision.epoch] : [0, idOf(item)]);
    },
    {
      hasNextPage: cursorIndex + 1 + first < items.length,
      hasPreviousPage: cursorIndex >= 0,
      totalCount: items.length,
    },
  );
}

const noRevision: RevisionToken = { number: 0, epoch: '' };

/** @throws {TertiumError} BAD_USER_INPUT if a cursor belongs to another revision of the list */
function checkRevision(key: typeof cursorShape, { number, epoch }: RevisionToken): void {
  if (key[0] !== number || (key.length > requiredParts && key[2] !== epoch))
    throw staleCursor(key[0], number);
}

/** The properties of a page that its items do not determine. */
type ListInfo = Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'> & { readonly totalCount: number };

/** Creates a connection from the items of a page. */
export function connect<Item extends { readonly node: unknown }>(
  items: readonly Item[],
  cursorOf: (item: Item, index: number) => string,
  info: ListInfo,
): Connection<Item['node'], Item & Edge<Item['node']>> {
  return new ItemConnection(items, cursorOf, info);
}

/** A connection that computes cursors only when they are read: most requests select only the nodes. */
class ItemConnection<Item extends { readonly node: unknown }> implements Connection<
  Item['node'],
  Item & Edge<Item['node']>
> {
  readonly totalCount: number;
  readonly #items: readonly Item[];
  readonly #cursorOf: (item: Item, index: number) => string;
  readonly #info: ListInfo;

  constructor(items: readonly Item[], cursorOf: (item: Item, index: number) => string, info: ListInfo) {
    this.#items = items;
    this.#cursorOf = cursorOf;
    this.#info = info;
    this.totalCount = info.totalCount;
  }

  get edges(): readonly (Item & Edge<Item['node']>)[] {
    return this.#items.map((item, index) => ({ ...item, cursor: this.#cursorOf(item, index) }));
  }

  get nodes(): readonly Item['node'][] {
    return this.#items.map(({ node }) => node);
  }

  get pageInfo(): PageInfo {
    return {
      hasNextPage: this.#info.hasNextPage,
      hasPreviousPage: this.#info.hasPreviousPage,
      startCursor: this.#cursorAt(0),
      endCursor: this.#cursorAt(-1),
    };
  }

  #cursorAt(index: number): string | null {
    const item = this.#items.at(index);
    return item ? this.#cursorOf(item, index < 0 ? this.#items.length + index : index) : null;
  }
}
