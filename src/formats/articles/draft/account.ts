import {
  reportOf,
  type ImportReport,
  type Outcome,
  type ReportLine,
  type ReportPart,
} from '../../import/import-report.js';
import type { CodePoints } from '../text/code-points.js';
import type { Words } from '../text/words.js';

interface Mark {
  readonly outcome: Outcome;
  readonly became: string | null;
  readonly confidence: number;
}

/** What outweighs what where parts overlap. */
const weights: Readonly<Record<Outcome, number>> = {
  BLANK: 0,
  NOT_UNDERSTOOD: 1,
  FURNITURE: 2,
  SOURCE: 3,
  NAMED: 4,
  STATED: 5,
};

const blank: Mark = { outcome: 'BLANK', became: null, confidence: 1 };

/** Keeps for every character of a text what became of it. */
export class Account {
  readonly #text: string;
  readonly #marks: Mark[] = [blank, { outcome: 'FURNITURE', became: 'markup', confidence: 1 }];
  /** By UTF-16 unit, the number of the mark that it has. */
  readonly #painted: Uint32Array;

  /** @param markup what is markup where nobody reads it; null where all that is so are marks of layout */
  constructor(text: string, markup: RegExp | null) {
    this.#text = text;
    this.#painted = new Uint32Array(text.length);
    if (markup === null) return;
    for (const { 0: word, index } of text.matchAll(markup)) this.#painted.fill(1, index, index + word.length);
  }

  /** Says that words were read, whatever becomes of them. */
  read(words: Words): void {
    this.#paint(words, { outcome: 'NOT_UNDERSTOOD', became: null, confidence: 1 }, true);
  }

  mark(words: Words, outcome: Outcome, became: string | null, confidence = 1): void {
    this.#paint(words, { outcome, became, confidence }, false);
  }

  report(points: CodePoints): ImportReport {
    const lines: ReportLine[] = [];
    let parts: ReportPart[] = [];
    let start = 0;
    const text = this.#text;
    const close = (end: number): void => {
      if (end === start) return;
      const mark = this.#markAt(start);
      // White space alone says nothing, whatever it was read with.
      const isSilent = mark.outcome === 'NOT_UNDERSTOOD' && text.slice(start, end).trim() === '';
      const { outcome, became, confidence } = isSilent ? blank : mark;
      parts.push({ start: points.at(start), end: points.at(end), outcome, became, confidence });
      start = end;
    };
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
      if (index > start && !isSecondHalf && this.#markAt(index) !== this.#markAt(start)) close(index);
      const isBreak = unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10);
      if (!isBreak) continue;
      close(index + 1);
      lines.push({ number: lines.length + 1, parts });
      parts = [];
    }
    close(text.length);
    if (parts.length > 0) lines.push({ number: lines.length + 1, parts });
    return reportOf(lines);
  }

  #markAt(index: number): Mark {
    return this.#marks[this.#painted[index] ?? 0] as Mark;
  }

  #paint(words: Words, mark: Mark, isAll: boolean): void {
    const number = this.#marks.push(mark) - 1;
    for (const [start, end] of words.stretches) {
      for (let index = start; index < end; index += 1) {
        const before = this.#marks[this.#painted[index] ?? 0] as Mark;
        if (isAll || weights[mark.outcome] > weights[before.outcome]) this.#painted[index] = number;
      }
    }
  }
}
