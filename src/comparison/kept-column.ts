import type { Approach } from '../graph/concept.js';
import type { CellKind } from './cell-kind.js';

/** What is known of the cells of one approach, by the numbers of their lines. */
export class KeptColumn {
  readonly approach: Approach;
  /** Room for whoever keeps what was made of the cells: who that is, and where, by the numbers of lines. */
  keeper: object | null = null;
  list: Int32Array | null = null;
  readonly #kinds: (CellKind | undefined)[] = [];
  readonly #positions: (number | null | undefined)[] = [];

  constructor(approach: Approach) {
    this.approach = approach;
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
