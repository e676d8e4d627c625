/**
 * The outcome of a part of a document.
 *
 * - `STATED`: the part states a claim.
 * - `NAMED`: the part names subjects of claims, or gives the context of claims: titles, headings, labels,
 *   column heads, lead-ins.
 * - `SOURCE`: the part describes the document itself: publisher, date, category.
 * - `FURNITURE`: the part belongs to the page and not to the text: markup, navigation, advertising, bylines,
 *   captions.
 * - `BLANK`: the part is white space or layout.
 * - `NOT_UNDERSTOOD`: the part was not recognised.
 */
export const outcomes = ['STATED', 'NAMED', 'SOURCE', 'FURNITURE', 'BLANK', 'NOT_UNDERSTOOD'] as const;
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
  /** Each line counts once, for the outcome with the most characters in the line. Blank characters do not count. */
  readonly lines: number;
}

/** The outcomes of a complete document. */
export interface ImportReport {
  /** All lines; empty if a format that is read as a stream reports totals only. */
  readonly lines: readonly ReportLine[];
  readonly totals: Readonly<Record<Outcome, OutcomeTotal>>;
  /**
   * The share of understood characters, from 0 to 1, among the characters that are neither blank nor
   * furniture; 1 if there are none.
   */
  readonly coverage: number;
}

/**
 * Adds up the lines of a document one by one. Memory grows with the document only if the lines are included
 * in the report.
 */
export class ReportTotals {
  readonly #lines: ReportLine[] = [];
  readonly #includesLines: boolean;
  readonly #totals: Record<Outcome, { characters: number; lines: number }> = {
    STATED: { characters: 0, lines: 0 },
    NAMED: { characters: 0, lines: 0 },
    SOURCE: { characters: 0, lines: 0 },
    FURNITURE: { characters: 0, lines: 0 },
    BLANK: { characters: 0, lines: 0 },
    NOT_UNDERSTOOD: { characters: 0, lines: 0 },
  };

  constructor(includesLines: boolean) {
    this.#includesLines = includesLines;
  }

  add(line: ReportLine): void {
    if (this.#includesLines) this.#lines.push(line);
    const weights = new Map<Outcome, number>();
    for (const { start, end, outcome } of line.parts) {
      this.#totals[outcome].characters += end - start;
      if (outcome !== 'BLANK') weights.set(outcome, (weights.get(outcome) ?? 0) + end - start);
    }
    const [main] = [...weights].sort(([, a], [, b]) => b - a);
    this.#totals[main?.[0] ?? 'BLANK'].lines += 1;
  }

  report(): ImportReport {
    const totals = this.#totals;
    const understood = totals.STATED.characters + totals.NAMED.characters + totals.SOURCE.characters;
    const all = understood + totals.NOT_UNDERSTOOD.characters;
    return { lines: this.#lines, totals, coverage: all === 0 ? 1 : understood / all };
  }
}

/** Builds the report on a document from all its lines. */
export function reportOf(lines: readonly ReportLine[]): ImportReport {
  const totals = new ReportTotals(true);
  for (const line of lines) totals.add(line);
  return totals.report();
}
