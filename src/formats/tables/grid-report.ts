import { reportOf, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';
import type { WarningList } from '../import/import-warnings.js';
import type { PlacedCell } from './grid-text.js';

/** The report and the warnings on the tables of one input. */
export interface TableReport {
  /** The name of the input. */
  readonly file: string;
  readonly report: GridReport;
  readonly warnings: WarningList;
}

/** Formats the location of a cell: `line 3, column 2`. */
export function formatLocation(report: GridReport, cell: PlacedCell): string {
  const { line, column } = report.locationOf(cell);
  return `line ${line}, column ${column}`;
}

/** Builds the report on a table from the outcomes of its cells. */
export class GridReport {
  readonly #rows: readonly (readonly PlacedCell[])[];
  readonly #outcomes = new Map<PlacedCell, { readonly outcome: Outcome; readonly description: string }>();

  constructor(rows: readonly (readonly PlacedCell[])[]) {
    this.#rows = rows;
  }

  mark(cell: PlacedCell, outcome: Outcome, description: string): void {
    this.#outcomes.set(cell, { outcome, description });
  }

  /** Finds the line and column of a cell in the stored text, both from 1. Searches all cells. */
  locationOf(cell: PlacedCell): { readonly line: number; readonly column: number } {
    const row = this.#rows.findIndex((cells) => cells.includes(cell));
    return { line: row + 1, column: (this.#rows[row]?.indexOf(cell) ?? -1) + 1 };
  }

  /** Builds the report, with one line per row. Cells without an outcome are `NOT_UNDERSTOOD`. */
  finish(): ImportReport {
    let offset = 0;
    return reportOf(
      this.#rows.map((row, index) => {
        const parts: ReportPart[] = [];
        const add = (end: number, outcome: Outcome, description: string | null): void => {
          if (end > offset) parts.push({ start: offset, end, outcome, became: description, confidence: 1 });
          offset = end;
        };
        for (const cell of row) {
          const mark = this.#outcomes.get(cell);
          add(cell.end, mark?.outcome ?? 'NOT_UNDERSTOOD', mark?.description ?? null);
          add(cell.end + 1, 'BLANK', null);
        }
        if (row.length === 0) add(offset + 1, 'BLANK', null);
        return { number: index + 1, parts };
      }),
    );
  }
}
