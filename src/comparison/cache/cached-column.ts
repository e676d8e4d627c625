import type { Approach } from '../../graph/concept.js';
import { subjectTag, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { Stamp } from '../../graph/dependencies/view-stamps.js';
import type { CellClass } from '../cells/cell-class.js';

/** Space for the record-bytes cache, by group number; see `IndexedTable`. */
export interface RecordTable {
  owner: object | null;
  list: Int32Array | null;
  /** The earlier table with the same records, except the changed ones; null if there is none. */
  readonly earlier: EarlierTable | null;
}

interface EarlierTable {
  readonly table: RecordTable;
  /** The indexes of the records that differ. */
  readonly changed: ReadonlySet<number>;
}

/**
 * The cached cells of one approach, by the numbers of their axis groups, which are also the cells' record indexes.
 * Valid in later views until a publication touches the claims about the approach.
 */
export class CachedColumn implements RecordTable {
  readonly approach: Approach;
  readonly stamp: Stamp;
  readonly tags: readonly DependencyTag[];
  owner: object | null = null;
  list: Int32Array | null = null;
  #earlier: { readonly table: CachedColumn; readonly changed: ReadonlySet<number> } | null = null;
  #classes: (CellClass | undefined)[] = [];
  #positions: (number | null | undefined)[] = [];
  #pinned: (RecordTable & { readonly revision: number }) | null = null;

  constructor(approach: Approach, stamp: Stamp) {
    this.approach = approach;
    this.stamp = stamp;
    this.tags = [subjectTag(approach.id)];
  }

  get earlier(): EarlierTable | null {
    return this.#earlier;
  }

  /**
   * Creates the column of a later revision with the cells of this one, except the changed ones.
   * @param changed the numbers of the groups along which claims about the approach were touched
   * @returns the column, and an upper bound for the number of its cells
   */
  continued(stamp: Stamp, changed: ReadonlySet<number>): { column: CachedColumn; cells: number } {
    const column = new CachedColumn(this.approach, stamp);
    column.#classes = [...this.#classes];
    column.#positions = [...this.#positions];
    for (const group of changed) {
      if (group >= column.#classes.length) continue;
      column.#classes[group] = undefined;
      column.#positions[group] = undefined;
    }
    column.#earlier = { table: this, changed };
    // Two earlier columns are enough for the bytes of their records, and a longer chain would never be released.
    if (this.#earlier) this.#earlier.table.#earlier = null;
    return { column, cells: column.#classes.length };
  }

  /** The table for cells whose ids cover a revision. It is separate because their bytes differ. */
  pinnedTo(revision: number): RecordTable {
    if (this.#pinned?.revision !== revision)
      this.#pinned = { owner: null, list: null, earlier: null, revision };
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
