import { countCodePoints } from '../../graph/text/code-points.js';
import type { ReadableLine } from './byte-lines.js';
import { ReportTotals, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';

/** Builds the report on a file of claim lines. */
export class ClaimLinesReport {
  readonly #totals: ReportTotals;
  #codePoint = 0;

  constructor(includesLines: boolean) {
    this.#totals = new ReportTotals(includesLines);
  }

  /**
   * Adds the next line of the file.
   * @param claim a description of the claim of the line; null for a blank line
   * @param overridden the text ranges that later members override, in UTF-16 code units and in order
   */
  add(
    { number, text, isEnded }: ReadableLine,
    claim: string | null,
    overridden: readonly (readonly [number, number])[],
  ): void {
    const parts: ReportPart[] = [];
    const add = (range: string, outcome: Outcome, description: string | null): void => {
      const start = this.#codePoint;
      this.#codePoint += countCodePoints(range);
      if (this.#codePoint > start)
        parts.push({ start, end: this.#codePoint, outcome, became: description, confidence: 1 });
    };
    const end = text.trimEnd().length;
    let offset = text.length - text.trimStart().length;
    add(text.slice(0, Math.min(offset, end)), 'BLANK', null);
    for (const [start, rangeEnd] of overridden) {
      add(text.slice(offset, start), 'STATED', claim);
      add(text.slice(start, rangeEnd), 'NOT_UNDERSTOOD', 'overridden by a later member');
      offset = rangeEnd;
    }
    add(text.slice(offset, end), 'STATED', claim);
    add(`${text.slice(end)}${isEnded ? '\n' : ''}`, 'BLANK', null);
    if (parts.length > 0) this.#totals.add({ number, parts });
  }

  report(): ImportReport {
    return this.#totals.report();
  }
}
