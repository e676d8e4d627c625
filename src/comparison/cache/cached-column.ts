import type { Approach } from '../../graph/concept.js';
import { subjectTag, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { Stamp } from '../../graph/dependencies/view-stamps.js';
import type { CellClass } from '../cells/cell-class.js';

/** Space for the record-bytes cache, by group number; see `IndexedTable`. */
export interface RecordTable {
  owner: object | null;
  list: Int32Array | null;
}

/**
 * The cached cells of one approach, by the numbers of their axis groups, which are also the cells' record indexes. Valid in all views up to
 * which no publication touched the claims about the approach.
 */
export class CachedColumn implements RecordTable {
  readonly approach: Approach;
  readonly stamp: Stamp;
  readonly tags: readonly DependencyTag[];
  owner: object | null = null;
  list: Int32Array | null = null;
  readonly #classes: (CellClass | undefined)[] = [];
  readonly #positions: (number | null | undefined)[] = [];
  #pinned: (RecordTable & { readonly revision: number }) | null = null;

  constructor(approach: Approach, stamp: Stamp) {
    this.approach = approach;
    this.stamp = stamp;
    this.tags = [subjectTag(approach.id)];
  }

  /** The table for cells whose ids cover a revision. It is separate because their bytes differ. */
  pinnedTo(revision: number): RecordTable {
    if (this.#pinned?.revision !== revision) this.#pinned = { owner: null, list: null, revision };
    return this.#pinned;
  }

  /** The class of the cell in an axis group; undefined if it is not cached. */
  classIn(group: number): CellClass | undefined {
    return this.#classes[group];
  }

  /** The position of the cell in an axis group; undefined if it is not cached. */
  positionIn(group: number): number | null | undefined {
    return this.#positions[group];
  }

  /** Caches the class and position of the cell in an axis group. */
  set(group: number, cellClass: CellClass, position: number | null): void {
    this.#classes[group] = cellClass;
    this.#positions[group] = position;
  }
}
