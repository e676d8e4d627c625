import type { Approach } from '../../graph/concept.js';
import type { CellKind } from '../cells/cell-class.js';

/** Space for a record-bytes cache: the cache that uses it, and its entries by group number. */
export interface WrittenCells {
  keeper: object | null;
  list: Int32Array | null;
}

/** The cached cells of one approach, by the numbers of their axis groups. */
export class KeptColumn implements WrittenCells {
  readonly approach: Approach;
  keeper: object | null = null;
  list: Int32Array | null = null;
  readonly #kinds: (CellKind | undefined)[] = [];
  readonly #positions: (number | null | undefined)[] = [];
  #pinned: WrittenCells | null = null;

  constructor(approach: Approach) {
    this.approach = approach;
  }

  /** A separate table for cells whose ids cover the revision, since their bytes differ. */
  get pinned(): WrittenCells {
    return (this.#pinned ??= { keeper: null, list: null });
  }

  /** The class of the cell in an axis group; undefined if it is not cached. */
  kindIn(line: number): CellKind | undefined {
    return this.#kinds[line];
  }

  /** The position of the cell in an axis group; undefined if it is not cached. */
  positionIn(line: number): number | null | undefined {
    return this.#positions[line];
  }

  /** Caches the class and position of the cell in an axis group. */
  keep(line: number, kind: CellKind, position: number | null): void {
    this.#kinds[line] = kind;
    this.#positions[line] = position;
  }
}
