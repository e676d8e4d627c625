import type { Absence } from '../../graph/claim.js';
import type { ValueType } from '../../graph/values/value-rules.js';

/**
 * The outcome of a part of a document.
 *
 * - `STATED`: the part states a claim.
 * - `NAMED`: the part names subjects of claims, or gives the context of claims, such as titles, headings, labels,
 *   column heads and lead-ins.
 * - `UNUSED`: the part names something, but no claim uses the name: for example, a heading above text without claims.
 * - `SOURCE`: the part describes the document itself, such as its publisher or date.
 * - `FURNITURE`: the part was set aside as page furniture, such as navigation or advertising.
 * - `SKIPPED`: the part is in a line that the editor skipped.
 * - `MARKUP`: the part is syntax of the format, a comment, or follows from other parts.
 * - `BLANK`: the part is white space or layout.
 * - `NOT_UNDERSTOOD`: the part was not recognised. A description names the kind of the part, such as code, or a guess that was
 *   too uncertain to become a claim.
 */
export const outcomes = [
  'STATED',
  'NAMED',
  'UNUSED',
  'SOURCE',
  'FURNITURE',
  'SKIPPED',
  'MARKUP',
  'BLANK',
  'NOT_UNDERSTOOD',
] as const;
export type Outcome = (typeof outcomes)[number];

/** A part of a document: from `start` to `end` (exclusive), in Unicode code points of the stored text. */
export interface ReportPart {
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
  /**
   * A description of the outcome, such as `definition of MSP` or `Nature of DevOps`; null if the outcome
   * needs no description.
   */
  readonly became: string | null;
  /** The confidence of the parser, from 0 to 1; 1 if nothing was guessed. */
  readonly confidence: number;
}

/** A line of a document. Its parts are contiguous and cover the line with its line break. */
export interface ReportLine {
  /** The number of the line, from 1. */
  readonly number: number;
  readonly parts: readonly ReportPart[];
}

/** The amount of text with an outcome, in characters (Unicode code points) and in lines. */
export interface OutcomeTotal {
  readonly characters: number;
  /** The number of lines in which this outcome has the most characters. `BLANK` counts only lines without other outcomes. */
  readonly lines: number;
}

/**
 * The shares of the text of a document, from 0 to 1. The text is all characters except `BLANK`, `MARKUP` and `SKIPPED`.
 * The shares sum to 1, or to 0 if there is no text.
 */
export interface ReportShares {
  /** Text that states claims, or names their subjects, context or source, without a guess. */
  readonly certain: number;
  /** Such text with a confidence below 1. */
  readonly guessed: number;
  /** Names that no claim uses. */
  readonly unused: number;
  /** Text that was set aside as part of the page. */
  readonly dropped: number;
  readonly notUnderstood: number;
}

/** What a cell of a table was read as: the type of its value, an absence, or `NOT_STATED` for a mark such as a dash. */
export type CellKind = ValueType | Absence | 'NOT_STATED';

/** The cells of the tables of a document. Heads and empty cells do not count; a cell that spans several positions counts once. */
export interface CellTotals {
  readonly total: number;
  /** The number of cells that became claims, or state nothing by a mark such as a dash. */
  readonly read: number;
  /** The number of read cells with a confidence below 1. */
  readonly guessed: number;
  /** The number of read cells of each kind. The sum is `read`. */
  readonly byKind: Readonly<Partial<Record<CellKind, number>>>;
}

/** Adds up the cells of two documents or tables. */
export function addCells(one: CellTotals, other: CellTotals): CellTotals {
  const byKind: Partial<Record<CellKind, number>> = { ...one.byKind };
  for (const [kind, count] of Object.entries(other.byKind) as [CellKind, number][])
    byKind[kind] = (byKind[kind] ?? 0) + count;
  return {
    total: one.total + other.total,
    read: one.read + other.read,
    guessed: one.guessed + other.guessed,
    byKind,
  };
}

/** The outcomes of a complete document. */
export interface ImportReport {
  /** All lines; empty if the report has only totals (see `ReadingOptions.includesLines`). */
  readonly lines: readonly ReportLine[];
  readonly totals: Readonly<Record<Outcome, OutcomeTotal>>;
  readonly shares: ReportShares;
  /**
   * The share of the text that became claims, weighted by the confidence of the parser: the sum of `certain`, and of
   * `guessed` multiplied by its mean confidence; 1 if there is no text.
   */
  readonly coverage: number;
  /** The cells of tables; null if the document has no tables. */
  readonly cells: CellTotals | null;
}

/** The outcomes of text that became part of claims. */
const claimed: ReadonlySet<Outcome> = new Set(['STATED', 'NAMED', 'SOURCE']);
/** The outcomes of characters that do not count as text of the document. */
const withoutText: ReadonlySet<Outcome> = new Set(['BLANK', 'MARKUP', 'SKIPPED']);

/**
 * Adds up the lines of a document one by one. Memory grows with the document only if the lines are included
 * in the report.
 */
export class ReportTotals {
  readonly #lines: ReportLine[] = [];
  readonly #includesLines: boolean;
  readonly #totals = Object.fromEntries(
    outcomes.map((outcome) => [outcome, { characters: 0, lines: 0 }]),
  ) as Record<Outcome, { characters: number; lines: number }>;
  /** The number of characters that became parts of claims with a confidence below 1. */
  #guessed = 0;
  /** The sum of the confidences of the characters that `#guessed` counts. */
  #confidence = 0;

  constructor(includesLines: boolean) {
    this.#includesLines = includesLines;
  }

  add(line: ReportLine): void {
    if (this.#includesLines) this.#lines.push(line);
    const weights = new Map<Outcome, number>();
    for (const { start, end, outcome, confidence } of line.parts) {
      const characters = end - start;
      this.#totals[outcome].characters += characters;
      if (outcome !== 'BLANK') weights.set(outcome, (weights.get(outcome) ?? 0) + characters);
      if (confidence === 1 || !claimed.has(outcome)) continue;
      this.#guessed += characters;
      this.#confidence += characters * confidence;
    }
    let main: Outcome = 'BLANK';
    for (const [outcome, weight] of weights) if (weight > (weights.get(main) ?? -1)) main = outcome;
    this.#totals[main].lines += 1;
  }

  /** Builds the report. @param cells the cells of tables; null if the document has no tables */
  report(cells: CellTotals | null = null): ImportReport {
    const totals = this.#totals;
    const sum = (of: (outcome: Outcome) => boolean): number =>
      outcomes.reduce((characters, each) => characters + (of(each) ? totals[each].characters : 0), 0);
    const all = sum((outcome) => !withoutText.has(outcome));
    const certain = sum((outcome) => claimed.has(outcome)) - this.#guessed;
    const shareOf = (characters: number): number => (all === 0 ? 0 : characters / all);
    return {
      lines: this.#lines,
      totals,
      shares: {
        certain: shareOf(certain),
        guessed: shareOf(this.#guessed),
        unused: shareOf(totals.UNUSED.characters),
        dropped: shareOf(totals.FURNITURE.characters),
        notUnderstood: shareOf(totals.NOT_UNDERSTOOD.characters),
      },
      coverage: all === 0 ? 1 : (certain + this.#confidence) / all,
      cells,
    };
  }
}

/**
 * Builds the report on a document from all its lines.
 * @param cells the cells of tables; null if the document has no tables
 */
export function reportOf(lines: readonly ReportLine[], cells: CellTotals | null = null): ImportReport {
  const totals = new ReportTotals(true);
  for (const line of lines) totals.add(line);
  return totals.report(cells);
}
