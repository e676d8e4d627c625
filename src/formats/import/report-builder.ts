import {
  addCells,
  reportOf,
  type CellTotals,
  type ImportReport,
  type Outcome,
  type ReportLine,
  type ReportPart,
} from './import-report.js';
import type { CodePointOffsets } from '../input/code-point-offsets.js';
import type { PlacedText } from '../input/placed-text.js';
import type { TextRange } from '../input/text-lines.js';

interface Mark {
  readonly outcome: Outcome;
  readonly description: string | null;
  readonly confidence: number;
}

/** The weights of outcomes: if marked text ranges overlap, the outcome with the greatest weight applies. `#fill` has exceptions. */
const weights: Readonly<Record<Outcome, number>> = {
  BLANK: 0,
  MARKUP: 1,
  NOT_UNDERSTOOD: 2,
  FURNITURE: 3,
  UNUSED: 4,
  SOURCE: 5,
  NAMED: 6,
  STATED: 7,
  SKIPPED: 8,
};

/** The smallest level of headings that are lines of text without markup. */
const lineLevel = 7;

/** A heading, and the index of its mark. */
interface Heading {
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly mark: number;
}

const blank: Mark = { outcome: 'BLANK', description: null, confidence: 1 };

/** Records the outcome of every character of a text. */
export class ReportBuilder {
  readonly #text: string;
  readonly #marks: Mark[] = [blank, { outcome: 'MARKUP', description: null, confidence: 1 }];
  /** The index in `#marks` by UTF-16 offset. */
  readonly #markIndexes: Uint32Array;
  readonly #headings: Heading[] = [];
  #cells: CellTotals | null = null;

  /**
   * Creates a builder in which every character is markup or blank, until an outcome is recorded.
   * @param markup global pattern of the characters that are markup; null if all characters are blank
   */
  constructor(text: string, markup: RegExp | null) {
    this.#text = text;
    this.#markIndexes = new Uint32Array(text.length);
    if (markup === null) return;
    for (const { 0: word, index } of text.matchAll(markup))
      this.#markIndexes.fill(1, index, index + word.length);
  }

  /** Marks a text as not understood, in place of every recorded outcome. */
  addContent(content: PlacedText): void {
    this.#fill(content, { outcome: 'NOT_UNDERSTOOD', description: null, confidence: 1 }, true);
  }

  /** Records the outcome of a text; see `weights` for overlaps. @param description of the outcome; null if there is none */
  mark(content: PlacedText, outcome: Outcome, description: string | null, confidence = 1): void {
    this.#fill(content, { outcome, description, confidence }, false);
  }

  /**
   * Records a heading as `NAMED`; as `UNUSED` if no text of its section states a claim.
   * @param level 1 to 6 for headings of the markup, greater for lines of text
   */
  heading(content: PlacedText, level: number, description: string): void {
    const { start, end } = content;
    const mark = this.#fill(content, { outcome: 'NAMED', description, confidence: 1 }, false);
    this.#headings.push({ start, end, level, mark });
  }

  /**
   * Records ranges of the text that the editor skipped, in UTF-16 code units, in place of every recorded outcome. Their
   * line breaks are blank.
   */
  skip(ranges: readonly TextRange[]): void {
    const mark = this.#marks.push({ outcome: 'SKIPPED', description: null, confidence: 1 }) - 1;
    for (const [start, end] of ranges) {
      for (let index = start; index < end; index += 1)
        this.#markIndexes[index] = /[\n\r]/u.test(this.#text.charAt(index)) ? 0 : mark;
    }
  }

  /** Adds the cells of a table. */
  addCells(cells: CellTotals): void {
    this.#cells = this.#cells === null ? cells : addCells(this.#cells, cells);
  }

  /** Builds the report. @param points converts the offsets of the text to code points */
  report(points: CodePointOffsets): ImportReport {
    this.#settleHeadings();
    const lines: ReportLine[] = [];
    let parts: ReportPart[] = [];
    let start = 0;
    const text = this.#text;
    const close = (end: number): void => {
      if (end === start) return;
      const mark = this.#markAt(start);
      // White space is blank, even if the text around it was not understood.
      const isWhiteSpace = mark.outcome === 'NOT_UNDERSTOOD' && text.slice(start, end).trim() === '';
      const { outcome, description, confidence } = isWhiteSpace ? blank : mark;
      parts.push({
        start: points.at(start),
        end: points.at(end),
        outcome,
        became: description,
        confidence,
      });
      start = end;
    };
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
      if (index > start && !isLowSurrogate && this.#markAt(index) !== this.#markAt(start)) close(index);
      const isBreak = unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10);
      if (!isBreak) continue;
      close(index + 1);
      lines.push({ number: lines.length + 1, parts });
      parts = [];
    }
    close(text.length);
    if (parts.length > 0) lines.push({ number: lines.length + 1, parts });
    return reportOf(lines, this.#cells);
  }

  #markAt(index: number): Mark {
    return this.#marks[this.#markIndexes[index] ?? 0] as Mark;
  }

  /**
   * Marks the headings without claims in their sections as unused. A section ends at the next heading whose `level` is
   * the same or a smaller number. The section of a heading that is a line of text directly above another heading
   * includes the section of the other heading.
   */
  #settleHeadings(): void {
    const headings = [...this.#headings].sort((one, other) => one.start - other.start);
    const hasClaims: boolean[] = [];
    for (let at = headings.length - 1; at >= 0; at -= 1) {
      const heading = headings[at] as Heading;
      const nextStart = headings[at + 1]?.start ?? this.#text.length;
      let isUsed = this.#hasClaim(heading.end, nextStart);
      const isAboveHeading =
        heading.level >= lineLevel && this.#text.slice(heading.end, nextStart).trim() === '';
      for (let below = at + 1; !isUsed && below < headings.length; below += 1) {
        const isWithin =
          (headings[below]?.level ?? 0) > heading.level || (below === at + 1 && isAboveHeading);
        if (!isWithin) break;
        isUsed = hasClaims[below] ?? false;
      }
      hasClaims[at] = isUsed;
      if (!isUsed) this.#marks[heading.mark] = { ...(this.#marks[heading.mark] as Mark), outcome: 'UNUSED' };
    }
  }

  #hasClaim(start: number, end: number): boolean {
    for (let index = start; index < end; index += 1)
      if (this.#markAt(index).outcome === 'STATED') return true;
    return false;
  }

  /** @returns the index of the mark */
  #fill(content: PlacedText, mark: Mark, overridesAll: boolean): number {
    const markIndex = this.#marks.push(mark) - 1;
    for (const [start, end] of content.ranges) {
      for (let index = start; index < end; index += 1) {
        const before = this.#marks[this.#markIndexes[index] ?? 0] as Mark;
        // Exception to the weights: `NOT_UNDERSTOOD` or `MARKUP` with a description replaces `NOT_UNDERSTOOD` without one.
        const isOpen = before.outcome === 'NOT_UNDERSTOOD' && before.description === null;
        const isDescribed =
          isOpen && mark.description !== null && ['NOT_UNDERSTOOD', 'MARKUP'].includes(mark.outcome);
        if (overridesAll || isDescribed || weights[mark.outcome] > weights[before.outcome])
          this.#markIndexes[index] = markIndex;
      }
    }
    return markIndex;
  }
}
