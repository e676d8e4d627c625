import { reportOf, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';
import type { PlacedCell } from './grid-text.js';

/** Builds the report on a table from the outcomes of its cells. */
export class GridReport {
  readonly #rows: readonly (readonly PlacedCell[])[];
  readonly #outcomes = new Map<PlacedCell, { readonly outcome: Outcome; readonly became: string }>();

  constructor(rows: readonly (readonly PlacedCell[])[]) {
    this.#rows = rows;
  }

  mark(cell: PlacedCell, outcome: Outcome, became: string): void {
    this.#outcomes.set(cell, { outcome, became });
  }

  /** A line for each row. Cells without an outcome are `NOT_UNDERSTOOD`. */
  finish(): ImportReport {
    let offset = 0;
    return reportOf(
      this.#rows.map((row, index) => {
        const parts: ReportPart[] = [];
        const add = (end: number, outcome: Outcome, became: string | null): void => {
          if (end > offset) parts.push({ start: offset, end, outcome, became, confidence: 1 });
          offset = end;
        };
        for (const cell of row) {
          const mark = this.#outcomes.get(cell);
          add(cell.end, mark?.outcome ?? 'NOT_UNDERSTOOD', mark?.became ?? null);
          add(cell.end + 1, 'BLANK', null);
        }
        if (row.length === 0) add(offset + 1, 'BLANK', null);
        return { number: index + 1, parts };
      }),
    );
  }
}
