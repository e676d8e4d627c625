import { reportOf, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';
import type { PlacedCell } from './grid-text.js';

/** Keeps what became of each cell of a table. */
export class GridReport {
  readonly #rows: readonly (readonly PlacedCell[])[];
  readonly #marks = new Map<PlacedCell, { readonly outcome: Outcome; readonly became: string }>();

  constructor(rows: readonly (readonly PlacedCell[])[]) {
    this.#rows = rows;
  }

  mark(cell: PlacedCell, outcome: Outcome, became: string): void {
    this.#marks.set(cell, { outcome, became });
  }

  /** A line for each row; cells that nobody has marked are not understood. */
  finish(): ImportReport {
    let at = 0;
    return reportOf(
      this.#rows.map((row, index) => {
        const parts: ReportPart[] = [];
        const add = (end: number, outcome: Outcome, became: string | null): void => {
          if (end > at) parts.push({ start: at, end, outcome, became, confidence: 1 });
          at = end;
        };
        for (const cell of row) {
          const mark = this.#marks.get(cell);
          add(cell.end, mark?.outcome ?? 'NOT_UNDERSTOOD', mark?.became ?? null);
          add(cell.end + 1, 'BLANK', null);
        }
        if (row.length === 0) add(at + 1, 'BLANK', null);
        return { number: index + 1, parts };
      }),
    );
  }
}
