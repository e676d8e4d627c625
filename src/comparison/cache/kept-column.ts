import type { Approach } from '../../graph/concept.js';
import type { CellKind } from '../cells/cell-kind.js';

/** Room for whoever keeps what was made of the cells of a column: who that is, and where, by the numbers of lines. */
export interface WrittenCells {
  keeper: object | null;
  list: Int32Array | null;
}

/** What is known of the cells of one approach, by the numbers of their lines. */
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

  /** The same for cells whose ids cover the revision: what is written of them has other ids. */
  get pinned(): WrittenCells {
    return (this.#pinned ??= { keeper: null, list: null });
  }

  /** The kind of the cell in a line; undefined where it has not been filled yet. */
  kindIn(line: number): CellKind | undefined {
    return this.#kinds[line];
  }

  /** The position of the cell in a line; undefined where it has not been filled yet. */
  positionIn(line: number): number | null | undefined {
    return this.#positions[line];
  }

  keep(line: number, kind: CellKind, position: number | null): void {
    this.#kinds[line] = kind;
    this.#positions[line] = position;
  }
}
