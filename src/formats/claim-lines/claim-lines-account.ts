import { countCodePoints } from '../../graph/text/code-points.js';
import type { ReadableLine } from './byte-lines.js';
import { ReportTally, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';

/** Says of each line of a file of claims what became of it. */
export class ClaimLinesAccount {
  readonly #tally: ReportTally;
  #at = 0;

  constructor(keepsLines: boolean) {
    this.#tally = new ReportTally(keepsLines);
  }

  /**
   * The next line of the file.
   * @param became what its claim is, in words; null where there is nothing in it
   * @param overridden the stretches of it, in UTF-16 units and in their order, that nothing was made of
   */
  add(
    { number, text, isEnded }: ReadableLine,
    became: string | null,
    overridden: readonly (readonly [number, number])[],
  ): void {
    const parts: ReportPart[] = [];
    const add = (words: string, outcome: Outcome, what: string | null): void => {
      const start = this.#at;
      this.#at += countCodePoints(words);
      if (this.#at > start) parts.push({ start, end: this.#at, outcome, became: what, confidence: 1 });
    };
    const end = text.trimEnd().length;
    let at = text.length - text.trimStart().length;
    add(text.slice(0, Math.min(at, end)), 'BLANK', null);
    for (const [start, past] of overridden) {
      add(text.slice(at, start), 'STATED', became);
      add(text.slice(start, past), 'NOT_UNDERSTOOD', 'said again by a later member');
      at = past;
    }
    add(text.slice(at, end), 'STATED', became);
    add(`${text.slice(end)}${isEnded ? '\n' : ''}`, 'BLANK', null);
    if (parts.length > 0) this.#tally.add({ number, parts });
  }

  report(): ImportReport {
    return this.#tally.report();
  }
}
