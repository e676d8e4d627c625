import type { CellKind, CellTotals } from '../import/import-report.js';
import type { TableCell } from './model/table-grid.js';

/** Counts the cells that were read in a table. A cell that spans several positions counts once. */
export class CellCounter {
  readonly #total: number;
  readonly #counted = new Set<TableCell>();
  readonly #byKind: Partial<Record<CellKind, number>> = {};
  #guessed = 0;

  /** @param cells the cells of the body; empty cells do not count */
  constructor(cells: Iterable<TableCell | null>) {
    const all = new Set<TableCell>();
    for (const cell of cells) if (cell !== null && !cell.content.isBlank) all.add(cell);
    this.#total = all.size;
  }

  add(cell: TableCell, kind: CellKind, confidence: number): void {
    if (this.#counted.has(cell)) return;
    this.#counted.add(cell);
    this.#byKind[kind] = (this.#byKind[kind] ?? 0) + 1;
    if (confidence < 1) this.#guessed += 1;
  }

  totals(): CellTotals {
    return { total: this.#total, read: this.#counted.size, guessed: this.#guessed, byKind: this.#byKind };
  }
}
